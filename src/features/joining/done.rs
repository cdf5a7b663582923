//! Associated: what was done, and what comes next.

use super::msg;
use crate::{
    flows::account_check::association_type,
    routes::Route,
    ui::{ButtonKind, DateTimeText, Described, DescriptionList, LinkButton, Notice, Tone},
};
use contract::{associations::AssociationType, joining::Joined};
use leptos::prelude::*;

#[component]
pub fn Done(joined: Joined) -> AnyView {
    let Joined { account_name, partner_name, association_type: kind, associated_on, .. } = joined;
    let who_pays = match kind {
        AssociationType::Referral => msg::next_referral as fn() -> &'static str,
        AssociationType::Consignment | AssociationType::Resale => msg::next_settling,
    };
    let whose = partner_name.clone();
    view! {
        <section class="card joining__step joining__done">
            <Notice tone=Tone::Success title=msg::done announce=true>
                <p>{move || msg::done_body(&whose)}</p>
            </Notice>
            <DescriptionList>
                <Described term=msg::account_name>{account_name}</Described>
                <Described term=msg::partner>{partner_name}</Described>
                <Described term=msg::kind>{move || association_type(kind)}</Described>
                <Described term=msg::associated_on><DateTimeText at=associated_on /></Described>
            </DescriptionList>
            <h2>{msg::next}</h2>
            <ul class="joining__meaning">
                <li>{who_pays}</li>
                <li>{msg::next_verify}</li>
                <li>{msg::next_message}</li>
            </ul>
            <div class="form__actions">
                <LinkButton label=msg::to_my_partner href=Route::MyPartner.href() kind=ButtonKind::Primary />
                <LinkButton label=msg::to_my_account href=Route::MyAccount.href() />
            </div>
        </section>
    }
    .into_any()
}

//! Associated: what was done, and what comes next.

use super::msg;
use crate::{
    flows::{account_check::association_type, sign_in},
    routes::Route,
    ui::{Button, ButtonKind, Notice, Tone},
};
use contract::joining::Joined;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

#[component]
pub fn Done(joined: Joined) -> AnyView {
    let navigate = use_navigate();
    // Registering signed in on the server's side; here it is found out on the way.
    let enter = move |()| {
        sign_in::refresh();
        navigate(&Route::MyPartner.href(), leptos_router::NavigateOptions::default());
    };
    let Joined { account_name, partner_name, association_type: kind, .. } = joined;
    view! {
        <section class="card joining__step">
            <Notice tone=Tone::Success title=msg::done announce=true>
                {move || msg::done_body(&account_name, association_type(kind), &partner_name)}
            </Notice>
            <h2>{msg::next}</h2>
            <ul class="joining__meaning">
                <li>{msg::next_1}</li>
                <li>{msg::next_2}</li>
            </ul>
            <Button label=msg::enter kind=ButtonKind::Primary on_press=enter />
        </section>
    }
    .into_any()
}

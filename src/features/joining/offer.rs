//! Who invites to what, and what that means, in words that need no manual.

use super::msg;
use crate::{
    flows::account_check::association_type,
    ui::{DateTimeText, Described, DescriptionList},
};
use contract::{associations::AssociationType, joining::Offer};
use leptos::prelude::*;

/// A text that follows the language.
type Line = fn() -> &'static str;

#[component]
pub fn OfferCard(offer: Offer) -> AnyView {
    let Offer { partner_name, inviter, association_type: kind, mobile_masked, expire_at, .. } = offer;
    let phone = mobile_masked.map(|phone| view! { <Described term=msg::filed_phone>{phone}</Described> });
    let until = expire_at
        .map(|at| view! { <Described term=msg::valid_until><DateTimeText at deadline=true /></Described> });
    let lines: &[Line] = match kind {
        AssociationType::Referral => {
            &[msg::referral_pays, msg::referral_sees, msg::data_stays, msg::end_any_time]
        }
        AssociationType::Consignment | AssociationType::Resale => {
            &[msg::settling_pays, msg::settling_sees, msg::data_stays, msg::end_any_time]
        }
    };
    view! {
        <section class="card joining__offer">
            <h2>{move || msg::invited_by(&partner_name)}</h2>
            <DescriptionList>
                <Described term=msg::inviter>{inviter}</Described>
                <Described term=msg::kind>{move || association_type(kind)}</Described>
                {phone}
                {until}
            </DescriptionList>
            <h3>{msg::what_happens}</h3>
            <ul class="joining__meaning">{lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

//! What has to be understood besides the consequences: the rules of the request itself, and the notice to customers
//! that change their type.

use super::msg;
use crate::flows::account_check::Side;
use contract::associations::{Action, AssociationType};
use leptos::prelude::*;

/// Before asking.
#[component]
pub(super) fn Notes(action: Action, side: Side) -> AnyView {
    let by_partner = matches!(side, Side::Partner(_));
    let notes = move || {
        let who_answers = match (by_partner, action) {
            (true, Action::Disassociate) => msg::note_customer_answers(),
            (true, Action::Switch) => msg::note_switch_ends(),
            (false, _) => msg::note_partner_answers(),
        };
        let quota = if by_partner { msg::note_quota() } else { msg::note_own_quota() };
        [who_answers, quota, msg::note_checked_again()]
            .into_iter()
            .map(|note| view! { <li>{note}</li> })
            .collect_view()
    };
    view! {
        <section class="consequences card" aria-labelledby="notes-title">
            <h2 id="notes-title">{msg::notes}</h2>
            <ul class="consequences__facts">{notes}</ul>
        </section>
    }
    .into_any()
}

/// What a customer reads before it agrees to another association type.
#[component]
pub(super) fn SwitchNotice(after: Option<AssociationType>) -> AnyView {
    let pays = move || match after {
        Some(AssociationType::Referral) => msg::notice_pays_vendor(),
        Some(AssociationType::Consignment | AssociationType::Resale) | None => msg::notice_pays_partner(),
    };
    view! {
        <section class="consequences card" aria-labelledby="switch-notice-title">
            <h2 id="switch-notice-title">{msg::notice_title}</h2>
            <ul class="consequences__facts">
                <li>{pays}</li>
                <li>{msg::notice_partner_sees}</li>
                <li>{msg::notice_resources_stay}</li>
                <li>{msg::notice_disputes}</li>
            </ul>
        </section>
    }
    .into_any()
}

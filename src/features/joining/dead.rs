//! Why a link does not work, and what to do instead.

use super::msg;
use crate::{
    routes::Route,
    ui::{Button, EmptyState, IconName, LinkButton},
};
use contract::joining::{LinkState, Offer};
use leptos::prelude::*;

/// Nothing stood behind the address.
pub fn no_link() -> AnyView {
    view! {
        <section class="card joining__step">
            <EmptyState title=msg::no_link body=msg::no_link_body icon=IconName::Link>
                <LinkButton label=msg::to_my_partner href=Route::MyPartner.href() />
            </EmptyState>
        </section>
    }
    .into_any()
}

/// `again` looks whether it works now.
pub fn show(state: LinkState, offer: Option<&Offer>, again: Callback<()>) -> AnyView {
    let (partner, inviter) =
        offer.map(|offer| (offer.partner_name.clone(), offer.inviter.clone())).unwrap_or_default();
    let title = move || match state {
        LinkState::Expired => msg::expired(),
        LinkState::Used => msg::used(),
        LinkState::Revoked => msg::revoked(),
        LinkState::Replaced => msg::replaced(),
        LinkState::Exhausted => msg::exhausted(),
        LinkState::Valid | LinkState::Unknown => msg::unknown(),
    };
    let body = move || match state {
        LinkState::Expired => msg::expired_body(&inviter, &partner),
        LinkState::Used => msg::used_body(&inviter, &partner),
        LinkState::Revoked => msg::revoked_body(&inviter, &partner),
        LinkState::Replaced => msg::replaced_body(&partner),
        LinkState::Exhausted => msg::exhausted_body(&inviter, &partner),
        LinkState::Valid | LinkState::Unknown => msg::unknown_body().to_owned(),
    };
    let way_out = match state {
        LinkState::Used => {
            view! { <LinkButton label=msg::to_my_partner href=Route::MyPartner.href() /> }.into_any()
        }
        _ => view! { <Button label=msg::look_again icon=IconName::Refresh on_press=again /> }.into_any(),
    };
    view! {
        <section class="card joining__step">
            <EmptyState title body icon=IconName::Link>{way_out}</EmptyState>
        </section>
    }
    .into_any()
}

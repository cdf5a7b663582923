//! Why a link does not work, and what to do instead.

use super::msg;
use crate::{
    routes::Route,
    ui::{EmptyState, IconName, LinkButton},
};
use contract::joining::{LinkState, Offer};
use leptos::prelude::*;

pub fn show(state: LinkState, offer: Option<&Offer>) -> AnyView {
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
    let used = (state == LinkState::Used)
        .then(|| view! { <LinkButton label=msg::to_my_partner href=Route::MyPartner.href() /> });
    view! { <EmptyState title body icon=IconName::Link>{used}</EmptyState> }.into_any()
}

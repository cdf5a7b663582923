//! This page is not for this member: why, and who can change it.

use super::msg;
use crate::{
    i18n, session,
    ui::{EmptyState, IconName},
};
use leptos::prelude::*;

/// Says whom to ask.
#[component]
pub fn NoPermission() -> AnyView {
    let why = move || {
        session::membership()
            .map(|member| msg::no_permission_hint(i18n::list(&member.administrators)))
            .unwrap_or_default()
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=why /> }.into_any()
}

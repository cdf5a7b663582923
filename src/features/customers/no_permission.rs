//! Customers are not for this member: why, and who can change it.

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
        let membership = session::membership()?;
        Some(if membership.identity.has_customers() {
            msg::no_permission_ask_administrator(i18n::list(&membership.administrators))
        } else {
            let manager = membership.ecosystem_manager;
            msg::no_permission_identity(i18n::list([manager.name, manager.phone, manager.email]))
        })
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }.into_any()
}

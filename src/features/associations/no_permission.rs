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
        let member = session::membership()?;
        Some(if member.identity.has_customers() {
            msg::no_permission_role(i18n::list(&member.administrators))
        } else {
            let manager = member.ecosystem_manager;
            msg::no_permission_identity(i18n::list([manager.name, manager.phone, manager.email]))
        })
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }.into_any()
}

//! Migration is not for this member: why, and who can change it.

use super::msg;
use crate::{
    i18n, session,
    ui::{EmptyState, IconName},
};
use contract::permissions::Identity;
use leptos::prelude::*;

#[component]
pub fn NoPermission() -> AnyView {
    let why = move || {
        let membership = session::membership()?;
        Some(if membership.identity == Identity::SolutionProvider {
            msg::ask_administrator(i18n::list(&membership.administrators))
        } else {
            let manager = membership.ecosystem_manager;
            msg::wrong_identity(i18n::list([manager.name, manager.phone, manager.email]))
        })
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }.into_any()
}

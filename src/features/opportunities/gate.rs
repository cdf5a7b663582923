//! Who may not see opportunities, and why: a member without the permission, or a partner that has not joined the
//! programme.

use super::msg;
use crate::{
    api::{ApiError, Fetched},
    flows::permitted::gate,
    i18n,
    routes::Route,
    session::{self, can},
    ui::{ButtonKind, EmptyState, IconName, LinkButton},
};
use contract::{permissions::Permission, problem::ErrorCode};
use leptos::prelude::*;

/// Its children only for members who work opportunities.
#[component]
pub fn Permitted(children: ChildrenFn) -> AnyView {
    let allowed = gate(Permission::WorkOpportunities);
    let content = move || {
        if allowed.get() {
            children().into_any()
        } else {
            let administrators =
                move || session::membership().map(|me| me.administrators).unwrap_or_default();
            let body = move || msg::ask_administrator(i18n::list(administrators()));
            view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=body /> }.into_any()
        }
    };
    content.into_any()
}

/// Its children, unless the answer is that the programme was not joined: then the way to join.
#[component]
pub fn Joined<O: Send + Sync + 'static>(answer: Fetched<O>, children: ChildrenFn) -> AnyView {
    let not_joined = Memo::new(move |_| {
        let is = |error: &ApiError| error.code() == Some(ErrorCode::ProgrammeNotJoined);
        answer.error.with(|error| error.as_ref().is_some_and(is))
    });
    let content =
        move || if not_joined.get() { view! { <NotJoined /> }.into_any() } else { children().into_any() };
    content.into_any()
}

#[component]
fn NotJoined() -> AnyView {
    let administrators = session::membership().map(|me| me.administrators).unwrap_or_default();
    let may_join = can(Permission::JoinProgrammes);
    let body = move || {
        if may_join {
            msg::not_joined_join().to_owned()
        } else {
            msg::not_joined_ask(i18n::list(&administrators))
        }
    };
    let label = if may_join { msg::join } else { msg::about_programme };
    view! {
        <EmptyState title=msg::not_joined icon=IconName::Inbox body=body>
            <LinkButton label href=Route::EngagementProgramme.href() kind=ButtonKind::Primary />
        </EmptyState>
    }
    .into_any()
}

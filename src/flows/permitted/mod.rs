//! A page, or why it is not for whoever is signed in, and whom to ask; and the reason of a grey button.

mod operators;
mod words;

pub use operators::OperatorsOnly;
pub use words::{default_group, default_permission, group, permission, role};

use crate::{
    browser, i18n,
    session::{can, membership},
    ui::{EmptyState, IconName, Tone, toast},
};
use contract::permissions::{Permission, is_open_to};
use leptos::prelude::*;

crate::i18n::words!("flows/permitted");

/// Whether the signed-in member may open a page; tracked. A permission that is taken away while the page is open takes the
/// page away, but not what was typed: as long as a form holds something the page stays, and the backend refuses the rest.
#[must_use]
pub fn gate(to: Permission) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| can(to) || before == Some(&true) && browser::holds_typed_text())
}

/// Something that is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Why its button is grey: only the role lacks it.
    pub lacking: Option<String>,
}

/// Whether something is to be seen by whoever is signed in: not when its kind of partner has no such thing. Not tracked.
#[must_use]
pub fn offered(to: Permission) -> Option<Offered> {
    untrack(|| {
        let member = membership()?;
        if member.can(to) {
            return Some(Offered { lacking: None });
        }
        let is_open = is_open_to(member.identity, &member.restrictions, to);
        is_open.then(|| Offered { lacking: Some(lacking(to, &member.administrators)) })
    })
}

/// Why somebody without this permission cannot do it, and who can change that.
fn lacking(to: Permission, administrators: &[String]) -> String {
    let names = i18n::list(administrators);
    if to.is_administrators_only() {
        msg::missing_administrator(names)
    } else {
        msg::missing(names, permission(to))
    }
}

/// Says that what somebody may do is no longer what it was.
pub(super) fn tell_changed() {
    toast::show(Tone::Info, msg::changed());
}

/// `<Permitted to=Permission::ViewIncentives> page </Permitted>`
#[component]
pub fn Permitted(to: Permission, children: ChildrenFn) -> AnyView {
    let allowed = gate(to);
    let content =
        move || if allowed.get() { children().into_any() } else { view! { <NoPermission to /> }.into_any() };
    content.into_any()
}

/// In place of a page: what is lacking, and whether an administrator or the ecosystem manager can help (4.2).
#[component]
pub fn NoPermission(to: Permission) -> AnyView {
    let why = move || {
        let Some(member) = membership() else { return String::new() };
        if is_open_to(member.identity, &member.restrictions, to) {
            lacking(to, &member.administrators)
        } else {
            let manager = member.ecosystem_manager;
            msg::not_for_identity(i18n::list([manager.name, manager.phone, manager.email]))
        }
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=why /> }.into_any()
}

//! Why somebody cannot develop customers, and who can change that.

use super::msg;
use crate::{
    i18n, session,
    ui::{EmptyState, IconName, Notice, Tone},
};
use contract::permissions::Restriction;
use leptos::prelude::*;

/// Instead of the page.
#[component]
pub fn NoDevelopment() -> AnyView {
    let why = move || {
        let membership = session::membership()?;
        let manager = membership.ecosystem_manager.clone();
        let manager = i18n::list([manager.name, manager.phone, manager.email]);
        Some(if membership.restrictions.contains(&Restriction::ChannelOnly) {
            msg::channel_only(manager)
        } else if membership.identity.has_customers() {
            msg::ask_administrator(i18n::list(&membership.administrators))
        } else {
            msg::wrong_identity(manager)
        })
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }.into_any()
}

/// Above the page, where it can be seen but not used.
#[component]
pub fn Restrictions() -> AnyView {
    let delisted = Memo::new(|_| is_delisted());
    let notice = || {
        view! { <Notice tone=Tone::Warning title=msg::delisted>{msg::delisted_body}</Notice> }
    };
    (move || delisted.get().then(notice)).into_any()
}

/// Whether filing and inviting are closed, because the distributor has left the programme; tracked.
pub fn is_delisted() -> bool {
    session::membership()
        .is_some_and(|membership| membership.restrictions.contains(&Restriction::DistributorDelisted))
}

/// Why nothing can be filed or sent, for a button.
pub fn why_closed() -> Signal<Option<String>> {
    Signal::derive(|| is_delisted().then(|| msg::delisted().to_owned()))
}

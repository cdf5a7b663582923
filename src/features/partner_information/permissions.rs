//! What this member may do, what its roles lack, and who can change that.

use super::msg;
use crate::{flows::permitted, i18n, session::membership};
use contract::permissions::{DefaultPermission, Permission, is_open_to};
use leptos::prelude::*;

/// Follows the session: what is taken away while the page is open moves to the other list.
#[component]
pub fn OwnPermissions() -> AnyView {
    let content = move || {
        let member = membership()?;
        let open = Permission::ALL
            .into_iter()
            .filter(|one| is_open_to(member.identity, &member.restrictions, *one))
            .collect::<Vec<_>>();
        let (held, lacking): (Vec<_>, Vec<_>) = open.into_iter().partition(|one| member.can(*one));
        let defaults = DefaultPermission::ALL.into_iter().filter(|one| one.is_of(member.identity));
        let defaults = defaults.map(|one| view! { <li>{move || permitted::default_permission(one)}</li> });
        let named = |one: Permission| view! { <li>{move || permitted::permission(one)}</li> };
        let missing = (!lacking.is_empty()).then(|| {
            let administrators = member.administrators.clone();
            view! {
                <h3>{msg::permissions_lacking}</h3>
                <ul class="information__operations">{lacking.into_iter().map(named).collect_view()}</ul>
                <p class="information__hint">{move || msg::permissions_ask(i18n::list(&administrators))}</p>
            }
        });
        Some(view! {
            <h3>{msg::permissions_held}</h3>
            <ul class="information__operations">
                {defaults.collect_view()} {held.into_iter().map(named).collect_view()}
            </ul>
            {missing}
        })
    };
    view! {
        <section class="card information__part" aria-labelledby="information-permissions">
            <h2 id="information-permissions">{msg::permissions}</h2>
            {content}
        </section>
    }
    .into_any()
}

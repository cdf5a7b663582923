//! The navigation: entries in the top bar, pages of the section at the side, and all of it in one panel where the
//! window is narrow.

use super::{
    destinations::{Destination, Group, Section, sections},
    msg,
};
use crate::{
    browser,
    ui::{Icon, IconName},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

/// The sections, in the top bar.
#[component]
pub fn TopNavigation() -> AnyView {
    let path = use_location().pathname;
    let entry = move |section: Section| {
        let href = section.first().map(|first| (first.route)().href());
        let label = section.label();
        let here = move || path.with(|path| section.holds(path)).then_some("true");
        view! { <li><a class="top-navigation__link" href=href aria-current=here>{label}</a></li> }
    };
    view! {
        <nav class="top-navigation" aria-label=msg::main_navigation>
            <ul>{move || sections().into_iter().map(entry).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The pages of the section that is open; nothing where a section is one page.
#[component]
pub fn SideNavigation() -> AnyView {
    let path = use_location().pathname;
    let open = move || {
        let section = sections().into_iter().find(|section| path.with(|path| section.holds(path)))?;
        match section {
            Section::Page(_) => None,
            Section::Groups { label, groups } => Some((label, groups)),
        }
    };
    (move || {
        open().map(|(label, groups)| {
            view! {
                <nav class="side-navigation" aria-label=label>
                    {groups.into_iter().map(|group| group_of(group, path)).collect_view()}
                </nav>
            }
        })
    })
    .into_any()
}

/// Everything, behind a button; shown by the style sheet where the window is narrow.
#[component]
pub fn MobileNavigation() -> AnyView {
    const ID: &str = "mobile-navigation";
    let path = use_location().pathname;
    let panel: NodeRef<html::Div> = NodeRef::new();
    // Gone as soon as a page was chosen.
    Effect::new(move |_| {
        path.track();
        if let Some(panel) = panel.get_untracked() {
            browser::hide_popover(&panel);
        }
    });
    let section = move |section: Section| match section {
        Section::Page(destination) => {
            view! { <ul class="side-navigation__list">{link(destination, path)}</ul> }.into_any()
        }
        Section::Groups { label, groups } => view! {
            <h2 class="side-navigation__section">{label}</h2>
            {groups.into_iter().map(|group| group_of(group, path)).collect_view()}
        }
        .into_any(),
    };
    view! {
        <button type="button" class="button button--ghost button--icon top-bar__menu" popovertarget=ID aria-label=msg::menu>
            <Icon name=IconName::Menu />
        </button>
        <div class="mobile-navigation" popover="auto" id=ID node_ref=panel>
            <nav aria-label=msg::main_navigation>
                {move || sections().into_iter().map(section).collect_view()}
            </nav>
        </div>
    }
    .into_any()
}

fn group_of(group: Group, path: Memo<String>) -> AnyView {
    let label = group.label;
    view! {
        <h3 class="side-navigation__group">{label}</h3>
        <ul class="side-navigation__list">
            {group.destinations.into_iter().map(|destination| link(destination, path)).collect_view()}
        </ul>
    }
    .into_any()
}

fn link(destination: Destination, path: Memo<String>) -> AnyView {
    let here = move || path.with(|path| destination.holds(path)).then_some("page");
    let (href, label) = ((destination.route)().href(), destination.label);
    view! { <li><a class="side-navigation__link" href=href aria-current=here>{label}</a></li> }.into_any()
}

//! The frame round every page: top bar, navigation, account menu, banners. It shows only destinations that exist and
//! that whoever is signed in may open.
//!
//! The dialogs that interrupt a page, and the toasts, are mounted by `flows::FlowHost`.

mod account_menu;
mod arrival;
mod banners;
mod bell;
mod destinations;
mod help;
mod manager_card;
mod navigation;
mod sessions;
mod settings;
mod site_notice;
mod words;

pub use help::HelpContent;
pub use sessions::SessionList;
pub use settings::DisplaySettings;
pub use words::{identity, role};

crate::i18n::words!("shell");

use crate::{
    routes::Route,
    session::{membership, session_now},
    ui::SkipLink,
};
use account_menu::AccountMenu;
use banners::Banners;
use bell::Bell;
use help::{HelpButton, HelpPanel};
use leptos::prelude::*;
use manager_card::ManagerCard;
use navigation::{MobileNavigation, SideNavigation, TopNavigation};
use site_notice::SiteNotice;

/// The frame, with a page inside.
#[component]
pub fn Shell(help: HelpContent, children: Children) -> AnyView {
    arrival::focus_page_titles();
    // Signing in or out makes the shell anew: who sits here does not change while it stands.
    let signed_in = matches!(session_now(), crate::session::Session::SignedIn(_));
    let has_manager = untrack(membership).is_some();
    view! {
        <SkipLink />
        {signed_in.then(|| view! { <SiteNotice /> })}
        <header class="top-bar" data-stays="">
            {signed_in.then(|| view! { <MobileNavigation /> })}
            <a class="wordmark" href=Route::Home.href()>
                <Mark />
                <span class="wordmark__text">{msg::product}</span>
            </a>
            {signed_in.then(|| view! { <TopNavigation /> })}
            <div class="top-bar__end">
                {signed_in.then(|| view! { <Bell /> })}
                {has_manager.then(|| view! { <ManagerCard /> })}
                <HelpButton />
                <DisplaySettings />
                {signed_in.then(|| view! { <AccountMenu /> })}
            </div>
        </header>
        <Banners />
        <div class="frame">
            {signed_in.then(|| view! { <SideNavigation /> })}
            <main class="frame__page" id="main" tabindex="-1">{children()}</main>
        </div>
        <HelpPanel content=help />
    }
    .into_any()
}

/// The product's sign: two that are linked.
#[component]
fn Mark() -> AnyView {
    view! {
        <svg class="wordmark__mark" aria-hidden="true" width="28" height="28" viewBox="0 0 32 32">
            <rect class="wordmark__ground" width="32" height="32" rx="8" />
            <path
                class="wordmark__link"
                d="M13.5 19.5 19.5 13.5M12 15l-2 2a3.9 3.9 0 0 0 5.5 5.5l2-2M20 17l2-2a3.9 3.9 0 0 0-5.5-5.5l-2 2"
            />
        </svg>
    }
    .into_any()
}

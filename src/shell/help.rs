//! Help, in the same place on every page: a button in the top bar, and the panel beside the page that it opens. What is in the
//! panel is a part of the app of its own, fetched when it is first opened, or before that while nothing else is to do.

use super::msg;
use crate::{
    browser,
    ui::{
        Button, ButtonKind, Icon, IconName, Spinner,
        help::{Asked, ask, asked, close, page_changed, panel_is_there},
    },
};
use leptos::{ev, html, prelude::*};
use leptos_router::hooks::use_location;
use send_wrapper::SendWrapper;
use std::{future::Future, pin::Pin};

/// What the panel holds, once it is there.
pub type HelpContent = fn() -> Pin<Box<dyn Future<Output = AnyView>>>;

const PANEL_ID: &str = "help-panel";
const TITLE_ID: &str = "help-panel-title";
/// The button: where the keyboard goes when what opened the panel is gone.
const OPENER: &str = "[aria-controls='help-panel']";
/// Where a page has no room for a panel beside it.
const LEAST_PX: f64 = 900.0;

/// The button.
#[component]
pub fn HelpButton() -> AnyView {
    let asked = asked();
    let is_open = move || asked.with(Option::is_some).to_string();
    let press = move |_| {
        let is_open = crate::ui::help::asked().with_untracked(Option::is_some);
        if is_open { close() } else { ask(Asked::Page) }
    };
    view! {
        <button
            type="button"
            class="button button--ghost button--icon"
            aria-label=msg::help
            title=msg::help
            aria-expanded=is_open
            aria-controls=PANEL_ID
            on:click=press
        >
            <Icon name=IconName::Help />
        </button>
    }
    .into_any()
}

/// The panel. Once per page.
#[component]
pub fn HelpPanel(content: HelpContent) -> AnyView {
    panel_is_there();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let stands_above = StoredValue::new(false);
    let was_focused = StoredValue::new_local(None::<web_sys::HtmlElement>);
    let open = Memo::new(|_| asked().with(Option::is_some));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let outside = browser::focused_outside(&dialog);
        if let Some(what) = asked().get() {
            // The page beside it changed, and has the keyboard.
            if dialog.open() && what == Asked::Page {
                return;
            }
            if outside.is_some() || !dialog.open() {
                was_focused.set_value(outside);
            }
            stands_above.set_value(browser::show_beside(&dialog, LEAST_PX));
            browser::focus_within(&dialog, "h2");
        } else if dialog.open() {
            // Who went on in the page beside it is left there.
            let stays = outside.is_some() && !stands_above.get_value();
            browser::close(&dialog);
            if stays {
                return;
            }
            let before = was_focused.try_update_value(Option::take).flatten();
            let is_back = before.is_some_and(|element| element.is_connected() && element.focus().is_ok());
            if !is_back {
                browser::focus(OPENER);
            }
        }
    });
    // Above the page, it would hide the page that was chosen in it.
    let location = use_location();
    Effect::new(move |before: Option<(String, String)>| {
        let now = (location.pathname.get(), location.search.get());
        if let Some(before) = before.filter(|before| *before != now) {
            if stands_above.get_value() {
                close();
            } else if before.0 != now.0 {
                page_changed();
            }
        }
        now
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close();
        }
    };
    let inside = move || open.get().then(|| view! { <Inside content /> });
    view! {
        <dialog
            class="help-panel"
            id=PANEL_ID
            node_ref=dialog
            aria-labelledby=TITLE_ID
            on:keydown=on_key
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                close();
            }
            // Asked to twice, a browser closes it by itself.
            on:close=move |_: ev::Event| {
                if dialog.get_untracked().is_some_and(|dialog| !dialog.open()) {
                    close();
                }
            }
        >
            <header class="help-panel__header">
                <h2 id=TITLE_ID tabindex="-1">{msg::help}</h2>
                <Button
                    label=msg::close_help
                    kind=ButtonKind::Ghost
                    icon=IconName::Close
                    icon_only=true
                    on_press=move |()| close()
                />
            </header>
            <div class="help-panel__body">{inside}</div>
        </dialog>
    }
    .into_any()
}

#[component]
fn Inside(content: HelpContent) -> AnyView {
    let waiting = RwSignal::new(true);
    let arriving = Suspend::new(SendWrapper::new(async move {
        let arrived = content().await;
        waiting.try_set(false);
        arrived
    }));
    view! {
        {move || waiting.get().then(|| view! { <p role="status"><Spinner /> " " {msg::help_arrives}</p> })}
        {arriving}
    }
    .into_any()
}

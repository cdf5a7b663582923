//! A button that opens a list of actions.

use super::{Icon, IconName, Text, fresh_id, show, tabs::next_position};
use crate::browser;
use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    prelude::*,
};

/// `<Menu label=msg::more><MenuItem label=msg::switch href=… /><MenuItem label=msg::freeze on_press=… /></Menu>`
///
/// Arrow keys move, Escape and a click elsewhere close, the focus goes back to the button.
#[component]
pub fn Menu(
    #[prop(into)] label: Text,
    #[prop(default = IconName::More)] icon: IconName,
    /// Shows the label beside the pictogram.
    #[prop(optional)]
    labelled: bool,
    children: ChildrenFn,
) -> AnyView {
    let id = fresh_id("menu");
    let (trigger, panel): (NodeRef<html::Button>, NodeRef<html::Div>) = (NodeRef::new(), NodeRef::new());
    let open = RwSignal::new(false);
    let on_toggle = move |event: Event| {
        open.set(browser::has_opened(&event));
        if let (true, Some(trigger), Some(panel)) =
            (open.get_untracked(), trigger.get_untracked(), panel.get_untracked())
        {
            leptos::task::spawn_local(async move {
                // The items are made when it opens: only then it has its size.
                browser::tick().await;
                browser::place_below(&panel, &trigger);
                browser::focus_within(&panel, "[role=menuitem]");
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(panel) = panel.get_untracked() else { return };
        if event.key() == "Tab" {
            browser::hide_popover(&panel);
        } else if browser::move_focus(&panel, "[role=menuitem]", |now, count| {
            next_position(&event.key(), now, count)
        }) {
            event.prevent_default();
        }
    };
    let close = move |_| {
        if let Some(panel) = panel.get_untracked() {
            browser::hide_popover(&panel);
        }
    };
    let (spoken, tooltip, shown) = (label.clone(), label.clone(), label.clone());
    view! {
        <button
            type="button"
            class="button button--ghost"
            class:button--icon=!labelled
            node_ref=trigger
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-label=move || (!labelled).then(|| spoken.get())
            title=move || (!labelled).then(|| tooltip.get())
        >
            <Icon name=icon />
            {labelled.then(|| view! { <span class="button__label">{show(shown)}</span> <Icon name=IconName::ChevronDown /> })}
        </button>
        <div
            class="menu"
            role="menu"
            popover="auto"
            id=id
            node_ref=panel
            aria-label=move || label.get()
            on:toggle=on_toggle
            on:keydown=on_key
            on:click=close
        >
            {move || open.get().then(|| children())}
        </div>
    }
    .into_any()
}

/// One action of a [`Menu`]: a link (`href`) or a call (`on_press`).
#[component]
pub fn MenuItem(
    #[prop(into)] label: Text,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    #[prop(optional, into)] why_disabled: Signal<Option<String>>,
    #[prop(optional, into)] icon: Option<IconName>,
    /// For a choice among several: whether it is the current one.
    #[prop(optional, into)]
    current: Signal<bool>,
    #[prop(optional)] danger: bool,
) -> AnyView {
    let inner = view! {
        {icon.map(|name| view! { <Icon name /> })}
        <span class="menu__text">
            {show(label)}
            {move || why_disabled.get().map(|reason| view! { <span class="menu__reason">{reason}</span> })}
        </span>
        {move || current.get().then(|| view! { <Icon name=IconName::Check /> })}
    };
    if let Some(href) = href {
        return view! { <a class="menu__item" role="menuitem" tabindex="-1" href=href>{inner}</a> }
            .into_any();
    }
    let press = move |event: leptos::ev::MouseEvent| {
        if why_disabled.with_untracked(Option::is_some) {
            event.stop_propagation();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class="menu__item"
            class:menu__item--danger=danger
            role="menuitem"
            tabindex="-1"
            aria-disabled=move || why_disabled.with(Option::is_some).then_some("true")
            aria-current=move || current.get().then_some("true")
            on:click=press
        >
            {inner}
        </button>
    }
    .into_any()
}

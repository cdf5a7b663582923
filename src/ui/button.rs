//! Buttons, and links that look like buttons.

use super::{Icon, IconName, Spinner, Text, fresh_id, show};
use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the page is for; one per page or dialog.
    Primary,
    #[default]
    Secondary,
    /// Ends or takes away something.
    Danger,
    /// Tool buttons without a frame.
    Ghost,
    /// Looks like a link, in tables.
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button",
            Self::Danger => "button button--danger",
            Self::Ghost => "button button--ghost",
            Self::Link => "button button--link",
        }
    }
}

/// `<Button label=msg::save kind=ButtonKind::Primary on_press=move |()| save() busy=pending />`
///
/// A button that cannot be pressed says why (`why_disabled`): it stays reachable by keyboard, with the reason as its
/// description. With `icon_only` the label is only spoken and shown as the tooltip.
#[component]
pub fn Button(
    #[prop(into)] label: Text,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    /// Submits the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// Under way: pressing again does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional, into)] why_disabled: Signal<Option<String>>,
    #[prop(optional, into)] icon: Option<Signal<IconName>>,
    #[prop(optional)] icon_only: bool,
    /// The element that this button opens and closes, for `aria-expanded`.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
) -> AnyView {
    let reason_id = fresh_id("reason");
    let described_by = {
        let reason_id = reason_id.clone();
        move || why_disabled.with(Option::is_some).then(|| reason_id.clone())
    };
    let cannot = move || busy.get() || why_disabled.with(Option::is_some);
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || why_disabled.with_untracked(Option::is_some) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let spoken = label.clone();
    let tooltip = label.clone();
    let as_text = |signal: Option<Signal<bool>>| move || signal.map(|signal| signal.get().to_string());
    view! {
        <span class="button-with-reason">
            <button
                type=if submit { "submit" } else { "button" }
                class=kind.class()
                class:button--icon=icon_only
                aria-busy=move || busy.get().then_some("true")
                aria-disabled=move || cannot().then_some("true")
                aria-describedby=described_by
                aria-label=move || icon_only.then(|| spoken.get())
                title=move || icon_only.then(|| tooltip.get())
                aria-expanded=as_text(expanded)
                aria-pressed=as_text(pressed)
                on:click=press
            >
                {move || busy.get().then(|| view! { <Spinner /> })}
                {icon.map(|name| view! { <Icon name /> })}
                {(!icon_only).then(|| view! { <span class="button__label">{show(label)}</span> })}
            </button>
            {move || {
                why_disabled
                    .get()
                    .map(|reason| view! { <span class="button__reason" id=reason_id.clone() role="tooltip">{reason}</span> })
            }}
        </span>
    }
    .into_any()
}

/// `<LinkButton label=msg::details href=Route::Customer(id).href() />`: goes to another page.
#[component]
pub fn LinkButton(
    #[prop(into)] label: Text,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] icon: Option<IconName>,
) -> AnyView {
    view! {
        <a class=kind.class() href=move || href.get()>
            {icon.map(|name| view! { <Icon name /> })}
            <span class="button__label">{show(label)}</span>
        </a>
    }
    .into_any()
}

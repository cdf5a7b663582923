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
    busy: Option<Signal<bool>>,
    #[prop(optional, into)] why_disabled: Option<Signal<Option<String>>>,
    #[prop(optional, into)] icon: Option<Signal<IconName>>,
    #[prop(optional)] icon_only: bool,
    /// The element that this button opens and closes, for `aria-expanded`.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
) -> AnyView {
    // What is not asked for costs nothing: a list has hundreds of buttons.
    let is_busy = move || busy.is_some_and(|busy| busy.get());
    let is_refused = move || why_disabled.is_some_and(|why| why.with(Option::is_some));
    let press = move |event: leptos::ev::MouseEvent| {
        if untrack(|| is_busy() || is_refused()) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let may_be_unable = (busy.is_some() || why_disabled.is_some())
        .then_some(move || (is_busy() || is_refused()).then_some("true"));
    let reason_id = why_disabled.map(|_| fresh_id("reason"));
    let described_by = reason_id.clone().map(|id| move || is_refused().then(|| id.clone()));
    let reason = why_disabled.zip(reason_id).map(|(why, id)| {
        move || {
            let reason = why.get()?;
            Some(view! { <span class="button__reason" id=id.clone() role="tooltip">{reason}</span> })
        }
    });
    let spoken = icon_only.then(|| label.clone());
    let tooltip = spoken.clone();
    let as_text = |signal: Option<Signal<bool>>| signal.map(|signal| move || signal.get().to_string());
    view! {
        <span class="button-with-reason">
            <button
                type=if submit { "submit" } else { "button" }
                class=kind.class()
                class:button--icon=icon_only
                aria-busy=busy.map(|busy| move || busy.get().then_some("true"))
                aria-disabled=may_be_unable
                aria-describedby=described_by
                aria-label=spoken.map(|label| move || label.get())
                title=tooltip.map(|label| move || label.get())
                aria-expanded=as_text(expanded)
                aria-pressed=as_text(pressed)
                on:click=press
            >
                {busy.map(|busy| move || busy.get().then(|| view! { <Spinner /> }))}
                {icon.map(|name| view! { <Icon name /> })}
                {(!icon_only).then(|| view! { <span class="button__label">{show(label)}</span> })}
            </button>
            {reason}
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

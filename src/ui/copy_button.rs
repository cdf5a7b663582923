//! Copies a text, and says so.

use super::{Button, ButtonKind, IconName, Tone, msg, toast};
use leptos::prelude::*;

/// `<CopyButton text=phone />`
#[component]
pub fn CopyButton(#[prop(into)] text: Signal<String>) -> AnyView {
    let copy = move |()| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            if crate::browser::copy(&text).await {
                toast::show(Tone::Success, msg::copied());
            } else {
                toast::show(Tone::Warning, msg::not_copied());
            }
        });
    };
    view! { <Button label=msg::copy kind=ButtonKind::Ghost icon=IconName::Copy icon_only=true on_press=copy /> }.into_any()
}

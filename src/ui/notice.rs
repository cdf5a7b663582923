//! A panel that says something about what stands below it.

use super::{Icon, IconName, Text, Tone, show};
use leptos::prelude::*;

/// `<Notice tone=Tone::Warning title=msg::careful>"…"</Notice>`
///
/// With `announce` a screen reader reads it when it appears; leave it off for what stands there from the start.
#[component]
pub fn Notice(
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional, into)] title: Option<Text>,
    #[prop(optional)] announce: bool,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let role = announce.then_some(if tone == Tone::Danger { "alert" } else { "status" });
    view! {
        <div class=["notice notice--", tone.as_str()].concat() role=role>
            <Icon name=icon_of(tone) />
            <div class="notice__text">
                {title.map(|title| view! { <p class="notice__title">{show(title)}</p> })}
                {children.map(|children| view! { <div class="notice__body">{children()}</div> })}
            </div>
        </div>
    }
    .into_any()
}

/// The pictogram of a tone.
pub(super) const fn icon_of(tone: Tone) -> IconName {
    match tone {
        Tone::Neutral | Tone::Info => IconName::Info,
        Tone::Success => IconName::Success,
        Tone::Warning => IconName::Warning,
        Tone::Danger => IconName::Danger,
    }
}

//! A state in one word, with a colour that is never the only sign.

use super::{Text, Tone, show};
use leptos::prelude::*;

/// `<Badge label=msg::associated tone=Tone::Success />`
#[component]
pub fn Badge(#[prop(into)] label: Text, #[prop(optional, into)] tone: Signal<Tone>) -> AnyView {
    view! { <span class=move || ["badge badge--", tone.get().as_str()].concat()>{show(label)}</span> }
        .into_any()
}

//! The place of a field: where the focus goes when something is wrong with it, and what a reviewer wrote about it.

use super::{Found, msg};
use crate::ui::{Notice, Tone};
use leptos::prelude::*;

/// `<Place at="budget" found> field </Place>`
#[component]
pub fn Place(at: &'static str, found: Found, children: Children) -> AnyView {
    let note = Memo::new(move |_| found.note(at));
    let said = move || {
        let note = note.get()?;
        Some(view! { <Notice tone=Tone::Warning title=msg::reviewer_says>{note}</Notice> })
    };
    view! {
        <div
            class="opportunity-place"
            class:opportunity-place--noted=move || note.with(Option::is_some)
            data-field=at
        >
            {children()} {said}
        </div>
    }
    .into_any()
}

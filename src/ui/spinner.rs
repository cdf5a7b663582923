//! Something is under way. Decoration: what is under way is announced by `aria-busy` or a status text beside it.

use leptos::prelude::*;

/// `<Spinner />`
#[component]
pub fn Spinner() -> AnyView {
    view! { <span class="spinner" aria-hidden="true"></span> }.into_any()
}

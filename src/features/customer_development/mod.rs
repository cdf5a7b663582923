//! Filing and inviting customers: online, offline, history, import (domain D).

use leptos::prelude::*;

crate::i18n::words!("features/customer_development");

#[component]
pub fn CustomerDevelopmentPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

#[component]
pub fn ImportPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

#[component]
pub fn LinkSheetPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

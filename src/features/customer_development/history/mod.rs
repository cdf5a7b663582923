//! Every invitation and what became of it (D5).

pub mod words;

use leptos::prelude::*;

crate::i18n::words!("features/customer_development/history");

#[component]
pub fn HistoryTab() -> AnyView {
    view! { <h2>{msg::title}</h2> }.into_any()
}

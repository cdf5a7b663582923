//! Offline links: list, create, QR code, printable sheet (D3).

use leptos::prelude::*;

crate::i18n::words!("features/customer_development/links");

#[component]
pub fn OfflineTab() -> AnyView {
    view! { <h2>{msg::title}</h2> }.into_any()
}

#[component]
pub fn LinkSheetPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

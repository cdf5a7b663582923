//! The import workbench: a file or a paste becomes filings, in steps that can be stopped and resumed (D1).

use leptos::prelude::*;

crate::i18n::words!("features/customer_development/import");

#[component]
pub fn ImportPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

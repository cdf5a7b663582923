//! Filing and inviting customers: online, offline, history, import (domain D).

mod history;
mod import;
mod links;

pub use import::ImportPage;
pub use links::LinkSheetPage;

use leptos::prelude::*;

crate::i18n::words!("features/customer_development");

#[component]
pub fn CustomerDevelopmentPage() -> AnyView {
    view! {
        <h1>{msg::title}</h1>
        <links::OfflineTab />
        <history::HistoryTab />
    }
    .into_any()
}

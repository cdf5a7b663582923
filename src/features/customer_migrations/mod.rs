//! Handing customers over to a cloud reseller (domain E).

use leptos::prelude::*;

crate::i18n::words!("features/customer_migrations");

#[component]
pub fn MigrationsPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

#[component]
pub fn MigrationPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

#[component]
pub fn NewMigrationPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

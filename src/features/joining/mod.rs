//! What a customer sees who opens an invitation (domain D4): public, made for phones.

use leptos::prelude::*;

crate::i18n::words!("features/joining");

#[component]
pub fn InvitationPage() -> AnyView {
    view! { <h1>{msg::title}</h1> }.into_any()
}

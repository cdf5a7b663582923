//! First stop of the keyboard: past the navigation.

use super::msg;
use leptos::prelude::*;

/// `<SkipLink />` before everything else.
#[component]
pub fn SkipLink() -> AnyView {
    let skip = |event: leptos::ev::MouseEvent| {
        // Not a navigation: the address stays as it is.
        event.prevent_default();
        crate::browser::focus("#main");
    };
    view! { <a class="skip-link" href="#main" on:click=skip>{msg::skip_to_content}</a> }.into_any()
}

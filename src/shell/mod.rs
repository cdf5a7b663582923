//! The frame round every page: top bar, navigation, account menu, banners.

use leptos::prelude::*;

/// The frame.
#[component]
pub fn Shell(children: Children) -> AnyView {
    view! { <main id="main">{children()}</main> }.into_any()
}

/// Language and theme, for pages without the frame.
#[component]
pub fn DisplaySettings() -> AnyView {
    ().into_any()
}

//! The first page: what waits for me.

use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {}

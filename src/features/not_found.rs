//! An address that leads nowhere.

use leptos::prelude::*;

#[component]
pub fn NotFoundPage() -> impl IntoView {}

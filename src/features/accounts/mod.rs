//! The partner's funds.

use leptos::prelude::*;

#[component]
pub fn FundsPage() -> impl IntoView {}

//! The operator's queue.

use leptos::prelude::*;

#[component]
pub fn WorkQueuePage() -> impl IntoView {}

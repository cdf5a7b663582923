//! Ending and switching associations; the records.

use leptos::prelude::*;

#[component]
pub fn DisassociatePage() -> impl IntoView {}

#[component]
pub fn SwitchAssociationPage() -> impl IntoView {}

#[component]
pub fn RecordsPage() -> impl IntoView {}

#[component]
pub fn RecordPage() -> impl IntoView {}

//! Own data, verification switch, sessions.

use leptos::prelude::*;

#[component]
pub fn PartnerInformationPage() -> impl IntoView {}

//! The customer's side.

use leptos::prelude::*;

#[component]
pub fn MyPartnerPage() -> impl IntoView {}

#[component]
pub fn MyRequestPage() -> impl IntoView {}

#[component]
pub fn MyDisassociationPage() -> impl IntoView {}

#[component]
pub fn MyAccountPage() -> impl IntoView {}

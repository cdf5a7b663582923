//! An address that leads nowhere.

use super::msg;
use crate::{
    routes::Route,
    ui::{ButtonKind, LinkButton, PageHeader},
};
use leptos::prelude::*;

#[component]
pub fn NotFoundPage() -> AnyView {
    view! {
        <PageHeader title=msg::not_found intro=msg::not_found_body />
        <p><LinkButton label=msg::back_home href=Route::Home.href() kind=ButtonKind::Primary /></p>
    }
    .into_any()
}

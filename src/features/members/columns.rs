//! The columns of the list.

use super::{msg, words};
use crate::{
    routes::Route,
    ui::{Badge, Column, DateTimeText, MaskedText},
};
use contract::members::Member;
use leptos::prelude::*;

pub fn columns() -> Vec<Column<Member>> {
    vec![
        Column::new("account_name", msg::account_name, |row: &Member| {
            let href = Route::Member(row.user_id.clone()).href();
            view! { <a href=href>{row.account_name.clone()}</a> }.into_any()
        })
        .mandatory(),
        Column::new("name", msg::name, |row: &Member| row.name.clone().into_any()),
        Column::new("mobile_phone", msg::mobile_phone, |row: &Member| masked(row.mobile_phone.as_ref())),
        Column::new("email", msg::email, |row: &Member| masked(row.email.as_ref())),
        Column::new("roles", msg::roles, |row: &Member| {
            let held = row.roles.clone();
            (move || words::roles(&held)).into_any()
        }),
        Column::new("status", msg::status, |row: &Member| {
            let status = row.status;
            view! { <Badge label=move || words::status(status).0 tone=words::status(status).1 /> }.into_any()
        }),
        Column::new("created_at", msg::created_at, |row: &Member| {
            // Members from before this was written down have no time.
            row.created_at.map_or_else(|| "—".into_any(), |at| view! { <DateTimeText at /> }.into_any())
        }),
    ]
}

/// Contact; nothing where there is none.
pub fn masked(text: Option<&String>) -> AnyView {
    match text {
        Some(text) => view! { <MaskedText text=text.clone() masked=true /> }.into_any(),
        None => view! { <span>{msg::none}</span> }.into_any(),
    }
}

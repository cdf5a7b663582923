//! The columns of the list.

use super::msg;
use crate::{
    flows::{opportunity::words, time_left::TimeLeft},
    routes::Route,
    ui::{Badge, Column, DateTimeText, MoneyText},
};
use contract::{money::Money, opportunity_desk::VendorOpportunity};
use leptos::prelude::*;

pub fn columns() -> Vec<Column<VendorOpportunity>> {
    vec![
        Column::new("name", msg::name, |row: &VendorOpportunity| {
            let href = Route::VendorOpportunity(row.row.opportunity_id.clone()).href();
            view! { <a href=href>{row.row.name.clone()}</a> }.into_any()
        })
        .mandatory(),
        Column::new("partner", msg::partner, |row: &VendorOpportunity| {
            let (name, id) = (row.partner_name.clone(), row.partner_id.to_string());
            view! { <span class="opportunity-desk__stack">{name} <code>{id}</code></span> }.into_any()
        }),
        Column::new("direction", msg::direction, |row: &VendorOpportunity| {
            let direction = row.row.direction;
            (move || words::direction(direction)).into_any()
        }),
        Column::new("customer_name", msg::customer, |row: &VendorOpportunity| {
            row.row.customer_name.clone().into_any()
        }),
        Column::new("amount", msg::amount, |row: &VendorOpportunity| {
            let currency = row.row.currency;
            row.row
                .estimated_amount
                .map(|amount| view! { <MoneyText money=Money { amount, currency } /> })
                .into_any()
        })
        .numeric(),
        Column::new("status", msg::status, |row: &VendorOpportunity| {
            let status = row.row.status;
            let stage = row.row.stage.map(|stage| {
                view! { <span class="opportunity-sheet__by">{move || words::stage(stage)}</span> }
            });
            view! {
                <span class="opportunity-desk__stack">
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 /> {stage}
                </span>
            }
            .into_any()
        }),
        Column::new("shared_at", msg::shared_at, |row: &VendorOpportunity| {
            view! { <DateTimeText at=row.row.shared_at /> }.into_any()
        }),
        Column::new("deadline", msg::deadline, |row: &VendorOpportunity| {
            row.row.deadline.map(|deadline| view! { <TimeLeft deadline working=true /> }).into_any()
        }),
    ]
}

//! The columns of the list.

use super::msg;
use crate::{
    flows::{
        opportunity::{answer, words},
        time_left::TimeLeft,
    },
    routes::Route,
    ui::{Badge, Column, DateText, MoneyText},
};
use contract::{
    money::Money,
    opportunities::OpportunityRow,
    opportunity_status::{Direction, OpportunityStatus},
};
use leptos::prelude::*;

pub fn columns(direction: Direction) -> Vec<Column<OpportunityRow>> {
    let ours = direction == Direction::ToVendor;
    let shared_at = if ours { msg::submitted_at } else { msg::shared_at };
    vec![
        Column::new("name", msg::name, |row: &OpportunityRow| {
            let href = Route::Opportunity(row.opportunity_id.clone()).href();
            let id = row.opportunity_id.to_string();
            view! { <span class="opportunities__stack"><a href=href>{row.name.clone()}</a> <code>{id}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("customer_name", msg::customer, |row: &OpportunityRow| {
            let where_from: Vec<String> = row.industry.iter().chain(&row.region).cloned().collect();
            view! {
                <span class="opportunities__stack">
                    {row.customer_name.clone()} <span class="opportunities__hint">{where_from.join(" · ")}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("offering", msg::offering, |row: &OpportunityRow| {
            let tag = row.demand_tag.clone();
            view! {
                <span class="opportunities__stack">
                    {row.offering_name.clone()} <span class="opportunities__hint">{tag}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("amount", msg::amount, |row: &OpportunityRow| {
            let currency = row.currency;
            row.estimated_amount
                .map(|amount| view! { <MoneyText money=Money { amount, currency } /> })
                .into_any()
        })
        .numeric(),
        Column::new("status", msg::status, |row: &OpportunityRow| {
            let (id, stored) = (row.opportunity_id.clone(), row.status);
            let pending = Memo::new(move |_| answer::becoming(&id));
            let status = move || pending.get().unwrap_or(stored);
            let not_sent = move || {
                pending.get().map(|_| view! { <span class="opportunities__hint">{msg::not_sent_yet}</span> })
            };
            let badge = move || {
                let (label, tone) = words::status(status());
                view! { <Badge label=label tone /> }
            };
            let stage = row.stage.map(|stage| {
                view! { <span class="opportunities__hint">{move || words::stage(stage)}</span> }
            });
            view! {
                <span class="opportunities__stack">
                    {badge} {not_sent} {stage}
                </span>
            }
            .into_any()
        }),
        Column::new("shared_at", shared_at, |row: &OpportunityRow| {
            let day = row.shared_at.china_day();
            (row.status != OpportunityStatus::Draft).then(|| view! { <DateText day /> }).into_any()
        }),
        Column::new("deadline", msg::deadline, |row: &OpportunityRow| {
            row.deadline.map(|deadline| view! { <TimeLeft deadline working=true /> }).into_any()
        }),
        Column::new("progressed_at", msg::progressed_at, |row: &OpportunityRow| {
            row.progressed_at.map(|at| view! { <DateText day=at.china_day() /> }).into_any()
        }),
    ]
}

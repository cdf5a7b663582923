//! The columns of the list.

use super::msg;
use crate::{
    flows::{delivery, time_left::TimeLeft},
    i18n,
    routes::Route,
    ui::{Badge, Column, DateTimeText, Tone},
};
use contract::delivery_projects::DeliveryProject;
use leptos::prelude::*;

pub fn columns() -> Vec<Column<DeliveryProject>> {
    vec![
        Column::new("name", msg::project, |row: &DeliveryProject| {
            let href = Route::DeliveryEvaluation(row.project_id.clone()).href();
            view! {
                <span class="delivery__stack">
                    <a href=href>{row.name.clone()}</a>
                    <code>{row.project_id.to_string()}</code>
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("solution", msg::solution, |row: &DeliveryProject| row.solution.clone().into_any()),
        Column::new("customer", msg::customer, |row: &DeliveryProject| row.customer.clone().into_any()),
        Column::new("status", msg::status, |row: &DeliveryProject| status(row)),
        Column::new("since", msg::since, |row: &DeliveryProject| {
            view! { <DateTimeText at=row.status_since /> }.into_any()
        }),
        Column::new("due", msg::evidence_due, |row: &DeliveryProject| {
            let due = row.evidence_due_at.filter(|_| row.status.takes_evidence());
            due.map(|deadline| view! { <TimeLeft deadline /> }).into_any()
        }),
        Column::new("score", msg::score, |row: &DeliveryProject| {
            row.score.map(|score| move || i18n::number(score.points())).into_any()
        })
        .numeric(),
    ]
}

/// The state, and that its evidence is late.
pub fn status(row: &DeliveryProject) -> AnyView {
    let status = row.status;
    let late = row.is_overdue.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> });
    view! {
        <span class="delivery__badges">
            <Badge label=move || delivery::status(status).0 tone=delivery::status(status).1 /> {late}
        </span>
    }
    .into_any()
}

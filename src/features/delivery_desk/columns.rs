//! The columns of the list; while a round is made, with a box to tick.

use super::msg;
use crate::{
    flows::{delivery, time_left::TimeLeft},
    i18n,
    routes::Route,
    ui::{Badge, Column, DateTimeText, Tone},
};
use contract::{delivery_desk::DeskProject, ids::DeliveryProjectId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is ticked.
pub type Ticked = RwSignal<BTreeSet<DeliveryProjectId>>;

pub fn columns(ticked: Option<Ticked>) -> Vec<Column<DeskProject>> {
    let mut columns = Vec::new();
    if let Some(ticked) = ticked {
        columns.push(Column::new("pick", msg::pick, move |row: &DeskProject| pick(row, ticked)));
    }
    columns.extend(plain());
    columns
}

fn pick(row: &DeskProject, ticked: Ticked) -> AnyView {
    let (id, name) = (row.project.project_id.clone(), row.project.name.clone());
    let asked = id.clone();
    let is_ticked = move || ticked.with(|ticked| ticked.contains(&asked));
    let toggle = move |_| {
        ticked.update(|ticked| {
            if !ticked.remove(&id) {
                ticked.insert(id.clone());
            }
        });
    };
    view! {
        <input
            type="checkbox"
            class="delivery__pick"
            aria-label=move || msg::pick_of(&name)
            prop:checked=is_ticked
            on:change=toggle
        />
    }
    .into_any()
}

fn plain() -> [Column<DeskProject>; 8] {
    [
        Column::new("name", msg::project, |row: &DeskProject| {
            let href = Route::VendorDelivery(row.project.project_id.clone()).href();
            view! {
                <span class="delivery__stack">
                    <a href=href>{row.project.name.clone()}</a>
                    <code>{row.project.project_id.to_string()}</code>
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("partner", msg::partner, |row: &DeskProject| row.partner_name.clone().into_any()),
        Column::new("solution", msg::solution, |row: &DeskProject| row.project.solution.clone().into_any()),
        Column::new("customer", msg::customer, |row: &DeskProject| row.project.customer.clone().into_any()),
        Column::new("status", msg::status, |row: &DeskProject| {
            let status = row.project.status;
            let late =
                row.project.is_overdue.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> });
            view! {
                <span class="delivery__badges">
                    <Badge label=move || delivery::status(status).0 tone=delivery::status(status).1 /> {late}
                </span>
            }
            .into_any()
        }),
        Column::new("since", msg::since, |row: &DeskProject| {
            view! { <DateTimeText at=row.project.status_since /> }.into_any()
        }),
        Column::new("due", msg::evidence_due, |row: &DeskProject| {
            let due = row.project.evidence_due_at.filter(|_| row.project.status.takes_evidence());
            due.map(|deadline| view! { <TimeLeft deadline /> }).into_any()
        }),
        Column::new("score", msg::score, |row: &DeskProject| {
            row.project.score.map(|score| move || i18n::number(score.points())).into_any()
        })
        .numeric(),
    ]
}

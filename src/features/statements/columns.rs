//! The columns of the list.

use super::{
    confirm::Confirming,
    msg,
    selection::{Selection, why_not},
};
use crate::{
    flows::{statement, time_left::TimeLeft},
    i18n,
    routes::Route,
    session::can,
    ui::{Badge, Button, ButtonKind, Column, DateTimeText, MoneyText, Tone},
};
use contract::{
    permissions::Permission,
    statements::{Statement, StatementStatus},
};
use leptos::prelude::*;

pub fn columns(selection: Selection, confirming: Confirming) -> Vec<Column<Statement>> {
    let confirms = can(Permission::ConfirmStatements);
    let pick = confirms.then(|| {
        Column::new("pick", msg::pick_column, move |row: &Statement| selection.check_box(row)).mandatory()
    });
    let mut columns: Vec<Column<Statement>> = vec![
        Column::new("statement_no", msg::statement_no, |row: &Statement| {
            let href = Route::Statement(row.statement_id.clone()).href();
            view! { <a class="statements__number" href=href>{row.statement_no.clone()}</a> }.into_any()
        })
        .mandatory(),
        Column::new("order_no", msg::order_no, |row: &Statement| {
            view! { <code>{row.order_no.clone()}</code> }.into_any()
        }),
        Column::new("period", msg::period, |row: &Statement| {
            let first = row.period.first_day();
            view! { <span class="statements__number">{move || i18n::month(first)}</span> }.into_any()
        }),
        Column::new("amount", msg::amount, |row: &Statement| {
            view! { <MoneyText money=row.money() /> }.into_any()
        })
        .numeric(),
        Column::new("status", msg::status, status),
        Column::new("generated_at", msg::generated_at, |row: &Statement| {
            view! { <DateTimeText at=row.generated_at /> }.into_any()
        }),
        Column::new("until", msg::until, until),
    ];
    if confirms {
        columns.push(Column::new("actions", msg::actions, move |row: &Statement| {
            if row.status != StatementStatus::PendingConfirm {
                return ().into_any();
            }
            let why = why_not(row);
            let statement = StoredValue::new(row.clone());
            view! {
                <Button
                    label=msg::confirm
                    kind=ButtonKind::Link
                    why_disabled=Signal::stored(why)
                    on_press=move |()| confirming.ask(vec![statement.get_value()])
                />
            }
            .into_any()
        }));
    }
    pick.into_iter().chain(columns).collect()
}

/// The state, and who has to move.
fn status(row: &Statement) -> AnyView {
    let (status, disputed) = (row.status, row.open_disputes > 0);
    view! {
        <span class="statements__status">
            <Badge label=move || statement::status(status).0 tone=statement::status(status).1 />
            {disputed.then(|| view! { <Badge label=msg::has_dispute tone=Tone::Danger /> })}
        </span>
    }
    .into_any()
}

/// When the partner has to have confirmed it, or the vendor promised to be done.
fn until(row: &Statement) -> AnyView {
    let deadline = match row.status {
        StatementStatus::PendingConfirm => Some(row.confirm_by),
        _ => row.promised_until,
    };
    deadline.map(|deadline| view! { <TimeLeft deadline working=true /> }).into_any()
}

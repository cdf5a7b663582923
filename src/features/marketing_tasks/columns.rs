//! The columns of both lists.

use super::{msg, words};
use crate::{
    flows::time_left::TimeLeft,
    i18n,
    routes::Route,
    session::{can, membership},
    ui::{Badge, Column, DateText, DateTimeText, LinkButton, MoneyText, Tone},
};
use contract::{
    customers::CustomerScope,
    marketing_tasks::{Task, TaskKind, not_by},
    permissions::Permission,
};
use leptos::prelude::*;

pub fn columns(kind: TaskKind, scope: CustomerScope) -> Vec<Column<Task>> {
    let mut columns = match kind {
        TaskKind::Expansion => vec![Column::new("name", msg::task_name, name).mandatory()],
        TaskKind::Renewal => vec![
            Column::new("task_id", msg::task_id, |row: &Task| {
                let href = Route::MarketingTask(row.task_id.clone()).href();
                view! { <a href=href><code>{row.task_id.to_string()}</code></a> }.into_any()
            })
            .mandatory(),
            Column::new("order_no", msg::order_no, order_no),
            Column::new("product", msg::product, |row: &Task| row.name.clone().into_any()),
        ],
    };
    columns.push(Column::new("customer", msg::customer, move |row: &Task| customer(row, scope)));
    if scope == CustomerScope::Resellers {
        columns
            .push(Column::new("reseller", msg::reseller, |row: &Task| row.reseller_name.clone().into_any()));
    }
    columns.push(Column::new("account_manager", msg::account_manager, |row: &Task| {
        let name = row.account_manager.clone();
        (move || name.clone().unwrap_or_else(|| msg::nobody().to_owned())).into_any()
    }));
    match kind {
        TaskKind::Expansion => columns.extend([
            Column::new("strategy", msg::strategy, strategy),
            Column::new("year_spend", msg::year_spend, |row: &Task| {
                view! { <MoneyText money=row.year_spend /> }.into_any()
            })
            .numeric(),
        ]),
        TaskKind::Renewal => columns.extend([
            Column::new("paid", msg::paid, |row: &Task| {
                row.order.as_ref().map(|order| view! { <MoneyText money=order.paid /> }).into_any()
            })
            .numeric(),
            Column::new("renewal_rate", msg::renewal_rate, |row: &Task| {
                let rate = row.order.as_ref().map(|order| order.renewal_rate);
                rate.map(|rate| [rate.to_string().as_str(), " %"].concat()).into_any()
            })
            .numeric(),
            Column::new("expires_on", msg::expires_on, |row: &Task| {
                row.order.as_ref().map(|order| view! { <DateText day=order.expires_on /> }).into_any()
            }),
        ]),
    }
    columns.extend([
        Column::new("status", msg::status, status),
        Column::new("deadline", msg::deadline, deadline),
        Column::new("next_follow_up_on", msg::next_follow_up, |row: &Task| {
            row.next_follow_up_on.map(|day| view! { <DateText day /> }).into_any()
        }),
        Column::new("created_at", msg::created_at, |row: &Task| {
            view! { <DateTimeText at=row.created_at /> }.into_any()
        }),
        Column::new("actions", msg::actions, action).mandatory(),
    ]);
    columns
}

fn name(row: &Task) -> AnyView {
    let href = Route::MarketingTask(row.task_id.clone()).href();
    let id = row.task_id.to_string();
    view! { <span class="marketing-tasks__stack"><a href=href>{row.name.clone()}</a> <code>{id}</code></span> }
        .into_any()
}

fn order_no(row: &Task) -> AnyView {
    let href = Route::MarketingTaskOrder(row.task_id.clone()).href();
    row.order
        .as_ref()
        .map(|order| view! { <a href=href><code>{order.order_no.clone()}</code></a> })
        .into_any()
}

/// Masked; a link where the customer's page may be opened.
fn customer(row: &Task, scope: CustomerScope) -> AnyView {
    let id = row.customer_id.to_string();
    let name = if scope == CustomerScope::Own && can(Permission::ViewCustomers) {
        let href = Route::Customer(row.customer_id.clone()).href();
        view! { <a href=href>{row.customer.clone()}</a> }.into_any()
    } else {
        row.customer.clone().into_any()
    };
    view! { <span class="marketing-tasks__stack">{name} <code>{id}</code></span> }.into_any()
}

fn strategy(row: &Task) -> AnyView {
    let (above, part) = (row.strategy, row.sub_strategy);
    view! {
        <span class="marketing-tasks__stack">
            {above.map(|above| view! { <span>{move || words::strategy(above)}</span> })}
            {part.map(|part| view! { <span class="marketing-tasks__hint">{move || words::sub_strategy(part)}</span> })}
        </span>
    }
    .into_any()
}

/// The state, and whether it is late.
pub fn status(row: &Task) -> AnyView {
    let (status, late) = (row.status, row.is_overdue);
    view! {
        <span class="marketing-tasks__badges">
            <Badge label=move || words::status(status).0 tone=words::status(status).1 />
            {late.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> })}
        </span>
    }
    .into_any()
}

/// What is left of an open task; of the others, when it was due.
pub fn deadline(row: &Task) -> AnyView {
    let deadline = row.deadline;
    if row.status.is_open() && !row.is_overdue {
        view! { <TimeLeft deadline /> }.into_any()
    } else {
        view! { <time datetime=deadline.to_string()>{move || i18n::end(deadline)}</time> }.into_any()
    }
}

fn action(row: &Task) -> AnyView {
    let href = Route::MarketingTask(row.task_id.clone()).href();
    let only_seen = membership().is_none_or(|member| not_by(member.identity, row.kind).is_some());
    let processes = row.status.is_open() && !only_seen;
    let label = move || if processes { msg::process() } else { msg::view() };
    view! { <LinkButton label href kind=crate::ui::ButtonKind::Link /> }.into_any()
}

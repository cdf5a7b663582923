//! The order that a task is about: what it consists of, and what of it was renewed.

use super::{msg, page::crumbs};
use crate::{
    flows::{fetch::use_fetch, permitted::Permitted},
    routes::Route,
    ui::{
        Badge, Column, Crumb, DataTable, DateText, Described, DescriptionList, EmptyState, IconName, Loaded,
        MoneyText, PageHeader, Tone,
    },
};
use contract::{
    ids::MarketingTaskId,
    marketing_tasks::{ORDER, OrderResource, TermOrder},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn TaskOrderPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<MarketingTaskId>> =
        Memo::new(move |_| params.read().get("task_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let mut way = crumbs();
    way.extend(id.get_untracked().map(|id| Crumb::link(msg::one_title, Route::MarketingTask(id).href())));
    view! {
        <PageHeader title=msg::order_title crumbs=way />
        <Permitted to=Permission::WorkMarketingTasks>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: MarketingTaskId) -> AnyView {
    let order = use_fetch(&ORDER, move || Some(((id.clone(),), ())));
    let shown = move |order: Signal<TermOrder>| {
        let rows = Signal::derive(move || order.with(|order| order.resources.clone()));
        view! {
            <section class="card marketing-task__section" aria-labelledby="order-facts">
                <h2 id="order-facts">{move || order.with(|order| order.order.product.clone())}</h2>
                {move || facts(order.get())}
            </section>
            <section class="marketing-task__section" aria-labelledby="order-resources">
                <h2 id="order-resources">{msg::resources}</h2>
                <DataTable
                    caption=msg::resources
                    columns=columns()
                    rows
                    key=|row: &OrderResource| row.resource_id.clone()
                />
            </section>
        }
        .into_any()
    };
    view! { <div class="marketing-task"><Loaded from=order lines=8 children=shown /></div> }.into_any()
}

fn facts(order: TermOrder) -> AnyView {
    let TermOrder { order, customer_id, customer, ordered_on, .. } = order;
    let rate = [order.renewal_rate.to_string().as_str(), " %"].concat();
    view! {
        <DescriptionList>
            <Described term=msg::order_no><code>{order.order_no}</code></Described>
            <Described term=msg::customer>
                {customer} " " <code>{customer_id.to_string()}</code>
            </Described>
            <Described term=msg::ordered_on><DateText day=ordered_on /></Described>
            <Described term=msg::expires_on><DateText day=order.expires_on /></Described>
            <Described term=msg::paid><MoneyText money=order.paid /></Described>
            <Described term=msg::renewed><MoneyText money=order.renewed /></Described>
            <Described term=msg::renewal_rate>{rate}</Described>
        </DescriptionList>
    }
    .into_any()
}

fn columns() -> Vec<Column<OrderResource>> {
    vec![
        Column::new("resource_id", msg::resource_id, |row: &OrderResource| {
            view! { <code>{row.resource_id.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("specification", msg::specification, |row: &OrderResource| {
            row.specification.clone().into_any()
        }),
        Column::new("region", msg::region, |row: &OrderResource| row.region.clone().into_any()),
        Column::new("paid", msg::paid, |row: &OrderResource| {
            view! { <MoneyText money=row.paid /> }.into_any()
        })
        .numeric(),
        Column::new("expires_on", msg::expires_on, |row: &OrderResource| {
            view! { <DateText day=row.expires_on /> }.into_any()
        }),
        Column::new("renewed", msg::is_renewed, |row: &OrderResource| match row.renewed_until {
            Some(day) => view! {
                <span class="marketing-tasks__badges">
                    <Badge label=msg::renewed_until tone=Tone::Success /> <DateText day />
                </span>
            }
            .into_any(),
            None => view! { <Badge label=msg::not_renewed tone=Tone::Warning /> }.into_any(),
        }),
    ]
}

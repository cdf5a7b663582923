//! One task: what it is about, processing it, and what was done about it.

use super::{
    columns::{deadline, status},
    history::History,
    msg,
    process::Process,
    terminate::Terminate,
    words,
};
use crate::{
    api::Fetched,
    flows::{fetch::use_fetch, permitted::Permitted},
    routes::Route,
    session::{can, membership},
    ui::{
        Crumb, DateText, DateTimeText, Described, DescriptionList, EmptyState, IconName, Loaded, MoneyText,
        Notice, PageHeader, Tone,
    },
};
use contract::{
    ids::MarketingTaskId,
    marketing_tasks::{SHOW, Task, TaskDetail, TaskKind, not_by},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MarketingTaskPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<MarketingTaskId>> =
        Memo::new(move |_| params.read().get("task_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::one_title crumbs=crumbs() />
        <Permitted to=Permission::WorkMarketingTasks>{content}</Permitted>
    }
    .into_any()
}

/// The way to a task.
pub fn crumbs() -> Vec<Crumb> {
    vec![
        Crumb::step(msg::menu_sales),
        Crumb::step(msg::menu_leads),
        Crumb::link(msg::title, Route::MarketingTasks.href()),
    ]
}

#[component]
fn One(id: MarketingTaskId) -> AnyView {
    let about = id.clone();
    let detail = use_fetch(&SHOW, move || Some(((about.clone(),), ())));
    let id = StoredValue::new(id);
    let shown = move |seen: Signal<TaskDetail>| view! { <Shown id=id.get_value() seen detail /> }.into_any();
    view! { <div class="marketing-task"><Loaded from=detail lines=10 children=shown /></div> }.into_any()
}

#[component]
fn Shown(id: MarketingTaskId, seen: Signal<TaskDetail>, detail: Fetched<TaskDetail>) -> AnyView {
    let task = Signal::derive(move || seen.with(|seen| seen.task.clone()));
    let newest = Callback::new(move |newest: TaskDetail| detail.value.set(Some(newest)));
    let again = Callback::new(move |()| detail.refetch());
    let is_open = Memo::new(move |_| task.with(|task| task.status.is_open()));
    let only_seen = Memo::new(move |_| {
        let kind = task.with(|task| task.kind);
        membership().is_none_or(|member| not_by(member.identity, kind).is_some())
    });
    let about = StoredValue::new(id);
    let processing = move || {
        if only_seen.get() {
            let distributor = seen.with(|seen| seen.distributor_name.clone()).unwrap_or_default();
            let hint = move || msg::contact_this_distributor(&distributor);
            return view! {
                <Notice tone=Tone::Info title=msg::contact_distributor>{hint}</Notice>
            }
            .into_any();
        }
        if !is_open.get() {
            return view! { <Notice tone=Tone::Neutral>{msg::has_ended}</Notice> }.into_any();
        }
        view! {
            <section class="card marketing-task__section" aria-labelledby="task-processing">
                <h2 id="task-processing">{msg::processing}</h2>
                <Process id=about.get_value() task newest again />
                <Terminate id=about.get_value() task newest again />
            </section>
        }
        .into_any()
    };
    view! {
        <section class="card marketing-task__section" aria-labelledby="task-facts">
            <h2 id="task-facts">{move || task.with(|task| task.name.clone())}</h2>
            {move || facts(task.get())}
        </section>
        {processing}
        <section class="card marketing-task__section" aria-labelledby="task-history">
            <h2 id="task-history">{msg::history}</h2>
            <History seen />
        </section>
    }
    .into_any()
}

fn facts(task: Task) -> AnyView {
    let kind = task.kind;
    let (state, until) = (status(&task), deadline(&task));
    let (task_id, customer_id) = (task.task_id.to_string(), task.customer_id.to_string());
    let customer = if task.reseller_name.is_none() && can(Permission::ViewCustomers) {
        let href = Route::Customer(task.customer_id).href();
        view! { <a href=href>{task.customer}</a> }.into_any()
    } else {
        task.customer.into_any()
    };
    let (reseller, manager) = (task.reseller_name, task.account_manager);
    let order_href = Route::MarketingTaskOrder(task.task_id).href();
    let order = task.order.map(|order| {
        let rate = [order.renewal_rate.to_string().as_str(), " %"].concat();
        view! {
            <Described term=msg::order_no>
                <a href=order_href><code>{order.order_no}</code></a>
            </Described>
            <Described term=msg::paid><MoneyText money=order.paid /></Described>
            <Described term=msg::renewal_rate>{rate}</Described>
            <Described term=msg::expires_on><DateText day=order.expires_on /></Described>
        }
    });
    let strategy = task.strategy.zip(task.sub_strategy).map(|(above, part)| {
        view! {
            <Described term=msg::strategy>{move || words::strategy(above)}</Described>
            <Described term=msg::sub_strategy>{move || words::sub_strategy(part)}</Described>
        }
    });
    view! {
        <DescriptionList>
            <Described term=msg::task_id><code>{task_id}</code></Described>
            <Described term=msg::kind>{move || words::kind(kind)}</Described>
            <Described term=msg::status>{state}</Described>
            <Described term=msg::deadline>{until}</Described>
            <Described term=msg::customer>{customer} " " <code>{customer_id}</code></Described>
            {reseller.map(|name| view! { <Described term=msg::reseller>{name}</Described> })}
            <Described term=msg::account_manager>
                {move || manager.clone().unwrap_or_else(|| msg::nobody().to_owned())}
            </Described>
            {strategy}
            {order}
            <Described term=msg::year_spend><MoneyText money=task.year_spend /></Described>
            {task
                .next_follow_up_on
                .map(|day| view! { <Described term=msg::next_follow_up><DateText day /></Described> })}
            <Described term=msg::created_at><DateTimeText at=task.created_at /></Described>
        </DescriptionList>
        {(kind == TaskKind::Renewal).then(|| view! { <p class="marketing-tasks__hint">{msg::renewal_rule}</p> })}
    }
    .into_any()
}

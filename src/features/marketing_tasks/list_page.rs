//! Both lists: address → read → show.

use super::{
    columns::columns,
    filters::Filters,
    msg,
    state::{EXPANSION, ListState, RENEWAL, RESELLERS},
    words,
};
use crate::{
    flows::{export::ExportButton, fetch::use_fetch, permitted::Permitted},
    routes::{Route, use_address, use_go},
    session::{can, membership},
    ui::{
        Button, Crumb, DataTable, EmptyState, IconName, LinkButton, Loaded, Notice, PageChange, PageHeader,
        Pagination, Tab, Tabs, Tone,
    },
};
use contract::{
    customers::CustomerScope,
    exports::ExportOf,
    marketing_tasks::{LIST, Task, TaskKind, TaskPage, not_by},
    permissions::{Identity, Permission},
};
use leptos::prelude::*;

/// Name of a distributor's first sub-tab.
const OWN: &str = "own";

#[component]
pub fn MarketingTasksPage() -> AnyView {
    let state = use_address(&Route::MarketingTasks, |value| {
        let state = ListState::read(value);
        // The second sub-tab is a distributor's; in anybody else's address it means nothing.
        let scope = if is_distributor() { state.scope } else { CustomerScope::Own };
        ListState { scope, ..state }
    });
    // Personal, so it is not in the address; it goes when the page goes.
    let customer = RwSignal::new(String::new());
    let exported = Signal::derive(move || {
        ExportOf::MarketingTasks(state.with(|state| customer.with(|customer| state.filters(customer))))
    });
    let export = move || can(Permission::WorkMarketingTasks).then(|| view! { <ExportButton of=exported /> });
    view! {
        <PageHeader
            title=msg::title
            intro=msg::intro
            crumbs=vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_leads)]
        >
            {export}
        </PageHeader>
        <Permitted to=Permission::WorkMarketingTasks>
            <Kinds state customer />
        </Permitted>
    }
    .into_any()
}

fn is_distributor() -> bool {
    membership().is_some_and(|member| member.identity == Identity::GeneralDistributor)
}

#[component]
fn Kinds(state: Memo<ListState>, customer: RwSignal<String>) -> AnyView {
    let go = use_go();
    let kind = Memo::new(move |_| state.with(|state| state.kind));
    let chosen = Signal::derive(move || {
        let tab = if kind.get() == TaskKind::Renewal { RENEWAL } else { EXPANSION };
        tab.to_owned()
    });
    let choose = move |tab: &'static str| {
        let kind = if tab == RENEWAL { TaskKind::Renewal } else { TaskKind::Expansion };
        let scope = state.with_untracked(|state| state.scope);
        go.run(ListState::of(kind, scope).href());
    };
    let panel = move || {
        let kind = kind.get();
        view! { <Scopes kind state customer go /> }
    };
    view! {
        <Tabs
            label=msg::kinds
            tabs=vec![
                Tab::new(EXPANSION, || words::kind(TaskKind::Expansion)),
                Tab::new(RENEWAL, || words::kind(TaskKind::Renewal)),
            ]
            chosen
            on_choose=choose
        >
            {panel}
        </Tabs>
    }
    .into_any()
}

/// A distributor has its own customers' tasks and its resellers'.
#[component]
fn Scopes(
    kind: TaskKind,
    state: Memo<ListState>,
    customer: RwSignal<String>,
    go: Callback<String>,
) -> AnyView {
    if !is_distributor() {
        let only_seen = membership().and_then(|member| not_by(member.identity, kind)).map(|_| {
            view! {
                <Notice tone=Tone::Info title=msg::contact_distributor>{msg::contact_distributor_hint}</Notice>
            }
        });
        let scope = CustomerScope::Own;
        return view! { {only_seen} <List kind scope state customer go /> }.into_any();
    }
    let scope = Memo::new(move |_| state.with(|state| state.scope));
    let chosen = Signal::derive(move || {
        let tab = if scope.get() == CustomerScope::Resellers { RESELLERS } else { OWN };
        tab.to_owned()
    });
    let choose = move |tab: &'static str| {
        let scope = if tab == RESELLERS { CustomerScope::Resellers } else { CustomerScope::Own };
        go.run(ListState::of(kind, scope).href());
    };
    let panel = move || {
        let scope = scope.get();
        view! { <List kind scope state customer go /> }
    };
    view! {
        <Tabs
            label=msg::whose
            tabs=vec![Tab::new(OWN, msg::own_customers), Tab::new(RESELLERS, msg::resellers_customers)]
            chosen
            on_choose=choose
        >
            {panel}
        </Tabs>
    }
    .into_any()
}

#[component]
fn List(
    kind: TaskKind,
    scope: CustomerScope,
    state: Memo<ListState>,
    customer: RwSignal<String>,
    go: Callback<String>,
) -> AnyView {
    let found = use_fetch(&LIST, move || {
        // While another tab opens, its address is not this list's question.
        let here = |state: &ListState| state.kind == kind && state.scope == scope;
        let query =
            state.with(|state| here(state).then(|| customer.with(|customer| state.query(customer))))?;
        Some(((), query))
    });
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let hidden = Signal::derive(move || state.with(|state| state.hidden.clone()));
    let hide = move |hidden: String| {
        go.run(ListState { hidden, ..state.get_untracked() }.href());
    };
    let shown = move |page: Signal<TaskPage>| {
        let rows = Signal::derive(move || page.with(|page| page.tasks.clone()));
        view! {
            <DataTable
                caption=move || words::kind(kind)
                columns=columns(kind, scope)
                rows
                key=|row: &Task| row.task_id.to_string()
                busy=found.loading
                hidden
                on_hide=hide
                empty=move || nothing(state, customer, go)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <Filters kind state customer go />
        <Loaded from=found lines=8 children=shown />
    }
    .into_any()
}

fn nothing(state: Memo<ListState>, customer: RwSignal<String>, go: Callback<String>) -> AnyView {
    let (kind, scope) = state.with(|state| (state.kind, state.scope));
    if state.with(ListState::is_filtered) || customer.with(|customer| !customer.is_empty()) {
        let clear = move |()| {
            customer.set(String::new());
            go.run(ListState::of(kind, scope).href());
        };
        return view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters on_press=clear />
            </EmptyState>
        }
        .into_any();
    }
    match kind {
        TaskKind::Expansion => {
            view! { <EmptyState title=msg::no_expansion body=msg::no_expansion_hint icon=IconName::Inbox /> }
                .into_any()
        }
        TaskKind::Renewal => {
            let all = ListState { status: None, ..ListState::of(kind, scope) }.href();
            view! {
                <EmptyState title=msg::no_renewal body=msg::no_renewal_hint icon=IconName::Inbox>
                    <LinkButton label=msg::show_all_states href=all />
                </EmptyState>
            }
            .into_any()
        }
    }
}

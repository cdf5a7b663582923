//! 销售 > 伙伴账务 > 对账结算: address → read → show.

use super::{
    columns::columns,
    confirm::{ConfirmDialog, Confirming},
    msg,
    selection::{Selection, SelectionBar},
    state::ListState,
};
use crate::{
    flows::{export::ExportButton, fetch::use_fetch, filter_fields::chosen, permitted::Permitted, statement},
    routes::{Route, use_address, use_go},
    session::can,
    ui::{
        Choice, Crumb, DataTable, DateField, EmptyState, IconName, LinkButton, Loaded, PageChange,
        PageHeader, Pagination, SelectField,
    },
};
use contract::{
    exports::ExportOf,
    ids::StatementId,
    permissions::Permission,
    statements::{LIST, Statement, StatementPage as Page, StatementStatus},
    time::Date,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

#[component]
pub fn StatementsPage() -> AnyView {
    let state = use_address(&Route::Statements, |value| ListState::read(value));
    let exported = Signal::derive(move || ExportOf::Statements(state.with(ListState::filters)));
    let export = move || can(Permission::ViewStatements).then(|| view! { <ExportButton of=exported /> });
    view! {
        <PageHeader
            title=msg::title
            intro=msg::intro
            crumbs=vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_finance)]
        >
            {export}
        </PageHeader>
        <Permitted to=Permission::ViewStatements>
            <List state />
        </Permitted>
    }
    .into_any()
}

#[component]
fn List(state: Memo<ListState>) -> AnyView {
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(ListState::query))));
    let selection = Selection(RwSignal::new(BTreeMap::new()));
    let confirming = Confirming::new();
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let done = move |confirmed: Vec<StatementId>| {
        selection.0.update(|selected| selected.retain(|id, _| !confirmed.contains(id)));
        found.refetch();
    };
    let shown = move |page: Signal<Page>| {
        let rows = Signal::derive(move || page.with(|page| page.statements.clone()));
        selection.follow(rows);
        let pick_all = move || can(Permission::ConfirmStatements).then(|| selection.page_box(rows));
        view! {
            {pick_all}
            <SelectionBar selection confirming />
            <DataTable
                caption=msg::title
                columns=columns(selection, confirming)
                rows
                key=|row: &Statement| row.statement_id.to_string()
                busy=found.loading
                empty=move || nothing(state)
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
        <Filters state go />
        <Loaded from=found lines=8 children=shown />
        <ConfirmDialog confirming done changed=move |()| found.refetch() />
    }
    .into_any()
}

/// Applied at once.
#[component]
fn Filters(state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut ListState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", StatementStatus::as_str)).to_owned(),
        move |word| show(&|state| state.status = StatementStatus::parse(&word)),
    );
    let written = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let from = chosen(
        move || state.with(|state| written(state.from)),
        move |day| show(&|state| state.from = day.parse().ok()),
    );
    let until = chosen(
        move || state.with(|state| written(state.until)),
        move |day| show(&|state| state.until = day.parse().ok()),
    );
    let choice = |status: StatementStatus| Choice::new(status.as_str(), move || statement::status(status).0);
    let mut statuses = vec![Choice::new("", msg::all)];
    statuses.extend(StatementStatus::ALL.map(choice));
    view! {
        <div class="statements__filters" role="search" aria-label=msg::filters>
            <DateField label=msg::generated_from value=from />
            <DateField label=msg::generated_until value=until />
            <SelectField label=msg::status value=status choices=statuses />
        </div>
    }
    .into_any()
}

fn nothing(state: Memo<ListState>) -> AnyView {
    if state.with(ListState::is_filtered) {
        let all = ListState::default().href();
        return view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Inbox /> }.into_any()
}

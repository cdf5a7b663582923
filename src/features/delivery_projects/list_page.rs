//! The list: address → read → show.

use super::{columns::columns, msg, state::ListState};
use crate::{
    flows::{delivery, export::ExportButton, fetch::use_fetch, filter_fields::typed, permitted::Permitted},
    routes::{Route, use_address, use_go},
    session::can,
    ui::{
        Crumb, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange, PageHeader, Pagination, Tabs,
        TextField,
    },
};
use contract::{
    delivery_projects::{DeliveryPage, DeliveryProject, DeliveryStatus, LIST},
    exports::ExportOf,
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn DeliveryEvaluationsPage() -> AnyView {
    let state = use_address(&Route::DeliveryEvaluations, |value| ListState::read(value));
    let exported = Signal::derive(move || ExportOf::DeliveryProjects(state.with(ListState::filters)));
    let export = move || can(Permission::ViewDeliveries).then(|| view! { <ExportButton of=exported /> });
    view! {
        <PageHeader
            title=msg::title
            intro=msg::intro
            crumbs=vec![Crumb::step(msg::menu_delivery), Crumb::step(msg::menu_baseline)]
        >
            {export}
        </PageHeader>
        <Permitted to=Permission::ViewDeliveries>
            <List state />
        </Permitted>
    }
    .into_any()
}

#[component]
fn List(state: Memo<ListState>) -> AnyView {
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(ListState::query))));
    let show = move |next: ListState| {
        let next = ListState { page: PageChange { offset: 0, ..next.page }, ..next };
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let counts = Memo::new(move |_| {
        found.value.with(|page| page.as_ref().map(|page| page.counts.clone()).unwrap_or_default())
    });
    let keyword = typed(
        move || state.with(|state| state.keyword.clone()),
        move |keyword| show(ListState { keyword, ..state.get_untracked() }),
    );
    let chosen = Signal::derive(move || {
        state.with(|state| state.status.map_or(delivery::ALL, DeliveryStatus::as_str)).to_owned()
    });
    let choose = move |tab: &'static str| {
        show(ListState { status: DeliveryStatus::parse(tab), ..state.get_untracked() });
    };
    let shown = move |page: Signal<DeliveryPage>| {
        let rows = Signal::derive(move || page.with(|page| page.projects.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns()
                rows
                key=|row: &DeliveryProject| row.project_id.to_string()
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
        <div class="delivery__filters" role="search" aria-label=msg::filters>
            <TextField label=msg::keyword value=keyword hint=msg::keyword_hint />
        </div>
        <Tabs label=msg::status tabs=delivery::tabs(counts) chosen on_choose=choose>
            <Loaded from=found lines=8 children=shown />
        </Tabs>
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

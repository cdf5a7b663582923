//! Both lists: address → read → show.

use super::{
    columns::columns,
    filters::Filters,
    gate::{Joined, Permitted},
    msg,
    pipeline_chart::PipelineChart,
    state::{FROM_VENDOR, ListState, TO_VENDOR},
};
use crate::{
    flows::{fetch::use_fetch, held, opportunity::words},
    routes::{Route, use_address, use_go},
    ui::{
        ButtonKind, Crumb, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange, PageHeader,
        Pagination, Tab, Tabs,
    },
};
use contract::{
    opportunities::{LIST, OpportunityPage, OpportunityRow},
    opportunity_status::Direction,
};
use leptos::prelude::*;

#[component]
pub fn OpportunitiesPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_sales)]>
            <LinkButton label=msg::add href=Route::NewOpportunity.href() kind=ButtonKind::Primary />
        </PageHeader>
        <Permitted>
            <Tabbed />
        </Permitted>
    }
    .into_any()
}

#[component]
fn Tabbed() -> AnyView {
    let state = use_address(&Route::Opportunities, |value| ListState::read(value));
    let go = use_go();
    let direction = Memo::new(move |_| state.with(|state| state.direction));
    let chosen = Signal::derive(move || {
        let tab = if direction.get() == Direction::ToVendor { TO_VENDOR } else { FROM_VENDOR };
        tab.to_owned()
    });
    let choose = move |tab: &'static str| {
        let direction = if tab == TO_VENDOR { Direction::ToVendor } else { Direction::FromVendor };
        go.run(ListState::of(direction).href());
    };
    let panel = move || {
        let direction = direction.get();
        view! { <List direction state go /> }
    };
    view! {
        <Tabs
            label=msg::directions
            tabs=vec![
                Tab::new(FROM_VENDOR, || words::direction(Direction::FromVendor)),
                Tab::new(TO_VENDOR, || words::direction(Direction::ToVendor)),
            ]
            chosen
            on_choose=choose
        >
            {panel}
        </Tabs>
    }
    .into_any()
}

#[component]
fn List(direction: Direction, state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let found = use_fetch(&LIST, move || {
        // While the other tab opens, its address is not this list's question.
        let query = state.with(|state| (state.direction == direction).then(|| state.query()))?;
        Some(((), query))
    });
    held::after_each(move || found.refetch());
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let shown = move |page: Signal<OpportunityPage>| {
        let rows = Signal::derive(move || page.with(|page| page.opportunities.clone()));
        view! {
            <DataTable
                caption=move || words::direction(direction)
                columns=columns(direction)
                rows
                key=|row: &OpportunityRow| row.opportunity_id.to_string()
                busy=found.loading
                empty=move || nothing(direction, state)
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
        <Joined answer=found>
            <PipelineChart direction />
            <Filters direction state go />
            <Loaded from=found lines=8 children=shown />
        </Joined>
    }
    .into_any()
}

fn nothing(direction: Direction, state: Memo<ListState>) -> AnyView {
    if state.with(ListState::is_filtered) {
        let all = ListState::of(direction).href();
        return view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    match direction {
        Direction::FromVendor => {
            view! { <EmptyState title=msg::none_from_vendor body=msg::none_from_vendor_hint icon=IconName::Inbox /> }
                .into_any()
        }
        Direction::ToVendor => view! {
            <EmptyState title=msg::none_to_vendor body=msg::none_to_vendor_hint icon=IconName::Inbox>
                <LinkButton label=msg::add href=Route::NewOpportunity.href() kind=ButtonKind::Primary />
            </EmptyState>
        }
        .into_any(),
    }
}

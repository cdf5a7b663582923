//! Opportunities of all partners: address → read → show.

use super::{columns::columns, filters::Filters, msg, state::ListState};
use crate::{
    flows::{fetch::use_fetch, permitted::OperatorsOnly},
    routes::{Route, use_address, use_go},
    ui::{
        ButtonKind, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange, PageHeader, Pagination,
    },
};
use contract::opportunity_desk::{LIST, VendorOpportunity, VendorOpportunityPage};
use leptos::prelude::*;

#[component]
pub fn ListPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro>
            <LinkButton label=msg::share href=Route::ShareOpportunity.href() kind=ButtonKind::Primary />
        </PageHeader>
        <OperatorsOnly>
            <List />
        </OperatorsOnly>
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let state = use_address(&Route::VendorOpportunities, |value| ListState::read(value));
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(ListState::query))));
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let hint = move || {
        if state.with(ListState::is_filtered) { msg::nothing_found_hint() } else { msg::nothing_hint() }
    };
    let shown = move |page: Signal<VendorOpportunityPage>| {
        let rows = Signal::derive(move || page.with(|page| page.opportunities.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns()
                rows
                key=|row: &VendorOpportunity| row.row.opportunity_id.to_string()
                busy=found.loading
                empty=move || view! { <EmptyState title=msg::nothing body=hint icon=IconName::Inbox /> }
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
    }
    .into_any()
}

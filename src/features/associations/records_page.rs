//! The association records: address → read → show.

use super::{columns::columns, filters::FilterBar, model::Filters, msg};
use crate::{
    flows::{
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    i18n,
    routes::{Route, use_address, use_go},
    ui::{Button, Crumb, DataTable, EmptyState, IconName, Loaded, PageChange, PageHeader, Pagination},
};
use contract::{
    associations::{AssociationRequest, RECORDS, RecordPage as Page},
    permissions::Permission,
};
use leptos::prelude::*;

/// 关联关系操作记录
#[component]
pub fn RecordsPage() -> AnyView {
    let allowed = gate(Permission::ViewRecords);
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::customers, Route::Customers.href())];
    view! {
        <PageHeader title=msg::records_title crumbs intro=msg::records_intro />
        {move || if allowed.get() { view! { <Records /> }.into_any() } else { view! { <NoPermission to=Permission::ViewRecords /> }.into_any() }}
    }
    .into_any()
}

#[component]
fn Records() -> AnyView {
    let filters = use_address(&Route::AssociationRecords, |value| Filters::read(value));
    let show = use_go();
    let go = Callback::new(move |filters: Filters| show.run(filters.href()));
    let records = use_fetch(&RECORDS, move || Some(((), filters.read().query())));
    let turn = move |page: PageChange| go.run(Filters { page, ..filters.get_untracked() });
    let nothing = move || {
        let now = filters.get_untracked();
        if !now.is_filtered() && now.page.offset == 0 {
            return view! { <EmptyState title=msg::no_records body=msg::no_records_hint icon=IconName::Clock /> }.into_any();
        }
        let clear = move |()| go.run(Filters::default());
        view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters on_press=clear />
            </EmptyState>
        }
        .into_any()
    };
    let shown = move |page: Signal<Page>| {
        let rows = Signal::derive(move || page.with(|page| page.requests.clone()));
        let total = Memo::new(move |_| page.with(|page| page.total_count));
        view! {
            <p class="records-count" role="status">{move || msg::total(i18n::number(total.get()))}</p>
            <DataTable
                caption=msg::records_title
                columns=columns()
                rows
                key=|row: &AssociationRequest| row.request_id.to_string()
                busy=records.loading
                empty=nothing
            />
            <Pagination
                total
                page=Signal::derive(move || filters.read().page)
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <FilterBar filters on_change=go />
        <Loaded from=records lines=10 children=shown />
    }
    .into_any()
}

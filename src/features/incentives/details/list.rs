//! The lines: address → read → show, with the sum of all that match.

use super::{
    super::{msg, reconciliation::FeedbackDialog, tabs::Part},
    columns::columns,
    filters::Filters,
    state::LineState,
};
use crate::{
    flows::{export::ExportButton, fetch::use_fetch, filter_fields::typed},
    i18n,
    routes::{Route, use_address, use_change},
    ui::{Asking, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange, Pagination},
};
use contract::{
    exports::ExportOf,
    incentives::{FILTERS, IncentiveLine, IncentiveLinePage, LINES},
};
use leptos::prelude::*;

#[component]
pub fn Details() -> AnyView {
    let state = use_address(&Route::Incentives, |value| LineState::read(value));
    let change = use_change();
    let known = use_fetch(&FILTERS, || Some(((), ())));
    // A person's name never stands in an address.
    let name = RwSignal::new(String::new());
    let typed_name = typed(
        move || name.get(),
        move |text| {
            name.set(text);
            if state.with_untracked(|state| state.page.offset > 0) {
                change.run(vec![("page", String::new())]);
            }
        },
    );
    let query = Signal::derive(move || state.with(|state| name.with(|name| state.query(name))));
    let found = use_fetch(&LINES, move || Some(((), query.get())));
    let telling = Asking::new();
    let shown = move |page: Signal<IncentiveLinePage>| {
        let rows = Signal::derive(move || page.with(|page| page.details.clone()));
        let totals = move || {
            let (count, totals) = page.with(|page| (page.total_count, page.totals.clone()));
            let money = i18n::list(totals.iter().map(|total| i18n::money(*total)));
            (count > 0).then(|| msg::total_of(i18n::number(count), money))
        };
        view! {
            <p class="incentives__totals" role="status">{totals}</p>
            <DataTable
                caption=msg::tab_details
                columns=columns(telling)
                rows
                key=|row: &IncentiveLine| row.line_id.to_string()
                busy=found.loading
                empty=move || nothing(state, name)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=move |page: PageChange| change.run(page.address().into())
            />
        }
        .into_any()
    };
    view! {
        <Filters state known customer_name=typed_name />
        <div class="incentives__tools">
            <ExportButton of=Signal::derive(move || ExportOf::IncentiveDetails(query.get())) />
        </div>
        <Loaded from=found lines=8 children=shown />
        <FeedbackDialog telling changed=Callback::new(move |()| found.refetch()) />
    }
    .into_any()
}

fn nothing(state: Memo<LineState>, name: RwSignal<String>) -> AnyView {
    if state.with(LineState::is_filtered) || name.with(|name| !name.is_empty()) {
        let all = Route::Incentives.href_with(&[("tab", Part::Details.word())]);
        view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <EmptyState title=msg::none_yet body=msg::none_yet_hint icon=IconName::Money /> }.into_any()
    }
}

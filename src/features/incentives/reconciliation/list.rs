//! The list: address → read → show.

use super::{
    super::msg, columns::columns, confirm::ConfirmDialog, feedback::FeedbackDialog, filters::Filters,
    state::ListState,
};
use crate::{
    flows::fetch::use_fetch,
    i18n,
    routes::{Route, use_address, use_change},
    ui::{Asking, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange, Pagination},
};
use contract::incentives::{FILTERS, Incentive, IncentivePage, RECONCILIATIONS};
use leptos::prelude::*;

#[component]
pub fn Reconciliation(changed: Callback<()>) -> AnyView {
    let state = use_address(&Route::Incentives, |value| ListState::read(value));
    let change = use_change();
    let known = use_fetch(&FILTERS, || Some(((), ())));
    let found = use_fetch(&RECONCILIATIONS, move || Some(((), state.with(ListState::query))));
    let again = Callback::new(move |()| {
        found.refetch();
        changed.try_run(());
    });
    let (confirming, telling) = (Asking::new(), Asking::new());
    let shown = move |page: Signal<IncentivePage>| {
        let rows = Signal::derive(move || page.with(|page| page.reconciliations.clone()));
        let totals = move || {
            let totals = page.with(|page| page.totals.clone());
            let count = page.with(|page| page.total_count);
            (!totals.is_empty()).then(|| {
                let money = i18n::list(totals.iter().map(|total| i18n::money(*total)));
                msg::total_of(i18n::number(count), money)
            })
        };
        view! {
            <p class="incentives__totals" role="status">{totals}</p>
            <DataTable
                caption=msg::tab_reconciliation
                columns=columns(confirming, telling)
                rows
                key=|row: &Incentive| row.incentive_id.to_string()
                busy=found.loading
                empty=move || nothing(state)
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
        <Filters state known />
        <Loaded from=found lines=8 children=shown />
        <ConfirmDialog confirming changed=again />
        <FeedbackDialog telling changed=again />
    }
    .into_any()
}

fn nothing(state: Memo<ListState>) -> AnyView {
    if state.with(ListState::is_filtered) {
        view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=Route::Incentives.href() />
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <EmptyState title=msg::none_yet body=msg::none_yet_hint icon=IconName::Money /> }.into_any()
    }
}

//! Projects of all partners: address → read → show; the accepted ones of a page are a round to be sampled.

use super::{
    columns::{Ticked, columns},
    msg,
    sample::SampleForm,
    state::ListState,
};
use crate::{
    flows::{delivery, fetch::use_fetch, permitted::OperatorsOnly},
    routes::{Route, use_address, use_go},
    ui::{
        Asking, Button, ButtonKind, DataTable, Dialog, EmptyState, IconName, Loaded, PageChange, PageHeader,
        Pagination, Tabs,
    },
};
use contract::{
    delivery_desk::{DeskPage, DeskProject, LIST},
    delivery_projects::DeliveryStatus,
    ids::DeliveryProjectId,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn ListPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro />
        <OperatorsOnly>
            <List />
        </OperatorsOnly>
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let state = use_address(&Route::VendorDeliveries, |value| ListState::read(value));
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
    let chosen = Signal::derive(move || {
        state.with(|state| state.status.map_or(delivery::ALL, DeliveryStatus::as_str)).to_owned()
    });
    let choose = move |tab: &'static str| {
        show(ListState { status: DeliveryStatus::parse(tab), ..state.get_untracked() });
    };
    let overdue = move || state.with(|state| state.overdue);
    let toggle = move |_| {
        let now = state.get_untracked();
        show(ListState { overdue: !now.overdue, ..now });
    };
    // Only accepted projects are sampled.
    let samples = Memo::new(move |_| state.with(|state| state.status == Some(DeliveryStatus::Accepted)));
    let ticked: Ticked = RwSignal::new(BTreeSet::new());
    let again = Callback::new(move |()| found.refetch());
    let table = move |page: Signal<DeskPage>| {
        let rows = Signal::derive(move || page.with(|page| page.projects.clone()));
        let rows_shown = move || {
            let samples = samples.get();
            view! {
                {samples.then(|| view! { <Round rows ticked again /> })}
                <DataTable
                    caption=msg::title
                    columns=columns(samples.then_some(ticked))
                    rows
                    key=|row: &DeskProject| row.project.project_id.to_string()
                    busy=found.loading
                    empty=|| view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Inbox /> }
                />
            }
        };
        view! {
            {rows_shown}
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
            <label class="choice">
                <input type="checkbox" prop:checked=overdue on:change=toggle />
                <span class="choice__text">{msg::only_overdue}</span>
            </label>
        </div>
        <Tabs label=msg::status tabs=delivery::tabs(counts) chosen on_choose=choose>
            <Loaded from=found lines=8 children=table />
        </Tabs>
    }
    .into_any()
}

/// What is sampled: the accepted projects of the page.
#[component]
fn Round(rows: Signal<Vec<DeskProject>>, ticked: Ticked, again: Callback<()>) -> AnyView {
    let asking = Asking::<Vec<DeliveryProjectId>>::new();
    let round = Memo::new(move |_| {
        let accepted = |row: &&DeskProject| row.project.status == DeliveryStatus::Accepted;
        rows.with(|rows| {
            rows.iter().filter(accepted).map(|row| row.project.project_id.clone()).collect::<Vec<_>>()
        })
    });
    let form = move || {
        let round = asking.about.get()?;
        Some(view! { <SampleForm round ticked asking again /> })
    };
    let is_empty = move || round.with(Vec::is_empty);
    let button = move || {
        (!is_empty()).then(|| {
            view! {
                <div class="delivery__round">
                    <p class="delivery__hint">{msg::sampling_hint}</p>
                    <Button
                        label=msg::sample_open
                        kind=ButtonKind::Primary
                        on_press=move |()| asking.ask(round.get_untracked())
                    />
                </div>
            }
        })
    };
    view! {
        {button}
        <Dialog title=msg::sampling open=asking.open busy=asking.pending>{form}</Dialog>
    }
    .into_any()
}

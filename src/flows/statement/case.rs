//! What the operator has to know for its step: the statement, its first lines, disputes and invoices.

use super::{Disputes, Facts, Invoices, LineTable, msg};
use crate::{
    flows::fetch::use_fetch,
    ui::{Loaded, PageChange, Pagination},
};
use contract::{
    ids::StatementId,
    statements::{CASE, CASE_EVIDENCE, CASE_LINES, LinePage, LineQuery, StatementCase},
};
use leptos::prelude::*;

/// The case of a statement, for whoever works at the vendor's.
#[component]
pub fn Case(id: StatementId) -> AnyView {
    let about = id.clone();
    let case = use_fetch(&CASE, move || Some(((about.clone(),), ())));
    let shown = move |case: Signal<StatementCase>| {
        let statement = Signal::derive(move || case.with(|case| case.detail.statement.clone()));
        let disputes = Signal::derive(move || case.with(|case| case.detail.disputes.clone()));
        let invoices = Signal::derive(move || case.with(|case| case.detail.invoices.clone()));
        view! {
            <Facts statement />
            <Show when=move || disputes.with(|disputes| !disputes.is_empty())>
                <h3>{msg::disputes}</h3>
                <Disputes disputes content=&CASE_EVIDENCE />
            </Show>
            <Show when=move || invoices.with(|invoices| !invoices.is_empty())>
                <h3>{msg::invoices}</h3>
                <Invoices invoices statement />
            </Show>
        }
        .into_any()
    };
    view! {
        <Loaded from=case lines=8 children=shown />
        <h3>{msg::lines}</h3>
        <Lines id />
    }
    .into_any()
}

#[component]
fn Lines(id: StatementId) -> AnyView {
    let page = RwSignal::new(PageChange::default());
    let lines = use_fetch(&CASE_LINES, move || {
        let PageChange { offset, limit } = page.get();
        Some(((id.clone(),), LineQuery { offset: Some(offset), limit: Some(limit) }))
    });
    let shown = move |found: Signal<LinePage>| {
        let rows = Signal::derive(move || found.with(|found| found.lines.clone()));
        view! {
            <LineTable rows busy=lines.loading />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page
                on_change=move |next| page.set(next)
            />
        }
        .into_any()
    };
    view! { <Loaded from=lines lines=5 children=shown /> }.into_any()
}

//! Imports of the last days, to be gone on with where they stopped.

use super::{
    bench::{Bench, Step},
    msg,
    run::Run,
    words,
};
use crate::{
    flows::fetch::use_fetch,
    i18n,
    ui::{Badge, Button, ButtonKind, Column, DataTable, DateTimeText, Loaded},
};
use contract::filing_imports::{Import, Imports, LIST};
use leptos::prelude::*;

#[component]
pub fn Earlier(bench: Bench, run: Run) -> AnyView {
    let imports = use_fetch(&LIST, || Some(((), ())));
    let open = move |import: Import| {
        run.failed.set(None);
        bench.file_name.set(import.file_name.clone());
        bench.import.set(Some(import));
        bench.step.set(Step::Run);
    };
    let shown = move |found: Signal<Imports>| {
        let rows = Signal::derive(move || found.with(|found| found.imports.clone()));
        view! {
            <DataTable
                caption=msg::earlier
                columns=columns(Callback::new(open))
                rows
                key=|row: &Import| row.import_id.to_string()
                busy=imports.loading
                empty=|| view! { <p class="import-hint">{msg::no_imports}</p> }
            />
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{msg::earlier}</h2>
            <Loaded from=imports lines=3 children=shown />
        </section>
    }
    .into_any()
}

fn columns(open: Callback<Import>) -> Vec<Column<Import>> {
    vec![
        Column::new("file_name", msg::file, |row: &Import| row.file_name.clone().into_any()).mandatory(),
        Column::new("started_at", msg::started_at, |row: &Import| {
            view! { <DateTimeText at=row.started_at /> }.into_any()
        }),
        Column::new("rows", msg::rows, |row: &Import| {
            let (done, total) = (row.applied_rows, row.total_rows);
            (move || msg::filed_of(i18n::number(done), i18n::number(total))).into_any()
        }),
        Column::new("status", msg::status, |row: &Import| {
            let status = row.status;
            view! { <Badge label=move || words::status(status).0 tone=words::status(status).1 /> }.into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Import| {
            let import = StoredValue::new(row.clone());
            let open_end = row.status.is_open();
            let label = move || if open_end { msg::go_on() } else { msg::look_at() };
            view! { <Button label kind=ButtonKind::Link on_press=move |()| open.run(import.get_value()) /> }
                .into_any()
        }),
    ]
}

//! 导出记录: one's own files, newest first, read again while one of them is under way.

use super::msg;
use crate::{
    api::href_of,
    flows::{
        export::{failure, format, name, status},
        polling::use_polled,
        upload::file_size,
    },
    i18n,
    routes::{Route, use_address, use_go},
    session::membership,
    ui::{
        Badge, Column, DataTable, DateTimeText, EmptyState, Icon, IconName, Loaded, PageChange, PageHeader,
        Pagination,
    },
};
use contract::exports::{Export, ExportPage, ExportQuery, ExportStatus, FILE, LIST};
use leptos::prelude::*;

const EVERY_MS: u32 = 2_000;

#[component]
pub fn ExportsPage() -> AnyView {
    let is_member = Memo::new(|_| membership().is_some());
    let content = move || {
        if is_member.get() {
            view! { <List /> }.into_any()
        } else {
            view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any()
        }
    };
    view! { <PageHeader title=msg::title intro=msg::intro /> {content} }.into_any()
}

#[component]
fn List() -> AnyView {
    let page = use_address(&Route::Exports, |value| PageChange::read(value));
    let go = use_go();
    let query = move || {
        let PageChange { offset, limit } = page.get();
        ((), ExportQuery { offset: Some(offset), limit: Some(limit) })
    };
    let under_way = |page: &ExportPage| page.exports.iter().any(|export| export.status.is_under_way());
    let exports = use_polled(&LIST, EVERY_MS, query, under_way);
    let turn = move |page: PageChange| {
        let [size, number] = page.address();
        go.run(Route::Exports.href_with(&[(size.0, &size.1), (number.0, &number.1)]));
    };
    let shown = move |found: Signal<ExportPage>| {
        let rows = Signal::derive(move || found.with(|found| found.exports.clone()));
        // Whoever waits hears that it is done.
        let announced = move || {
            found.with(|found| {
                let under_way = found.exports.iter().filter(|export| export.status.is_under_way()).count();
                (under_way > 0).then(|| msg::under_way(under_way))
            })
        };
        view! {
            <p role="status">{announced}</p>
            <DataTable
                caption=msg::title
                columns=columns()
                rows
                key=|row: &Export| row.export_id.to_string()
                empty=|| view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Download /> }
            />
            <Pagination total=Signal::derive(move || found.with(|found| found.total_count)) page on_change=turn />
        }
        .into_any()
    };
    view! { <Loaded from=exports lines=6 children=shown /> }.into_any()
}

fn columns() -> Vec<Column<Export>> {
    vec![
        Column::new("name", msg::name, |row: &Export| {
            let of = row.of.clone();
            (move || name(&of)).into_any()
        })
        .mandatory(),
        Column::new("format", msg::format, |row: &Export| {
            let kind = row.format;
            (move || format(kind)).into_any()
        }),
        Column::new("status", msg::status, state),
        Column::new("created_at", msg::created_at, |row: &Export| {
            view! { <DateTimeText at=row.created_at /> }.into_any()
        }),
        Column::new("expire_at", msg::expire_at, |row: &Export| {
            row.expire_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("actions", msg::actions, download),
    ]
}

/// Where it stands: how many rows are written, or why there is no file.
fn state(row: &Export) -> AnyView {
    let one = row.status;
    let more = match one {
        ExportStatus::Queued | ExportStatus::Running => {
            let (done, total) = (row.rows_done, row.rows_total);
            let label = move || msg::rows_of(i18n::number(done), i18n::number(total));
            view! {
                <progress max=total.max(1) value=done aria-label=label></progress>
                <span class="field__hint">{label}</span>
            }
            .into_any()
        }
        ExportStatus::Failed => row
            .failure
            .map(|why| view! { <span class="field__hint">{move || failure(why)}</span> })
            .into_any(),
        ExportStatus::Completed | ExportStatus::Expired => ().into_any(),
    };
    view! {
        <span class="exports__status">
            <Badge label=move || status(one).0 tone=status(one).1 /> {more}
        </span>
    }
    .into_any()
}

/// The browser fetches the file itself, with the session.
fn download(row: &Export) -> AnyView {
    if row.status != ExportStatus::Completed {
        let why = match row.status {
            ExportStatus::Expired => msg::gone,
            ExportStatus::Failed => msg::no_file,
            _ => msg::not_yet,
        };
        return view! { <span class="field__hint">{why}</span> }.into_any();
    }
    let href = href_of(&FILE, &(row.export_id.clone(),));
    let size = row.bytes.map(|bytes| view! { <span class="field__hint">{move || file_size(bytes)}</span> });
    let of = row.of.clone();
    let label = move || msg::download_of(name(&of));
    view! {
        // The name comes with the file.
        <a href=href download="" aria-label=label><Icon name=IconName::Download /> {msg::download}</a>
        " "
        {size}
    }
    .into_any()
}

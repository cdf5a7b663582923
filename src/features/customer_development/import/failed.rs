//! The rows that were not filed, with their reasons: to be read, downloaded, mended and tried again.

use super::{bench::Bench, check::Line, columns::Field, msg, words};
use crate::{
    api::ApiError,
    browser,
    flows::fetch,
    i18n,
    ui::{Button, ErrorPanel, IconName, Notice, Spinner, Tone},
};
use contract::{
    csv,
    filing_imports::{ImportRow, ImportRowQuery, ROWS, RowResult},
    filings::FilingDraft,
    ids::ImportId,
};
use leptos::prelude::*;

/// Rows that one call gives.
const PAGE: u32 = 100;
/// Rows that are shown; the file holds all.
const SHOWN: usize = 200;

/// A row, and why it was not filed.
#[derive(Clone)]
struct Failed {
    number: u32,
    cells: Vec<String>,
    why: String,
}

#[component]
pub fn FailedRows(bench: Bench) -> AnyView {
    let found = RwSignal::new(None::<Result<Vec<Failed>, ApiError>>);
    let read = move |()| {
        let Some(id) = bench.import.with_untracked(|import| Some(import.as_ref()?.import_id.clone())) else {
            return;
        };
        found.set(None);
        leptos::task::spawn_local(async move {
            let refused = all(id).await;
            found.try_set(Some(refused.map(|refused| {
                let mut rows: Vec<Failed> = bench.unsound().iter().map(unsound).collect();
                rows.extend(refused.iter().map(of_row));
                rows.sort_by_key(|row| row.number);
                rows
            })));
        });
    };
    read(());
    let content = move || match found.get() {
        None => view! { <Spinner /> }.into_any(),
        Some(Err(error)) => view! { <ErrorPanel error on_retry=read /> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => {
            view! { <Notice tone=Tone::Success>{msg::none_failed}</Notice> }.into_any()
        }
        Some(Ok(rows)) => table(rows, bench.file_name.get_untracked()),
    };
    view! {
        <section class="card" aria-labelledby="failed-rows">
            <h2 id="failed-rows">{msg::failed_rows}</h2>
            {content}
        </section>
    }
    .into_any()
}

async fn all(import_id: ImportId) -> Result<Vec<ImportRow>, ApiError> {
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let query = ImportRowQuery { failed_only: true, offset: Some(offset), limit: Some(PAGE) };
        let page = fetch::read(&ROWS, (import_id.clone(),), &query).await?;
        let done = page.rows.is_empty();
        rows.extend(page.rows);
        if done || rows.len() >= page.total_count as usize {
            return Ok(rows);
        }
    }
}

fn unsound(line: &Line) -> Failed {
    Failed { number: line.number, cells: line.cells.to_vec(), why: words::problems(line) }
}

fn of_row(row: &ImportRow) -> Failed {
    let outcome = &row.outcome;
    let why = if outcome.result == RowResult::Duplicate {
        words::result(outcome.result).to_owned()
    } else {
        i18n::list(outcome.filing_refusals.iter().map(|refusal| words::refusal(*refusal)))
    };
    Failed { number: outcome.row, cells: cells(&row.filing), why }
}

/// In the order of [`Field::ALL`].
fn cells(filing: &FilingDraft) -> Vec<String> {
    let FilingDraft { customer_name, mobile_phone, email, country_code, industry, contact, remark } =
        filing.clone();
    vec![
        customer_name.into(),
        mobile_phone.into(),
        email.into(),
        country_code.map(String::from).unwrap_or_default(),
        industry.map(String::from).unwrap_or_default(),
        contact.map(String::from).unwrap_or_default(),
        remark.map(String::from).unwrap_or_default(),
    ]
}

fn table(rows: Vec<Failed>, file_name: String) -> AnyView {
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let row = |row: &Failed| {
        let [name, phone, ..] = row.cells.as_slice() else { return ().into_any() };
        view! {
            <tr>
                <td>{row.number}</td>
                <th scope="row">{name.clone()}</th>
                <td>{phone.clone()}</td>
                <td>{row.why.clone()}</td>
            </tr>
        }
        .into_any()
    };
    let shown = rows.iter().take(SHOWN).map(row).collect_view();
    let more = rows.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p>{move || msg::more_in_file(i18n::number(u32::try_from(more).unwrap_or(u32::MAX)))}</p> });
    let rows = StoredValue::new(rows);
    let save = move |()| rows.with_value(|rows| save(rows, &file_name));
    view! {
        <p>{move || msg::failed_count(i18n::number(count))}</p>
        <Button label=msg::download_failed icon=IconName::Download on_press=save />
        <div class="import-failed" role="region" tabindex="0" aria-label=msg::failed_rows>
            <table class="import-columns">
                <thead>
                    <tr>
                        <th scope="col">{msg::line}</th>
                        <th scope="col">{move || words::field(Field::CustomerName)}</th>
                        <th scope="col">{move || words::field(Field::MobilePhone)}</th>
                        <th scope="col">{msg::reason}</th>
                    </tr>
                </thead>
                <tbody>{shown}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// With the headings of the template, so that it can be mended and dropped here again; the reason is a column more.
fn save(rows: &[Failed], file_name: &str) {
    let mut headings: Vec<&str> = Field::ALL.map(words::field).to_vec();
    headings.push(msg::reason());
    let text = csv::write(
        &headings,
        rows.iter().map(|row| {
            let mut cells = row.cells.clone();
            cells.push(row.why.clone());
            cells
        }),
    );
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let name = [stem, "-", msg::failed_suffix(), ".csv"].concat();
    browser::save_file(&name, "text/csv;charset=utf-8", text.as_bytes());
}

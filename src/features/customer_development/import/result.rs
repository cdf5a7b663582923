//! The dry run, the filing, and what became of every row.

use super::{bench::Bench, failed::FailedRows, msg, run::Run, words};
use crate::{
    features::customer_development::restrictions::why_closed,
    i18n,
    routes::Route,
    ui::{Button, ButtonKind, ErrorPanel, LinkButton, Notice, Tone},
};
use contract::filing_imports::{Import, ImportStatus, ResultCount};
use leptos::prelude::*;

#[component]
pub fn Running(bench: Bench, run: Run) -> AnyView {
    let status = Memo::new(move |_| bench.import.with(|import| import.as_ref().map(|import| import.status)));
    let here = Memo::new(move |_| bench.import.with(Option::is_some));
    let failed = move || {
        let error = run.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| run.go_on() /> })
    };
    let import = move || bench.import.get();
    let ended = move || status.get().is_some_and(|status| !status.is_open());
    let not_begun = move || !here.get() && !run.working.get();
    view! {
        <section class="card">
            <h2>{move || bench.import.with(|import| import.as_ref().map_or_else(|| bench.file_name.get(), |import| import.file_name.clone()))}</h2>
            {move || import().map(|import| progress(&import))}
            {failed}
            {move || (!here.get() && run.working.get()).then(|| view! { <p role="status">{msg::handing_over}</p> })}
            {move || status.get().map(|status| explained(status, run))}
            {move || import().map(|import| counts(&import.counts, import.status))}
            <div class="form__actions">
                {move || status.get().map(|status| actions(bench, run, status))}
                {move || not_begun().then(|| view! { <Button label=msg::back_to_rows on_press=move |()| run.give_up() /> })}
            </div>
        </section>
        {move || ended().then(|| view! { <FailedRows bench /> })}
    }
    .into_any()
}

/// How far it is.
fn progress(import: &Import) -> AnyView {
    let applying =
        matches!(import.status, ImportStatus::Applying | ImportStatus::Done | ImportStatus::Cancelled);
    let done = if applying { import.applied_rows } else { import.checked_rows };
    let total = import.total_rows;
    let words = move || {
        let (done, total) = (i18n::number(done), i18n::number(total));
        if applying { msg::filed_of(done, total) } else { msg::checked_of(done, total) }
    };
    view! {
        <label class="import-progress">
            <span role="status">{words}</span>
            <progress max=total value=done></progress>
        </label>
    }
    .into_any()
}

/// What this state means, and what has happened and not happened so far.
fn explained(status: ImportStatus, run: Run) -> AnyView {
    let (tone, words): (Tone, fn() -> &'static str) = match status {
        ImportStatus::Checking => (Tone::Info, msg::is_checking),
        ImportStatus::Checked => (Tone::Info, msg::is_checked),
        ImportStatus::Applying if run.working.get() => (Tone::Info, msg::is_applying),
        ImportStatus::Applying => (Tone::Warning, msg::is_paused),
        ImportStatus::Done => (Tone::Success, msg::is_done),
        ImportStatus::Cancelled => (Tone::Warning, msg::is_cancelled),
    };
    view! { <Notice tone>{words}</Notice> }.into_any()
}

fn counts(counts: &[ResultCount], status: ImportStatus) -> AnyView {
    let dry = matches!(status, ImportStatus::Checking | ImportStatus::Checked);
    let one = |count: &ResultCount| {
        let ResultCount { result, rows } = *count;
        view! {
            <li>
                <strong>{move || i18n::number(rows)}</strong>
                " "
                {move || words::result(result)}
            </li>
        }
    };
    let rows = counts.iter().filter(|count| count.rows > 0).map(one).collect_view();
    let title = move || if dry { msg::would_be() } else { msg::became() };
    view! {
        <h3>{title}</h3>
        <ul class="import-counts">{rows}</ul>
    }
    .into_any()
}

fn actions(bench: Bench, run: Run, status: ImportStatus) -> AnyView {
    let pause = move || {
        view! { <Button label=msg::pause on_press=move |()| run.pause() /> }
    };
    let cancel = move || {
        view! { <Button label=msg::cancel_import kind=ButtonKind::Danger on_press=move |()| run.cancel() /> }
    };
    if run.working.get() {
        return pause().into_any();
    }
    match status {
        ImportStatus::Checking if run.holds_rows() => view! {
            <Button label=msg::go_on kind=ButtonKind::Primary on_press=move |()| run.go_on() />
            {cancel()}
        }
        .into_any(),
        // The rows that were not handed over went with the page that held them.
        ImportStatus::Checking => view! { <p>{msg::rows_are_gone}</p> {cancel()} }.into_any(),
        ImportStatus::Checked => view! {
            <Button label=msg::file_now kind=ButtonKind::Primary why_disabled=why_closed() on_press=move |()| run.file() />
            {cancel()}
        }
        .into_any(),
        ImportStatus::Applying => view! {
            <Button label=msg::go_on kind=ButtonKind::Primary why_disabled=why_closed() on_press=move |()| run.file() />
            {cancel()}
        }
        .into_any(),
        ImportStatus::Done | ImportStatus::Cancelled => view! {
            <LinkButton label=msg::to_list href=Route::CustomerDevelopment.href() kind=ButtonKind::Primary />
            <Button label=msg::other_file on_press=move |()| bench.reset() />
        }
        .into_any(),
    }
}

//! The list: address → read → show.

use super::{
    columns::columns,
    dialogs::{Dialogs, filing_dialogs},
    filters::Filters,
    reveal::use_reveal,
    selection::Selection,
    selection_bar::selection_bar,
    state::FilingsState,
};
use crate::{
    api::Fetched,
    browser,
    features::customer_development::{msg, restrictions::why_closed},
    flows::fetch::use_fetch,
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Button, ButtonKind, DataTable, EmptyState, IconName, LinkButton, Loaded, Notice, PageChange,
        Pagination, Tone,
    },
};
use contract::{
    filings::{Filing, FilingPage, LIST},
    invitations::DeliveryState,
};
use leptos::prelude::*;

/// A mail leaves within seconds: how long to wait before looking, each time; not more often, so that a mail that does
/// not leave keeps no session alive.
const LOOK_AGAIN_MS: [u32; 4] = [1_500, 3_000, 6_000, 12_000];

#[component]
pub fn OnlineTab() -> AnyView {
    let state = use_address(&Route::CustomerDevelopment, |value| FilingsState::read(value));
    let go = use_go();
    // A person's name or number never stands in an address.
    let name = RwSignal::new(String::new());
    let filings =
        use_fetch(&LIST, move || Some(((), state.with(|state| name.with(|name| state.query(name))))));
    follow_mails(filings);
    let selection = Selection::new();
    let dialogs = Dialogs::of(filings, selection);
    let shown = move |page: Signal<FilingPage>| {
        let found = Found { state, go, name, page, selection, dialogs };
        table(&found, filings.loading.into())
    };
    view! {
        <div class="filings-tools">
            <Filters state go name />
            <div class="filings-tools__actions">
                <Button
                    label=msg::file_title
                    kind=ButtonKind::Primary
                    icon=IconName::Plus
                    why_disabled=why_closed()
                    on_press=move |()| dialogs.file.ask(())
                />
                <LinkButton label=msg::import href=Route::FilingImport.href() />
            </div>
        </div>
        <Loaded from=filings lines=10 children=shown />
        {filing_dialogs(&dialogs)}
    }
    .into_any()
}

/// Looks again while mails of the page wait to leave.
fn follow_mails(filings: Fetched<FilingPage>) {
    let looked = StoredValue::new(0_usize);
    let waits = |page: &FilingPage| {
        let mails = page.filings.iter().filter_map(|row| row.invitation.as_ref());
        mails.map(|invitation| invitation.delivery.state).any(|state| state == DeliveryState::Queued)
    };
    Effect::new(move |_| {
        if !filings.value.with(|page| page.as_ref().is_some_and(waits)) {
            looked.set_value(0);
            return;
        }
        let Some(pause) = LOOK_AGAIN_MS.get(looked.get_value()) else { return };
        looked.update_value(|looked| *looked += 1);
        browser::after_ms(*pause, move || {
            // Not when the page was left meanwhile.
            if looked.try_get_value().is_some() {
                filings.refetch();
            }
        });
    });
}

/// What the table is made from.
#[derive(Clone, Copy)]
struct Found {
    state: Memo<FilingsState>,
    go: Callback<String>,
    name: RwSignal<String>,
    page: Signal<FilingPage>,
    selection: Selection,
    dialogs: Dialogs,
}

fn table(found: &Found, busy: Signal<bool>) -> AnyView {
    let Found { state, go, name, page, selection, dialogs } = *found;
    let shown = *found;
    let rows = Signal::derive(move || page.with(|page| page.filings.clone()));
    let visible = Signal::derive(move || {
        page.with(|page| page.filings.iter().map(|row| row.filing_id.to_string()).collect::<Vec<_>>())
    });
    let total = Memo::new(move |_| page.with(|page| page.total_count));
    let eyes = use_reveal();
    // Other rows come masked.
    Effect::new(move |before: Option<Vec<String>>| {
        let now = visible.get();
        if before.is_some_and(|before| before != now) {
            eyes.close_all();
        }
        now
    });
    selection.follow(rows);
    let turn = move |page: PageChange| {
        go.run(FilingsState { page, ..state.get_untracked() }.href());
    };
    view! {
        <Places page />
        <div class="filings-list__tools">
            {selection.page_box(rows)}
            <p role="status">{move || msg::total(i18n::number(total.get()))}</p>
            <p class="visually-hidden" role="status">{move || eyes.said.get()}</p>
        </div>
        {selection_bar(selection, &dialogs, state, name, total)}
        <div class="filings-list">
            <DataTable
                caption=msg::tab_online
                columns=columns(selection, &dialogs, eyes, visible)
                rows
                key=|row: &Filing| row.filing_id.to_string()
                busy
                empty=move || nothing(&shown)
            />
        </div>
        <Pagination
            total
            page=Signal::derive(move || state.with(|state| state.page))
            on_change=turn
        />
    }
    .into_any()
}

/// How many filings are open, out of how many.
#[component]
fn Places(page: Signal<FilingPage>) -> AnyView {
    let used = Memo::new(move |_| page.with(|page| (page.open_count, page.limit)));
    let words = move || {
        let (used, limit) = used.get();
        msg::places(i18n::number(limit), i18n::number(used))
    };
    let full = Memo::new(move |_| used.with(|(used, limit)| used >= limit));
    let notice = || {
        view! { <Notice tone=Tone::Warning title=msg::places_full>{msg::places_full_body}</Notice> }
    };
    view! {
        {move || full.get().then(notice)}
        <p class="filing-places">
            <label>
                {words}
                <meter
                    min="0"
                    max=move || used.get().1
                    high=move || used.get().1 * 9 / 10
                    value=move || used.get().0
                ></meter>
            </label>
        </p>
    }
    .into_any()
}

/// No rows: because nobody was filed, or because nobody fits.
fn nothing(found: &Found) -> AnyView {
    let Found { state, go, name, dialogs, .. } = *found;
    let filtered = state.with_untracked(super::state::FilingsState::is_filtered)
        || name.with_untracked(|name| !name.trim().is_empty());
    if filtered {
        let clear = move |()| {
            name.set(String::new());
            go.run(FilingsState::default().href());
        };
        return view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters kind=ButtonKind::Primary on_press=clear />
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState title=msg::no_filings body=msg::no_filings_hint icon=IconName::Users>
            <Button
                label=msg::file_title
                kind=ButtonKind::Primary
                why_disabled=why_closed()
                on_press=move |()| dialogs.file.ask(())
            />
        </EmptyState>
    }
    .into_any()
}

//! The tab: address → read → show.

use super::{
    columns::columns,
    dialogs::{Dialogs, HistoryDialogs},
    export::Export,
    model::HistoryState,
    msg, words,
};
use crate::{
    flows::{
        fetch::use_fetch,
        filter_fields::{chosen, typed},
    },
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Button, Choice, DataTable, DateField, EmptyState, IconName, Loaded, PageChange, Pagination,
        SelectField, TextField,
    },
};
use contract::{
    invitations::{HISTORY, Invitation, InvitationKind, InvitationPage, InvitationStatus},
    time::Date,
};
use leptos::prelude::*;

#[component]
pub fn HistoryTab() -> AnyView {
    let state = use_address(&Route::CustomerDevelopment, |value| HistoryState::read(value));
    let go = use_go();
    // A person's name never stands in an address.
    let name = RwSignal::new(String::new());
    let query = Signal::derive(move || state.with(|state| name.with(|name| state.query(name))));
    let history = use_fetch(&HISTORY, move || Some(((), query.get())));
    let dialogs = Dialogs::new(Callback::new(move |()| history.refetch()));
    let shown =
        move |page: Signal<InvitationPage>| table(state, go, name, page, dialogs, history.loading.into());
    view! {
        <p class="history-note">{msg::intro}</p>
        <div class="history-tools">
            <Filters state go name />
            <Export query />
        </div>
        <Loaded from=history lines=10 children=shown />
        <HistoryDialogs dialogs />
    }
    .into_any()
}

fn table(
    state: Memo<HistoryState>,
    go: Callback<String>,
    name: RwSignal<String>,
    page: Signal<InvitationPage>,
    dialogs: Dialogs,
    busy: Signal<bool>,
) -> AnyView {
    let rows = Signal::derive(move || page.with(|page| page.invitations.clone()));
    let total = Memo::new(move |_| page.with(|page| page.total_count));
    let turn = move |page: PageChange| {
        go.run(HistoryState { page, ..state.get_untracked() }.href());
    };
    let nothing = move || {
        let narrowed = state.with_untracked(HistoryState::is_narrowed)
            || name.with_untracked(|name| !name.trim().is_empty());
        if !narrowed {
            return view! { <EmptyState title=msg::no_history body=msg::no_history_hint icon=IconName::Clock /> }
                .into_any();
        }
        let clear = move |()| {
            name.set(String::new());
            go.run(HistoryState::default().href());
        };
        view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters on_press=clear />
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <p class="history-count" role="status">{move || msg::total(i18n::number(total.get()))}</p>
        <DataTable
            caption=msg::title
            columns=columns(dialogs)
            rows
            key=|row: &Invitation| row.invitation_id.to_string()
            busy
            empty=nothing
        />
        <Pagination
            total
            page=Signal::derive(move || state.with(|state| state.page))
            on_change=turn
        />
    }
    .into_any()
}

/// Applied at once; a name when typing pauses.
#[component]
fn Filters(state: Memo<HistoryState>, go: Callback<String>, name: RwSignal<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut HistoryState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", InvitationStatus::as_str)).to_owned(),
        move |word| show(&|state| state.status = InvitationStatus::parse(&word)),
    );
    let kind = chosen(
        move || state.with(|state| state.kind.map_or("", InvitationKind::as_str)).to_owned(),
        move |word| show(&|state| state.kind = InvitationKind::parse(&word)),
    );
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let begin = chosen(
        move || state.with(|state| day(state.begin)),
        move |word| show(&|state| state.begin = word.parse().ok()),
    );
    let end = chosen(
        move || state.with(|state| day(state.end)),
        move |word| show(&|state| state.end = word.parse().ok()),
    );
    let searched = typed(
        move || name.get(),
        move |text| {
            name.set(text);
            show(&|_| ());
        },
    );
    let all = || Choice::new("", msg::all);
    let statuses = InvitationStatus::ALL
        .map(|status| Choice::new(status.as_str(), move || words::invitation_status(status).0));
    let kinds = InvitationKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::kind(kind)));
    view! {
        <div class="history-filters" role="search" aria-label=msg::filters>
            <TextField label=msg::search_name value=searched />
            <SelectField label=msg::status value=status choices=[all()].into_iter().chain(statuses).collect() />
            <SelectField label=msg::kind value=kind choices=[all()].into_iter().chain(kinds).collect() />
            <DateField label=msg::from value=begin />
            <DateField label=msg::to value=end />
        </div>
    }
    .into_any()
}

//! The list. It is read again whenever the number of unread ones changes, whoever changed it.

use super::{filters::Filters, msg, row::row, state::ListState};
use crate::{
    flows::{fetch::use_fetch, sending::Sending, unread},
    routes::{Route, use_address, use_go},
    ui::{
        Button, EmptyState, ErrorPanel, IconName, LinkButton, Loaded, PageChange, PageHeader, Pagination,
        Tone, toast,
    },
};
use contract::notifications::{LIST, NotificationPage, READ_ALL, ReadAllDraft};
use leptos::prelude::*;

#[component]
pub fn ListPage() -> AnyView {
    let state = use_address(&Route::Messages, |value| ListState::read(value));
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.get().query())));
    let changed = Callback::new(move |()| found.refetch());
    Effect::new(move |before| {
        let now = unread::unread();
        let before = Option::flatten(before);
        if before.is_some_and(|before: u32| now.is_some_and(|now| now != before)) {
            found.refetch();
        }
        now
    });
    let shown = move |found: Signal<NotificationPage>| {
        let total = Memo::new(move |_| found.with(|found| found.total_count));
        let rows = move || {
            let now = found.with(|found| found.now);
            let all = found.with(|found| found.notifications.clone());
            all.into_iter().map(|one| (one.waits(now), now, one)).collect::<Vec<_>>()
        };
        let turn = move |page: PageChange| go.run(ListState { page, ..state.get_untracked() }.href());
        let page = Signal::derive(move || state.with(|state| state.page));
        let nothing = move || {
            let filtered = state.with(ListState::is_filtered);
            let title = if filtered { msg::nothing_found } else { msg::nothing };
            view! { <EmptyState title body=msg::nothing_hint icon=IconName::Bell /> }
        };
        view! {
            <Show when=move || total.get() == 0>{nothing}</Show>
            <ul class="messages" aria-label=msg::title>
                <For
                    each=rows
                    key=|(waits, _, one)| (one.notification_id.clone(), one.read_at, one.archived_at, one.done_at, *waits)
                    children=move |(_, now, one)| row(one, now, changed)
                />
            </ul>
            <Pagination total page on_change=turn />
        }
        .into_any()
    };
    let until = Signal::derive(move || found.value.with(|found| found.as_ref().map(|found| found.now)));
    view! {
        <PageHeader title=msg::title intro=msg::intro>
            <ReadAll until changed />
            <LinkButton label=msg::settings href=Route::MessageSettings.href() icon=IconName::Bell />
        </PageHeader>
        <Filters state go />
        <Loaded from=found lines=6 children=shown />
    }
    .into_any()
}

/// Marks what stands in the list, not what has come since.
#[component]
fn ReadAll(until: Signal<Option<contract::time::Timestamp>>, changed: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let read = move |()| {
        let Some(until) = until.get_untracked() else { return };
        sending.send(&READ_ALL, (), ReadAllDraft { until }, move |now| {
            unread::tell(now.unread);
            toast::show(Tone::Success, msg::all_read());
            changed.try_run(());
        });
    };
    let why = Signal::derive(move || {
        (until.get().is_none() || unread::unread() == Some(0)).then(|| msg::nothing_unread().to_owned())
    });
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| read(()) /> })
    };
    view! {
        <Button label=msg::mark_all_read icon=IconName::Check busy=sending.pending why_disabled=why on_press=read />
        {failed}
    }
    .into_any()
}

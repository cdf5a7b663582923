//! The queue: address → read → show.

use super::{
    answer::{AnswerDialog, Answering},
    colleagues::Colleagues,
    columns::{Doing, columns},
    forward::ForwardDialog,
    model::{ALL, ME, QueueState, read_status, status_word},
    msg, words,
};
use crate::{
    flows::{fetch::use_fetch, filter_fields::chosen, permitted::OperatorsOnly, sending::Sending},
    routes::{Route, use_address, use_go},
    session::me,
    ui::{
        Asking, Choice, DataTable, EmptyState, ErrorPanel, IconName, Loaded, PageChange, PageHeader,
        Pagination, SelectField,
    },
};
use contract::{
    opportunity_desk::REVIEWERS,
    work_queue::{LIST, WorkItem, WorkItemKind, WorkItemPage, WorkItemStatus},
};
use leptos::prelude::*;

#[component]
pub fn WorkQueuePage() -> AnyView {
    view! {
        <PageHeader title=msg::title />
        <OperatorsOnly>
            <Queue />
        </OperatorsOnly>
    }
    .into_any()
}

#[component]
fn Queue() -> AnyView {
    let state = use_address(&Route::WorkQueue, |value| QueueState::read(value));
    let go = use_go();
    let items = use_fetch(&LIST, move || Some(((), state.with(QueueState::query))));
    let reviewers = use_fetch(&REVIEWERS, || Some(((), ())));
    let colleagues = Signal::derive(move || Colleagues {
        me: me().map(|me| me.user_id),
        reviewers: reviewers.value.get().map(|found| found.reviewers),
    });
    let doing = Doing {
        answering: Answering::new(),
        forwarding: Asking::new(),
        taking: Sending::new(),
        changed: Callback::new(move |()| items.refetch()),
        colleagues,
    };
    let Doing { answering, forwarding, taking, changed, .. } = doing;
    let refused = move || {
        let error = taking.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| items.refetch() /> })
    };
    let show_page = move |page: PageChange| {
        go.run(QueueState { page, ..state.get_untracked() }.href());
    };
    let table = move |page: Signal<WorkItemPage>| {
        let rows = Signal::derive(move || page.with(|page| page.work_items.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns(doing)
                rows
                key=|row: &WorkItem| row.work_item_id.to_string()
                busy=items.loading
                empty=move || view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Inbox /> }
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=show_page
            />
            <AnswerDialog answering rows changed />
            <ForwardDialog asking=forwarding colleagues rows changed />
        }
        .into_any()
    };
    view! {
        <div class="work-queue__filters" role="search" aria-label=msg::filters>
            <Filters state go />
        </div>
        {refused}
        <Loaded from=items lines=8 children=table />
    }
    .into_any()
}

/// Applied at once.
#[component]
fn Filters(state: Memo<QueueState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut QueueState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        go.run(next.href());
    };
    let status = chosen(
        move || status_word(state.with(|state| state.status)).to_owned(),
        move |word| show(&|state| state.status = read_status(&word)),
    );
    let kind = chosen(
        move || state.with(|state| state.kind.map_or("", WorkItemKind::as_str)).to_owned(),
        move |word| show(&|state| state.kind = WorkItemKind::parse(&word)),
    );
    let answered_by = chosen(
        move || if state.with(|state| state.mine) { ME } else { "" }.to_owned(),
        move |word| show(&|state| state.mine = word == ME),
    );
    let choice = |status: WorkItemStatus| Choice::new(status.as_str(), move || words::status(status).0);
    let mut statuses: Vec<Choice> = WorkItemStatus::ALL.map(choice).into();
    statuses.push(Choice::new(ALL, msg::all));
    let mut kinds = vec![Choice::new("", msg::kind_all)];
    kinds.extend(WorkItemKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::kind(kind))));
    view! {
        <SelectField label=msg::status value=status choices=statuses />
        <SelectField label=msg::kind value=kind choices=kinds />
        <SelectField
            label=msg::answered_by
            value=answered_by
            choices=vec![Choice::new("", msg::answered_by_all), Choice::new(ME, msg::answered_by_me)]
        />
    }
    .into_any()
}

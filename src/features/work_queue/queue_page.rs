//! The queue: address → read → show.

use super::{
    answer::{AnswerDialog, Answering},
    model::{ALL, QueueState, read_status, status_word},
    msg, words,
};
use crate::{
    flows::{fetch::use_fetch, filter_fields::chosen, sending::Sending},
    routes::{Route, use_address, use_go},
    session::me,
    ui::{
        Badge, Button, ButtonKind, Choice, Column, DataTable, DateTimeText, EmptyState, ErrorPanel, IconName,
        Loaded, PageChange, PageHeader, Pagination, SelectField, Tone, toast,
    },
};
use contract::{
    session::Principal,
    work_queue::{LIST, START, WorkItem, WorkItemKind, WorkItemPage, WorkItemStatus, WorkItemVersion},
};
use leptos::prelude::*;

#[component]
pub fn WorkQueuePage() -> AnyView {
    let is_operator = Memo::new(|_| me().is_some_and(|me| me.principal == Principal::Operator));
    let content = move || {
        if is_operator.get() {
            view! { <Queue /> }.into_any()
        } else {
            view! { <EmptyState title=msg::operators_only icon=IconName::Lock /> }.into_any()
        }
    };
    view! { <PageHeader title=msg::title /> {content} }.into_any()
}

#[component]
fn Queue() -> AnyView {
    let state = use_address(&Route::WorkQueue, |value| QueueState::read(value));
    let go = use_go();
    let items = use_fetch(&LIST, move || Some(((), state.with(QueueState::query))));
    let answering = Answering::new();
    let taking = Taking { sending: Sending::new(), changed: Callback::new(move |()| items.refetch()) };
    let refused = move || {
        let error = taking.sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| items.refetch() /> })
    };
    let show_page = move |page: PageChange| {
        go.run(QueueState { page, ..state.get_untracked() }.href());
        crate::browser::scroll_to_top();
    };
    let table = move |page: Signal<WorkItemPage>| {
        let rows = Signal::derive(move || page.with(|page| page.work_items.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns(answering, taking)
                rows
                key=|row: &WorkItem| row.work_item_id.to_string()
                busy=items.loading
                empty=move || view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Inbox /> }
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                offset=Signal::derive(move || state.with(|state| state.page.offset))
                limit=Signal::derive(move || state.with(|state| state.page.limit))
                on_change=show_page
            />
            <AnswerDialog answering rows changed=move |()| items.refetch() />
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
    let choice = |status: WorkItemStatus| Choice::new(status.as_str(), move || words::status(status).0);
    let mut statuses: Vec<Choice> = WorkItemStatus::ALL.map(choice).into();
    statuses.push(Choice::new(ALL, msg::all));
    let mut kinds = vec![Choice::new("", msg::kind_all)];
    kinds.extend(WorkItemKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::kind(kind))));
    view! {
        <SelectField label=msg::status value=status choices=statuses />
        <SelectField label=msg::kind value=kind choices=kinds />
    }
    .into_any()
}

/// Taking an item up.
#[derive(Clone, Copy)]
struct Taking {
    sending: Sending,
    changed: Callback<()>,
}

impl Taking {
    fn take(self, item: &WorkItem) {
        let params = (item.work_item_id.clone(),);
        self.sending.send(&START, params, WorkItemVersion { version: item.version }, move |_| {
            toast::show(Tone::Success, msg::taken_up());
            self.changed.run(());
        });
    }
}

fn columns(answering: Answering, taking: Taking) -> Vec<Column<WorkItem>> {
    vec![
        Column::new("kind", msg::kind, |row: &WorkItem| {
            let kind = row.kind;
            (move || words::kind(kind)).into_any()
        })
        .mandatory(),
        Column::new("partner", msg::partner, |row: &WorkItem| {
            let (name, id) = (row.partner_name.clone(), row.partner_id.to_string());
            view! { <span class="work-queue__partner">{name} <code>{id}</code></span> }.into_any()
        }),
        Column::new("customer_id", msg::customer_id, |row: &WorkItem| {
            row.customer_id.as_ref().map(|id| view! { <code>{id.to_string()}</code> }).into_any()
        }),
        Column::new("note", msg::note, |row: &WorkItem| {
            let answer = row.answer.clone().map(|answer| {
                view! { <p class="work-queue__answer">{move || msg::answered_with(&answer)}</p> }
            });
            view! { <div class="work-queue__note"><p>{row.note.clone()}</p> {answer}</div> }.into_any()
        }),
        Column::new("raised_at", msg::raised_at, |row: &WorkItem| {
            view! { <DateTimeText at=row.raised_at /> }.into_any()
        }),
        Column::new("status", msg::status, |row: &WorkItem| {
            let status = row.status;
            let handled = row.handled_at.map(|at| view! { <DateTimeText at /> });
            let taken = row.taken_by.clone().map(|name| {
                view! { <span class="work-queue__answer">{move || msg::taken_by(&name)}</span> }
            });
            view! {
                <span class="work-queue__status">
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 /> {handled} {taken}
                </span>
            }
            .into_any()
        }),
        Column::new("actions", msg::actions, move |row: &WorkItem| {
            if row.status != WorkItemStatus::Open {
                return ().into_any();
            }
            let (complete, decline) = (row.clone(), row.clone());
            let is_free = row.taken_by.is_none();
            // Customers are handed over only by whoever works on it.
            let must_take = is_free && row.kind == WorkItemKind::MigrateCustomers;
            let why = Signal::derive(move || must_take.then(|| msg::take_up_first().to_owned()));
            let item = row.clone();
            let take = is_free.then(move || {
                view! { <Button label=msg::take_up kind=ButtonKind::Link busy=taking.sending.pending on_press=move |()| taking.take(&item) /> }
            });
            view! {
                <span class="work-queue__actions">
                    {take}
                    <Button label=msg::complete kind=ButtonKind::Link why_disabled=why on_press=move |()| answering.ask(complete.clone(), true) />
                    <Button label=msg::decline kind=ButtonKind::Link on_press=move |()| answering.ask(decline.clone(), false) />
                </span>
            }
            .into_any()
        }),
    ]
}

//! The queue: address → read → show.

use super::{
    answer::{AnswerDialog, Answering},
    model::{ALL, QueueState, read_status, status_word},
    msg, words,
};
use crate::{
    flows::fetch::use_fetch,
    routes::{Route, use_address, use_go},
    session::me,
    ui::{
        Badge, Button, ButtonKind, Choice, Column, DataTable, DateTimeText, EmptyState, IconName, Loaded,
        PageChange, PageHeader, Pagination, SelectField,
    },
};
use contract::{
    session::Principal,
    work_queue::{LIST, WorkItem, WorkItemPage, WorkItemStatus},
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
    let show_page = move |page: PageChange| {
        go.run(QueueState { page, ..state.get_untracked() }.href());
        crate::browser::scroll_to_top();
    };
    let table = move |page: Signal<WorkItemPage>| {
        let rows = Signal::derive(move || page.with(|page| page.work_items.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns(answering)
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
            <StatusFilter state go />
        </div>
        <Loaded from=items lines=8 children=table />
    }
    .into_any()
}

/// Applied at once.
#[component]
fn StatusFilter(state: Memo<QueueState>, go: Callback<String>) -> AnyView {
    let in_address = Memo::new(move |_| status_word(state.with(|state| state.status)).to_owned());
    let value = RwSignal::new(in_address.get_untracked());
    Effect::new(move |_| value.set(in_address.get()));
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) && in_address.with_untracked(|word| *word != now) {
            let chosen = QueueState {
                status: read_status(&now),
                page: PageChange { offset: 0, ..state.with_untracked(|state| state.page) },
            };
            go.run(chosen.href());
        }
        now
    });
    let choice = |status: WorkItemStatus| Choice::new(status.as_str(), move || words::status(status).0);
    let mut choices: Vec<Choice> = WorkItemStatus::ALL.map(choice).into();
    choices.push(Choice::new(ALL, msg::all));
    view! { <SelectField label=msg::status value choices /> }.into_any()
}

fn columns(answering: Answering) -> Vec<Column<WorkItem>> {
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
            view! {
                <span class="work-queue__status">
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 /> {handled}
                </span>
            }
            .into_any()
        }),
        Column::new("actions", msg::actions, move |row: &WorkItem| {
            if row.status != WorkItemStatus::Open {
                return ().into_any();
            }
            let (complete, decline) = (row.clone(), row.clone());
            view! {
                <span class="work-queue__actions">
                    <Button label=msg::complete kind=ButtonKind::Link on_press=move |()| answering.ask(complete.clone(), true) />
                    <Button label=msg::decline kind=ButtonKind::Link on_press=move |()| answering.ask(decline.clone(), false) />
                </span>
            }
            .into_any()
        }),
    ]
}

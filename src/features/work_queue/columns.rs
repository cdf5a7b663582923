//! The columns of the queue, and what can be done with a row.

use super::{
    answer::Answering,
    colleagues::{Colleagues, Obstacle},
    msg, words,
};
use crate::{
    flows::{opportunity::words::reviewer_role, sending::Sending, time_left::TimeLeft},
    routes::Route,
    ui::{Asking, Badge, Button, ButtonKind, Column, DateTimeText, LinkButton, Tone, toast},
};
use contract::work_queue::{START, WorkItem, WorkItemKind, WorkItemStatus, WorkItemVersion};
use leptos::prelude::*;

/// What the rows can start.
#[derive(Clone, Copy)]
pub struct Doing {
    pub answering: Answering,
    pub forwarding: Asking<WorkItem>,
    pub taking: Sending,
    pub changed: Callback<()>,
    pub colleagues: Signal<Colleagues>,
}

impl Doing {
    fn take(self, item: &WorkItem) {
        let params = (item.work_item_id.clone(),);
        self.taking.send(&START, params, WorkItemVersion { version: item.version }, move |_| {
            toast::show(Tone::Success, msg::taken_up());
            self.changed.try_run(());
        });
    }

    /// Why the reader cannot do it, in words.
    fn why_not(
        self,
        item: &WorkItem,
        obstacle: fn(&Colleagues, &WorkItem) -> Option<Obstacle>,
    ) -> Signal<Option<String>> {
        let item = StoredValue::new(item.clone());
        Signal::derive(move || {
            let obstacle = self.colleagues.with(|all| item.with_value(|item| obstacle(all, item)))?;
            Some(words::obstacle(&obstacle))
        })
    }
}

pub fn columns(doing: Doing) -> Vec<Column<WorkItem>> {
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
        Column::new("note", msg::note, note),
        Column::new("due_at", msg::due_at, |row: &WorkItem| {
            row.due_at.map(|deadline| view! { <TimeLeft deadline working=true /> }).into_any()
        }),
        Column::new("assigned_to", msg::assigned_to, |row: &WorkItem| {
            row.assigned_to
                .as_ref()
                .map(|reviewer| {
                    let role = reviewer.role;
                    view! {
                        <span class="work-queue__status">
                            {reviewer.name.clone()}
                            <span class="work-queue__answer">{move || reviewer_role(role)}</span>
                        </span>
                    }
                })
                .into_any()
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
        Column::new("actions", msg::actions, move |row: &WorkItem| actions(row, doing)),
    ]
}

/// What is asked; an opportunity, a certification and a delivery lead to their pages.
fn note(row: &WorkItem) -> AnyView {
    let answer = row.answer.clone().map(|answer| {
        view! { <p class="work-queue__answer">{move || msg::answered_with(&answer)}</p> }
    });
    let opportunity = row.opportunity_id.clone().map(Route::VendorOpportunity);
    let page = opportunity
        .or_else(|| row.certification_id.clone().map(Route::VendorCertification))
        .or_else(|| row.delivery_project_id.clone().map(Route::VendorDelivery));
    let text = match page {
        Some(page) => view! { <a href=page.href()>{row.note.clone()}</a> }.into_any(),
        None => row.note.clone().into_any(),
    };
    view! { <div class="work-queue__note"><p>{text}</p> {answer}</div> }.into_any()
}

fn actions(row: &WorkItem, doing: Doing) -> AnyView {
    if row.status != WorkItemStatus::Open {
        return ().into_any();
    }
    // Points and findings are given where the evidence is looked at.
    if let (WorkItemKind::EvaluateDelivery, Some(id)) = (row.kind, row.delivery_project_id.clone()) {
        let href = Route::VendorDelivery(id).href();
        return view! { <LinkButton label=msg::judge_delivery href kind=ButtonKind::Link /> }.into_any();
    }
    let answering = doing.answering;
    let (complete, decline, item) = (row.clone(), row.clone(), row.clone());
    let not_mine = doing.why_not(row, Colleagues::obstacle);
    let is_free = row.taken_by.is_none();
    // Customers are handed over, and statements countersigned, only by whoever works on it.
    let must_take =
        is_free && matches!(row.kind, WorkItemKind::MigrateCustomers | WorkItemKind::CountersignStatement);
    let why =
        Signal::derive(move || not_mine.get().or_else(|| must_take.then(|| msg::take_up_first().to_owned())));
    // A countersigning that was not begun cannot fail either.
    let undecided = is_free && row.kind == WorkItemKind::CountersignStatement;
    let why_not_declined =
        Signal::derive(move || not_mine.get().or_else(|| undecided.then(|| msg::take_up_first().to_owned())));
    let take = is_free.then(move || {
        view! {
            <Button
                label=msg::take_up
                kind=ButtonKind::Link
                busy=doing.taking.pending
                why_disabled=not_mine
                on_press=move |()| doing.take(&item)
            />
        }
    });
    // A certification is judged item by item, on a page of its own.
    if let Some(id) = row.certification_id.clone() {
        let href = Route::VendorCertification(id).href();
        return view! {
            <span class="work-queue__actions">
                {take} <LinkButton label=msg::open_certification href kind=ButtonKind::Link />
            </span>
        }
        .into_any();
    }
    let forward = row.kind.is_about_opportunity().then(|| {
        let item = row.clone();
        view! {
            <Button
                label=msg::forward
                kind=ButtonKind::Link
                why_disabled=doing.why_not(row, Colleagues::obstacle_to_forwarding)
                on_press=move |()| doing.forwarding.ask(item.clone())
            />
        }
    });
    view! {
        <span class="work-queue__actions">
            {take}
            <Button label=msg::complete kind=ButtonKind::Link why_disabled=why on_press=move |()| answering.ask(complete.clone(), true) />
            <Button label=msg::decline kind=ButtonKind::Link why_disabled=why_not_declined on_press=move |()| answering.ask(decline.clone(), false) />
            {forward}
        </span>
    }
    .into_any()
}

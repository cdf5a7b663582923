//! What was done about a task, newest first.

use super::{msg, words};
use crate::{
    i18n,
    routes::Route,
    session::can,
    ui::{Happened, Timeline, Tone},
};
use contract::{
    marketing_tasks::{TaskDetail, TaskKind, TaskRecord},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn History(seen: Signal<TaskDetail>) -> AnyView {
    let shown = move || {
        let (kind, created_at) = seen.with(|seen| (seen.task.kind, seen.task.created_at));
        let records = seen.with(|seen| seen.records.clone());
        let records = records.into_iter().map(|one| record(kind, one)).collect_view();
        view! {
            <Timeline>
                {records} <Happened what=msg::came_about at=created_at tone=Tone::Neutral />
            </Timeline>
        }
    };
    shown.into_any()
}

fn record(kind: TaskKind, record: TaskRecord) -> AnyView {
    let TaskRecord { at, by, event, contact_result, intention, next_follow_up_on, note, opportunity_id } =
        record;
    let tone = words::event(event).1;
    let opportunity = opportunity_id.map(|id| {
        let text = id.to_string();
        let shown = if can(Permission::WorkOpportunities) {
            view! { <a href=Route::Opportunity(id).href()>{text}</a> }.into_any()
        } else {
            text.into_any()
        };
        view! { <p>{msg::opportunity} " " {shown}</p> }
    });
    view! {
        <Happened what=move || words::event(event).0 at tone>
            <p>{move || msg::by(&by)}</p>
            {contact_result
                .map(|result| view! { <p>{move || msg::met(words::contact_result(result))}</p> })}
            {intention
                .map(|intention| view! { <p>{move || msg::intends(words::intention(kind, intention))}</p> })}
            {next_follow_up_on
                .map(|day| view! { <p>{move || msg::follows_up(i18n::day(day))}</p> })}
            <p class="marketing-task__note">{note}</p>
            {opportunity}
        </Happened>
    }
    .into_any()
}

//! Processing a task: every step is a record for good, and together with the task's new version one transaction.

use super::{
    handlers::{detail, task},
    store::{self, records},
};
use crate::{
    http::change::Change,
    opportunities,
    problem::{Refused, sentence},
    session::principal::Member,
};
use contract::{
    ids::MarketingTaskId,
    marketing_tasks::{ProcessDraft, Task, TaskDetail, TaskEvent, TaskRecord, TerminateDraft, not_by},
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
};
use serde_json::json;

pub(super) async fn process(
    cx: &mut Change,
    who: &Member,
    (task_id,): (MarketingTaskId,),
    draft: ProcessDraft,
) -> Result<TaskDetail, Refused> {
    let task = open(cx, who, &task_id).await?;
    Refused::fields(wrong(cx, who, &draft).await?)?;
    let event = if draft.complete { TaskEvent::Complete } else { TaskEvent::Process };
    let record = TaskRecord {
        at: cx.now,
        by: who.name.clone(),
        event,
        contact_result: Some(draft.contact_result),
        intention: Some(draft.intention),
        next_follow_up_on: draft.next_follow_up_on,
        note: draft.note.into(),
        opportunity_id: draft.opportunity_id,
    };
    settle(cx, who, task, record, draft.version).await
}

pub(super) async fn terminate(
    cx: &mut Change,
    who: &Member,
    (task_id,): (MarketingTaskId,),
    draft: TerminateDraft,
) -> Result<TaskDetail, Refused> {
    let task = open(cx, who, &task_id).await?;
    let record = TaskRecord {
        at: cx.now,
        by: who.name.clone(),
        event: TaskEvent::Terminate,
        contact_result: None,
        intention: None,
        next_follow_up_on: None,
        note: draft.reason.into(),
        opportunity_id: None,
    };
    settle(cx, who, task, record, draft.version).await
}

/// The task, when this member may process it and it has not ended.
async fn open(cx: &mut Change, who: &Member, task_id: &MarketingTaskId) -> Result<Task, Refused> {
    let task = task(&mut cx.tx, who, task_id, cx.now).await?;
    if let Some(code) = not_by(who.identity, task.kind) {
        return Err(code.into());
    }
    if !task.status.is_open() {
        let newest = records::of(&mut cx.tx, task_id).await?.into_iter().next();
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(task.status.as_str().to_owned());
        problem.settled_by = newest.as_ref().map(|record| record.by.clone());
        problem.settled_at = newest.map(|record| record.at);
        return Err(problem.into());
    }
    Ok(task)
}

/// The fields that are not as they should be.
async fn wrong(cx: &mut Change, who: &Member, draft: &ProcessDraft) -> Result<Vec<FieldProblem>, Refused> {
    let mut fields = Vec::new();
    let mut refuse = |field: &str, rule| fields.push(FieldProblem { field: field.to_owned(), rule });
    match draft.next_follow_up_on {
        Some(_) if draft.complete => refuse("next_follow_up_on", Rule::Unexpected),
        Some(day) if day < cx.now.china_day() => refuse("next_follow_up_on", Rule::OutOfRange),
        Some(_) | None => {}
    }
    if let Some(id) = &draft.opportunity_id {
        let own = opportunities::store::find(&mut cx.tx, who.partner_id.as_str(), id).await?;
        if own.is_none() {
            refuse("opportunity_id", Rule::Unexpected);
        }
    }
    Ok(fields)
}

async fn settle(
    cx: &mut Change,
    who: &Member,
    before: Task,
    record: TaskRecord,
    seen: i64,
) -> Result<TaskDetail, Refused> {
    let status = before.status.after(record.event)?;
    let next = record.next_follow_up_on;
    if !store::save(&mut cx.tx, &before.task_id, status, next, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    let version = seen + 1;
    records::add(&mut cx.tx, &before.task_id, version, &who.user_id, &record).await?;
    let action = match record.event {
        TaskEvent::Process => "marketing_task.process",
        TaskEvent::Complete => "marketing_task.complete",
        TaskEvent::Terminate => "marketing_task.terminate",
    };
    let said = json!({
        "before": { "status": before.status, "next_follow_up_on": before.next_follow_up_on },
        "after": { "status": status, "next_follow_up_on": next },
        "contact_result": record.contact_result,
        "intention": record.intention,
    });
    cx.audit(action, before.task_id.to_string(), said);
    let is_overdue = status.is_open() && before.is_overdue;
    let after = Task { status, next_follow_up_on: next, is_overdue, version, ..before };
    detail(&mut cx.tx, who, after).await
}

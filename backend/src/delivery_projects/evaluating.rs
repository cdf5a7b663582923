//! What the vendor's operator decides about evidence: points, a rejection, more time, or an end without any.

use super::{
    handlers::{any, case_of},
    notices,
    settling::{Said, advance, keep, not_now, remind},
};
use crate::{
    http::change::Change,
    problem::{Refused, sentence},
    session::principal::OperatorUser,
};
use contract::{
    delivery_desk::{DeliveryCase, DeskReason, EvaluateDraft, RejectDraft},
    delivery_evidence::{EXTENSION_DAYS, due_after},
    delivery_projects::{DeliveryEvent, Evaluation, Finding, Rejection, total},
    ids::DeliveryProjectId,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

pub(super) async fn evaluate(
    cx: &mut Change,
    who: &OperatorUser,
    (project_id,): (DeliveryProjectId,),
    draft: EvaluateDraft,
) -> Result<DeliveryCase, Refused> {
    let mut record = any(&mut cx.tx, &project_id, cx.now).await?;
    let total = total(&draft.scores).ok_or_else(|| Refused::field("scores", Rule::Malformed))?;
    let comment = String::from(draft.comment);
    record.project.score = Some(total);
    record.evaluation =
        Some(Evaluation { scores: draft.scores, total, comment: comment.clone(), at: cx.now });
    let said = Said { by: &who.name, note: Some(&comment), seen: draft.version };
    let record = advance(&mut cx.tx, record, DeliveryEvent::Evaluate, said, cx.now).await?;
    cx.send(notices::scored(&record, total)).await?;
    cx.audit("delivery.evaluate", project_id.to_string(), json!({ "score": total, "by": who.name }));
    Ok(case_of(&mut cx.tx, record).await?)
}

/// Something is said, and about each kind once.
fn wrong_findings(findings: &[Finding]) -> Option<Rule> {
    let twice = |finding: &Finding| findings.iter().filter(|other| other.kind == finding.kind).count() > 1;
    if findings.is_empty() {
        Some(Rule::Missing)
    } else {
        findings.iter().any(twice).then_some(Rule::Unexpected)
    }
}

pub(super) async fn reject(
    cx: &mut Change,
    who: &OperatorUser,
    (project_id,): (DeliveryProjectId,),
    draft: RejectDraft,
) -> Result<DeliveryCase, Refused> {
    let mut record = any(&mut cx.tx, &project_id, cx.now).await?;
    if let Some(rule) = wrong_findings(&draft.findings) {
        return Err(Refused::field("findings", rule));
    }
    let kinds: Vec<&str> = draft.findings.iter().map(|finding| finding.kind.as_str()).collect();
    let detail = json!({ "kinds": kinds, "by": who.name });
    let comment = String::from(draft.comment);
    record.rejection = Some(Rejection { comment: comment.clone(), findings: draft.findings, at: cx.now });
    let said = Said { by: &who.name, note: Some(&comment), seen: draft.version };
    let record = advance(&mut cx.tx, record, DeliveryEvent::Reject, said, cx.now).await?;
    cx.send(notices::rejected(&record, &comment)).await?;
    cx.audit("delivery.reject", project_id.to_string(), detail);
    Ok(case_of(&mut cx.tx, record).await?)
}

pub(super) async fn extend(
    cx: &mut Change,
    who: &OperatorUser,
    (project_id,): (DeliveryProjectId,),
    draft: DeskReason,
) -> Result<DeliveryCase, Refused> {
    let mut record = any(&mut cx.tx, &project_id, cx.now).await?;
    let status = record.project.status;
    let due = record.project.evidence_due_at.filter(|_| status.takes_evidence());
    let due = due.ok_or_else(|| not_now(status))?;
    if record.is_extended {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        (problem.limit, problem.used) = (Some(1), Some(1));
        return Err(problem.into());
    }
    // A deadline is the end of a day: the last second before it is on that day. One that is over begins anew today.
    let from = due.plus_seconds(-1).max(cx.now);
    record.is_extended = true;
    record.project.evidence_due_at = Some(due_after(from, EXTENSION_DAYS));
    let reason = String::from(draft.reason);
    let said = Said { by: &who.name, note: Some(&reason), seen: draft.version };
    let record = keep(&mut cx.tx, record, said, cx.now).await?;
    remind(&mut cx.tx, &record, cx.now).await?;
    cx.send(notices::extended(&record, &reason)).await?;
    let due = record.project.evidence_due_at;
    cx.audit("delivery.extend", project_id.to_string(), json!({ "due": due, "by": who.name }));
    Ok(case_of(&mut cx.tx, record).await?)
}

pub(super) async fn close(
    cx: &mut Change,
    who: &OperatorUser,
    (project_id,): (DeliveryProjectId,),
    draft: DeskReason,
) -> Result<DeliveryCase, Refused> {
    let record = any(&mut cx.tx, &project_id, cx.now).await?;
    if !record.project.is_overdue {
        return Err(not_now(record.project.status));
    }
    let reason = String::from(draft.reason);
    let said = Said { by: &who.name, note: Some(&reason), seen: draft.version };
    let record = advance(&mut cx.tx, record, DeliveryEvent::Close, said, cx.now).await?;
    cx.send(notices::closed(&record, &reason)).await?;
    cx.audit("delivery.close", project_id.to_string(), json!({ "by": who.name }));
    Ok(case_of(&mut cx.tx, record).await?)
}

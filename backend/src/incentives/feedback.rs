//! What a partner finds wrong with an incentive or a line of it, and the vendor's answer (G1.5).

use super::{notices, store};
use crate::{
    attachments,
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
    work_queue,
};
use contract::{
    ids::{FeedbackId, IncentiveId},
    incentives::{Feedback, FeedbackDraft, FeedbackPage, FeedbackQuery, FeedbackStatus, MAX_ATTACHMENTS},
    problem::{ErrorCode, Problem},
    text::Rule,
    work_queue::{FeedbackCase, WorkItem, WorkItemKind},
};
use serde_json::json;

pub(super) async fn give(
    cx: &mut Change,
    who: &Member,
    (incentive_id,): (IncentiveId,),
    draft: FeedbackDraft,
) -> Result<Feedback, Refused> {
    let partner_id = who.partner_id.as_str();
    let incentive = store::find(&mut cx.tx, partner_id, &incentive_id, cx.now).await?;
    let incentive = incentive.ok_or(ErrorCode::NotFound)?;
    if let Some(line_id) = &draft.line_id {
        let line = store::lines::find(&mut cx.tx, &incentive_id, line_id).await?;
        line.ok_or_else(|| Refused::field("line_id", Rule::Unexpected))?;
    }
    if draft.attachment_ids.len() > MAX_ATTACHMENTS {
        return Err(ErrorCode::TooMany.into());
    }
    let feedback_id: FeedbackId =
        format!("fb-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    attachments::attach(&mut cx.tx, who, &draft.attachment_ids, feedback_id.as_str()).await?;
    let feedback = Feedback {
        attachments: attachments::store::of(&mut cx.tx, feedback_id.as_str()).await?,
        incentive_id,
        period: incentive.period,
        plan_name: incentive.plan_name,
        line_id: draft.line_id,
        text: draft.text.into(),
        given_by: who.name.clone(),
        given_at: cx.now,
        status: FeedbackStatus::Open,
        answer: None,
        answered_at: None,
        feedback_id,
    };
    store::feedbacks::add(&mut cx.tx, partner_id, &who.user_id, &feedback).await?;
    let note = format!("{} {}", feedback.period, feedback.plan_name);
    let item = WorkItem {
        feedback_id: Some(feedback.feedback_id.clone()),
        ..work_queue::asked(
            WorkItemKind::AnswerIncentiveFeedback,
            &who.partner_id,
            &who.partner_name,
            note,
            cx.now,
        )?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    let detail = json!({ "incentive": feedback.incentive_id, "line": feedback.line_id });
    cx.audit("incentive.feedback", feedback.feedback_id.to_string(), detail);
    Ok(feedback)
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: FeedbackQuery,
) -> Result<FeedbackPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (feedbacks, total_count) =
        store::feedbacks::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(FeedbackPage { feedbacks, total_count })
}

/// What the operator has to know to answer.
///
/// # Errors
/// `NotFound`.
pub async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (feedback_id,): (FeedbackId,),
    (): (),
) -> Result<FeedbackCase, Refused> {
    let given = store::feedbacks::find_any(&mut cx.conn, &feedback_id).await?.ok_or(ErrorCode::NotFound)?;
    let incentive =
        store::find(&mut cx.conn, given.partner_id.as_str(), &given.feedback.incentive_id, cx.now).await?;
    let incentive = incentive.ok_or(ErrorCode::NotFound)?;
    let line = match &given.feedback.line_id {
        Some(line_id) => store::lines::find(&mut cx.conn, &incentive.incentive_id, line_id).await?,
        None => None,
    };
    let partner = crate::associations::store::standing(&mut cx.conn, given.partner_id.as_str()).await?;
    Ok(FeedbackCase {
        partner_id: given.partner_id,
        partner_name: partner.name,
        feedback: given.feedback,
        incentive,
        line,
    })
}

/// Carries out an operator's answer: called by the work queue, in the transaction of the answer.
///
/// # Errors
/// `NotInThisState` when it was answered before.
pub async fn answered(
    cx: &mut Change,
    feedback_id: &FeedbackId,
    accepted: bool,
    answer: &str,
) -> Result<(), Refused> {
    let given = store::feedbacks::find_any(&mut cx.tx, feedback_id).await?;
    let given = given.ok_or_else(|| Fault::new("a work item about feedback that is not there"))?;
    let status = given.feedback.status.answered(accepted).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(given.feedback.status.as_str().to_owned());
        problem
    })?;
    store::feedbacks::answer(&mut cx.tx, feedback_id, status, answer, cx.now).await?;
    cx.send(notices::feedback_answered(&given.given_by, &given.feedback, accepted, answer)).await?;
    Ok(())
}

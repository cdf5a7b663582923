//! Who may answer an item, and handing one to the right colleague (domain F: review by the matched manager, else the
//! dispatcher forwards it).

use super::store;
use crate::{
    http::change::Change,
    opportunities,
    outbox::{About, Letter, Message, Recipient},
    problem::Refused,
    session::principal::OperatorUser,
};
use contract::{
    demo::Channel,
    ids::WorkItemId,
    notifications::About as Page,
    opportunity_desk::{Forwarding, ReviewerRole},
    problem::ErrorCode,
    text::Rule,
    work_queue::{WorkItem, WorkItemKind, WorkItemStatus},
};
use serde_json::json;

/// What is assigned is answered by that person; an opportunity is verified by business developers.
///
/// # Errors
/// `CBC.0151`.
pub(super) fn may_answer(who: &OperatorUser, item: &WorkItem) -> Result<(), Refused> {
    let others = item.assigned_to.as_ref().is_some_and(|reviewer| reviewer.user_id != who.user_id);
    let verifies =
        item.kind != WorkItemKind::VerifyOpportunity || who.reviewer_role == Some(ReviewerRole::Bd);
    if others || !verifies { Err(ErrorCode::AccessDenied.into()) } else { Ok(()) }
}

/// Forwards a review or a verification: whoever may answer it, and the dispatcher.
pub(super) async fn forward(
    cx: &mut Change,
    who: &OperatorUser,
    (work_item_id,): (WorkItemId,),
    forwarding: Forwarding,
) -> Result<WorkItem, Refused> {
    let item = store::find(&mut cx.tx, &work_item_id).await?.ok_or(ErrorCode::NotFound)?;
    if item.status != WorkItemStatus::Open || !item.kind.is_about_opportunity() {
        return Err(ErrorCode::NotInThisState.into());
    }
    if who.reviewer_role != Some(ReviewerRole::Dispatcher) {
        may_answer(who, &item)?;
    }
    let reviewer = opportunities::store::reviews::find_reviewer(&mut cx.tx, &forwarding.to).await?;
    let reviewer = reviewer.ok_or_else(|| Refused::field("to", Rule::Unexpected))?;
    if item.kind == WorkItemKind::VerifyOpportunity && reviewer.role != ReviewerRole::Bd {
        return Err(Refused::field("to", Rule::Unexpected));
    }
    if !store::assign(&mut cx.tx, &work_item_id, &reviewer.user_id, forwarding.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let (by, note, about) = (who.name.as_str(), forwarding.note.as_str(), item.note.as_str());
    cx.send(Message {
        kind: "WORK_ITEM_FORWARDED",
        to: Recipient::User(reviewer.user_id.clone()),
        about: item.opportunity_id.as_ref().map(|id| About::one(Page::OpportunityCase, id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new("有机会点转交给您处理", format!("{by} 将机会点“{about}”转交给您。说明：{note}")),
        en: Letter::new(
            "An opportunity was forwarded to you",
            format!("{by} forwarded the opportunity \"{about}\" to you. Note: {note}"),
        ),
        secret: false,
    })
    .await?;
    cx.audit("work_item.forward", work_item_id.to_string(), json!({ "by": by, "to": reviewer.user_id }));
    store::find(&mut cx.tx, &work_item_id).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

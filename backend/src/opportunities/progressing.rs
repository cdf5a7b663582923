//! A partner reports how the work with the customer goes, until delivery.

use super::{detail, settling, store};
use crate::{attachments, http::change::Change, problem::Refused, session::principal::Member};
use contract::{
    ids::OpportunityId,
    opportunities::{MAX_ATTACHMENTS, Opportunity, ProgressDraft},
    opportunity_status::ProgressStage,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

pub(super) async fn report(
    cx: &mut Change,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    draft: ProgressDraft,
) -> Result<Opportunity, Refused> {
    let before = settling::find(&mut cx.tx, who.partner_id.as_str(), &opportunity_id).await?;
    let mut record = settling::after(&before, draft.stage.event(), cx.now)?;
    settling::unchanged(&before, draft.version)?;
    is_sound(cx, &draft)?;
    record.stage = Some(draft.stage);
    record.progressed_at = Some(cx.now);
    record.signed = draft.signed_amount.or(before.signed);
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, &before, record, cx.now).await?;
    let progress_id = store::progress::add(&mut cx.tx, &opportunity_id, &draft, &who.name, cx.now).await?;
    attachments::attach(&mut cx.tx, who, &draft.attachment_ids, &progress_id).await?;
    cx.audit(
        "opportunity.progress",
        opportunity_id.to_string(),
        json!({ "before": before.status, "after": record.status, "stage": draft.stage }),
    );
    Ok(detail::for_partner(&mut cx.tx, &record).await?)
}

fn is_sound(cx: &Change, draft: &ProgressDraft) -> Result<(), Refused> {
    if draft.reached_on > cx.now.china_day() {
        return Err(Refused::field("reached_on", Rule::OutOfRange));
    }
    match (draft.stage, draft.signed_amount) {
        (ProgressStage::Signed, None) => return Err(Refused::field("signed_amount", Rule::Missing)),
        (ProgressStage::Signed, Some(amount)) if !amount.is_positive() => {
            return Err(Refused::field("signed_amount", Rule::OutOfRange));
        }
        (ProgressStage::Signed, Some(_)) | (_, None) => {}
        (_, Some(_)) => return Err(Refused::field("signed_amount", Rule::Unexpected)),
    }
    if draft.attachment_ids.len() > MAX_ATTACHMENTS {
        let mut problem = Problem::new(ErrorCode::TooMany, crate::problem::sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_ATTACHMENTS).ok();
        return Err(problem.into());
    }
    Ok(())
}

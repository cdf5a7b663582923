//! A partner accepts or rejects what the vendor shares (HO). Of two members one wins; the other is told who and when.

use super::{
    detail, notices, settling,
    store::{self, Record},
};
use crate::{http::change::Change, problem::Refused, session::principal::Member};
use contract::{
    ids::OpportunityId,
    opportunities::{Acceptance, Opportunity, RejectReason, Rejection, Settlement},
    opportunity_status::OpportunityEvent,
    text::Rule,
};
use serde_json::json;

pub(super) async fn accept(
    cx: &mut Change,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    acceptance: Acceptance,
) -> Result<Opportunity, Refused> {
    let before = settling::find(&mut cx.tx, who.partner_id.as_str(), &opportunity_id).await?;
    let mut record = settling::after(&before, OpportunityEvent::Accept, cx.now)?;
    settling::unchanged(&before, acceptance.version)?;
    let offering_id = acceptance.offering_id;
    if let Some(chosen) = &offering_id {
        let known = store::offerings::find(&mut cx.tx, who.partner_id.as_str(), chosen).await?;
        known.ok_or_else(|| Refused::field("offering_id", Rule::Unexpected))?;
    }
    if before.recommended_id.is_some()
        && offering_id != before.recommended_id
        && acceptance.exception.is_none()
    {
        return Err(Refused::field("exception", Rule::Missing));
    }
    record.offering_id = offering_id;
    let text = acceptance.exception.map(String::from);
    record.settled = Some(Settlement { by: Some(who.name.clone()), at: cx.now, reason_code: None, text });
    finish(cx, &before, record, "opportunity.accept").await
}

pub(super) async fn reject(
    cx: &mut Change,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    rejection: Rejection,
) -> Result<Opportunity, Refused> {
    if rejection.reason_code == RejectReason::Other && rejection.text.is_none() {
        return Err(Refused::field("text", Rule::Missing));
    }
    let before = settling::find(&mut cx.tx, who.partner_id.as_str(), &opportunity_id).await?;
    let mut record = settling::after(&before, OpportunityEvent::Reject, cx.now)?;
    settling::unchanged(&before, rejection.version)?;
    record.settled = Some(Settlement {
        by: Some(who.name.clone()),
        at: cx.now,
        reason_code: Some(rejection.reason_code),
        text: rejection.text.map(String::from),
    });
    finish(cx, &before, record, "opportunity.reject").await
}

async fn finish(
    cx: &mut Change,
    before: &Record,
    record: Record,
    action: &str,
) -> Result<Opportunity, Refused> {
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, before, record, cx.now).await?;
    notices::answered(cx, &record).await?;
    cx.audit(
        action,
        record.opportunity_id.to_string(),
        json!({ "before": before.status, "after": record.status }),
    );
    Ok(detail::for_partner(&mut cx.tx, &record).await?)
}

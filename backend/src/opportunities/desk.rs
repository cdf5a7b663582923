//! The vendor's side: all opportunities, sharing one, taking it back, ending it, another offering.

use super::{
    detail, notices, settling,
    store::{self, Record, reviews},
};
use crate::{
    associations::store::standing,
    http::change::{Change, Read},
    problem::{Fault, Refused},
    programmes,
    session::principal::OperatorUser,
    store::conditions::Page,
    work_queue,
};
use contract::{
    ids::OpportunityId,
    opportunities::{Settlement, SimilarOpportunities},
    opportunity_desk::{
        OfferingDecision, OpportunityCase, ProgrammeMember, ProgrammeMembers, Reviewers, ShareDraft,
        VendorDecision, VendorOpportunity, VendorOpportunityPage, VendorOpportunityQuery,
    },
    opportunity_form::FormField,
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;
use std::collections::HashMap;

pub(super) async fn list(
    cx: &mut Read,
    _who: &OperatorUser,
    (): (),
    query: VendorOpportunityQuery,
) -> Result<VendorOpportunityPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (records, total_count) = store::lists::of_vendor(&mut cx.conn, &query, page).await?;
    let mut names: HashMap<String, String> = HashMap::new();
    let mut opportunities = Vec::with_capacity(records.len());
    for record in records {
        let partner_id = record.partner_id.to_string();
        if !names.contains_key(&partner_id) {
            names.insert(partner_id.clone(), standing(&mut cx.conn, &partner_id).await?.name);
        }
        opportunities.push(VendorOpportunity {
            partner_name: names.get(&partner_id).cloned().unwrap_or_default(),
            row: record.row(),
            partner_id: record.partner_id,
        });
    }
    Ok(VendorOpportunityPage { opportunities, total_count })
}

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (opportunity_id,): (OpportunityId,),
    (): (),
) -> Result<OpportunityCase, Refused> {
    let record = find(&mut cx.conn, &opportunity_id).await?;
    Ok(shown(&mut cx.conn, &record).await?)
}

pub(super) async fn reviewers(
    cx: &mut Read,
    _who: &OperatorUser,
    (): (),
    (): (),
) -> Result<Reviewers, Refused> {
    Ok(Reviewers { reviewers: reviews::reviewers(&mut cx.conn).await? })
}

pub(super) async fn programme_members(
    cx: &mut Read,
    _who: &OperatorUser,
    (): (),
    (): (),
) -> Result<ProgrammeMembers, Refused> {
    let mut members = Vec::new();
    for (partner_id, site) in programmes::store::members(&mut cx.conn).await? {
        let partner_name = standing(&mut cx.conn, partner_id.as_str()).await?.name;
        let eligible = programmes::may_receive(&mut cx.conn, partner_id.as_str(), cx.now).await?;
        let offerings = store::offerings::all(&mut cx.conn, partner_id.as_str()).await?;
        members.push(ProgrammeMember {
            currency: super::partner::currency(site),
            partner_id,
            partner_name,
            eligible,
            offerings,
        });
    }
    Ok(ProgrammeMembers { members })
}

/// Shares one with a partner; its three working days begin.
pub(super) async fn share(
    cx: &mut Change,
    who: &OperatorUser,
    (): (),
    draft: ShareDraft,
) -> Result<OpportunityCase, Refused> {
    let partner_id = draft.partner_id.as_str();
    let members = programmes::store::members(&mut cx.tx).await?;
    let member = members.into_iter().find(|(member, _)| *member == draft.partner_id);
    let (_, site) = member.ok_or(ErrorCode::ProgrammeNotJoined)?;
    if !programmes::may_receive(&mut cx.tx, partner_id, cx.now).await? {
        return Err(Refused::field("partner_id", Rule::Unexpected));
    }
    is_complete(&draft, cx.now.china_day())?;
    if let Some(offering_id) = &draft.recommended_offering_id {
        let known = store::offerings::find(&mut cx.tx, partner_id, offering_id).await?;
        known.ok_or_else(|| Refused::field("recommended_offering_id", Rule::Unexpected))?;
    }
    let direction = Direction::FromVendor;
    let (currency, by) = (super::partner::currency(site), who.user_id.clone());
    let begun = Record::begun(direction, draft.partner_id, draft.form, currency, by, cx.now)?;
    let mut record = Record { recommended_id: draft.recommended_offering_id, ..begun };
    refuse_duplicate(cx, &record).await?;
    let calendar = cx.app.config.calendar.clone();
    record.deadline = settling::deadline(&record, &calendar, cx.now);
    store::add(&mut cx.tx, &record).await?;
    settling::time(&mut cx.tx, &record, cx.now).await?;
    cx.send(notices::shared(&record)).await?;
    cx.audit("opportunity.share", record.opportunity_id.to_string(), json!({ "with": record.partner_id }));
    let record = find(&mut cx.tx, &record.opportunity_id).await?;
    Ok(shown(&mut cx.tx, &record).await?)
}

/// What the partner decides itself is not asked for.
fn is_complete(draft: &ShareDraft, today: contract::time::Date) -> Result<(), Refused> {
    let ours = [FormField::PresaleActivities, FormField::OfferingId, FormField::SupportNeeded];
    let missing = draft.form.incomplete(today).into_iter();
    let fields: Vec<_> =
        missing.filter(|problem| !ours.iter().any(|field| field.as_str() == problem.field)).collect();
    Refused::fields(fields)
}

async fn refuse_duplicate(cx: &mut Change, record: &Record) -> Result<(), Refused> {
    let (name, customer) = (record.name(), record.customer_name());
    match store::similar::in_the_way(&mut cx.tx, name, customer, cx.now, None).await? {
        None => Ok(()),
        Some(other) => Err(settling::duplicate(Some(other.opportunity_id))),
    }
}

/// Takes an HO back that nobody has accepted.
pub(super) async fn recall(
    cx: &mut Change,
    who: &OperatorUser,
    (opportunity_id,): (OpportunityId,),
    decision: VendorDecision,
) -> Result<OpportunityCase, Refused> {
    let record = decide(cx, who, &opportunity_id, decision, OpportunityEvent::Recall).await?;
    cx.send(notices::recalled(&record)).await?;
    Ok(shown(&mut cx.tx, &record).await?)
}

/// Ends a PO that was verified.
pub(super) async fn cancel(
    cx: &mut Change,
    who: &OperatorUser,
    (opportunity_id,): (OpportunityId,),
    decision: VendorDecision,
) -> Result<OpportunityCase, Refused> {
    let record = decide(cx, who, &opportunity_id, decision, OpportunityEvent::CancelByBd).await?;
    cx.send(notices::cancelled(&record)).await?;
    Ok(shown(&mut cx.tx, &record).await?)
}

async fn decide(
    cx: &mut Change,
    who: &OperatorUser,
    opportunity_id: &OpportunityId,
    decision: VendorDecision,
    event: OpportunityEvent,
) -> Result<Record, Refused> {
    let before = find(&mut cx.tx, opportunity_id).await?;
    let mut record = settling::after(&before, event, cx.now)?;
    settling::unchanged(&before, decision.version)?;
    let text = Some(decision.reason.into());
    record.settled = Some(Settlement { by: Some(who.name.clone()), at: cx.now, reason_code: None, text });
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, &before, record, cx.now).await?;
    cx.audit(
        "opportunity.vendor_decision",
        opportunity_id.to_string(),
        json!({ "before": before.status, "after": record.status }),
    );
    Ok(record)
}

/// Another offering than the partner chose, while the opportunity is judged or worked on.
pub(super) async fn set_offering(
    cx: &mut Change,
    _who: &OperatorUser,
    (opportunity_id,): (OpportunityId,),
    decision: OfferingDecision,
) -> Result<OpportunityCase, Refused> {
    use OpportunityStatus as S;
    let before = find(&mut cx.tx, &opportunity_id).await?;
    let open = matches!(before.status, S::UnderReview | S::UnderVerification | S::Verified | S::InProgress);
    if before.direction == Direction::FromVendor || !open {
        return Err(ErrorCode::NotInThisState.into());
    }
    settling::unchanged(&before, decision.version)?;
    let partner_id = before.partner_id.as_str();
    let known = store::offerings::find(&mut cx.tx, partner_id, &decision.offering_id).await?;
    known.ok_or_else(|| Refused::field("offering_id", Rule::Unexpected))?;
    let changed = Record {
        offering_changed: before.form.offering_id.as_ref() != Some(&decision.offering_id),
        offering_id: Some(decision.offering_id),
        ..before.clone()
    };
    let calendar = cx.app.config.calendar.clone();
    settling::save(&mut cx.tx, &calendar, &before, changed, cx.now).await?;
    cx.audit("opportunity.offering", opportunity_id.to_string(), json!({ "before": before.offering_id }));
    let record = find(&mut cx.tx, &opportunity_id).await?;
    Ok(shown(&mut cx.tx, &record).await?)
}

/// A draft is nobody's business but the partner's: as if it were not there.
async fn find(conn: &mut AnyConnection, opportunity_id: &OpportunityId) -> Result<Record, Refused> {
    let record = store::find_any(conn, opportunity_id).await?;
    let record = record.filter(|record| record.status != OpportunityStatus::Draft);
    record.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn shown(conn: &mut AnyConnection, record: &Record) -> Result<OpportunityCase, Fault> {
    let (name, customer) = (record.name(), record.customer_name());
    let except = Some(&record.opportunity_id);
    let opportunities = store::similar::looking_alike(conn, None, name, customer, except).await?;
    let passed = store::similar::in_the_way(conn, name, customer, record.shared_at, except).await?;
    Ok(OpportunityCase {
        partner_id: record.partner_id.clone(),
        partner_name: standing(conn, record.partner_id.as_str()).await?.name,
        opportunity: detail::of(conn, record).await?,
        work_item: work_queue::store::open_about(conn, record.opportunity_id.as_str()).await?,
        offerings: store::offerings::all(conn, record.partner_id.as_str()).await?,
        similar: SimilarOpportunities { opportunities, verified_elsewhere: passed.is_some() },
    })
}

//! A partner writes an opportunity that it shares with the vendor (PO): draft, edit, hand in, discard.

use super::{
    detail, judging,
    partner::currency,
    settling,
    store::{self, Record},
};
use crate::{http::change::Change, problem::Refused, programmes, session::principal::Member};
use contract::{
    ids::OpportunityId,
    opportunities::{Opportunity, OpportunityDraft},
    opportunity_form::{FormField, OpportunityForm},
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
    problem::ErrorCode,
    text::Rule,
    time::Date,
};
use serde_json::json;

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: OpportunityDraft,
) -> Result<Opportunity, Refused> {
    programmes::joined(&mut cx.tx, who.partner_id.as_str()).await?;
    let direction = Direction::ToVendor;
    let (partner_id, by) = (who.partner_id.clone(), who.user_id.clone());
    let offering_id = draft.form.offering_id.clone();
    let begun = Record::begun(direction, partner_id, draft.form, currency(who.site), by, cx.now)?;
    let record = Record { offering_id, ..begun };
    is_sound(cx, who, &record.form).await?;
    store::add(&mut cx.tx, &record).await?;
    cx.audit("opportunity.draft", record.opportunity_id.to_string(), json!({ "submit": draft.submit }));
    finish(cx, who, record, draft.submit).await
}

pub(super) async fn update(
    cx: &mut Change,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    draft: OpportunityDraft,
) -> Result<Opportunity, Refused> {
    programmes::joined(&mut cx.tx, who.partner_id.as_str()).await?;
    let seen = draft.version.ok_or_else(|| Refused::field("version", Rule::Missing))?;
    let before = settling::find(&mut cx.tx, who.partner_id.as_str(), &opportunity_id).await?;
    settling::after(&before, OpportunityEvent::Submit, cx.now)?;
    settling::unchanged(&before, seen)?;
    is_sound(cx, who, &draft.form).await?;
    let changed = Record {
        offering_id: draft.form.offering_id.clone(),
        offering_changed: false,
        form: draft.form,
        ..before.clone()
    };
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, &before, changed, cx.now).await?;
    cx.audit("opportunity.edit", record.opportunity_id.to_string(), json!({ "submit": draft.submit }));
    finish(cx, who, record, draft.submit).await
}

pub(super) async fn discard(
    cx: &mut Change,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    (): (),
) -> Result<(), Refused> {
    let record = settling::find(&mut cx.tx, who.partner_id.as_str(), &opportunity_id).await?;
    if record.status != OpportunityStatus::Draft {
        return Err(settling::refused(&record, ErrorCode::NotInThisState));
    }
    store::remove(&mut cx.tx, &opportunity_id).await?;
    cx.audit("opportunity.discard", opportunity_id.to_string(), json!({}));
    Ok(())
}

/// Refuses contradictions and an offering that is not this partner's.
async fn is_sound(cx: &mut Change, who: &Member, form: &OpportunityForm) -> Result<(), Refused> {
    Refused::fields(form.contradictions())?;
    if let Some(offering_id) = &form.offering_id {
        let known = store::offerings::find(&mut cx.tx, who.partner_id.as_str(), offering_id).await?;
        known.ok_or_else(|| Refused::field(FormField::OfferingId.as_str(), Rule::Unexpected))?;
    }
    Ok(())
}

fn is_complete(form: &OpportunityForm, today: Date) -> Result<(), Refused> {
    let missing = form.incomplete(today);
    let only_consent = missing.len() == 1 && !form.customer_consent;
    if only_consent { Err(ErrorCode::NotesNotAccepted.into()) } else { Refused::fields(missing) }
}

async fn finish(cx: &mut Change, who: &Member, record: Record, submit: bool) -> Result<Opportunity, Refused> {
    let record = if submit { hand_in(cx, who, record).await? } else { record };
    // Read again: the offering's name comes from its own table.
    let record = settling::find(&mut cx.tx, who.partner_id.as_str(), &record.opportunity_id).await?;
    Ok(detail::for_partner(&mut cx.tx, &record).await?)
}

async fn hand_in(cx: &mut Change, who: &Member, before: Record) -> Result<Record, Refused> {
    is_complete(&before.form, cx.now.china_day())?;
    not_a_duplicate(cx, who, &before).await?;
    let record = settling::after(&before, OpportunityEvent::Submit, cx.now)?;
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, &before, record, cx.now).await?;
    judging::ask_for_review(cx, &record, &who.partner_name).await?;
    Ok(record)
}

/// Only one opportunity for the same need passes (F, duplicates). Another partner's is not named.
async fn not_a_duplicate(cx: &mut Change, who: &Member, record: &Record) -> Result<(), Refused> {
    let (name, customer) = (record.name(), record.customer_name());
    let except = Some(&record.opportunity_id);
    match store::similar::in_the_way(&mut cx.tx, name, customer, cx.now, except).await? {
        None => Ok(()),
        Some(other) => {
            let own = other.partner_id == who.partner_id;
            Err(settling::duplicate(own.then_some(other.opportunity_id)))
        }
    }
}

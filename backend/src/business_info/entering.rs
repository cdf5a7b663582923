//! Entering the amount of the transfer: three tries, counted in the transaction of each, so that two members at once have
//! no fourth.

use super::{
    notices::{self, Notice},
    record::Record,
    refused,
    showing::shown,
    store,
};
use crate::{
    audit::{self, Note},
    http::change::Change,
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use contract::{
    business_info::{BusinessInfo, TRANSFER_MINOR, TransferEntry},
    business_info_status::{BusinessInfoEvent, BusinessInfoStatus},
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

pub(super) async fn verify(
    cx: &mut Change,
    who: &Member,
    (): (),
    entry: TransferEntry,
) -> Result<BusinessInfo, Refused> {
    let partner_id = who.partner_id.as_str();
    let record = store::find(&mut cx.tx, partner_id).await?.ok_or(ErrorCode::NotInThisState)?;
    let this_call = this_call(cx);
    if record.wrong_call.as_ref() == Some(&this_call) {
        // The answer was lost on the way: it is the same try.
        return Err(wrong(record.status).into());
    }
    let right = record.status.after(BusinessInfoEvent::RightAmount).map_err(|code| refused(&record, code))?;
    if record.version != entry.version {
        return Err(refused(&record, ErrorCode::Changed));
    }
    if !TRANSFER_MINOR.contains(&entry.amount.minor()) {
        return Err(Refused::field("amount", Rule::OutOfRange));
    }
    let (app, now, seen) = (cx.app.clone(), cx.now, record.version);
    if !record.is_amount(&app.pepper, entry.amount) {
        let next =
            record.status.after(BusinessInfoEvent::WrongAmount).map_err(|code| refused(&record, code))?;
        let record = Record { status: next, wrong_call: Some(this_call), ..record };
        return Err(Refused::after(wrong(next), move |cx| Box::pin(count(cx, record, seen))));
    }
    let proven_mac = Some(record.identity_mac(&app.pepper));
    let record = Record {
        status: right,
        proven_mac,
        amount_mac: None,
        wrong_call: None,
        certified_at: Some(now),
        version: seen + 1,
        ..record
    };
    if !store::save(&mut cx.tx, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    notices::tell(&mut cx.tx, &app, now, &record, Notice::Certified).await?;
    cx.audit("business_info.certify", partner_id, json!({ "account": record.account.masked }));
    shown(&mut cx.tx, &app, who, Some(record)).await
}

/// Key and fingerprint of a call: which try it is.
fn this_call(cx: &Change) -> String {
    let key = cx.call.key.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{key} {}", cx.call.fingerprint)
}

/// The answer to a wrong amount that led to this state.
fn wrong(status: BusinessInfoStatus) -> Problem {
    let (code, left) = match status {
        BusinessInfoStatus::AwaitAmount { tries_left } => (ErrorCode::WrongAmount, tries_left.get()),
        _ => (ErrorCode::AmountLocked, 0),
    };
    let mut problem = Problem::new(code, sentence(code));
    problem.remaining_tries = Some(left);
    problem
}

/// Writes a wrong try down after the refusal has undone everything else.
async fn count(cx: &mut Change, record: Record, seen: i64) -> Result<(), Fault> {
    if !store::save(&mut cx.tx, &record, seen).await? {
        return Err(Fault::new("business information was changed between a try and its count"));
    }
    let user = cx.caller.signed_in().cloned();
    let partner_id = record.partner_id.as_str();
    let locks = record.status == BusinessInfoStatus::Locked;
    let action = if locks { "business_info.locked" } else { "business_info.wrong_amount" };
    audit::event(&mut cx.tx, cx.now, &cx.call, user.as_ref(), &Note::refused(action, partner_id)).await?;
    if locks {
        let (app, now) = (cx.app.clone(), cx.now);
        notices::tell(&mut cx.tx, &app, now, &record, Notice::Locked).await?;
    }
    Ok(())
}

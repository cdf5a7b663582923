//! The form: its rules, the code, and the beginning of the check.

use super::{
    about,
    notices::{self, Notice},
    record::{Record, SealedAccount, SealedContact},
    refused,
    showing::shown,
    store,
};
use crate::{
    attachments,
    http::change::Change,
    jobs::{self, JobKind},
    problem::Refused,
    session::principal::Member,
    work_queue,
};
use contract::{
    business_info::{
        BankAccountChoice, BusinessInfo, BusinessInfoDraft, CHECK_FROM_S, CHECK_WITHIN_S, LETTER_FILES,
        NewBankAccount, SigningEntity, settlement_currencies,
    },
    business_info_status::{BusinessInfoEvent, BusinessInfoStatus},
    company::is_same_name,
    ids::AttachmentId,
    problem::{ErrorCode, FieldProblem},
    session::Site,
    text::Rule,
    verification::Operation,
};
use serde_json::json;

pub(super) async fn submit(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: BusinessInfoDraft,
) -> Result<BusinessInfo, Refused> {
    let partner_id = who.partner_id.as_str();
    let before = store::find(&mut cx.tx, partner_id).await?;
    let seen = before.as_ref().map_or(0, |record| record.version);
    let status = before.as_ref().map_or(BusinessInfoStatus::NotCertified, |record| record.status);
    let status = status.after(BusinessInfoEvent::Submit).map_err(|code| match &before {
        Some(record) => refused(record, code),
        None => code.into(),
    })?;
    if seen != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    Refused::fields(wrong_fields(&draft, who.site, before.is_some()))?;
    let (account, letter_id) = account(cx, who, &draft, before.as_ref()).await?;
    let contact = match (&draft.finance_contact, &before) {
        (Some(contact), _) => SealedContact::seal(&cx.app.pepper, partner_id, contact)?,
        (None, Some(record)) => record.contact.clone(),
        (None, None) => return Err(Refused::field("finance_contact", Rule::Missing)),
    };
    let is_other_account = before.as_ref().is_none_or(|record| record.account.mac != account.mac);
    let operation = if is_other_account { Operation::PayoutAccount } else { Operation::BusinessInfo };
    cx.step_up(operation, &account.masked).await?;
    let record = Record {
        partner_id: who.partner_id.clone(),
        status,
        answer: None,
        company_name: draft.company_name.into(),
        registration_number: draft.registration_number.into(),
        signing_entity: draft.signing_entity,
        taxpayer_type: draft.taxpayer_type,
        settlement_currency: draft.settlement_currency,
        contact,
        account,
        letter_id,
        amount_mac: None,
        wrong_call: None,
        proven_mac: before.and_then(|record| record.proven_mac),
        submitted_by: who.user_id.clone(),
        submitted_at: cx.now,
        expected_by: Some(cx.now.plus_seconds(CHECK_WITHIN_S)),
        certified_at: None,
        version: seen + 1,
    };
    if !store::save(&mut cx.tx, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    // What the vendor was asked about is no longer what is there.
    work_queue::store::close_for(&mut cx.tx, &about(&who.partner_id), cx.now).await?;
    let due_at = cx.now.plus_seconds(CHECK_FROM_S);
    jobs::schedule(&mut cx.tx, JobKind::BusinessInfoCheck, partner_id, due_at).await?;
    let (app, now) = (cx.app.clone(), cx.now);
    notices::tell(&mut cx.tx, &app, now, &record, Notice::Submitted).await?;
    let detail = json!({ "account": record.account.masked, "other_account": is_other_account });
    cx.audit("business_info.submit", partner_id, detail);
    shown(&mut cx.tx, &app, who, Some(record)).await
}

/// What can be said against the form without asking anything else.
fn wrong_fields(draft: &BusinessInfoDraft, site: Site, is_there: bool) -> Vec<FieldProblem> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, rule: Rule| wrong.push(FieldProblem { field: field.to_owned(), rule });
    if !draft.privacy_accepted {
        say("privacy_accepted", Rule::Missing);
    }
    if site == Site::Cn && !draft.registration_number.is_credit_code() {
        say("registration_number", Rule::Malformed);
    }
    if !SigningEntity::of_site(site).contains(&draft.signing_entity) {
        say("signing_entity", Rule::Unexpected);
    }
    if !settlement_currencies(site).contains(&draft.settlement_currency) {
        say("settlement_currency", Rule::Unexpected);
    }
    if draft.finance_contact.is_none() && !is_there {
        say("finance_contact", Rule::Missing);
    }
    if let BankAccountChoice::New(account) = &draft.bank_account
        && !is_same_name(account.holder.as_str(), draft.company_name.as_str())
    {
        say("bank_account.holder", Rule::Unexpected);
    }
    wrong
}

/// The account that was chosen, with the letter that goes with it.
async fn account(
    cx: &mut Change,
    who: &Member,
    draft: &BusinessInfoDraft,
    before: Option<&Record>,
) -> Result<(SealedAccount, Option<AttachmentId>), Refused> {
    let partner_id = who.partner_id.as_str();
    let known = store::supplier_account(&mut cx.tx, partner_id).await?;
    let (account, letter_id) = match &draft.bank_account {
        BankAccountChoice::Keep => {
            let before = before.ok_or_else(|| Refused::field("bank_account", Rule::Missing))?;
            (before.account.clone(), before.letter_id.clone())
        }
        BankAccountChoice::Known => {
            (known.ok_or_else(|| Refused::field("bank_account", Rule::Unexpected))?, None)
        }
        BankAccountChoice::New(new) => {
            let account = SealedAccount::seal(&cx.app.pepper, partner_id, new)?;
            let is_known = known.is_some_and(|known| known.mac == account.mac);
            let letter_id = letter(cx, who, new, is_known, before).await?;
            (account, letter_id)
        }
    };
    // What was right for the company's old name is another's account under the new one.
    if !is_same_name(&account.holder, draft.company_name.as_str()) {
        return Err(Refused::field("bank_account.holder", Rule::Unexpected));
    }
    Ok((account, letter_id))
}

async fn letter(
    cx: &mut Change,
    who: &Member,
    new: &NewBankAccount,
    is_known: bool,
    before: Option<&Record>,
) -> Result<Option<AttachmentId>, Refused> {
    const FIELD: &str = "bank_account.letter_id";
    let Some(letter_id) = &new.letter_id else {
        return if is_known { Ok(None) } else { Err(Refused::field(FIELD, Rule::Missing)) };
    };
    if before.is_some_and(|record| record.letter_id.as_ref() == Some(letter_id)) {
        return Ok(Some(letter_id.clone()));
    }
    let partner_id = who.partner_id.as_str();
    let stored = attachments::store::find(&mut cx.tx, partner_id, letter_id).await?;
    let judged = stored
        .map_or(Ok(()), |stored| LETTER_FILES.judge(stored.attachment.file_type, stored.attachment.bytes));
    judged.map_err(|rule| attachments::refused(FIELD, rule))?;
    if !attachments::store::attach(&mut cx.tx, partner_id, letter_id, &about(&who.partner_id)).await? {
        return Err(attachments::refused(FIELD, Rule::Unexpected));
    }
    Ok(Some(letter_id.clone()))
}

//! What members and the vendor's operators see: numbers and people masked.

use super::{about, checking, record::Record, store};
use crate::{
    app::App,
    attachments,
    http::{change::Read, file::File},
    masking,
    problem::{Fault, Refused},
    session::principal::{Member, OperatorUser},
    work_queue,
};
use contract::{
    business_info::{BusinessDetails, BusinessInfo, BusinessInfoCase, FinanceContact, KnownCompany},
    business_info_status::BusinessInfoStatus,
    ids::PartnerId,
    permissions::Permission,
    problem::ErrorCode,
};
use sqlx::AnyConnection;

/// A person's name is masked, not a company's.
const PERSON: i64 = 0;

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<BusinessInfo, Refused> {
    let record = store::find(&mut cx.conn, who.partner_id.as_str()).await?;
    let app = cx.app.clone();
    shown(&mut cx.conn, &app, who, record).await
}

/// As this member may see it.
///
/// # Errors
/// When the database fails.
pub(super) async fn shown(
    conn: &mut AnyConnection,
    app: &App,
    who: &Member,
    record: Option<Record>,
) -> Result<BusinessInfo, Refused> {
    let partner_id = who.partner_id.as_str();
    let managers = store::managers(conn, partner_id).await?;
    let may = who.can(Permission::ManageBusinessInfo);
    let known = if may { Some(known(conn, who).await?) } else { None };
    let Some(record) = record else {
        return Ok(BusinessInfo {
            status: BusinessInfoStatus::NotCertified,
            expected_by: None,
            ticket_open: false,
            submitted_at: None,
            certified_at: None,
            managers,
            details: None,
            known,
            version: 0,
        });
    };
    let is_open = work_queue::store::open_about(conn, &about(&who.partner_id)).await?.is_some();
    Ok(BusinessInfo {
        status: record.status,
        expected_by: record.expected_by,
        ticket_open: is_open && record.status.takes_a_ticket(),
        submitted_at: Some(record.submitted_at),
        certified_at: record.certified_at,
        managers,
        details: if may { Some(details(conn, app, &record).await?) } else { None },
        known,
        version: record.version,
    })
}

async fn known(conn: &mut AnyConnection, who: &Member) -> Result<KnownCompany, Fault> {
    let account = store::supplier_account(conn, who.partner_id.as_str()).await?;
    Ok(KnownCompany {
        company_name: who.partner_name.clone(),
        site: who.site,
        bank_account: account.map(|account| account.shown()),
    })
}

async fn details(conn: &mut AnyConnection, app: &App, record: &Record) -> Result<BusinessDetails, Fault> {
    let partner_id = record.partner_id.as_str();
    let contact = record.contact.open(&app.pepper, partner_id);
    let masked =
        |mask: &dyn Fn(&FinanceContact) -> String| contact.as_ref().map_or_else(|| "****".to_owned(), mask);
    let letter = match &record.letter_id {
        Some(id) => attachments::store::find(conn, partner_id, id).await?.map(|stored| stored.attachment),
        None => None,
    };
    Ok(BusinessDetails {
        company_name: record.company_name.clone(),
        registration_number: record.registration_number.clone(),
        signing_entity: record.signing_entity,
        taxpayer_type: record.taxpayer_type,
        tax_rate: record.taxpayer_type.rate(),
        contact_name: masked(&|contact| masking::name(contact.name.as_str(), PERSON)),
        contact_mobile: masked(&|contact| masking::telephone(contact.mobile_phone.as_str())),
        contact_email: masked(&|contact| masking::email(contact.email.as_str())),
        bank_account: record.account.shown(),
        settlement_currency: record.settlement_currency,
        letter,
        answer: record.answer.clone(),
    })
}

/// For the auditor.
pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (partner_id,): (PartnerId,),
    (): (),
) -> Result<BusinessInfoCase, Refused> {
    let record = store::find(&mut cx.conn, partner_id.as_str()).await?.ok_or(ErrorCode::NotFound)?;
    let (verified_name, _) = store::verified(&mut cx.conn, partner_id.as_str()).await?;
    let app = cx.app.clone();
    Ok(BusinessInfoCase {
        status: record.status,
        submitted_at: record.submitted_at,
        details: details(&mut cx.conn, &app, &record).await?,
        findings: checking::findings(&mut cx.conn, &record, &verified_name).await?,
        verified_name,
        partner_id,
    })
}

/// The letter, for the auditor.
pub(super) async fn letter(
    cx: &mut Read,
    _who: &OperatorUser,
    (partner_id,): (PartnerId,),
) -> Result<File, Refused> {
    let record = store::find(&mut cx.conn, partner_id.as_str()).await?;
    let id = record.and_then(|record| record.letter_id).ok_or(ErrorCode::NotFound)?;
    let stored = attachments::store::find(&mut cx.conn, partner_id.as_str(), &id).await?;
    attachments::file(cx, stored.ok_or(ErrorCode::NotFound)?).await
}

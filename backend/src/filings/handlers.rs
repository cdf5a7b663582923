//! Listing, showing, filing and withdrawing.

use super::{
    filer::{self, Filer},
    lifecycle::{expire_lapsed, step},
    scope::Scope,
    store::{self, FilingRow, list},
};
use crate::{
    http::change::{Change, Read},
    invitations, masking,
    problem::{Fault, Refused},
    session::principal::{Caller, Member},
    store::conditions::{Conditions, Page},
};
use contract::{
    filings::{Filing, FilingDraft, FilingEvent, FilingPage, FilingQuery, FilingStatus, MAX_OPEN},
    ids::FilingId,
    permissions::Restriction,
    problem::ErrorCode,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Whether this member may file and invite now; seeing needs less.
///
/// # Errors
/// `DistributorDelisted`; `ProfileIncomplete` when neither mobile nor e-mail is bound.
pub fn may_develop(caller: &Caller, who: &Member) -> Result<(), Refused> {
    if who.restrictions.contains(&Restriction::DistributorDelisted) {
        return Err(ErrorCode::DistributorDelisted.into());
    }
    let reachable = caller.signed_in().is_some_and(|user| user.phone.is_some() || user.email.is_some());
    if reachable { Ok(()) } else { Err(ErrorCode::ProfileIncomplete.into()) }
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: FilingQuery,
) -> Result<FilingPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let mut found = Conditions::default();
    found.text("f.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.conn, who, cx.now).await?.limit(&mut found, "f.manager_user_id");
    list::matching(&mut found, &query);
    let (rows, total_count) = list::page(&mut cx.conn, &found, query.ending_first, page).await?;
    Ok(FilingPage {
        filings: shown(&mut cx.conn, rows, cx.now).await?,
        total_count,
        open_count: store::open_count(&mut cx.conn, who.partner_id.as_str(), cx.now).await?,
        limit: MAX_OPEN,
    })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (filing_id,): (FilingId,),
    (): (),
) -> Result<Filing, Refused> {
    let filing = seen(&mut cx.conn, who, &filing_id, cx.now).await?;
    show_one(&mut cx.conn, filing, cx.now).await
}

pub(super) async fn file(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: FilingDraft,
) -> Result<Filing, Refused> {
    may_develop(&cx.caller, who)?;
    let phone = draft.mobile_phone.as_str();
    expire_lapsed(&mut cx.tx, who.partner_id.as_str(), &[phone], cx.now).await?;
    let filer = Filer::of(&mut cx.tx, who).await?;
    let drafts = [draft];
    let verdicts = filer.verdicts(&mut cx.tx, &drafts, cx.now).await?;
    let ([draft], Some(verdict)) = (drafts, verdicts.into_iter().next()) else {
        return Err(Fault::new("a draft without a verdict").into());
    };
    let filing = filer.file(&mut cx.tx, &draft, verdict, cx.now).await?;
    cx.audit("filing.file", filing.filing_id.as_str(), filer::words(&filing));
    show_one(&mut cx.tx, filing, cx.now).await
}

pub(super) async fn withdraw(
    cx: &mut Change,
    who: &Member,
    (filing_id,): (FilingId,),
    (): (),
) -> Result<Filing, Refused> {
    let mut filing = seen(&mut cx.tx, who, &filing_id, cx.now).await?;
    if filing.has_lapsed(cx.now) {
        step(&mut cx.tx, &mut filing, FilingEvent::Expire, cx.now).await?;
    }
    step(&mut cx.tx, &mut filing, FilingEvent::Withdraw, cx.now).await?;
    invitations::end_of_filing(&mut cx.tx, &filing_id, cx.now).await?;
    cx.audit("filing.withdraw", filing_id.as_str(), filer::words(&filing));
    show_one(&mut cx.tx, filing, cx.now).await
}

/// A filing that this member sees.
///
/// # Errors
/// `NotFound` for a foreign one and for one that does not exist, so that nobody learns which.
pub(super) async fn seen(
    conn: &mut AnyConnection,
    who: &Member,
    filing_id: &FilingId,
    now: Timestamp,
) -> Result<FilingRow, Refused> {
    let scope = Scope::of(conn, who, now).await?;
    let filing = store::find(conn, who.partner_id.as_str(), filing_id).await?;
    filing
        .filter(|filing| scope.covers(filing.manager_user_id.as_str()))
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// A filing as its partner sees it.
pub(super) async fn show_one(
    conn: &mut AnyConnection,
    filing: FilingRow,
    now: Timestamp,
) -> Result<Filing, Refused> {
    let one = shown(conn, vec![filing], now).await?.into_iter().next();
    one.ok_or_else(|| Fault::new("a filing that cannot be shown").into())
}

/// The same for several, each with its newest invitation.
pub(super) async fn shown(
    conn: &mut AnyConnection,
    rows: Vec<FilingRow>,
    now: Timestamp,
) -> Result<Vec<Filing>, Fault> {
    let ids: Vec<FilingId> = rows.iter().map(|row| row.filing_id.clone()).collect();
    let mut invitations = invitations::store::newest_of(conn, &ids, now).await?;
    Ok(rows
        .into_iter()
        .map(|row| Filing {
            customer_name: row.masked_name(),
            mobile_phone: masking::telephone(&row.mobile_phone),
            email: masking::email(&row.email),
            contact: row.contact.as_deref().map(|name| masking::name(name, 0)),
            status: if row.has_lapsed(now) { FilingStatus::Expired } else { row.status },
            invitation: invitations.remove(&row.filing_id),
            filing_id: row.filing_id,
            country_code: row.country_code,
            industry: row.industry,
            remark: row.remark,
            review_reasons: row.review_reasons,
            opinion: row.opinion,
            manager: row.manager,
            filed_at: row.filed_at,
            expire_at: row.expire_at,
            version: row.version,
        })
        .collect())
}

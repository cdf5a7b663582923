//! The partner's side: check, ask, answer, look at the records.

use super::{
    answering::{self, By, Case, action_of},
    asking::{self, Asked},
    facts::{self, Purpose},
    store::{self, StoredRequest},
};
use crate::{
    customers::{self, store::scope::Visible},
    http::change::{Change, Read},
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    associations::{
        Approval, AssociationRequest, CheckQuery, Initiator, RecordPage, RecordQuery, Rejection,
        RequestDraft, RequestStatus, Withdrawal,
    },
    check::CheckReport,
    ids::RequestId,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use sqlx::AnyConnection;

pub(super) async fn check(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: CheckQuery,
) -> Result<CheckReport, Refused> {
    let visible = Visible::to(&mut cx.conn, who, cx.now).await?;
    let customer = customers::store::find(&mut cx.conn, &visible, &query.customer_id).await?;
    let partner = store::standing(&mut cx.conn, who.partner_id.as_str()).await?;
    let purpose = Purpose::PartnerAsks;
    Ok(facts::report(&mut cx.conn, &customer, &partner, query.action, purpose, cx.now).await?)
}

pub(super) async fn request(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: RequestDraft,
) -> Result<AssociationRequest, Refused> {
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    let customer = customers::store::find(&mut cx.tx, &visible, &draft.customer_id).await?;
    let partner = store::standing(&mut cx.tx, who.partner_id.as_str()).await?;
    let asked = Asked {
        action: draft.action,
        reason: &draft.reason,
        notes_accepted: draft.notes_accepted,
        initiator: Initiator::Partner,
        actor: &who.name,
    };
    asking::ask(cx, &customer, &partner, asked).await
}

pub(super) async fn records(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: RecordQuery,
) -> Result<RecordPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let visible = Visible::to(&mut cx.conn, who, cx.now).await?;
    let (requests, total_count) = store::records(&mut cx.conn, &visible, &query, page).await?;
    Ok(RecordPage { requests, total_count })
}

/// A record of this partner.
async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    request_id: &RequestId,
    now: Timestamp,
) -> Result<StoredRequest, Refused> {
    let visible = Visible::to(conn, who, now).await?;
    match store::record(conn, &visible, request_id).await? {
        Some(stored) => Ok(stored),
        None => Err(ErrorCode::NotFound.into()),
    }
}

pub(super) async fn record(
    cx: &mut Read,
    who: &Member,
    (request_id,): (RequestId,),
    (): (),
) -> Result<AssociationRequest, Refused> {
    Ok(own(&mut cx.conn, who, &request_id, cx.now).await?.request)
}

pub(super) async fn record_check(
    cx: &mut Read,
    who: &Member,
    (request_id,): (RequestId,),
    (): (),
) -> Result<CheckReport, Refused> {
    let stored = own(&mut cx.conn, who, &request_id, cx.now).await?;
    if stored.request.status != RequestStatus::PendingPartner {
        let mut problem = Problem::new(ErrorCode::NotInThisState, "this request does not wait for you");
        problem.current_status = Some(stored.request.status.as_str().to_owned());
        return Err(problem.into());
    }
    let customer = customers::store::find_any(&mut cx.conn, &stored.request.customer_id)
        .await?
        .ok_or_else(|| Fault::new("a request without its customer"))?;
    let partner = store::standing(&mut cx.conn, &stored.partner_id).await?;
    let action = action_of(&stored.request)?;
    Ok(facts::report(&mut cx.conn, &customer, &partner, action, Purpose::Answer, cx.now).await?)
}

pub(super) async fn approve(
    cx: &mut Change,
    who: &Member,
    (request_id,): (RequestId,),
    approval: Approval,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    answering::approve(cx, case, by(who), &approval).await
}

pub(super) async fn reject(
    cx: &mut Change,
    who: &Member,
    (request_id,): (RequestId,),
    rejection: Rejection,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    answering::reject(cx, case, by(who), &rejection).await
}

pub(super) async fn withdraw(
    cx: &mut Change,
    who: &Member,
    (request_id,): (RequestId,),
    withdrawal: Withdrawal,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    answering::withdraw(cx, case, by(who), &withdrawal).await
}

async fn case(cx: &mut Change, who: &Member, request_id: &RequestId) -> Result<Case, Refused> {
    let stored = own(&mut cx.tx, who, request_id, cx.now).await?;
    Case::of(cx, stored).await
}

fn by(who: &Member) -> By<'_> {
    By { side: Initiator::Partner, name: &who.name }
}

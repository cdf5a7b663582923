//! The customer's requests and answers (B3). A code is always needed; see [`crate::verification`].

use super::handlers::myself;
use crate::{
    associations::{
        answering::{self, By, Case},
        asking::{self, Asked},
        facts::{self, Purpose},
        store,
    },
    http::change::{Change, Read},
    problem::Refused,
    session::principal::CustomerUser,
};
use contract::{
    associations::{Action, Approval, AssociationRequest, Initiator, Rejection, RequestStatus, Withdrawal},
    check::CheckReport,
    customer_portal::{MyCheckQuery, MyRecords, MyRequestDraft},
    ids::RequestId,
    problem::ErrorCode,
};

/// Entries of the operation log.
const SHOWN: u32 = 100;

/// Before agreeing, when the partner has asked for this; else before asking.
pub(super) async fn check(
    cx: &mut Read,
    who: &CustomerUser,
    (): (),
    query: MyCheckQuery,
) -> Result<CheckReport, Refused> {
    let me = myself(&mut cx.conn, who).await?;
    let Some(partner_id) = &me.partner_id else { return Err(ErrorCode::NotFound.into()) };
    let partner = store::standing(&mut cx.conn, partner_id).await?;
    let is_asked = me
        .open_request
        .as_ref()
        .is_some_and(|open| open.status == RequestStatus::PendingCustomer && open.action == query.action);
    let purpose = if is_asked { Purpose::Answer } else { Purpose::CustomerAsks };
    Ok(facts::report(&mut cx.conn, &me, &partner, query.action, purpose, cx.now).await?)
}

/// Customers can only disassociate; a switch is the partner's to ask for (B2.1).
pub(super) async fn request(
    cx: &mut Change,
    who: &CustomerUser,
    (): (),
    draft: MyRequestDraft,
) -> Result<AssociationRequest, Refused> {
    let me = myself(&mut cx.tx, who).await?;
    let Some(partner_id) = &me.partner_id else { return Err(ErrorCode::NotFound.into()) };
    let partner = store::standing(&mut cx.tx, partner_id).await?;
    let asked = Asked {
        action: Action::Disassociate,
        reason: &draft.reason,
        notes_accepted: draft.notes_accepted,
        initiator: Initiator::Customer,
        actor: &me.masked_name(),
    };
    asking::ask(cx, &me, &partner, asked).await
}

pub(super) async fn records(cx: &mut Read, who: &CustomerUser, (): (), (): ()) -> Result<MyRecords, Refused> {
    let requests = store::records_of_customer(&mut cx.conn, &who.customer_id, SHOWN).await?;
    Ok(MyRecords { requests })
}

pub(super) async fn approve(
    cx: &mut Change,
    who: &CustomerUser,
    (request_id,): (RequestId,),
    approval: Approval,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    let name = case.customer.masked_name();
    answering::approve(cx, case, by(&name), &approval).await
}

pub(super) async fn reject(
    cx: &mut Change,
    who: &CustomerUser,
    (request_id,): (RequestId,),
    rejection: Rejection,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    let name = case.customer.masked_name();
    answering::reject(cx, case, by(&name), &rejection).await
}

pub(super) async fn withdraw(
    cx: &mut Change,
    who: &CustomerUser,
    (request_id,): (RequestId,),
    withdrawal: Withdrawal,
) -> Result<AssociationRequest, Refused> {
    let case = case(cx, who, &request_id).await?;
    let name = case.customer.masked_name();
    answering::withdraw(cx, case, by(&name), &withdrawal).await
}

async fn case(cx: &mut Change, who: &CustomerUser, request_id: &RequestId) -> Result<Case, Refused> {
    let stored = store::find(&mut cx.tx, request_id).await?;
    match stored.filter(|stored| stored.request.customer_id == who.customer_id) {
        Some(stored) => Case::of(cx, stored).await,
        None => Err(ErrorCode::NotFound.into()),
    }
}

fn by(name: &str) -> By<'_> {
    // The partner reads this name: it stays masked even here.
    By { side: Initiator::Customer, name }
}

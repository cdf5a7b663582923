//! Answering a request, or taking it back (B3): state machine, version, checks, code, effect.

use super::{
    asking::refuse_failed,
    effects,
    facts::{self, Purpose},
    notices,
    store::{self, Standing, StoredRequest},
};
use crate::{
    customers::{self, row::CustomerRow, store::timeline},
    http::change::Change,
    problem::{Fault, Refused},
};
use contract::{
    associations::{
        Action, Approval, AssociationRequest, Initiator, RecordEvent, Rejection, RequestEvent, RequestStatus,
        Withdrawal,
    },
    customers::TimelineEvent,
    problem::{ErrorCode, Problem},
    verification::Operation,
};
use serde_json::json;

/// Who acts on a request.
#[derive(Clone, Copy)]
pub struct By<'a> {
    pub side: Initiator,
    /// Name that the other side sees.
    pub name: &'a str,
}

/// A request, its customer and its partner, as they are now.
pub struct Case {
    pub stored: StoredRequest,
    pub customer: CustomerRow,
    pub partner: Standing,
}

impl Case {
    /// Everything about a stored request.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(cx: &mut Change, stored: StoredRequest) -> Result<Self, Refused> {
        let customer = customers::store::find_any(&mut cx.tx, &stored.request.customer_id)
            .await?
            .ok_or_else(|| Fault::new("a request without its customer"))?;
        let partner = store::standing(&mut cx.tx, &stored.partner_id).await?;
        Ok(Self { stored, customer, partner })
    }

    /// The state after `event`, unless state or version speak against it.
    fn next(&self, event: RequestEvent, by: By<'_>, version: i64) -> Result<RequestStatus, Refused> {
        let request = &self.stored.request;
        let next = request.status.after(event, by.side).map_err(|code| {
            let mut problem = Problem::new(code, crate::problem::sentence(code));
            problem.current_status = Some(request.status.as_str().to_owned());
            problem
        })?;
        if request.version == version { Ok(next) } else { Err(ErrorCode::Changed.into()) }
    }

    fn subject(&self, by: By<'_>) -> String {
        match by.side {
            Initiator::Customer => self.partner.name.clone(),
            Initiator::Partner | Initiator::System => self.customer.masked_name(),
        }
    }
}

/// What a record asks for; only requests are answered.
///
/// # Errors
/// `NotInThisState` for a record that is no request.
pub fn action_of(request: &AssociationRequest) -> Result<Action, Refused> {
    match request.event {
        RecordEvent::Disassociate => Ok(Action::Disassociate),
        RecordEvent::Switch => Ok(Action::Switch),
        RecordEvent::Associate => Err(ErrorCode::NotInThisState.into()),
    }
}

/// Agrees: all items of the check but the quotas must pass, then the effect happens at once (B3.5, B4).
///
/// # Errors
/// `NotInThisState`, `Changed`, `NotesNotAccepted`, `CheckFailed`, and those of the step-up.
pub async fn approve(
    cx: &mut Change,
    case: Case,
    by: By<'_>,
    approval: &Approval,
) -> Result<AssociationRequest, Refused> {
    let next = case.next(RequestEvent::Approve, by, approval.version)?;
    if !approval.notes_accepted {
        return Err(ErrorCode::NotesNotAccepted.into());
    }
    let action = action_of(&case.stored.request)?;
    let report =
        facts::report(&mut cx.tx, &case.customer, &case.partner, action, Purpose::Answer, cx.now).await?;
    refuse_failed(&report)?;
    cx.step_up(Operation::HandleApply, &case.subject(by)).await?;

    let request = settle(cx, &case, by, next, None, TimelineEvent::Approved).await?;
    match action {
        Action::Disassociate => effects::disassociate(cx, &case.customer, &case.partner).await?,
        Action::Switch => effects::switch(cx, &case.customer, &case.partner).await?,
    }
    notices::settled(cx, &case, by, &request).await?;
    cx.audit("association.approve", request.request_id.to_string(), change(&case, &request));
    Ok(request)
}

/// Says no.
///
/// # Errors
/// `NotInThisState`, `Changed`, and those of the step-up.
pub async fn reject(
    cx: &mut Change,
    case: Case,
    by: By<'_>,
    rejection: &Rejection,
) -> Result<AssociationRequest, Refused> {
    let next = case.next(RequestEvent::Reject, by, rejection.version)?;
    cx.step_up(Operation::HandleApply, &case.subject(by)).await?;
    let opinion = Some(rejection.opinion.as_str());
    let request = settle(cx, &case, by, next, opinion, TimelineEvent::Rejected).await?;
    notices::settled(cx, &case, by, &request).await?;
    cx.audit("association.reject", request.request_id.to_string(), change(&case, &request));
    Ok(request)
}

/// Takes it back; it still counts in the quota (B3.3).
///
/// # Errors
/// `NotInThisState`, `Changed`.
pub async fn withdraw(
    cx: &mut Change,
    case: Case,
    by: By<'_>,
    withdrawal: &Withdrawal,
) -> Result<AssociationRequest, Refused> {
    let next = case.next(RequestEvent::Withdraw, by, withdrawal.version)?;
    let request = settle(cx, &case, by, next, None, TimelineEvent::Withdrawn).await?;
    notices::settled(cx, &case, by, &request).await?;
    cx.audit("association.withdraw", request.request_id.to_string(), change(&case, &request));
    Ok(request)
}

async fn settle(
    cx: &mut Change,
    case: &Case,
    by: By<'_>,
    next: RequestStatus,
    opinion: Option<&str>,
    event: TimelineEvent,
) -> Result<AssociationRequest, Refused> {
    let mut request = case.stored.request.clone();
    request.status = next;
    request.handled_at = Some(cx.now);
    request.handler = Some(by.name.to_owned());
    request.opinion = opinion.map(str::to_owned);
    request.version += 1;
    if !store::settle(&mut cx.tx, &request, case.stored.request.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    store::set_open(&mut cx.tx, &request.customer_id, None).await?;
    let entry = timeline::Entry::new(event, by.name).because(opinion);
    timeline::add(&mut cx.tx, cx.now, &case.partner.partner_id, &request.customer_id, entry).await?;
    Ok(request)
}

fn change(case: &Case, request: &AssociationRequest) -> serde_json::Value {
    json!({
        "customer_id": request.customer_id,
        "event": request.event,
        "before": case.stored.request.status,
        "after": request.status,
    })
}

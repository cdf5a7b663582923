//! Asking the other side to end or switch an association (B1, B2, B3): all rules, the code, the request.

use super::{
    facts::{self, Purpose},
    notices,
    store::{self, Standing, StoredRequest},
};
use crate::{
    customers::{row::CustomerRow, store::timeline},
    http::change::Change,
    problem::{Fault, Refused},
    secret::random_id,
};
use contract::{
    associations::{Action, AssociationRequest, Initiator, RequestStatus},
    check::{CheckItem, CheckReport},
    customers::{OpenRequest, TimelineEvent},
    ids::RequestId,
    problem::{ErrorCode, Problem},
    session::Site,
    text::Reason,
    verification::Operation,
};
use serde_json::json;

/// What is asked, by whom.
pub struct Asked<'a> {
    pub action: Action,
    pub reason: &'a Reason,
    pub notes_accepted: bool,
    pub initiator: Initiator,
    /// Name that the other side and the timeline see.
    pub actor: &'a str,
}

/// Checks everything again (B1.5), asks for a code where one is needed, then puts the request.
///
/// # Errors
/// `NotesNotAccepted`, `RequestOpen`, `CheckFailed`, `RequestQuotaUsed`, and those of the step-up.
pub async fn ask(
    cx: &mut Change,
    customer: &CustomerRow,
    partner: &Standing,
    asked: Asked<'_>,
) -> Result<AssociationRequest, Refused> {
    if !asked.notes_accepted {
        return Err(ErrorCode::NotesNotAccepted.into());
    }
    if let Some(open) = &customer.open_request {
        return Err(request_open(Some(&open.request_id)));
    }
    let (purpose, subject) = match asked.initiator {
        Initiator::Customer => (Purpose::CustomerAsks, partner.name.clone()),
        Initiator::Partner | Initiator::System => (Purpose::PartnerAsks, customer.masked_name()),
    };
    let report = facts::report(&mut cx.tx, customer, partner, asked.action, purpose, cx.now).await?;
    refuse_failed(&report)?;
    let operation = match asked.action {
        Action::Disassociate => Operation::Disassociate,
        Action::Switch => Operation::Switch,
    };
    cx.step_up(operation, &subject).await?;
    put(cx, customer, partner, &asked).await
}

/// Nothing, or which items of the check fail. When only quotas do, waiting is all that helps, so the day is said.
///
/// # Errors
/// `CheckFailed` or `RequestQuotaUsed`, both with all failing items.
pub fn refuse_failed(report: &CheckReport) -> Result<(), Refused> {
    let failed: Vec<_> = report.check_items.iter().filter(|result| !result.passed).collect();
    if failed.is_empty() {
        return Ok(());
    }
    let is_quota = |item| matches!(item, CheckItem::CustomerRequest3m | CheckItem::PartnerRequest3m);
    let only_quotas = failed.iter().all(|result| is_quota(result.item));
    let code = if only_quotas { ErrorCode::RequestQuotaUsed } else { ErrorCode::CheckFailed };
    let mut problem = Problem::new(code, crate::problem::sentence(code));
    problem.fail_check_items = failed.iter().map(|result| result.item).collect();
    problem.next_allowed_on = failed.iter().filter_map(|result| result.next_allowed_on).max();
    Err(problem.into())
}

async fn put(
    cx: &mut Change,
    customer: &CustomerRow,
    partner: &Standing,
    asked: &Asked<'_>,
) -> Result<AssociationRequest, Refused> {
    let request_id: RequestId = random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let status = RequestStatus::asked_by(asked.initiator);
    let request = AssociationRequest {
        request_id: request_id.clone(),
        customer_id: customer.customer_id.clone(),
        customer_name: customer.masked_name(),
        event: asked.action.into(),
        association_type_before: Some(customer.association_type),
        association_type_after: match asked.action {
            Action::Disassociate => None,
            Action::Switch => Some(customer.association_type.switched(partner.site == Site::Intl)),
        },
        initiator: asked.initiator,
        reason: asked.reason.as_str().to_owned(),
        status,
        applied_at: cx.now,
        handled_at: None,
        handler: None,
        opinion: None,
        version: 1,
    };
    let stored = StoredRequest { request, partner_id: partner.partner_id.clone() };
    let manager = customer.manager.as_ref().map(|manager| manager.user_id.as_str());
    if !store::add(&mut cx.tx, &stored, manager).await? {
        // The index of the database knows of an open request that this transaction does not see.
        return Err(request_open(None));
    }
    let open = OpenRequest { request_id, action: asked.action, status };
    store::set_open(&mut cx.tx, &customer.customer_id, Some(&open)).await?;
    let event = match asked.action {
        Action::Disassociate => TimelineEvent::DisassociationRequested,
        Action::Switch => TimelineEvent::SwitchRequested,
    };
    let entry = timeline::Entry::new(event, asked.actor).because(Some(asked.reason.as_str()));
    timeline::add(&mut cx.tx, cx.now, &partner.partner_id, &customer.customer_id, entry).await?;
    notices::asked(cx, customer, partner, &stored.request).await?;
    cx.audit(
        "association.request",
        stored.request.request_id.to_string(),
        json!({ "customer_id": customer.customer_id, "action": asked.action, "by": asked.initiator }),
    );
    Ok(stored.request)
}

fn request_open(request_id: Option<&RequestId>) -> Refused {
    let mut problem = Problem::new(ErrorCode::RequestOpen, crate::problem::sentence(ErrorCode::RequestOpen));
    problem.request_id = request_id.cloned();
    problem.into()
}

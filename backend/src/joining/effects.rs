//! What an association does, in the transaction of the customer's call.

use super::{
    notices,
    store::{self, Association},
    way::{Kind, Way},
};
use crate::{
    associations::{self, facts::LEAST_GRACE_HOURS, store::StoredRequest},
    customers::store::timeline,
    filings,
    http::change::Change,
    invitation_links, invitations,
    problem::{Fault, Refused},
    secret::random_id,
};
use contract::{
    associations::{AssociationRequest, Initiator, RecordEvent, RequestStatus},
    customers::TimelineEvent,
    ids::CustomerId,
    joining::Joined,
};
use serde_json::json;

/// Who associates.
pub(super) struct Joiner {
    pub customer_id: CustomerId,
    pub account_name: String,
    pub masked_name: String,
    /// In the one form of the contract.
    pub phones: Vec<String>,
}

/// The customer becomes the partner's: tag and account manager by the link (D4.9), a record, filing and invitation
/// settled, both sides told (D4.10).
///
/// # Errors
/// When the database fails, or the link has been used up meanwhile.
pub(super) async fn associate(cx: &mut Change, way: &Way, joiner: Joiner) -> Result<Joined, Refused> {
    let Joiner { customer_id, account_name, masked_name, phones } = joiner;
    let inviter = &way.inviter;
    let association_type = way.association_type();
    let manager = inviter.manages.then_some(inviter.user_id.as_str());
    let association = Association {
        partner_id: &inviter.partner_id,
        association_type,
        label: way.tag(),
        manager_user_id: manager,
        least_grace_hours: if association_type.settles_for_customer() { LEAST_GRACE_HOURS } else { 0 },
    };
    if !store::begin_association(&mut cx.tx, &customer_id, &association, cx.now).await? {
        return Err(Fault::new("the customer is somebody's, although the rules said it is not").into());
    }
    store::open_cloud(&mut cx.tx, &customer_id).await?;

    let record = AssociationRequest {
        request_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        customer_id: customer_id.clone(),
        customer_name: masked_name.clone(),
        event: RecordEvent::Associate,
        association_type_before: None,
        association_type_after: Some(association_type),
        initiator: Initiator::Customer,
        reason: String::new(),
        status: RequestStatus::Approved,
        applied_at: cx.now,
        handled_at: Some(cx.now),
        handler: Some(inviter.name.clone()),
        opinion: None,
        version: 1,
    };
    let record = StoredRequest { request: record, partner_id: inviter.partner_id.clone() };
    associations::store::add(&mut cx.tx, &record, manager).await?;
    let entry = timeline::Entry::new(TimelineEvent::Associated, &masked_name).because(way.tag());
    timeline::add(&mut cx.tx, cx.now, &inviter.partner_id, &customer_id, entry).await?;

    settle(cx, way, &customer_id, &masked_name, &phones).await?;
    notices::associated(cx, way, &customer_id, &masked_name).await?;
    let detail = json!({
        "partner_id": inviter.partner_id,
        "association_type": association_type,
        "way": way.object(),
    });
    cx.audit("association.begin", customer_id.as_str(), detail);
    Ok(Joined {
        customer_id,
        account_name,
        partner_name: inviter.partner_name.clone(),
        association_type,
        associated_on: cx.now,
    })
}

/// The filing has reached its end, and the link is used.
async fn settle(
    cx: &mut Change,
    way: &Way,
    customer_id: &CustomerId,
    masked_name: &str,
    phones: &[String],
) -> Result<(), Refused> {
    match &way.kind {
        Kind::Online(invitation, _) => {
            invitations::associated(&mut cx.tx, invitation, customer_id, cx.now).await?;
        }
        Kind::Offline(link) => {
            invitation_links::used(&mut cx.tx, link, customer_id, masked_name, cx.now).await?;
        }
    }
    for phone in phones {
        let partner_id = &way.inviter.partner_id;
        let Some(filing) = filings::store::of_partner_and_phone(&mut cx.tx, partner_id, phone).await? else {
            continue;
        };
        filings::associated(&mut cx.tx, partner_id, phone, customer_id, cx.now).await?;
        // Who came by another link needs the mail no more.
        invitations::end_of_filing(&mut cx.tx, &filing.filing_id, cx.now).await?;
    }
    Ok(())
}

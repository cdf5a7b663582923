//! The vendor's operator: one queue of what partners ask for; completing an item does it.

mod effects;
mod forwarding;
mod handlers;
pub(crate) mod store;

use crate::{
    customer_migrations, http::router::Router, incentive_transfers, incentives, payouts, problem::Fault,
    secret::random_id,
};
use contract::{
    ids::PartnerId,
    opportunity_desk, statements,
    time::Timestamp,
    work_queue::{self, WorkItem, WorkItemKind, WorkItemStatus},
};

/// Serves the endpoints of [`contract::work_queue`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(work_queue::LIST, handlers::list)
        .submit(work_queue::START, handlers::start)
        .fetch(work_queue::FILING_CASE, handlers::filing_case)
        .fetch(work_queue::MIGRATION_CASE, customer_migrations::case)
        .fetch(work_queue::PAYOUT_CASE, payouts::case)
        .fetch(work_queue::FEEDBACK_CASE, incentives::case)
        .fetch(work_queue::TRANSFER_CASE, incentive_transfers::case)
        .download(work_queue::INCENTIVE_FILE, incentives::case_file)
        .submit(work_queue::COMPLETE, handlers::complete)
        .submit(work_queue::DECLINE, handlers::decline)
        .submit(work_queue::RAISE, handlers::raise)
        .submit(opportunity_desk::FORWARD, forwarding::forward)
        .submit(statements::CORRECT, handlers::correct)
}

/// A new open item; what it is about is added by whoever asks.
///
/// # Errors
/// When there is no randomness.
pub fn asked(
    kind: WorkItemKind,
    partner_id: &PartnerId,
    partner_name: &str,
    note: String,
    now: Timestamp,
) -> Result<WorkItem, Fault> {
    Ok(WorkItem {
        work_item_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        kind,
        partner_id: partner_id.clone(),
        partner_name: partner_name.to_owned(),
        customer_id: None,
        filing_id: None,
        migration_id: None,
        opportunity_id: None,
        payout_id: None,
        feedback_id: None,
        transfer_id: None,
        withdrawal_id: None,
        claim_id: None,
        payment_id: None,
        statement_id: None,
        dispute_id: None,
        personnel_id: None,
        certification_id: None,
        delivery_project_id: None,
        suggestion_id: None,
        assigned_to: None,
        due_at: None,
        note,
        status: WorkItemStatus::Open,
        taken_by: None,
        raised_at: now,
        handled_at: None,
        answer: None,
        version: 1,
    })
}

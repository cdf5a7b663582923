//! An opportunity with everything that belongs to it, as a reader may see it.

use super::store::{Record, offerings, progress, reviews};
use crate::problem::Fault;
use contract::{
    opportunities::Opportunity,
    opportunity_status::{Direction, OpportunityStatus},
};
use sqlx::AnyConnection;

/// For the partner whose it is, or for the vendor.
///
/// # Errors
/// When the database fails.
pub async fn of(conn: &mut AnyConnection, record: &Record) -> Result<Opportunity, Fault> {
    let partner_id = record.partner_id.as_str();
    let offering = match &record.offering_id {
        Some(offering_id) => offerings::find(conn, partner_id, offering_id).await?,
        None => None,
    };
    let recommended_offering = match &record.recommended_id {
        Some(offering_id) => offerings::find(conn, partner_id, offering_id).await?,
        None => None,
    };
    Ok(Opportunity {
        row: record.row(),
        form: record.form.clone(),
        recommended_offering,
        offering,
        offering_changed_by_vendor: record.offering_changed,
        reviews: reviews::of(conn, &record.opportunity_id).await?,
        progress: progress::of(conn, &record.opportunity_id).await?,
        settled: record.settled.clone(),
    })
}

/// The same without what a partner learns only by accepting: whom to call at the customer.
///
/// # Errors
/// When the database fails.
pub async fn for_partner(conn: &mut AnyConnection, record: &Record) -> Result<Opportunity, Fault> {
    let mut shown = of(conn, record).await?;
    let taken = matches!(
        record.status,
        OpportunityStatus::InProgress | OpportunityStatus::Delivered | OpportunityStatus::Lost
    );
    if record.direction == Direction::FromVendor && !taken {
        shown.form.contact = None;
    }
    Ok(shown)
}

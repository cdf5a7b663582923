//! The one way in which an incentive's money goes from place to place: columns, status and version together. The database
//! refuses what does not sum to the incentive's amount.

use super::store;
use crate::problem::Fault;
use contract::{
    ids::IncentiveId,
    incentives::{IncentiveEvent, IncentiveStatus},
    money::Amount,
};
use sqlx::AnyConnection;

/// Where reconciled money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pot {
    /// To be applied for.
    Open,
    /// In a payout that is not finished.
    Held,
    /// Paid, or netted.
    Paid,
    Expired,
    Transferred,
}

impl Pot {
    /// The column.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Open => "open_amount",
            Self::Held => "held_amount",
            Self::Paid => "paid_amount",
            Self::Expired => "expired_amount",
            Self::Transferred => "transferred_amount",
        }
    }
}

/// How much is in each pot.
#[derive(Clone, Copy, Debug)]
pub struct Pots {
    pub status: IncentiveStatus,
    pub open: Amount,
    pub held: Amount,
    pub expired: Amount,
    pub transferred: Amount,
}

impl Pots {
    /// What has happened to an incentive of which nothing is open or on its way any more.
    fn end(&self) -> Option<IncentiveEvent> {
        if self.status != IncentiveStatus::Issuing || self.open != Amount::ZERO || self.held != Amount::ZERO {
            None
        } else if self.expired != Amount::ZERO {
            Some(IncentiveEvent::Expire)
        } else if self.transferred != Amount::ZERO {
            Some(IncentiveEvent::Transfer)
        } else {
            Some(IncentiveEvent::Issue)
        }
    }
}

/// Lets `amount` (below zero of a reduction) go from one pot to another, and the incentive end when that was the last.
///
/// # Errors
/// When the database fails, or the incentive is not reconciled.
pub async fn shift(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    (from, to): (Pot, Pot),
    amount: Amount,
) -> Result<(), Fault> {
    store::shift(conn, incentive_id, (from, to), amount).await?;
    end_if_empty(conn, incentive_id).await
}

/// Ends an incentive of which nothing is left; one over nothing at all ends as soon as it is confirmed.
///
/// # Errors
/// When the database fails.
pub async fn end_if_empty(conn: &mut AnyConnection, incentive_id: &IncentiveId) -> Result<(), Fault> {
    let pots = store::pots(conn, incentive_id).await?;
    let Some(event) = pots.end() else { return Ok(()) };
    let status = pots.status.after(event).map_err(|_| Fault::new("an incentive ends in no such way"))?;
    store::set_status(conn, incentive_id, status).await
}

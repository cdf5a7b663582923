//! The entries in the book of a payout's steps, and with them where its incentives' money is.

use super::store::{self, Record};
use crate::{
    book::{self, Account, Entry, EntryKind},
    incentives::{
        self,
        money::{self, Pot},
    },
    problem::{Fault, Refused},
};
use contract::{money::Amount, payouts::PayoutMethod, time::Timestamp};
use sqlx::AnyConnection;

fn entry(record: &Record, kind: EntryKind) -> Entry<'_> {
    Entry {
        partner_id: record.partner_id.as_str(),
        kind,
        about_id: record.payout_id.as_str(),
        currency: record.currency,
    }
}

/// The incentives of a new payout are held by it.
///
/// # Errors
/// When the database fails.
pub async fn hold(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Refused> {
    let lines = book::transfer(Account::IncentivePayable, Account::PayoutHold, record.amount)?;
    let _once = book::post(conn, now, entry(record, EntryKind::PayoutHeld), &lines).await?;
    move_items(conn, record, (Pot::Open, Pot::Held)).await?;
    Ok(())
}

/// What is held is paid, to where the method says.
///
/// # Errors
/// When the database fails.
pub async fn pay(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Refused> {
    let negative =
        Amount::ZERO.minus(record.amount).ok_or_else(|| Fault::new("an amount is out of range"))?;
    let to = match record.method {
        PayoutMethod::Bank => Account::Bank,
        PayoutMethod::Account | PayoutMethod::AccountWithOwedInvoice => Account::Cash,
        PayoutMethod::VoucherQuota => Account::VoucherQuota,
    };
    let mut lines = book::transfer(Account::PayoutHold, to, record.amount)?.to_vec();
    if record.method == PayoutMethod::AccountWithOwedInvoice {
        lines.extend([(Account::OwedInvoices, record.amount), (Account::InvoiceClaims, negative)]);
    }
    let _once = book::post(conn, now, entry(record, EntryKind::PaidOut), &lines).await?;
    move_items(conn, record, (Pot::Held, Pot::Paid)).await?;
    Ok(())
}

/// What is held is open again; what has expired meanwhile is lost at once.
///
/// # Errors
/// When the database fails.
pub async fn give_back(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Refused> {
    let lines = book::transfer(Account::PayoutHold, Account::IncentivePayable, record.amount)?;
    let _once = book::post(conn, now, entry(record, EntryKind::PayoutReturned), &lines).await?;
    move_items(conn, record, (Pot::Held, Pot::Open)).await?;
    for item in store::items::of(conn, &record.payout_id).await? {
        incentives::lapse(conn, &item.incentive_id, now).await?;
    }
    Ok(())
}

async fn move_items(conn: &mut AnyConnection, record: &Record, (from, to): (Pot, Pot)) -> Result<(), Fault> {
    for item in store::items::of(conn, &record.payout_id).await? {
        money::shift(conn, &item.incentive_id, (from, to), item.amount).await?;
    }
    Ok(())
}

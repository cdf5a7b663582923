//! The book: every movement of money is one entry with lines that sum to zero, in the transaction of its cause.
//!
//! Money moves here and nowhere else. [`post`] refuses what is not balanced and what an account does not cover, and books
//! a thing once however often it is told (`kind` and `about_id` together are unique). [`check`] proves all of it.

pub mod check;
pub mod store;

use crate::{
    funds,
    problem::{Fault, Refused},
};
use contract::{
    ids::CustomerId,
    money::{Amount, Currency},
    problem::ErrorCode,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Where money is. A line's amount is what the account gains; the partner's accounts are positive when it has something,
/// the vendor's and the outer world's are negative when they gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// 充值账户: the partner's cash, which never falls below what is earmarked.
    Cash,
    /// What a customer of the partner may spend of the partner's money.
    CustomerGranted(CustomerId),
    /// On its way out of the cash account, until the bank has it.
    WithdrawalHold,
    /// Incentives that are reconciled and not applied for. Below zero when reductions outweigh (G2).
    IncentivePayable,
    /// Incentives that a payout application holds.
    PayoutHold,
    /// Quota for vouchers that the partner may issue.
    VoucherQuota,
    /// 欠票: credited without an invoice, for which the partner still owes one.
    OwedInvoices,
    /// What confirmed statements of procurement say that the vendor owes (H).
    StatementPayable,
    /// The other side of [`Account::OwedInvoices`].
    InvoiceClaims,
    /// The vendor's income: orders paid, arrears written off.
    VendorIncome,
    /// The vendor's cost of incentives and procurement.
    VendorExpense,
    /// Money that payers brought through the payment gateway.
    Gateway,
    /// Money that came or went through banks.
    Bank,
    /// What was there when the book began.
    Opening,
}

impl Account {
    /// As stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Cash => "CASH",
            Self::CustomerGranted(_) => "CUSTOMER_GRANTED",
            Self::WithdrawalHold => "WITHDRAWAL_HOLD",
            Self::IncentivePayable => "INCENTIVE_PAYABLE",
            Self::PayoutHold => "PAYOUT_HOLD",
            Self::VoucherQuota => "VOUCHER_QUOTA",
            Self::OwedInvoices => "OWED_INVOICES",
            Self::StatementPayable => "STATEMENT_PAYABLE",
            Self::InvoiceClaims => "INVOICE_CLAIMS",
            Self::VendorIncome => "VENDOR_INCOME",
            Self::VendorExpense => "VENDOR_EXPENSE",
            Self::Gateway => "GATEWAY",
            Self::Bank => "BANK",
            Self::Opening => "OPENING",
        }
    }

    fn owner(&self) -> &str {
        match self {
            Self::CustomerGranted(customer_id) => customer_id.as_str(),
            _ => "",
        }
    }

    /// Whether an entry that would leave it below zero is refused.
    const fn must_cover(&self) -> bool {
        match self {
            Self::WithdrawalHold | Self::PayoutHold | Self::VoucherQuota | Self::OwedInvoices => true,
            // Cash is guarded where its column is, granted money by whoever takes it back.
            Self::Cash
            | Self::CustomerGranted(_)
            | Self::IncentivePayable
            | Self::StatementPayable
            | Self::InvoiceClaims
            | Self::VendorIncome
            | Self::VendorExpense
            | Self::Gateway
            | Self::Bank
            | Self::Opening => false,
        }
    }
}

/// Why money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Appropriated to a customer.
    Granted,
    /// Came back from a customer.
    Returned,
    /// The partner paid a customer's order.
    OrderPaid,
    /// A top-up that the gateway confirmed.
    ToppedUp,
    /// A remittance that was claimed and approved.
    Remitted,
    /// A withdrawal was asked for: the money is held.
    WithdrawalHeld,
    /// It left.
    Withdrawn,
    /// It did not leave, and is back.
    WithdrawalReturned,
    /// Incentives of a period were reconciled.
    IncentiveConfirmed,
    /// Incentives were not redeemed in time.
    IncentiveExpired,
    /// Given to, or taken from, another account of the same company.
    IncentiveTransferred,
    /// A payout application holds incentives.
    PayoutHeld,
    /// It was paid.
    PaidOut,
    /// It was rejected, and the incentives are back.
    PayoutReturned,
    /// An invoice for what was credited without one has come.
    OwedInvoiceSettled,
    /// A statement of procurement was confirmed.
    StatementConfirmed,
    /// It was paid.
    StatementPaid,
}

impl EntryKind {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "GRANTED",
            Self::Returned => "RETURNED",
            Self::OrderPaid => "ORDER_PAID",
            Self::ToppedUp => "TOPPED_UP",
            Self::Remitted => "REMITTED",
            Self::WithdrawalHeld => "WITHDRAWAL_HELD",
            Self::Withdrawn => "WITHDRAWN",
            Self::WithdrawalReturned => "WITHDRAWAL_RETURNED",
            Self::IncentiveConfirmed => "INCENTIVE_CONFIRMED",
            Self::IncentiveExpired => "INCENTIVE_EXPIRED",
            Self::IncentiveTransferred => "INCENTIVE_TRANSFERRED",
            Self::PayoutHeld => "PAYOUT_HELD",
            Self::PaidOut => "PAID_OUT",
            Self::PayoutReturned => "PAYOUT_RETURNED",
            Self::OwedInvoiceSettled => "OWED_INVOICE_SETTLED",
            Self::StatementConfirmed => "STATEMENT_CONFIRMED",
            Self::StatementPaid => "STATEMENT_PAID",
        }
    }
}

/// What an entry is about.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub partner_id: &'a str,
    pub kind: EntryKind,
    /// Unique for its kind: the second entry about the same thing is not booked.
    pub about_id: &'a str,
    pub currency: Currency,
}

/// Whether an entry is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Posted {
    Now,
    /// The same thing was booked earlier; nothing has happened.
    Before,
}

/// Books an entry; lines of zero are left out, and an entry of none but those books nothing.
///
/// # Errors
/// `CBC.5003` when an account does not cover it; a fault when the lines do not sum to zero.
pub async fn post(
    conn: &mut AnyConnection,
    now: Timestamp,
    entry: Entry<'_>,
    lines: &[(Account, Amount)],
) -> Result<Posted, Refused> {
    let sum: i64 = lines.iter().map(|(_, amount)| amount.minor()).sum();
    if sum != 0 {
        return Err(Fault::new(format!("an entry {} that is not balanced", entry.kind.as_str())).into());
    }
    let lines: Vec<_> = lines.iter().filter(|(_, amount)| *amount != Amount::ZERO).collect();
    if store::is_posted(conn, entry.kind, entry.about_id).await? {
        return Ok(Posted::Before);
    }
    if lines.is_empty() {
        return Ok(Posted::Now);
    }
    let entry_id = store::add_entry(conn, now, entry).await?;
    for (account, amount) in lines {
        match account {
            Account::Cash => {
                let moved = store::move_cash(conn, entry, *amount).await?;
                let cash = moved.ok_or(ErrorCode::InsufficientBalance)?;
                store::add_line(conn, &entry_id, account, *amount, Some(cash)).await?;
                funds::watch(conn, now, entry.partner_id, cash.balance).await?;
            }
            Account::CustomerGranted(_) => {
                store::add_line(conn, &entry_id, account, *amount, None).await?;
            }
            _ => {
                store::add_line(conn, &entry_id, account, *amount, None).await?;
                let balance = store::move_balance(conn, entry, account, *amount).await?;
                if account.must_cover() && balance < 0 {
                    return Err(ErrorCode::InsufficientBalance.into());
                }
            }
        }
    }
    Ok(Posted::Now)
}

/// The lines of an amount that goes from one account to another.
///
/// # Errors
/// When the amount is out of range.
pub fn transfer(from: Account, to: Account, amount: Amount) -> Result<[(Account, Amount); 2], Fault> {
    let taken = Amount::ZERO.minus(amount).ok_or_else(|| Fault::new("an amount is out of range"))?;
    Ok([(from, taken), (to, amount)])
}

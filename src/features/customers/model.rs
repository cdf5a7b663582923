//! What the address of the list says, what is asked of the backend, and what may be done with a customer. Pure: no
//! signals, no browser.

mod filter;
mod list;
#[cfg(test)]
mod tests;

pub use filter::{Filter, NOBODY, Terms, YES};
pub use list::{COLUMNS, ListState, sort_key, sort_name};

use contract::{
    accounts::{AccountType, PartnerBalances},
    customers::Customer,
    money::{Amount, Money},
};

/// What may be done with a customer now, apart from permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Money may be appropriated, and the account frozen.
    pub settles: bool,
    pub frozen: bool,
    /// A request is open, so no other one can be made.
    pub request_open: bool,
}

/// Reads it from a row.
#[must_use]
pub fn possible(customer: &Customer) -> Possible {
    Possible {
        settles: customer.association_type.settles_for_customer(),
        frozen: customer.is_frozen != 0,
        request_open: customer.open_request.is_some(),
    }
}

/// Customers that one call can freeze or unfreeze (published).
pub const MOST_FROZEN_AT_ONCE: usize = 10;

/// Why a selection cannot be frozen (or unfrozen) with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTogether {
    TooMany,
    /// At least one customer is settled by itself.
    WrongType,
    /// Every one of them is in that state already.
    AlreadySo,
}

/// Whether the selected customers can be frozen (`freeze`) or unfrozen together.
///
/// # Errors
/// The first reason against it.
pub fn freezable_together(selected: &[Possible], freeze: bool) -> Result<(), NotTogether> {
    if selected.len() > MOST_FROZEN_AT_ONCE {
        Err(NotTogether::TooMany)
    } else if selected.iter().any(|customer| !customer.settles) {
        Err(NotTogether::WrongType)
    } else if selected.iter().all(|customer| customer.frozen == freeze) {
        Err(NotTogether::AlreadySo)
    } else {
        Ok(())
    }
}

/// What the partner can still appropriate or pay with: cash that is not earmarked.
#[must_use]
pub fn spendable(balances: &PartnerBalances) -> Option<Money> {
    let cash = balances
        .account_balances
        .iter()
        .find(|account| account.account_type == AccountType::Cash.as_number())?;
    Some(Money { amount: cash.amount.minus(cash.designated_amount)?, currency: cash.currency })
}

/// What becomes of an appropriated amount: arrears are written off first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub written_off: Amount,
    pub to_balance: Amount,
    /// Arrears that stay.
    pub still_owed: Amount,
}

/// Splits an amount over arrears and balance.
#[must_use]
pub fn split(amount: Amount, debt: Amount) -> Split {
    let written_off = amount.min(debt);
    Split {
        written_off,
        to_balance: amount.minus(written_off).unwrap_or_default(),
        still_owed: debt.minus(written_off).unwrap_or_default(),
    }
}

/// A part of a customer's page that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Orders,
    Funds,
    State,
}

impl Part {
    /// Id of the section.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Funds => "funds",
            Self::State => "state",
        }
    }

    /// Reads `?focus=` or the fragment, whichever names a part.
    #[must_use]
    pub fn wanted(focus: Option<&str>, fragment: &str) -> Option<Self> {
        let known =
            |name: &str| [Self::Orders, Self::Funds, Self::State].into_iter().find(|part| part.id() == name);
        focus.and_then(known).or_else(|| known(fragment.trim_start_matches('#')))
    }
}

//! Filters of the list and their values.

use crate::flows::amount::any_amount;
use contract::{
    associations::AssociationType,
    ids::{CustomerId, UserId},
    time::Date,
};
use std::collections::BTreeMap;

/// One filter of the list, in the order in which active ones are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    Customer,
    AccountName,
    CustomerId,
    Telephone,
    Label,
    AssociationType,
    AccountManager,
    MonthSpendMin,
    MonthSpendMax,
    ResourceExpiryUntil,
    OpenRequest,
}

impl Filter {
    pub const ALL: [Self; 11] = [
        Self::Customer,
        Self::AccountName,
        Self::CustomerId,
        Self::Telephone,
        Self::Label,
        Self::AssociationType,
        Self::AccountManager,
        Self::MonthSpendMin,
        Self::MonthSpendMax,
        Self::ResourceExpiryUntil,
        Self::OpenRequest,
    ];
    /// What the search box offers.
    pub const SEARCHED: [Self; 5] =
        [Self::Customer, Self::AccountName, Self::CustomerId, Self::Telephone, Self::Label];

    /// Name in the address, and value of the search box's choice.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::AccountName => "account",
            Self::CustomerId => "id",
            Self::Telephone => "mobile",
            Self::Label => "tag",
            Self::AssociationType => "type",
            Self::AccountManager => "manager",
            Self::MonthSpendMin => "spend_min",
            Self::MonthSpendMax => "spend_max",
            Self::ResourceExpiryUntil => "expiry_until",
            Self::OpenRequest => "open_request",
        }
    }

    /// Reads what [`Filter::key`] wrote.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// Tells who somebody is: stays in memory and in request bodies, never in an address.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        match self {
            Self::Customer | Self::AccountName | Self::Telephone => true,
            Self::CustomerId
            | Self::Label
            | Self::AssociationType
            | Self::AccountManager
            | Self::MonthSpendMin
            | Self::MonthSpendMax
            | Self::ResourceExpiryUntil
            | Self::OpenRequest => false,
        }
    }

    /// The one way of writing a value, or `None` when it is none: too long, or not of this filter's form.
    #[must_use]
    pub fn normal(self, text: &str) -> Option<String> {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
        if !fits {
            return None;
        }
        match self {
            Self::Customer | Self::AccountName | Self::Label => Some(text.to_owned()),
            Self::CustomerId => text.parse::<CustomerId>().ok().map(String::from),
            Self::Telephone => telephone(text),
            Self::AssociationType => AssociationType::parse(text).map(|kind| kind.as_str().to_owned()),
            Self::AccountManager if text == NOBODY => Some(text.to_owned()),
            Self::AccountManager => text.parse::<UserId>().ok().map(String::from),
            Self::MonthSpendMin | Self::MonthSpendMax => any_amount(text).map(|amount| amount.to_string()),
            Self::ResourceExpiryUntil => text.parse::<Date>().ok().map(|day| day.to_string()),
            Self::OpenRequest => (text == YES).then(|| text.to_owned()),
        }
    }
}

/// Characters of a search term.
const LONGEST: usize = 64;
/// Value of [`Filter::AccountManager`] for customers that nobody manages.
pub const NOBODY: &str = "none";
/// Value of [`Filter::OpenRequest`].
pub const YES: &str = "yes";

/// As people write a number: spaces and hyphens go.
fn telephone(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    (digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// Active filters with their values in normal form.
pub type Terms = BTreeMap<Filter, String>;

//! The partner's funds (资金管理, domain N): what it has, how much of it can be withdrawn and why, what came and went, and
//! the alert. How money comes in is in [`crate::top_ups`] and [`crate::remittances`], how it goes out in
//! [`crate::withdrawals`]; what goes to customers is in [`crate::accounts`].

use crate::{
    endpoint::{Fetch, Submit},
    ids::CustomerId,
    money::{Amount, Currency, Money},
    permissions::{Access, Permission},
    text::Rule,
    time::{Date, Timestamp},
    withdrawals::RouteLimit,
};
use serde::{Deserialize, Serialize};

/// `GET …/overview`: balances, what can be withdrawn with its explanation, the alert.
pub const OVERVIEW: Fetch<(), (), FundsOverview> =
    Fetch::get("ShowFundsOverview", "/v2/partners/funds/overview", Access::MemberWithCustomers);
/// `POST …/details/query`: what came to and went from the cash account (收支明细), newest first.
pub const DETAILS: Fetch<(), FundsDetailQuery, FundsDetails> = Fetch::query(
    "ListFundsDetails",
    "/v2/partners/funds/details/query",
    Access::Partner(Permission::ViewFundRecords),
);
/// `PUT …/balance-alert`: who is told when the balance drops (N6).
pub const SET_ALERT: Submit<(), BalanceAlert, BalanceAlert> =
    Submit::put("UpdateBalanceAlert", "/v2/partners/funds/balance-alert", Access::MemberWithCustomers);

/// What the partner has and what it may take out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsOverview {
    pub currency: Currency,
    pub cash: Amount,
    /// What is left of the credit account; absent for a partner without one.
    pub credit: Option<Amount>,
    /// Cash and credit.
    pub total: Amount,
    pub withdrawable: Amount,
    /// Why it is so much.
    pub terms: WithdrawableTerms,
    /// How much each route can take of it.
    pub by_route: Vec<RouteLimit>,
    /// Asked for and not paid out yet; no longer in the cash balance.
    pub held: Amount,
    /// Whether one can pay online; remittance is always there.
    pub online_top_up: bool,
    pub alert: BalanceAlert,
    /// Whether the balance is below the alert's threshold now.
    pub alert_fired: bool,
}

/// Every term of what can be withdrawn (N1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawableTerms {
    pub cash: Amount,
    /// Earmarked: cash never falls below it (B6.3).
    pub designated: Amount,
    /// 欠票: credited without an invoice that is still owed.
    pub owed_invoices: Amount,
    /// Charges that the vendor has announced and not booked yet.
    pub unposted: Amount,
    /// Arrears of the customers for whom the partner settles.
    pub customer_arrears: Amount,
    /// Such arrears in other currencies. They cannot be subtracted, so nothing leaves while there are any.
    pub arrears_elsewhere: Vec<Money>,
}

impl WithdrawableTerms {
    /// What can be withdrawn; never less than nothing.
    #[must_use]
    pub fn withdrawable(&self) -> Amount {
        if !self.arrears_elsewhere.is_empty() {
            return Amount::ZERO;
        }
        [self.designated, self.owed_invoices, self.unposted, self.customer_arrears]
            .into_iter()
            .try_fold(self.cash, Amount::minus)
            .unwrap_or_default()
            .max(Amount::ZERO)
    }
}

words! {
    /// Where an alert is sent.
    AlertChannel {
        Sms = "SMS",
        Email = "EMAIL",
    }
}

/// Setting of the alert; also input of [`SET_ALERT`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BalanceAlert {
    pub enabled: bool,
    /// More than zero. Kept while the alert is off.
    #[serde(default)]
    pub threshold: Option<Amount>,
    /// At least one while the alert is on.
    #[serde(default)]
    pub channels: Vec<AlertChannel>,
}

impl BalanceAlert {
    /// What is wrong with it, by field.
    #[must_use]
    pub fn wrong(&self) -> Vec<(&'static str, Rule)> {
        let threshold = match self.threshold {
            None if self.enabled => Some(Rule::Missing),
            Some(threshold) if !threshold.is_positive() => Some(Rule::OutOfRange),
            _ => None,
        };
        let channels = (self.enabled && self.channels.is_empty()).then_some(Rule::Missing);
        let named = [("threshold", threshold), ("channels", channels)];
        named.into_iter().filter_map(|(field, rule)| Some((field, rule?))).collect()
    }

    /// Whether such a balance is one to tell of.
    #[must_use]
    pub fn is_below(&self, balance: Amount) -> bool {
        self.enabled && self.threshold.is_some_and(|threshold| balance < threshold)
    }
}

/// Why cash moved. The names are those of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FundsEntryKind {
    /// What was there when the book began.
    Opening,
    ToppedUp,
    Remitted,
    WithdrawalHeld,
    WithdrawalReturned,
    /// Appropriated to a customer.
    Granted,
    /// Came back from a customer.
    Returned,
    /// A customer's order was paid.
    OrderPaid,
    /// An incentive was paid to the account.
    PaidOut,
    /// A kind that this build does not know.
    Other,
}

impl FundsEntryKind {
    /// Those that one can filter by.
    pub const ALL: [Self; 9] = [
        Self::Opening,
        Self::ToppedUp,
        Self::Remitted,
        Self::WithdrawalHeld,
        Self::WithdrawalReturned,
        Self::Granted,
        Self::Returned,
        Self::OrderPaid,
        Self::PaidOut,
    ];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "OPENING",
            Self::ToppedUp => "TOPPED_UP",
            Self::Remitted => "REMITTED",
            Self::WithdrawalHeld => "WITHDRAWAL_HELD",
            Self::WithdrawalReturned => "WITHDRAWAL_RETURNED",
            Self::Granted => "GRANTED",
            Self::Returned => "RETURNED",
            Self::OrderPaid => "ORDER_PAID",
            Self::PaidOut => "PAID_OUT",
            Self::Other => "OTHER",
        }
    }

    /// Reads what [`FundsEntryKind::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// Filters and page of [`DETAILS`]. Days are whole days in China time, both included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FundsDetailQuery {
    pub kind: Option<FundsEntryKind>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// One movement of cash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsEntry {
    pub entry_id: String,
    pub kind: FundsEntryKind,
    /// Number of what it belongs to: a payment, a claim, a withdrawal, a transfer.
    pub about_id: String,
    /// Whose the other side is, where it is a customer.
    pub customer_id: Option<CustomerId>,
    /// What the account gained; below zero for what it gave.
    pub amount: Amount,
    pub currency: Currency,
    /// What was there then; absent for entries from before this was kept.
    pub balance_after: Option<Amount>,
    /// Absent for the opening balance, which was there before.
    pub posted_at: Option<Timestamp>,
}

/// A page of movements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundsDetails {
    pub entries: Vec<FundsEntry>,
    pub total_count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(amount: i64) -> Amount {
        Amount::from_minor(amount).unwrap()
    }

    #[test]
    fn every_term_is_taken_off_and_nothing_is_less_than_nothing() {
        let terms = WithdrawableTerms {
            cash: minor(10_000),
            designated: minor(1),
            owed_invoices: minor(20),
            unposted: minor(300),
            customer_arrears: minor(4_000),
            arrears_elsewhere: Vec::new(),
        };
        assert_eq!(terms.withdrawable(), minor(5_679));
        let poor = WithdrawableTerms { cash: minor(4_320), ..terms };
        assert_eq!(poor.withdrawable(), Amount::ZERO);
    }

    #[test]
    fn nothing_is_withdrawable_while_arrears_stand_in_another_currency() {
        let elsewhere = Money { amount: minor(1), currency: Currency::Usd };
        let terms = WithdrawableTerms {
            cash: minor(10_000),
            arrears_elsewhere: vec![elsewhere],
            ..WithdrawableTerms::default()
        };
        assert_eq!(terms.withdrawable(), Amount::ZERO);
    }

    #[test]
    fn an_alert_that_is_on_says_when_and_where() {
        let bare = BalanceAlert { enabled: true, ..BalanceAlert::default() };
        assert_eq!(bare.wrong(), [("threshold", Rule::Missing), ("channels", Rule::Missing)]);
        let negative = BalanceAlert { threshold: Some(minor(-1)), ..BalanceAlert::default() };
        assert_eq!(negative.wrong(), [("threshold", Rule::OutOfRange)]);
        let sound =
            BalanceAlert { enabled: true, threshold: Some(minor(100)), channels: vec![AlertChannel::Sms] };
        assert!(sound.wrong().is_empty() && sound.is_below(minor(99)) && !sound.is_below(minor(100)));
    }
}

//! The account check (domain B): every item, when it applies, who must act. Pure: facts in, report out.
//!
//! Longer than most files, because the items are one table that is checked for completeness in one place.

use crate::{
    associations::{Action, AssociationType},
    ids::{HoldingId, RequestId},
    money::Money,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// Months for which an earlier request blocks the next one (B, 4.5).
pub const QUOTA_MONTHS: u8 = 3;

words! {
    /// An item of the account check, in the order in which it is shown.
    CheckItem {
        /// The customer itself asked less than three months ago.
        CustomerRequest3m = "CUSTOMER_REQUEST_3M",
        /// This partner used up its requests of three months; disassociating and switching share the quota.
        PartnerRequest3m = "PARTNER_REQUEST_3M",
        MasterWithSubs = "MASTER_WITH_SUBS",
        EnterpriseSub = "ENTERPRISE_SUB",
        ReservedInstance = "RESERVED_INSTANCE",
        PartnerPayOrder = "PARTNER_PAY_ORDER",
        SupportPlan = "SUPPORT_PLAN",
        Debt = "DEBT",
        SpecialContract = "SPECIAL_CONTRACT",
        UnusedDeliveryCoupon = "UNUSED_DELIVERY_COUPON",
        ManuallyFrozen = "MANUALLY_FROZEN",
        PartnerFrozen = "PARTNER_FROZEN",
    }
}

/// Who can mend a failed item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Actor {
    /// Time: nothing but waiting helps.
    Nobody,
    Customer,
    Partner,
    /// The customer cancels, or the partner pays.
    CustomerOrPartner,
    Vendor,
}

impl CheckItem {
    /// Whether the item is looked at for this action and association type (table in B, column "Applies to").
    #[must_use]
    pub const fn applies(self, action: Action, association: AssociationType) -> bool {
        let settles_for_customer = match association {
            AssociationType::Referral => false,
            AssociationType::Consignment | AssociationType::Resale => true,
        };
        let disassociating = matches!(action, Action::Disassociate);
        match self {
            Self::CustomerRequest3m
            | Self::PartnerRequest3m
            | Self::MasterWithSubs
            | Self::EnterpriseSub
            | Self::ReservedInstance
            | Self::PartnerPayOrder
            | Self::SpecialContract => true,
            Self::SupportPlan | Self::UnusedDeliveryCoupon => disassociating,
            Self::Debt | Self::ManuallyFrozen | Self::PartnerFrozen => settles_for_customer,
        }
    }

    /// Who must act when the item fails.
    #[must_use]
    pub const fn actor(self) -> Actor {
        match self {
            Self::CustomerRequest3m | Self::PartnerRequest3m => Actor::Nobody,
            Self::MasterWithSubs
            | Self::EnterpriseSub
            | Self::ReservedInstance
            | Self::SupportPlan
            | Self::UnusedDeliveryCoupon => Actor::Customer,
            Self::PartnerPayOrder => Actor::CustomerOrPartner,
            Self::Debt | Self::ManuallyFrozen => Actor::Partner,
            Self::SpecialContract | Self::PartnerFrozen => Actor::Vendor,
        }
    }
}

/// What the check looks at; the backend gathers it in one read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The customer's requests of the last months, newest first.
    pub customer_requests: Vec<Timestamp>,
    /// This partner's requests for this customer, newest first; withdrawn and rejected ones count.
    pub partner_requests: Vec<Timestamp>,
    /// Requests that a partner may make in three months (1 on the China site).
    pub partner_quota: usize,
    pub holdings: Vec<(crate::customers::HoldingKind, HoldingId, String)>,
    /// Arrears, when there are any.
    pub debt: Option<Money>,
    pub customer_frozen: bool,
    pub partner_frozen: bool,
}

/// State of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckResult {
    pub item: CheckItem,
    pub passed: bool,
    /// Who must act when it fails.
    pub actor: Actor,
    /// Names of what stands in the way, such as an order's title.
    pub causes: Vec<Cause>,
    /// With arrears.
    pub amount: Option<Money>,
    /// Where a limit blocks: the first day (GMT+08:00) on which the item passes.
    pub next_allowed_on: Option<Date>,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cause {
    pub holding_id: HoldingId,
    pub title: String,
}

/// The day from which a request at `asked_at` no longer blocks: the same day of the month three months later.
#[must_use]
pub fn next_allowed_on(asked_at: Timestamp) -> Date {
    asked_at.china_day().plus_months(QUOTA_MONTHS)
}

/// Checks every item that applies, in the order of [`CheckItem::ALL`].
#[must_use]
pub fn check(
    action: Action,
    association: AssociationType,
    facts: &Facts,
    now: Timestamp,
) -> Vec<CheckResult> {
    CheckItem::ALL
        .into_iter()
        .filter(|item| item.applies(action, association))
        .map(|item| check_item(item, facts, now))
        .collect()
}

fn check_item(item: CheckItem, facts: &Facts, now: Timestamp) -> CheckResult {
    use crate::customers::HoldingKind as Kind;
    let (passed, causes, amount, next) = match item {
        CheckItem::CustomerRequest3m => quota(&facts.customer_requests, 1, now),
        CheckItem::PartnerRequest3m => quota(&facts.partner_requests, facts.partner_quota, now),
        CheckItem::MasterWithSubs => held(facts, Kind::MemberAccount),
        CheckItem::EnterpriseSub => held(facts, Kind::MasterAccount),
        CheckItem::ReservedInstance => held(facts, Kind::ReservedInstance),
        CheckItem::PartnerPayOrder => held(facts, Kind::PartnerPayOrder),
        CheckItem::SupportPlan => held(facts, Kind::SupportPlan),
        CheckItem::SpecialContract => held(facts, Kind::SpecialContract),
        CheckItem::UnusedDeliveryCoupon => held(facts, Kind::DeliveryCoupon),
        CheckItem::Debt => (facts.debt.is_none(), Vec::new(), facts.debt, None),
        CheckItem::ManuallyFrozen => (!facts.customer_frozen, Vec::new(), None, None),
        CheckItem::PartnerFrozen => (!facts.partner_frozen, Vec::new(), None, None),
    };
    CheckResult { item, passed, actor: item.actor(), causes, amount, next_allowed_on: next }
}

type Finding = (bool, Vec<Cause>, Option<Money>, Option<Date>);

/// `allowed` requests may lie within the window. The window of a request ends at 00:00 (GMT+08:00) of
/// [`next_allowed_on`].
fn quota(requests: &[Timestamp], allowed: usize, now: Timestamp) -> Finding {
    let mut blocking: Vec<Date> = requests
        .iter()
        .map(|asked_at| next_allowed_on(*asked_at))
        .filter(|day| day.china_midnight() > now)
        .collect();
    blocking.sort_unstable();
    if blocking.len() < allowed {
        return (true, Vec::new(), None, None);
    }
    // Enough of the oldest must have left the window that one more fits in.
    let next = blocking.get(blocking.len() - allowed.max(1)).copied();
    (false, Vec::new(), None, next)
}

fn held(facts: &Facts, kind: crate::customers::HoldingKind) -> Finding {
    let causes: Vec<Cause> = facts
        .holdings
        .iter()
        .filter(|(held, _, _)| *held == kind)
        .map(|(_, holding_id, title)| Cause { holding_id: holding_id.clone(), title: title.clone() })
        .collect();
    (causes.is_empty(), causes, None, None)
}

/// Answer of an account check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckReport {
    /// Whether a request would be taken now.
    pub passed: bool,
    pub checked_at: Timestamp,
    pub check_items: Vec<CheckResult>,
    pub consequences: Consequences,
    /// The request that is open and so blocks another one.
    pub open_request_id: Option<RequestId>,
}

/// What ending or switching would do to this customer (B4), computed from its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consequences {
    /// Balance that goes back to the partner's account.
    pub balance_returned: Option<Money>,
    pub vouchers_recalled: VoucherSum,
    pub vouchers_kept: VoucherSum,
    /// Rows of the refund matrix that concern this customer.
    pub refunds: Vec<RefundRule>,
    /// Whether a pay-per-use grace period below one day is raised to one day.
    pub grace_period_raised: bool,
}

/// Number and total of vouchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VoucherSum {
    pub count: u32,
    pub total: Money,
}

/// How an order was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaidBy {
    /// Online, or from the customer's own balance.
    Customer,
    /// From the balance that the partner appropriated.
    Balance,
    Partner,
}

/// Whose account a refund goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefundedTo {
    CustomerAccount,
    /// The customer negotiates with the partner.
    PartnerAccount,
}

/// A row of the refund matrix (B4): what happens to later refunds of what is paid before the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefundRule {
    pub paid_by: PaidBy,
    pub refunded_to: RefundedTo,
    /// About so many working days to a balance.
    pub working_days_to_balance: u32,
    /// About so many working days by the original route of an online payment.
    pub working_days_online: Option<u32>,
}

/// The rows that concern a customer of this association type; `partner_pays` says whether this identity may pay a
/// referral customer's order (solution providers only).
#[must_use]
pub fn refund_rules(association: AssociationType, partner_pays: bool) -> Vec<RefundRule> {
    let row = |paid_by, refunded_to, working_days_online| RefundRule {
        paid_by,
        refunded_to,
        working_days_to_balance: 1,
        working_days_online,
    };
    match association {
        AssociationType::Referral => {
            let mut rows = vec![row(PaidBy::Customer, RefundedTo::CustomerAccount, Some(7))];
            if partner_pays {
                rows.push(row(PaidBy::Partner, RefundedTo::PartnerAccount, None));
            }
            rows
        }
        AssociationType::Consignment | AssociationType::Resale => vec![
            row(PaidBy::Balance, RefundedTo::PartnerAccount, None),
            row(PaidBy::Partner, RefundedTo::PartnerAccount, None),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn asked(requests: &[&str], allowed: usize) -> Facts {
        Facts {
            partner_requests: requests.iter().map(|text| at(text)).collect(),
            partner_quota: allowed,
            ..Facts::default()
        }
    }

    fn partner_quota(facts: &Facts, now: &str) -> (bool, Option<String>) {
        let result = check_item(CheckItem::PartnerRequest3m, facts, at(now));
        (result.passed, result.next_allowed_on.map(|day| day.to_string()))
    }

    #[test]
    fn the_next_request_is_allowed_from_midnight_in_china_three_months_later() {
        // 17:00 UTC on 31 August is already 1 September in China.
        let facts = asked(&["2026-08-31T17:00:00Z"], 1);
        assert_eq!(partner_quota(&facts, "2026-11-30T15:59:59Z"), (false, Some("2026-12-01".to_owned())));
        assert_eq!(partner_quota(&facts, "2026-11-30T16:00:00Z"), (true, None));
    }

    #[test]
    fn with_a_quota_of_three_the_oldest_request_frees_the_place() {
        let facts = asked(&["2026-10-03T00:00:00Z", "2026-10-02T00:00:00Z", "2026-10-01T00:00:00Z"], 3);
        assert_eq!(partner_quota(&facts, "2026-11-01T00:00:00Z"), (false, Some("2027-01-01".to_owned())));
        assert_eq!(partner_quota(&asked(&["2026-10-01T00:00:00Z"], 3), "2026-11-01T00:00:00Z"), (true, None));
    }

    #[test]
    fn a_referral_customer_is_not_checked_for_arrears() {
        assert!(!CheckItem::Debt.applies(Action::Disassociate, AssociationType::Referral));
        assert!(CheckItem::Debt.applies(Action::Switch, AssociationType::Consignment));
        assert!(!CheckItem::SupportPlan.applies(Action::Switch, AssociationType::Consignment));
    }

    proptest! {
        #[test]
        fn the_announced_day_passes_and_the_day_before_does_not(
            ages in proptest::collection::vec(0_i64..200, 1..6), allowed in 1_usize..4,
        ) {
            let now = at("2026-11-23T04:00:00Z");
            let requests: Vec<Timestamp> = ages.iter().map(|days| now.plus_seconds(-days * 86_400)).collect();
            if let (false, _, _, Some(day)) = quota(&requests, allowed, now) {
                prop_assert!(quota(&requests, allowed, day.china_midnight()).0);
                prop_assert!(!quota(&requests, allowed, day.china_midnight().plus_seconds(-1)).0);
            }
        }

        #[test]
        fn a_customer_with_nothing_in_the_way_passes(action in prop_oneof![Just(Action::Disassociate), Just(Action::Switch)]) {
            let facts = Facts { partner_quota: 1, ..Facts::default() };
            for association in AssociationType::ALL {
                prop_assert!(check(action, association, &facts, at("2026-11-23T04:00:00Z")).iter().all(|i| i.passed));
            }
        }
    }
}

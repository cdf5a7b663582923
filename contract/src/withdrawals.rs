//! Taking money out (提现, domain N): asked for with a code, held at once, paid by the vendor or given back.
//!
//! Longer than most files, because what is asked for, what it takes from where and the states after it are read together.

use crate::{
    endpoint::{Fetch, Submit},
    funds::WithdrawableTerms,
    ids::{TopUpId, WithdrawalId},
    money::{Amount, Currency},
    payee::{Payee, ShownPayee},
    permissions::Access,
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const MEMBER: Access = Access::MemberWithCustomers;

/// `POST …/withdrawals/preview`: what would be taken from where. Changes nothing.
pub const PREVIEW: Fetch<(), WithdrawalDraft, WithdrawalPreview> =
    Fetch::query("PreviewWithdrawal", "/v2/partners/funds/withdrawals/preview", MEMBER);
/// `POST …/withdrawals` (确认提现): always asks for a code, by text message only. The money is held at once.
pub const REQUEST: Submit<(), WithdrawalDraft, Withdrawal> =
    Submit::post("CreateWithdrawal", "/v2/partners/funds/withdrawals", MEMBER);
/// `POST …/withdrawals/query`: the partner's applications, newest first.
pub const LIST: Fetch<(), WithdrawalQuery, WithdrawalPage> =
    Fetch::query("ListWithdrawals", "/v2/partners/funds/withdrawals/query", MEMBER);
/// `GET …/withdrawals/{withdrawal_id}`: with the records that it takes from.
pub const SHOW: Fetch<(WithdrawalId,), (), Withdrawal> =
    Fetch::get("ShowWithdrawal", "/v2/partners/funds/withdrawals/{withdrawal_id}", MEMBER);
/// `DELETE …/withdrawals/{withdrawal_id}`: takes a rejected one off the list; the book keeps what was.
pub const DELETE: Submit<(WithdrawalId,), (), ()> =
    Submit::delete("DeleteWithdrawal", "/v2/partners/funds/withdrawals/{withdrawal_id}", MEMBER);
/// `GET /v2/operations/withdrawals/{withdrawal_id}`: what the operator is to pay, the account masked.
pub const CASE: Fetch<(WithdrawalId,), (), Withdrawal> =
    Fetch::get("ShowWithdrawalCase", "/v2/operations/withdrawals/{withdrawal_id}", Access::Operator);
/// `POST /v2/operations/withdrawals/{withdrawal_id}/account`: the account in full, for paying; each look is audited.
pub const REVEAL_ACCOUNT: Submit<(WithdrawalId,), (), Payee> = Submit::post(
    "RevealWithdrawalAccount",
    "/v2/operations/withdrawals/{withdrawal_id}/account",
    Access::Operator,
);

/// Records that one application may name.
pub const MAX_RECORDS: usize = 50;
/// Working days that paying takes, as told (N5).
pub const PAY_WORKING_DAYS: u32 = 3;

words! {
    /// Which way money goes.
    #[derive(Default)]
    WithdrawalRoute {
        /// 原路提现: back to where online top-ups came from, the last first, or chosen ones.
        #[default]
        Original = "ORIGINAL",
        /// 银行卡提现: to an account of the partner's own company.
        Bank = "BANK",
        /// 激励返利提现: incentives that were paid to the account, to a bank account of the same name.
        Rebate = "REBATE",
    }
}

impl WithdrawalRoute {
    /// Whether it goes to a bank account that has to be named.
    #[must_use]
    pub const fn needs_account(self) -> bool {
        match self {
            Self::Original => false,
            Self::Bank | Self::Rebate => true,
        }
    }
}

/// How much a route can take at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteLimit {
    pub route: WithdrawalRoute,
    pub available: Amount,
}

words! {
    /// Where an application stands.
    WithdrawalStatus {
        /// 待受理: the money is held.
        Held = "HELD",
        /// 处理中: the vendor pays.
        InProgress = "IN_PROGRESS",
        /// 已完成
        Paid = "PAID",
        /// 已驳回: the money is back.
        Rejected = "REJECTED",
    }
}

/// What the vendor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawalEvent {
    TakenUp,
    Paid,
    Rejected,
}

impl WithdrawalStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: WithdrawalEvent) -> Result<Self, ErrorCode> {
        use WithdrawalEvent as E;
        match (self, event) {
            (Self::Held, E::TakenUp) => Ok(Self::InProgress),
            (Self::Held | Self::InProgress, E::Paid) => Ok(Self::Paid),
            (Self::Held | Self::InProgress, E::Rejected) => Ok(Self::Rejected),
            (Self::InProgress, E::TakenUp) | (Self::Paid | Self::Rejected, _) => {
                Err(ErrorCode::NotInThisState)
            }
        }
    }

    /// Whether the partner may take it off its list.
    #[must_use]
    pub const fn can_be_deleted(self) -> bool {
        matches!(self, Self::Rejected)
    }
}

/// Input of [`PREVIEW`] and [`REQUEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawalDraft {
    /// More than zero.
    pub amount: Amount,
    pub route: WithdrawalRoute,
    /// With [`WithdrawalRoute::Original`]: the top-ups to take back; none means the last first.
    #[serde(default)]
    pub top_up_ids: Vec<TopUpId>,
    /// With the other routes.
    #[serde(default)]
    pub account: Option<Payee>,
}

impl WithdrawalDraft {
    /// What is wrong with it, by field, as far as it can be said without the books.
    #[must_use]
    pub fn wrong(&self) -> Vec<(&'static str, Rule)> {
        let amount = (!self.amount.is_positive()).then_some(Rule::OutOfRange);
        let account = match (self.route.needs_account(), &self.account) {
            (true, None) => Some(Rule::Missing),
            (false, Some(_)) => Some(Rule::Unexpected),
            (true, Some(_)) | (false, None) => None,
        };
        let records = if self.route.needs_account() && !self.top_up_ids.is_empty() {
            Some(Rule::Unexpected)
        } else {
            (self.top_up_ids.len() > MAX_RECORDS).then_some(Rule::OutOfRange)
        };
        let named = [("amount", amount), ("account", account), ("top_up_ids", records)];
        named.into_iter().filter_map(|(field, rule)| Some((field, rule?))).collect()
    }
}

/// Takes `amount` from the records in their order, each as far as it goes; `None` when they do not cover it.
#[must_use]
pub fn take_from<T>(
    amount: Amount,
    records: impl IntoIterator<Item = (T, Amount)>,
) -> Option<Vec<(T, Amount)>> {
    let mut left = amount;
    let mut taken = Vec::new();
    for (record, holds) in records {
        if left == Amount::ZERO {
            break;
        }
        let part = left.min(holds);
        if part.is_positive() {
            left = left.minus(part)?;
            taken.push((record, part));
        }
    }
    (left == Amount::ZERO).then_some(taken)
}

/// What one top-up gives to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawalPart {
    pub top_up_id: TopUpId,
    pub paid_at: Option<Timestamp>,
    /// What was topped up.
    pub credited: Amount,
    /// What is taken back of it.
    pub amount: Amount,
}

/// Answer of [`PREVIEW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawalPreview {
    pub amount: Amount,
    pub currency: Currency,
    /// What this route could take at most: what can be withdrawn, or less.
    pub available: Amount,
    pub terms: WithdrawableTerms,
    /// With [`WithdrawalRoute::Original`].
    pub parts: Vec<WithdrawalPart>,
    pub account: Option<ShownPayee>,
    /// By when it is usually paid.
    pub expected_by: Timestamp,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Withdrawal {
    pub withdrawal_id: WithdrawalId,
    pub partner_name: String,
    pub amount: Amount,
    pub currency: Currency,
    pub route: WithdrawalRoute,
    pub status: WithdrawalStatus,
    pub account: Option<ShownPayee>,
    /// In lists empty.
    pub parts: Vec<WithdrawalPart>,
    pub requested_at: Timestamp,
    /// Name of the member.
    pub requested_by: String,
    pub taken_up_at: Option<Timestamp>,
    /// By when it is usually paid.
    pub expected_by: Timestamp,
    pub handled_at: Option<Timestamp>,
    /// The operator's words.
    pub answer: Option<String>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WithdrawalQuery {
    pub status: Option<WithdrawalStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawalPage {
    pub withdrawals: Vec<Withdrawal>,
    pub total_count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use WithdrawalEvent as E;
    use WithdrawalStatus as S;
    use proptest::prelude::*;

    fn minor(amount: i64) -> Amount {
        Amount::from_minor(amount).unwrap()
    }

    proptest! {
        #[test]
        fn exactly_the_amount_is_taken_and_no_record_gives_more_than_it_holds(
            amount in 1_i64..100_000,
            holds in prop::collection::vec(0_i64..30_000, 0..8),
        ) {
            let records = holds.iter().enumerate().map(|(at, held)| (at, minor(*held)));
            let covered = holds.iter().sum::<i64>() >= amount;
            let taken = take_from(minor(amount), records);
            prop_assert_eq!(taken.is_some(), covered);
            for (at, part) in taken.iter().flatten() {
                prop_assert!(part.is_positive() && part.minor() <= holds[*at]);
            }
            if let Some(taken) = taken {
                prop_assert_eq!(taken.iter().map(|(_, part)| part.minor()).sum::<i64>(), amount);
            }
        }
    }

    #[test]
    fn the_first_record_gives_first() {
        let taken = take_from(minor(150), [("new", minor(100)), ("old", minor(100))]);
        assert_eq!(taken, Some(vec![("new", minor(100)), ("old", minor(50))]));
    }

    #[test]
    fn what_was_paid_stays_paid_and_what_was_rejected_rejected() {
        for status in [S::Paid, S::Rejected] {
            for event in [E::TakenUp, E::Paid, E::Rejected] {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState));
            }
        }
        assert_eq!(S::Held.after(E::TakenUp).unwrap().after(E::Paid), Ok(S::Paid));
    }

    #[test]
    fn each_route_has_its_own_fields() {
        let draft =
            |route| WithdrawalDraft { amount: minor(1), route, top_up_ids: Vec::new(), account: None };
        assert!(draft(WithdrawalRoute::Original).wrong().is_empty());
        assert_eq!(draft(WithdrawalRoute::Bank).wrong(), [("account", Rule::Missing)]);
        let mixed =
            WithdrawalDraft { top_up_ids: vec!["t-1".parse().unwrap()], ..draft(WithdrawalRoute::Rebate) };
        assert_eq!(mixed.wrong(), [("account", Rule::Missing), ("top_up_ids", Rule::Unexpected)]);
        let negative = WithdrawalDraft { amount: minor(-1), ..draft(WithdrawalRoute::Original) };
        assert_eq!(negative.wrong(), [("amount", Rule::OutOfRange)]);
    }
}

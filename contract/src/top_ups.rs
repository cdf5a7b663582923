//! Topping up online (在线充值, domain N): an order of an amount, a payment page of the gateway, and the gateway's notices,
//! which may come late, twice, or with another amount.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{PaymentId, TopUpId},
    money::{Amount, Currency, Money},
    permissions::Access,
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST …/top-ups`: an order with its payment page. `CBC.99100096` where no gateway is set up.
pub const CREATE: Submit<(), TopUpDraft, TopUp> =
    Submit::post("CreateTopUp", "/v2/partners/funds/top-ups", Access::MemberWithCustomers);
/// `POST …/top-ups/query`: the partner's orders, newest first.
pub const LIST: Fetch<(), TopUpQuery, TopUpPage> =
    Fetch::query("ListTopUps", "/v2/partners/funds/top-ups/query", Access::MemberWithCustomers);
/// `GET …/top-ups/{top_up_id}`.
pub const SHOW: Fetch<(TopUpId,), (), TopUp> =
    Fetch::get("ShowTopUp", "/v2/partners/funds/top-ups/{top_up_id}", Access::MemberWithCustomers);
/// `POST /v2/gateway/notices`: the gateway says what became of a payment. No change of a page: a machine calls, proves
/// itself with a signature over the content, and may say the same as often as it likes. A wrong signature is
/// `CBC.0155`.
pub const NOTIFY: Fetch<(), SignedNotice, NoticeTaken> =
    Fetch::query("ReceiveGatewayNotice", "/v2/gateway/notices", Access::Public);
/// `GET /v2/operations/payments/{payment_id}`: a payment that does not fit its order.
pub const PAYMENT_CASE: Fetch<(PaymentId,), (), PaymentCase> =
    Fetch::get("ShowPaymentCase", "/v2/operations/payments/{payment_id}", Access::Operator);

/// Largest amount of one order, in hundredths: ten million (N2).
const MAX_MINOR: i64 = 1_000_000_000;
/// An order can be paid for half an hour (N2).
pub const LIFETIME_S: i64 = 1_800;
/// Orders of a partner that wait for payment (N2).
pub const MAX_PENDING: u32 = 20;

/// What is wrong with the amount of an order.
#[must_use]
pub fn wrong_amount(amount: Amount) -> Option<Rule> {
    let fits = amount.is_positive() && amount.minor() <= MAX_MINOR;
    (!fits).then_some(Rule::OutOfRange)
}

words! {
    /// Where an order stands.
    TopUpStatus {
        /// 待支付
        Pending = "PENDING",
        /// 已到账
        Paid = "PAID",
        /// 支付失败: the gateway refused; the payer may try again until the order expires.
        Failed = "FAILED",
        /// 已过期. Money that comes all the same is credited: it was taken.
        Expired = "EXPIRED",
        /// 待核实: another amount came than was ordered; the vendor looks at it.
        InReview = "IN_REVIEW",
        /// 已退回: what came was sent back.
        SentBack = "SENT_BACK",
    }
}

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopUpEvent {
    /// The ordered amount came.
    PaidAsOrdered,
    /// Another amount came.
    PaidOtherwise,
    /// The gateway refused.
    Refused,
    TimedOut,
    /// The vendor credits what came.
    Credited,
    /// The vendor sends it back.
    ReturnedToPayer,
}

impl TopUpStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: TopUpEvent) -> Result<Self, ErrorCode> {
        use TopUpEvent as E;
        match (self, event) {
            (Self::Pending | Self::Failed | Self::Expired, E::PaidAsOrdered)
            | (Self::InReview, E::Credited) => Ok(Self::Paid),
            (Self::Pending | Self::Failed | Self::Expired, E::PaidOtherwise) => Ok(Self::InReview),
            (Self::Pending | Self::Failed, E::Refused) => Ok(Self::Failed),
            (Self::Pending | Self::Failed, E::TimedOut) => Ok(Self::Expired),
            (Self::InReview, E::ReturnedToPayer) => Ok(Self::SentBack),
            (Self::Pending | Self::Failed | Self::Expired, E::Credited | E::ReturnedToPayer)
            | (Self::Expired, E::Refused | E::TimedOut)
            | (Self::InReview, E::PaidAsOrdered | E::PaidOtherwise | E::Refused | E::TimedOut)
            | (Self::Paid | Self::SentBack, _) => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether the payer may still pay.
    #[must_use]
    pub const fn can_be_paid(self) -> bool {
        matches!(self, Self::Pending | Self::Failed)
    }
}

/// Input of [`CREATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TopUpDraft {
    /// More than zero, at most ten million ([`wrong_amount`]).
    pub amount: Amount,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TopUp {
    pub top_up_id: TopUpId,
    /// What was ordered.
    pub amount: Amount,
    pub currency: Currency,
    pub status: TopUpStatus,
    /// What was credited: what was ordered, or what the vendor credited after a look.
    pub credited: Amount,
    /// Of that, what the original route has not taken back yet.
    pub returnable: Amount,
    pub created_at: Timestamp,
    /// Name of the member.
    pub created_by: String,
    pub expires_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    /// Where to pay, while one can.
    pub payment_url: Option<String>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TopUpQuery {
    pub status: Option<TopUpStatus>,
    /// Only those of which the original route can take something back.
    pub returnable: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TopUpPage {
    pub top_ups: Vec<TopUp>,
    pub total_count: u32,
}

/// What became of a try to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentOutcome {
    Paid,
    Refused,
}

/// What the gateway says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The gateway's number of the try: the same in every notice of it.
    pub payment_id: PaymentId,
    pub top_up_id: TopUpId,
    pub outcome: PaymentOutcome,
    /// What was taken from the payer.
    pub amount: Amount,
    pub currency: Currency,
}

impl Notice {
    /// What the signature covers: everything.
    #[must_use]
    pub fn signed_text(&self) -> String {
        let Self { payment_id, top_up_id, outcome, amount, currency } = self;
        let outcome = match outcome {
            PaymentOutcome::Paid => "PAID",
            PaymentOutcome::Refused => "REFUSED",
        };
        format!("{payment_id}|{top_up_id}|{outcome}|{amount}|{}", currency.as_str())
    }
}

/// Input of [`NOTIFY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedNotice {
    pub notice: Notice,
    /// HMAC-SHA-256 of [`Notice::signed_text`] in hex.
    pub signature: String,
}

/// Answer of [`NOTIFY`]: it arrived, and need not be said again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeTaken {
    pub status: TopUpStatus,
}

/// A payment that does not fit its order, as the vendor's operator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentCase {
    pub payment_id: PaymentId,
    pub top_up_id: TopUpId,
    pub partner_name: String,
    /// What came.
    pub paid: Money,
    /// What was ordered; where its currency is another one, what came can only be sent back.
    pub ordered: Money,
    pub order_status: TopUpStatus,
    pub received_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use TopUpEvent as E;
    use TopUpStatus as S;

    #[test]
    fn money_that_comes_is_never_lost_whatever_the_order_is_by_then() {
        for status in [S::Pending, S::Failed, S::Expired] {
            assert_eq!(status.after(E::PaidAsOrdered), Ok(S::Paid));
            assert_eq!(status.after(E::PaidOtherwise), Ok(S::InReview));
        }
    }

    #[test]
    fn an_order_is_paid_once() {
        for event in [E::PaidAsOrdered, E::PaidOtherwise, E::Refused, E::TimedOut, E::Credited] {
            assert_eq!(S::Paid.after(event), Err(ErrorCode::NotInThisState), "{event:?}");
        }
    }

    #[test]
    fn an_amount_is_more_than_nothing_and_at_most_ten_million() {
        let wrong = |minor| wrong_amount(Amount::from_minor(minor).unwrap());
        assert_eq!([wrong(1), wrong(MAX_MINOR)], [None, None]);
        for minor in [0, -1, MAX_MINOR + 1] {
            assert_eq!(wrong(minor), Some(Rule::OutOfRange), "{minor}");
        }
    }
}

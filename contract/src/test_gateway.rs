//! Only in demo mode: the embedded payment gateway. Its page asks the payer what shall happen, so that every way a real
//! gateway can behave can be met by hand.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{PaymentToken, TopUpId},
    money::{Amount, Currency},
    permissions::Access,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `GET /v2/demo/gateway/{payment_token}`: what is to be paid.
pub const SHOW: Fetch<(PaymentToken,), (), GatewayOrder> =
    Fetch::get("ShowTestGatewayOrder", "/v2/demo/gateway/{payment_token}", Access::Demo);
/// `POST /v2/demo/gateway/{payment_token}/pay`: pay, in one of the ways. The notices are sent afterwards.
pub const PAY: Submit<(PaymentToken,), PayDraft, GatewayOrder> =
    Submit::post("PayTestGatewayOrder", "/v2/demo/gateway/{payment_token}/pay", Access::Demo);

/// Address of its page in the app, for an order.
#[must_use]
pub fn page(payment_token: &PaymentToken) -> String {
    format!("/demo/gateway/{payment_token}")
}

words! {
    /// What the payer lets happen.
    WayToPay {
        Pay = "PAY",
        /// The bank refuses.
        Refuse = "REFUSE",
        /// Money is taken now, and the notice comes after the order has expired.
        NotifyLate = "NOTIFY_LATE",
        /// The notice comes twice.
        NotifyTwice = "NOTIFY_TWICE",
        /// One cent less than was asked for is paid.
        OtherAmount = "OTHER_AMOUNT",
    }
}

/// What is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GatewayOrder {
    pub top_up_id: TopUpId,
    pub payee: String,
    pub amount: Amount,
    pub currency: Currency,
    pub expires_at: Timestamp,
    /// Whether it can still be paid here: an order is paid once, and not after its end.
    pub open: bool,
}

/// Input of [`PAY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayDraft {
    pub way: WayToPay,
}

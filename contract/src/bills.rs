//! What a partner's customers used in a month (伙伴账单): consumption, refunds and adjustments, summed and one by one.
//!
//! Customer spend pages are not bills: this is what is settled.

use crate::{
    endpoint::Fetch,
    ids::CustomerId,
    money::{Amount, Currency},
    month::Month,
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const VIEW: Access = Access::Partner(Permission::ViewBills);

/// `POST …/query`: the bill of a month.
pub const SHOW: Fetch<(), BillQuery, Bill> =
    Fetch::query("ShowPartnerBill", "/v2/partners/bills/query", VIEW);
/// `POST …/details/query`: what it is made of, newest first.
pub const DETAILS: Fetch<(), BillDetailQuery, BillDetailPage> =
    Fetch::query("ListPartnerBillDetails", "/v2/partners/bills/details/query", VIEW);

/// Months that can be looked at, the present one included (the history that the vendor keeps, 4.5).
pub const MONTHS: usize = 18;
/// Last month's bill is final at 12:00 on this day, China time.
pub const FINAL_ON_DAY: i64 = 5;
const NOON_S: i64 = 12 * 3_600;

/// How far a bill has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BillState {
    /// The month goes on: what there is until 24:00 of yesterday.
    Accruing,
    /// The month is over, its bill not made yet.
    Provisional,
    Final,
}

/// When the bill of a month is final.
#[must_use]
pub fn final_at(month: Month) -> Timestamp {
    month.next().first_day().plus_days(FINAL_ON_DAY - 1).china_midnight().plus_seconds(NOON_S)
}

/// How far the bill of a month has come; `None` for months that have not begun or are too long ago.
#[must_use]
pub fn state(month: Month, now: Timestamp) -> Option<BillState> {
    if !months(now).contains(&month) {
        return None;
    }
    Some(if month == Month::at(now) {
        BillState::Accruing
    } else if now < final_at(month) {
        BillState::Provisional
    } else {
        BillState::Final
    })
}

/// Months that can be looked at, the newest first.
#[must_use]
pub fn months(now: Timestamp) -> Vec<Month> {
    std::iter::successors(Some(Month::at(now)), |month| Some(month.previous())).take(MONTHS).collect()
}

/// Until when a bill has what happened: 24:00 of yesterday in China, or the end of its month.
#[must_use]
pub fn data_until(month: Month, now: Timestamp) -> Timestamp {
    now.china_day().china_midnight().min(month.ends())
}

words! {
    /// What a line is.
    BillLineKind {
        Consumption = "CONSUMPTION",
        Refund = "REFUND",
        Adjustment = "ADJUSTMENT",
    }
}

/// Input of [`SHOW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BillQuery {
    /// One of the last [`MONTHS`].
    pub bill_cycle: Month,
}

/// The bill of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bill {
    pub bill_cycle: Month,
    pub state: BillState,
    pub data_until: Timestamp,
    pub final_at: Timestamp,
    pub currency: Currency,
    pub consume_amount: Amount,
    /// Zero or less.
    pub refunds: Amount,
    /// Either sign.
    pub adjustments: Amount,
    /// The sum of the three.
    pub total: Amount,
    pub customer_count: u32,
    /// For each service, the largest sum first.
    pub services: Vec<ServiceSum>,
}

/// What was used of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceSum {
    pub service_type_code: String,
    pub consume_amount: Amount,
    pub refunds: Amount,
    pub adjustments: Amount,
    pub total: Amount,
}

/// Filter and page of [`DETAILS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BillDetailQuery {
    /// One of the last [`MONTHS`].
    pub bill_cycle: Month,
    #[serde(default)]
    pub kind: Option<BillLineKind>,
    /// Exact.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    #[serde(default)]
    pub offset: Option<u32>,
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BillDetailPage {
    pub bill_lines: Vec<BillLine>,
    pub total_count: u32,
}

/// One thing that was charged, refunded or adjusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BillLine {
    pub line_id: String,
    pub charged_at: Timestamp,
    pub kind: BillLineKind,
    pub customer_id: CustomerId,
    /// Masked.
    pub customer_name: String,
    pub service_type_code: String,
    pub order_no: String,
    pub amount: Amount,
    pub currency: Currency,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn last_months_bill_is_final_at_noon_of_the_fifth() {
        assert_eq!(final_at(month("2026-10")), at("2026-11-05T04:00:00Z"));
        assert_eq!(state(month("2026-10"), at("2026-11-05T03:59:59Z")), Some(BillState::Provisional));
        assert_eq!(state(month("2026-10"), at("2026-11-05T04:00:00Z")), Some(BillState::Final));
        assert_eq!(state(month("2026-11"), at("2026-11-05T04:00:00Z")), Some(BillState::Accruing));
    }

    #[test]
    fn a_bill_has_what_happened_until_midnight_and_no_month_before_the_kept_ones() {
        let now = at("2026-11-23T04:00:00Z");
        assert_eq!(data_until(month("2026-11"), now), at("2026-11-22T16:00:00Z"));
        assert_eq!(data_until(month("2026-10"), now), at("2026-10-31T16:00:00Z"));
        assert_eq!(months(now).last().map(ToString::to_string).as_deref(), Some("2025-06"));
        assert_eq!(state(month("2025-05"), now), None);
        assert_eq!(state(month("2026-12"), now), None);
    }
}

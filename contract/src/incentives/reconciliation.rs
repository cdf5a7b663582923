//! Incentives as they are reconciled: the list, confirming a period, feedback (G1).

use super::{FeedbackStatus, Freeze, IncentiveStatus, MoneyPlace, PlaceTotal};
use crate::{
    associations::AssociationType,
    attachments::Attachment,
    ids::{AttachmentId, FeedbackId, IncentiveId, IncentiveLineId, PartnerId, PayoutId},
    money::{Amount, Currency, Money},
    month::Month,
    payout_status::PayoutStatus,
    text::FeedbackText,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// An incentive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incentive {
    /// The incentive bill's number.
    pub incentive_id: IncentiveId,
    /// In which it is reconciled.
    pub period: Month,
    /// In which it was earned: another month than `period` with an adjustment, which corrects an earlier one.
    pub earned_in: Month,
    /// Of the vendor's plan.
    pub plan_name: String,
    pub association_type: AssociationType,
    /// All of it; below zero for a reduction.
    pub amount: Amount,
    /// What of it can still be applied for; zero until it is reconciled.
    pub open_amount: Amount,
    pub currency: Currency,
    pub status: IncentiveStatus,
    /// Until when it can be confirmed; then it confirms itself. Absent while it is estimated.
    pub confirm_deadline: Option<Timestamp>,
    pub confirmed_at: Option<Timestamp>,
    /// Display name; absent when the deadline confirmed it.
    pub confirmed_by: Option<String>,
    /// Present while it is frozen.
    pub freeze: Option<Freeze>,
    /// Only after the identity was lost: until when it must be redeemed.
    pub expire_at: Option<Timestamp>,
    /// Of how many lines it consists.
    pub line_count: u32,
    /// Feedback without an answer.
    pub open_feedback_count: u32,
    /// When it came from another account of the company.
    pub transferred_from: Option<PartnerId>,
    pub version: i64,
}

impl Incentive {
    /// Whether it corrects an earlier month.
    #[must_use]
    pub fn is_adjustment(&self) -> bool {
        self.earned_in != self.period
    }
}

/// Answer of [`super::SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveDetail {
    pub incentive: Incentive,
    /// Where its money is; places without money are absent, and what is there sums to its amount.
    pub places: Vec<PlaceTotal>,
    /// Newest first.
    pub feedbacks: Vec<Feedback>,
    /// Payouts that took of it, newest first.
    pub payouts: Vec<IncentivePayout>,
}

/// How much a payout took of an incentive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentivePayout {
    pub payout_id: PayoutId,
    pub amount: Amount,
    pub status: PayoutStatus,
    pub applied_at: Timestamp,
}

/// Filters and page of [`super::RECONCILIATIONS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct IncentiveQuery {
    /// First and last period.
    pub period_begin: Option<Month>,
    pub period_end: Option<Month>,
    /// Empty means every status.
    pub status_list: Vec<IncentiveStatus>,
    /// Those of which some money is there: the list behind a figure of the summary.
    pub place: Option<MoneyPlace>,
    /// Exact, as [`super::FILTERS`] gives it.
    pub plan_name: Option<String>,
    pub association_type: Option<AssociationType>,
    pub currency: Option<Currency>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of incentives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentivePage {
    pub reconciliations: Vec<Incentive>,
    pub total_count: u32,
    /// Of all that match, one per currency.
    pub totals: Vec<Money>,
}

/// Input of [`super::CONFIRM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    pub period: Month,
    /// The totals of the period that were shown, as in [`super::PeriodToConfirm`], in any order.
    pub totals: Vec<Money>,
}

/// Answer of [`super::CONFIRM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmed {
    pub confirmed_ids: Vec<IncentiveId>,
    /// Applications that were made at once, because automatic application is on.
    pub payout_ids: Vec<PayoutId>,
}

/// Input of [`super::GIVE_FEEDBACK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedbackDraft {
    /// When it is about one line.
    #[serde(default)]
    pub line_id: Option<IncentiveLineId>,
    pub text: FeedbackText,
    /// At most [`super::MAX_ATTACHMENTS`].
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// What a partner said, and the vendor's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Feedback {
    pub feedback_id: FeedbackId,
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub plan_name: String,
    pub line_id: Option<IncentiveLineId>,
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// Display name.
    pub given_by: String,
    pub given_at: Timestamp,
    pub status: FeedbackStatus,
    pub answer: Option<String>,
    pub answered_at: Option<Timestamp>,
}

/// Filters and page of [`super::FEEDBACKS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FeedbackQuery {
    pub status: Option<FeedbackStatus>,
    pub incentive_id: Option<IncentiveId>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedbackPage {
    pub feedbacks: Vec<Feedback>,
    pub total_count: u32,
}

//! Statements of what a procurement partner is owed (对账单, domain H): confirmed, disputed line by line, then settled by the
//! vendor step by step.

use crate::{
    endpoint::{Download, Fetch, Submit},
    ids::{AttachmentId, DisputeId, StatementId, StatementLineId, WorkItemId},
    money::{Amount, Currency, Money},
    month::Month,
    permissions::{Access, Permission},
    problem::ErrorCode,
    statement_invoices::Invoice,
    time::{Date, Timestamp},
    work_queue::WorkItem,
};
use serde::{Deserialize, Serialize};

pub use crate::{
    statement_disputes::{Correction, Dispute, DisputeDraft, DisputeStatus, MAX_EVIDENCE},
    statement_status::{Holder, StatementEvent, StatementStatus},
};

const VIEW: Access = Access::Partner(Permission::ViewStatements);
const CONFIRM_THEM: Access = Access::Partner(Permission::ConfirmStatements);

/// `POST …/query`: this partner's statements, newest first.
pub const LIST: Fetch<(), StatementQuery, StatementPage> =
    Fetch::query("ListStatements", "/v2/partners/statements/query", VIEW);
/// `GET …/{statement_id}`: without its lines, which come by pages.
pub const SHOW: Fetch<(StatementId,), (), StatementDetail> =
    Fetch::get("ShowStatement", "/v2/partners/statements/{statement_id}", VIEW);
/// `POST …/{statement_id}/lines/query`: what it consists of.
pub const LINES: Fetch<(StatementId,), LineQuery, LinePage> =
    Fetch::query("ListStatementLines", "/v2/partners/statements/{statement_id}/lines/query", VIEW);
/// `POST …/confirm`: agree to up to [`MAX_CONFIRMED`] at once; each has its own result. What is confirmed already, disputed
/// or not there stays as it is. More are `CBC.99100006`; another total than was shown is `CBC.99100003`.
pub const CONFIRM: Submit<(), Confirmation, Confirmed> =
    Submit::post("ConfirmStatements", "/v2/partners/statements/confirm", CONFIRM_THEM);
/// `POST …/{statement_id}/feedback`: say what is wrong, in a line or in the whole. Until it is answered or taken back, the
/// statement waits for its confirmation.
pub const DISPUTE: Submit<(StatementId,), DisputeDraft, StatementDetail> =
    Submit::post("DisputeStatement", "/v2/partners/statements/{statement_id}/feedback", CONFIRM_THEM);
/// `POST …/withdraw`: take it back.
pub const WITHDRAW_DISPUTE: Submit<(DisputeId,), (), StatementDetail> = Submit::post(
    "WithdrawStatementDispute",
    "/v2/partners/statement-disputes/{dispute_id}/withdraw",
    CONFIRM_THEM,
);
/// `POST …/{statement_id}/invoices`: hand in the invoices, all of them at once.
pub const HAND_IN_INVOICES: Submit<(StatementId,), HandIn, StatementDetail> =
    Submit::post("SubmitStatementInvoices", "/v2/partners/statements/{statement_id}/invoices", CONFIRM_THEM);

/// `GET …/statement-evidence/{attachment_id}`: a file of a dispute.
pub const EVIDENCE: Download<(AttachmentId,)> =
    Download::get("DownloadStatementEvidence", "/v2/partners/statement-evidence/{attachment_id}", VIEW);

/// `GET /v2/operations/statements/{statement_id}`: what the operator has to know for its step.
pub const CASE: Fetch<(StatementId,), (), StatementCase> =
    Fetch::get("ShowStatementCase", "/v2/operations/statements/{statement_id}", Access::Operator);
/// `POST /v2/operations/statements/{statement_id}/lines/query`.
pub const CASE_LINES: Fetch<(StatementId,), LineQuery, LinePage> = Fetch::query(
    "ListStatementCaseLines",
    "/v2/operations/statements/{statement_id}/lines/query",
    Access::Operator,
);
/// `GET /v2/operations/statement-evidence/{attachment_id}`: a file of a dispute, whoever's.
pub const CASE_EVIDENCE: Download<(AttachmentId,)> = Download::get(
    "DownloadStatementCaseEvidence",
    "/v2/operations/statement-evidence/{attachment_id}",
    Access::Operator,
);
/// `POST /v2/operations/work-items/{work_item_id}/correct`: completes
/// [`AnswerStatementDispute`](crate::work_queue::WorkItemKind::AnswerStatementDispute) and gives the line its right amount.
pub const CORRECT: Submit<(WorkItemId,), Correction, WorkItem> = Submit::post(
    "CorrectStatementLine",
    "/v2/operations/work-items/{work_item_id}/correct",
    Access::Operator,
);

/// Statements that one call may confirm (H).
pub const MAX_CONFIRMED: usize = 100;
/// Working days in which a statement is to be confirmed (proposed). Nothing happens by itself afterwards.
pub const CONFIRM_WITHIN_DAYS: u32 = 10;

/// Filter and page of [`LIST`]. Days are those of China.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct StatementQuery {
    /// First and last day on which it was generated.
    pub generated_begin: Option<Date>,
    pub generated_end: Option<Date>,
    /// Empty means every state.
    pub status_list: Vec<StatementStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementPage {
    pub statements: Vec<Statement>,
    pub total_count: u32,
}

/// A statement: what was accepted in a month of what one purchase order delivers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    pub statement_id: StatementId,
    pub statement_no: String,
    /// The purchase order.
    pub order_no: String,
    pub period: Month,
    /// The sum of its lines.
    pub amount: Amount,
    pub currency: Currency,
    pub status: StatementStatus,
    pub generated_at: Timestamp,
    /// When it is to be confirmed.
    pub confirm_by: Timestamp,
    /// Since when it is in this state.
    pub status_since: Timestamp,
    /// When this step is promised to be over; absent where nothing is promised.
    pub promised_until: Option<Timestamp>,
    /// Disputes that are not answered: it cannot be confirmed before.
    pub open_disputes: u32,
    pub version: i64,
}

impl Statement {
    #[must_use]
    pub const fn money(&self) -> Money {
        Money { amount: self.amount, currency: self.currency }
    }
}

/// A statement with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementDetail {
    pub statement: Statement,
    /// Oldest first.
    pub steps: Vec<StatementStep>,
    /// Newest first.
    pub disputes: Vec<Dispute>,
    pub invoices: Vec<Invoice>,
}

/// Answer of [`CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementCase {
    pub partner_name: String,
    pub detail: StatementDetail,
}

/// A state that a statement entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementStep {
    pub status: StatementStatus,
    pub at: Timestamp,
    /// Display name of who did it; absent when time or the system did.
    pub by: Option<String>,
    /// What the operator said.
    pub note: Option<String>,
}

/// Page of [`LINES`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LineQuery {
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinePage {
    pub lines: Vec<StatementLine>,
    pub total_count: u32,
}

/// What was delivered and accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementLine {
    pub line_id: StatementLineId,
    pub description: String,
    pub accepted_on: Date,
    pub quantity: u32,
    pub amount: Amount,
    /// What it was before it was corrected.
    pub amount_before: Option<Amount>,
    pub currency: Currency,
    /// The dispute about it that is not answered.
    pub open_dispute: Option<DisputeId>,
}

/// Input of [`CONFIRM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// 1–[`MAX_CONFIRMED`].
    pub statement_ids: Vec<StatementId>,
    /// What was shown to be confirmed: the sum of these statements in each of their currencies. A statement that was corrected
    /// meanwhile is not confirmed unseen.
    pub totals: Vec<Money>,
}

/// Answer of [`CONFIRM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmed {
    pub confirmed_ids: Vec<StatementId>,
    pub error_details: Vec<NotConfirmed>,
}

/// A statement that stayed as it was, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotConfirmed {
    pub id: StatementId,
    /// `CBC.99100001`: not there, or not this partner's. `CBC.99100002`: confirmed before. `CBC.99100042`: disputed.
    pub error_code: ErrorCode,
    pub error_msg: String,
    /// With `CBC.99100002`.
    pub current_status: Option<StatementStatus>,
}

/// Sums for each currency, in the order in which the currencies first come; `None` when a sum is out of range.
#[must_use]
pub fn totals(amounts: impl IntoIterator<Item = Money>) -> Option<Vec<Money>> {
    let mut totals: Vec<Money> = Vec::new();
    for Money { amount, currency } in amounts {
        match totals.iter_mut().find(|total| total.currency == currency) {
            Some(total) => total.amount = total.amount.plus(amount)?,
            None => totals.push(Money { amount, currency }),
        }
    }
    Some(totals)
}

/// Input of [`HAND_IN_INVOICES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    pub version: i64,
    /// 1–[`MAX_INVOICES`](crate::statement_invoices::MAX_INVOICES), which sum to the statement's amount.
    pub invoices: Vec<Invoice>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(minor: i64, currency: Currency) -> Money {
        Money { amount: Amount::from_minor(minor).unwrap(), currency }
    }

    proptest! {
        #[test]
        fn sums_never_mix_currencies(amounts in proptest::collection::vec((-1_000_000_i64..1_000_000, any::<bool>()), 0..100)) {
            let all: Vec<Money> = amounts.iter().map(|(minor, usd)| money(*minor, if *usd { Currency::Usd } else { Currency::Cny })).collect();
            let totals = totals(all.clone()).unwrap();
            for currency in [Currency::Cny, Currency::Usd] {
                let of = |list: &[Money]| list.iter().filter(|one| one.currency == currency).map(|one| one.amount.minor()).collect::<Vec<_>>();
                let sums = of(&totals);
                prop_assert_eq!(sums.len(), usize::from(all.iter().any(|one| one.currency == currency)));
                prop_assert_eq!(sums.iter().sum::<i64>(), of(&all).iter().sum::<i64>());
            }
        }
    }

    #[test]
    fn a_sum_out_of_range_is_no_sum() {
        assert_eq!(totals([money(999_999_999_999_999, Currency::Cny), money(1, Currency::Cny)]), None);
    }
}

//! Paying in by bank transfer (汇款, domain N): the partner's dedicated account, who may pay for it (代付管理), and claims of
//! what was remitted, which the vendor's staff compares with the bank's statement.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{ClaimId, PayerId},
    money::{Amount, Currency},
    permissions::Access,
    problem::ErrorCode,
    text::{BankReference, CompanyName, Rule},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

const MEMBER: Access = Access::MemberWithCustomers;

/// `GET …/remittance-account`: the dedicated account and who may pay to it.
pub const ACCOUNT: Fetch<(), (), RemittanceAccount> =
    Fetch::get("ShowRemittanceAccount", "/v2/partners/funds/remittance-account", MEMBER);
/// `POST …/remittance-account/activate` (验证并开通): always asks for a code. Opening it twice changes nothing.
pub const ACTIVATE: Submit<(), (), RemittanceAccount> =
    Submit::post("ActivateRemittanceAccount", "/v2/partners/funds/remittance-account/activate", MEMBER);
/// `POST …/proxy-payers`: somebody else may pay for the partner; at most [`MAX_PAYERS`] at a time (`CBC.99100007`).
pub const ADD_PAYER: Submit<(), PayerDraft, RemittanceAccount> =
    Submit::post("CreateProxyPayer", "/v2/partners/funds/proxy-payers", MEMBER);
/// `POST …/proxy-payers/{payer_id}/end` (作废): for good.
pub const END_PAYER: Submit<(PayerId,), (), RemittanceAccount> =
    Submit::post("EndProxyPayer", "/v2/partners/funds/proxy-payers/{payer_id}/end", MEMBER);
/// `POST …/remittance-claims`: what was remitted. A reference that stands in another claim is `CBC.99100095`.
pub const CLAIM: Submit<(), ClaimDraft, RemittanceClaim> =
    Submit::post("CreateRemittanceClaim", "/v2/partners/funds/remittance-claims", MEMBER);
/// `POST …/remittance-claims/query`: the partner's claims, newest first.
pub const LIST: Fetch<(), ClaimQuery, ClaimPage> =
    Fetch::query("ListRemittanceClaims", "/v2/partners/funds/remittance-claims/query", MEMBER);
/// `GET /v2/operations/remittance-claims/{claim_id}`: what the operator compares with the bank's statement.
pub const CASE: Fetch<(ClaimId,), (), RemittanceClaim> =
    Fetch::get("ShowRemittanceCase", "/v2/operations/remittance-claims/{claim_id}", Access::Operator);

/// Proxy payers that are active at the same time (domain N).
pub const MAX_PAYERS: u32 = 5;
/// A remittance is claimed within so many days (N4).
pub const CLAIM_WITHIN_DAYS: i64 = 365;
/// Working days that the review takes, as told (domain N).
pub const REVIEW_WORKING_DAYS: u32 = 1;

words! {
    /// Where a claim stands.
    ClaimStatus {
        Submitted = "SUBMITTED",
        /// Credited.
        Approved = "APPROVED",
        Rejected = "REJECTED",
    }
}

impl ClaimStatus {
    /// The state after the review.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was reviewed before.
    pub const fn reviewed(self, approved: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Submitted if approved => Ok(Self::Approved),
            Self::Submitted => Ok(Self::Rejected),
            Self::Approved | Self::Rejected => Err(ErrorCode::NotInThisState),
        }
    }
}

/// Answer of [`ACCOUNT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemittanceAccount {
    /// Absent until it is activated.
    pub account: Option<DedicatedAccount>,
    /// The verified company, which may always pay.
    pub verified_name: String,
    /// Proxy payers, active ones first.
    pub payers: Vec<ProxyPayer>,
}

/// The account that is only this partner's: what arrives there is for it. The vendor is its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DedicatedAccount {
    pub holder: String,
    pub bank_name: String,
    pub account_number: String,
    pub currency: Currency,
    pub activated_at: Timestamp,
}

/// Somebody who pays for the partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProxyPayer {
    pub payer_id: PayerId,
    pub name: String,
    pub added_at: Timestamp,
    /// Set once it may not pay any longer.
    pub ended_at: Option<Timestamp>,
}

/// Input of [`ADD_PAYER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerDraft {
    pub name: CompanyName,
}

/// Input of [`CLAIM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimDraft {
    /// More than zero.
    pub amount: Amount,
    /// An active proxy payer; absent when the verified company paid.
    #[serde(default)]
    pub payer_id: Option<PayerId>,
    pub bank_reference: BankReference,
    /// The day of the transfer, not in the future.
    pub remitted_on: Date,
}

impl ClaimDraft {
    /// What is wrong with it on this day, by field.
    #[must_use]
    pub fn wrong(&self, today: Date) -> Vec<(&'static str, Rule)> {
        let amount = (!self.amount.is_positive()).then_some(Rule::OutOfRange);
        let day = wrong_day(self.remitted_on, today);
        let named = [("amount", amount), ("remitted_on", day)];
        named.into_iter().filter_map(|(field, rule)| Some((field, rule?))).collect()
    }
}

/// What is wrong with the day of a transfer.
#[must_use]
pub fn wrong_day(remitted_on: Date, today: Date) -> Option<Rule> {
    let fits = remitted_on <= today && remitted_on >= today.plus_days(-CLAIM_WITHIN_DAYS);
    (!fits).then_some(Rule::OutOfRange)
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemittanceClaim {
    pub claim_id: ClaimId,
    pub partner_name: String,
    pub amount: Amount,
    pub currency: Currency,
    /// Who paid, as it was called when the claim was made.
    pub payer_name: String,
    pub bank_reference: String,
    pub remitted_on: Date,
    pub status: ClaimStatus,
    pub submitted_at: Timestamp,
    /// Name of the member.
    pub submitted_by: String,
    /// By when the review is usually done.
    pub expected_by: Timestamp,
    pub handled_at: Option<Timestamp>,
    /// The operator's words.
    pub answer: Option<String>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ClaimQuery {
    pub status: Option<ClaimStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimPage {
    pub claims: Vec<RemittanceClaim>,
    pub total_count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_is_neither_of_tomorrow_nor_older_than_a_year() {
        let today: Date = "2026-11-23".parse().unwrap();
        assert_eq!(wrong_day(today, today), None);
        assert_eq!(wrong_day(today.plus_days(-365), today), None);
        for days in [1, -366] {
            assert_eq!(wrong_day(today.plus_days(days), today), Some(Rule::OutOfRange), "{days}");
        }
    }

    #[test]
    fn a_claim_is_reviewed_once() {
        assert_eq!(ClaimStatus::Submitted.reviewed(true), Ok(ClaimStatus::Approved));
        for done in [ClaimStatus::Approved, ClaimStatus::Rejected] {
            assert_eq!(done.reviewed(true), Err(ErrorCode::NotInThisState));
        }
    }
}

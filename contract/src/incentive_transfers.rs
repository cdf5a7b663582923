//! Several accounts of one company (domain G6): incentives can be transferred between them, and e+Partner, which one of
//! them is bound to, can be rebound. Asked for by the administrator of the account that gives; decided by the vendor.

use crate::{
    attachments::Attachment,
    endpoint::{Fetch, Submit},
    ids::{AttachmentId, IncentiveId, PartnerId, TransferId},
    money::{Amount, Currency, Money},
    month::Month,
    permissions::{Access, Identity, Permission},
    problem::ErrorCode,
    text::Reason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const TRANSFER: Access = Access::Partner(Permission::TransferIncentives);

/// `GET …/company-accounts`: the accounts with the same unified social credit code, this one first.
pub const ACCOUNTS: Fetch<(), (), CompanyAccounts> =
    Fetch::get("ListCompanyAccounts", "/v2/partners/incentives/company-accounts", TRANSFER);
/// `POST …/transfers`: ask the vendor; nothing moves before it decides. `CBC.99100059` for an account that is not of the
/// same company or does not exist, `CBC.99100002` while another request of the kind is open, or for a rebinding when this
/// account is not bound.
pub const REQUEST: Submit<(), TransferDraft, Transfer> =
    Submit::post("CreateIncentiveTransfer", "/v2/partners/incentives/transfers", TRANSFER);
/// `POST …/transfers/query`: requests that this account made or that concern it, newest first.
pub const LIST: Fetch<(), TransferQuery, TransferPage> =
    Fetch::query("ListIncentiveTransfers", "/v2/partners/incentives/transfers/query", TRANSFER);
/// `GET …/transfers/{transfer_id}`.
pub const SHOW: Fetch<(TransferId,), (), Transfer> =
    Fetch::get("ShowIncentiveTransfer", "/v2/partners/incentives/transfers/{transfer_id}", TRANSFER);
/// `POST …/transfers/{transfer_id}/bind`: after a rebinding was approved, and so the old link undone, the account that
/// takes applies for its binding.
pub const BIND: Submit<(TransferId,), TransferVersion, Transfer> =
    Submit::post("BindEPartner", "/v2/partners/incentives/transfers/{transfer_id}/bind", TRANSFER);

/// Files that one request may bring.
pub const MAX_ATTACHMENTS: usize = 5;

words! {
    /// What is asked for.
    TransferKind {
        /// 激励转移: everything open, neither frozen nor expired.
        Incentives = "INCENTIVES",
        /// e+Partner 换绑
        Rebinding = "REBINDING",
    }
    /// Where a request stands.
    TransferStatus {
        Submitted = "SUBMITTED",
        /// The incentives have moved; of a rebinding: the old link is undone, the new one is to be applied for.
        Approved = "APPROVED",
        Rejected = "REJECTED",
        /// A rebinding only: the new account is bound.
        Bound = "BOUND",
    }
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferEvent {
    Approve,
    Reject,
    Bind,
}

impl TransferStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, kind: TransferKind, event: TransferEvent) -> Result<Self, ErrorCode> {
        use TransferEvent as E;
        match (kind, self, event) {
            (_, Self::Submitted, E::Approve) => Ok(Self::Approved),
            (_, Self::Submitted, E::Reject) => Ok(Self::Rejected),
            (TransferKind::Rebinding, Self::Approved, E::Bind) => Ok(Self::Bound),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self, kind: TransferKind) -> bool {
        match (self, kind) {
            (Self::Submitted, _) | (Self::Approved, TransferKind::Rebinding) => true,
            (Self::Approved, TransferKind::Incentives) | (Self::Rejected | Self::Bound, _) => false,
        }
    }
}

/// Answer of [`ACCOUNTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompanyAccounts {
    /// This account first; it alone when the company has no other.
    pub accounts: Vec<CompanyAccount>,
    /// What a transfer would move now, one per currency.
    pub transferable: Vec<Money>,
}

/// An account of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompanyAccount {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub identity: Identity,
    pub is_own: bool,
    /// Bound to e+Partner; at most one of a company is.
    pub is_bound: bool,
}

/// Input of [`REQUEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferDraft {
    pub kind: TransferKind,
    /// Another account of the company. What is given is this account's.
    pub to_partner_id: PartnerId,
    pub reason: Reason,
    /// At most [`MAX_ATTACHMENTS`].
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transfer {
    pub transfer_id: TransferId,
    pub kind: TransferKind,
    pub from_partner_id: PartnerId,
    pub from_name: String,
    pub to_partner_id: PartnerId,
    pub to_name: String,
    pub reason: String,
    /// Readable by the account that asked; empty for the other one.
    pub attachments: Vec<Attachment>,
    pub status: TransferStatus,
    pub submitted_at: Timestamp,
    /// Display name.
    pub submitted_by: String,
    pub decided_at: Option<Timestamp>,
    /// The vendor's words.
    pub answer: Option<String>,
    /// With [`TransferKind::Incentives`]: what would move now, or once it is approved what has moved. In lists empty.
    pub items: Vec<TransferItem>,
    /// Their sums, one per currency.
    pub totals: Vec<Money>,
    pub version: i64,
}

/// An incentive that is transferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferItem {
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub plan_name: String,
    /// What is open of it; reductions move as well.
    pub amount: Amount,
    pub currency: Currency,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TransferQuery {
    pub kind: Option<TransferKind>,
    pub status: Option<TransferStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferPage {
    pub transfers: Vec<Transfer>,
    pub total_count: u32,
}

/// Input of [`BIND`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferVersion {
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use TransferEvent as E;
    use TransferStatus as S;

    #[test]
    fn only_an_approved_rebinding_is_bound() {
        for kind in TransferKind::ALL {
            for status in S::ALL {
                let possible = kind == TransferKind::Rebinding && status == S::Approved;
                assert_eq!(status.after(kind, E::Bind).is_ok(), possible, "{kind:?} {status:?}");
            }
        }
    }

    #[test]
    fn a_request_is_decided_once() {
        for kind in TransferKind::ALL {
            for status in S::ALL.into_iter().filter(|status| *status != S::Submitted) {
                for event in [E::Approve, E::Reject] {
                    assert_eq!(status.after(kind, event), Err(ErrorCode::NotInThisState));
                }
            }
        }
    }
}

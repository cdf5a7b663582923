//! The vendor's operator: one queue of what partners ask for. Later features add kinds.
//! Longer than most files, because every kind and what it is about are read together.

use crate::{
    customer_migrations::Migration,
    endpoint::{Download, Fetch, Submit},
    filing_rules::{FollowedBy, ReviewReason},
    filings::FilingStatus,
    ids::{
        AttachmentId, CertificationId, ClaimId, CustomerId, DeliveryProjectId, DisputeId, FeedbackId,
        FilingId, MigrationId, OpportunityId, PartnerId, PaymentId, PayoutId, PersonnelId, StatementId,
        SuggestionId, TransferId, WithdrawalId, WorkItemId,
    },
    incentive_transfers::Transfer,
    incentives::{Feedback, Incentive, IncentiveLine},
    opportunity_desk::{FieldNote, Reviewer},
    payouts::Payout,
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::Reason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST /v2/operations/work-items/query`: the queue, oldest open first.
pub const LIST: Fetch<(), WorkItemQuery, WorkItemPage> =
    Fetch::query("ListWorkItems", "/v2/operations/work-items/query", Access::Operator);
/// `POST …/complete`: do what was asked; the effect happens at once.
pub const COMPLETE: Submit<(WorkItemId,), WorkItemAnswer, WorkItem> =
    Submit::post("CompleteWorkItem", "/v2/operations/work-items/{work_item_id}/complete", Access::Operator);
/// `POST …/decline`: refuse, with a reason that the partner reads.
pub const DECLINE: Submit<(WorkItemId,), WorkItemAnswer, WorkItem> =
    Submit::post("DeclineWorkItem", "/v2/operations/work-items/{work_item_id}/decline", Access::Operator);
/// `POST …/start`: take it up, so that the partner sees that somebody works on it.
pub const START: Submit<(WorkItemId,), WorkItemVersion, WorkItem> =
    Submit::post("StartWorkItem", "/v2/operations/work-items/{work_item_id}/start", Access::Operator);
/// `GET /v2/operations/customer-filings/{filing_id}`: what the operator has to know to review a filing.
pub const FILING_CASE: Fetch<(FilingId,), (), FilingCase> =
    Fetch::get("ShowFilingCase", "/v2/operations/customer-filings/{filing_id}", Access::Operator);
/// `GET /v2/operations/customer-migrations/{migration_id}`: the request, with the account check as it is now.
pub const MIGRATION_CASE: Fetch<(MigrationId,), (), Migration> =
    Fetch::get("ShowMigrationCase", "/v2/operations/customer-migrations/{migration_id}", Access::Operator);
/// `GET /v2/operations/payouts/{payout_id}`: the application with its invoices, as who reviews and pays it sees it.
pub const PAYOUT_CASE: Fetch<(PayoutId,), (), PayoutCase> =
    Fetch::get("ShowPayoutCase", "/v2/operations/payouts/{payout_id}", Access::Operator);
/// `GET /v2/operations/incentive-feedbacks/{feedback_id}`: what the partner says, and about what.
pub const FEEDBACK_CASE: Fetch<(FeedbackId,), (), FeedbackCase> = Fetch::get(
    "ShowIncentiveFeedbackCase",
    "/v2/operations/incentive-feedbacks/{feedback_id}",
    Access::Operator,
);
/// `GET /v2/operations/incentive-transfers/{transfer_id}`: with what would be transferred now.
pub const TRANSFER_CASE: Fetch<(TransferId,), (), Transfer> = Fetch::get(
    "ShowIncentiveTransferCase",
    "/v2/operations/incentive-transfers/{transfer_id}",
    Access::Operator,
);
/// `GET /v2/operations/incentive-attachments/{attachment_id}/content`: a file of feedback, of invoices or of a transfer.
pub const INCENTIVE_FILE: Download<(AttachmentId,)> = Download::get(
    "DownloadIncentiveCaseAttachment",
    "/v2/operations/incentive-attachments/{attachment_id}/content",
    Access::Operator,
);
/// `POST /v2/partners/work-items`: a partner asks for something; asking twice gives the open item.
pub const RAISE: Submit<(), WorkItemDraft, WorkItem> =
    Submit::post("RaiseWorkItem", "/v2/partners/work-items", Access::Partner(Permission::RaiseWorkItem));

words! {
    /// What is asked for.
    WorkItemKind {
        /// Close a special contract that was settled offline (check item `SPECIAL_CONTRACT`).
        CloseSpecialContract = "CLOSE_SPECIAL_CONTRACT",
        /// Lift the freeze of the partner's account (check item `PARTNER_FROZEN`).
        UnfreezePartner = "UNFREEZE_PARTNER",
        /// Look at a filing (D1): completing approves it, declining rejects it. Raised by filing.
        ReviewFiling = "REVIEW_FILING",
        /// Hand customers over to a reseller (E): to be started before it is completed. Raised by the migration request.
        MigrateCustomers = "MIGRATE_CUSTOMERS",
        /// Review a PO (F): completing sends it on to verification, declining sends it back.
        ReviewOpportunity = "REVIEW_OPPORTUNITY",
        /// Verify a PO (F): completing verifies it. Rejected by default after ten working days.
        VerifyOpportunity = "VERIFY_OPPORTUNITY",
        /// 申请处理: completing accepts a payout application, declining rejects it and returns the incentives (G3).
        ReviewPayout = "REVIEW_PAYOUT",
        /// 发票审核: started when the paper has come; declining sends the payout back to the partner (G4).
        ReviewPayoutInvoices = "REVIEW_PAYOUT_INVOICES",
        /// 申付审核: completing releases the payment, declining rejects the payout.
        ReleasePayout = "RELEASE_PAYOUT",
        /// 支付: started when the order is with the bank; completing books it as paid, declining returns the incentives.
        PayPayout = "PAY_PAYOUT",
        /// Answer what a partner says about an incentive; completing finds it right, declining does not (G1).
        AnswerIncentiveFeedback = "ANSWER_INCENTIVE_FEEDBACK",
        /// Decide a transfer of incentives or a rebinding of e+Partner (G6).
        DecideIncentiveTransfer = "DECIDE_INCENTIVE_TRANSFER",
        /// Look at business information (G5) that the machine does not pass, or at a failure: completing passes it.
        ReviewBusinessInfo = "REVIEW_BUSINESS_INFO",
        /// Unlock business information after three wrong amounts: completing sends another transfer.
        UnlockBusinessInfo = "UNLOCK_BUSINESS_INFO",
        /// Pay a withdrawal (N): completing says that it was paid, declining gives the money back.
        PayWithdrawal = "PAY_WITHDRAWAL",
        /// Compare a claimed remittance with the bank's statement (N): completing credits it.
        ReviewRemittance = "REVIEW_REMITTANCE",
        /// Look at a payment that does not fit its order (N): completing credits it, declining sends it back.
        ReviewPayment = "REVIEW_PAYMENT",
        /// Answer what a procurement partner says is wrong in a statement (H).
        AnswerStatementDispute = "ANSWER_STATEMENT_DISPUTE",
        /// Countersign a confirmed statement (H): to be started before it is answered. Declining says that no payment application
        /// could be made.
        CountersignStatement = "COUNTERSIGN_STATEMENT",
        /// Make the payment application after all (H); declining has the statement countersigned again.
        MendStatementPayment = "MEND_STATEMENT_PAYMENT",
        /// Look at the invoices of a statement (H); declining sends them back to the partner.
        ReviewStatementInvoices = "REVIEW_STATEMENT_INVOICES",
        /// Approve the payment of a statement (H); declining sends it back to the invoices.
        ReviewStatementPayment = "REVIEW_STATEMENT_PAYMENT",
        /// Pay a statement (H); declining says that the bank did not take it.
        PayStatement = "PAY_STATEMENT",
        /// Review somebody who wants to be a project specialist (J): completing binds, declining rejects.
        ReviewPersonnel = "REVIEW_PERSONNEL",
        /// Release a project specialist (J); declining leaves it bound.
        ReleasePersonnel = "RELEASE_PERSONNEL",
        /// Review the material of an application for a capability label (K); answered by
        /// [`JUDGE`](crate::certification_desk::JUDGE), as are the next two.
        ReviewCertificationMaterial = "REVIEW_CERTIFICATION_MATERIAL",
        /// 技术审核 of the same.
        ReviewCertificationTechnology = "REVIEW_CERTIFICATION_TECHNOLOGY",
        /// 会签 of the same.
        CountersignCertification = "COUNTERSIGN_CERTIFICATION",
        /// Schedule and hold, or decline, a defence (K); answered by [`crate::certification_desk`].
        HoldCertificationDefence = "HOLD_CERTIFICATION_DEFENCE",
        /// Sample an accepted delivery project (L): completing draws it, declining passes it over. Whole rounds are sampled by
        /// [`delivery_desk::SAMPLE`](crate::delivery_desk::SAMPLE).
        SampleDelivery = "SAMPLE_DELIVERY",
        /// Evaluate the evidence of a delivery (L): by [`delivery_desk::EVALUATE`](crate::delivery_desk::EVALUATE) or
        /// [`REJECT`](crate::delivery_desk::REJECT), for an answer in words says neither points nor findings.
        EvaluateDelivery = "EVALUATE_DELIVERY",
        /// Answer a suggestion (M): completing takes it up, declining does not.
        AnswerSuggestion = "ANSWER_SUGGESTION",
    }
}

impl WorkItemKind {
    /// Whether partners ask for it by [`RAISE`]; the others come about by what they are about.
    #[must_use]
    pub const fn is_raised_by_hand(self) -> bool {
        matches!(self, Self::CloseSpecialContract | Self::UnfreezePartner)
    }

    /// Whether it judges an opportunity that a partner shared.
    #[must_use]
    pub const fn is_about_opportunity(self) -> bool {
        matches!(self, Self::ReviewOpportunity | Self::VerifyOpportunity)
    }

    /// Whether it is a step of a payout.
    #[must_use]
    pub const fn is_about_payout(self) -> bool {
        matches!(
            self,
            Self::ReviewPayout | Self::ReviewPayoutInvoices | Self::ReleasePayout | Self::PayPayout
        )
    }

    /// Whether it is about the partner's business information.
    #[must_use]
    pub const fn is_about_business_info(self) -> bool {
        matches!(self, Self::ReviewBusinessInfo | Self::UnlockBusinessInfo)
    }

    /// Whether it is about a project specialist.
    #[must_use]
    pub const fn is_about_personnel(self) -> bool {
        matches!(self, Self::ReviewPersonnel | Self::ReleasePersonnel)
    }

    /// Whether it is about an application for a capability label. Such an item is answered on the application's page, never by
    /// [`COMPLETE`] or [`DECLINE`]: `CBC.99100002`.
    #[must_use]
    pub const fn is_about_certification(self) -> bool {
        matches!(
            self,
            Self::ReviewCertificationMaterial
                | Self::ReviewCertificationTechnology
                | Self::CountersignCertification
                | Self::HoldCertificationDefence
        )
    }

    /// Whether it is about a delivery project.
    #[must_use]
    pub const fn is_about_delivery(self) -> bool {
        matches!(self, Self::SampleDelivery | Self::EvaluateDelivery)
    }

    /// Whether it is a step of a statement's settlement.
    #[must_use]
    pub const fn is_about_statement(self) -> bool {
        matches!(
            self,
            Self::CountersignStatement
                | Self::MendStatementPayment
                | Self::ReviewStatementInvoices
                | Self::ReviewStatementPayment
                | Self::PayStatement
        )
    }
}

words! {
    /// Where an item stands.
    WorkItemStatus {
        Open = "OPEN",
        Completed = "COMPLETED",
        Declined = "DECLINED",
    }
}

impl WorkItemStatus {
    /// The state after the operator's answer.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was answered before.
    pub const fn answered(self, completed: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Open if completed => Ok(Self::Completed),
            Self::Open => Ok(Self::Declined),
            Self::Completed | Self::Declined => Err(ErrorCode::NotInThisState),
        }
    }
}

/// What is known of a filing and of the account behind it. Mobile and e-mail come masked; the name does not, because
/// the operator decides about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilingCase {
    pub filing_id: FilingId,
    pub partner_name: String,
    /// Display name of the member who filed.
    pub filed_by: String,
    pub filed_at: Timestamp,
    pub status: FilingStatus,
    pub customer_name: String,
    pub mobile_phone: String,
    pub email: String,
    pub country_code: String,
    pub industry: Option<String>,
    pub remark: Option<String>,
    pub review_reasons: Vec<ReviewReason>,
    /// The account with this number or address; absent when there is none.
    pub account: Option<KnownAccount>,
}

/// What the vendor knows of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnownAccount {
    pub customer_id: CustomerId,
    pub registered_at: Timestamp,
    pub has_cash_spend: bool,
    pub followed_by: FollowedBy,
    pub filed_by_vendor: bool,
}

/// Answer of [`PAYOUT_CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayoutCase {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub payout: Payout,
}

/// Answer of [`FEEDBACK_CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedbackCase {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub feedback: Feedback,
    pub incentive: Incentive,
    /// When it is about one line.
    pub line: Option<IncentiveLine>,
}

/// Input of [`START`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemVersion {
    pub version: i64,
}

/// Filter and page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WorkItemQuery {
    pub status: Option<WorkItemStatus>,
    pub kind: Option<WorkItemKind>,
    /// Only what this operator is to answer, or anybody.
    pub mine: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkItemPage {
    pub work_items: Vec<WorkItem>,
    pub total_count: u32,
}

/// Something that a partner asks the vendor for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkItem {
    pub work_item_id: WorkItemId,
    pub kind: WorkItemKind,
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub customer_id: Option<CustomerId>,
    /// With [`WorkItemKind::ReviewFiling`].
    pub filing_id: Option<FilingId>,
    /// With [`WorkItemKind::MigrateCustomers`].
    pub migration_id: Option<MigrationId>,
    /// With [`WorkItemKind::ReviewOpportunity`] and [`WorkItemKind::VerifyOpportunity`].
    pub opportunity_id: Option<OpportunityId>,
    /// With the kinds about a payout ([`WorkItemKind::is_about_payout`]).
    pub payout_id: Option<PayoutId>,
    /// With [`WorkItemKind::AnswerIncentiveFeedback`].
    pub feedback_id: Option<FeedbackId>,
    /// With [`WorkItemKind::DecideIncentiveTransfer`].
    pub transfer_id: Option<TransferId>,
    /// With [`WorkItemKind::PayWithdrawal`].
    pub withdrawal_id: Option<WithdrawalId>,
    /// With [`WorkItemKind::ReviewRemittance`].
    pub claim_id: Option<ClaimId>,
    /// With [`WorkItemKind::ReviewPayment`].
    pub payment_id: Option<PaymentId>,
    /// With every kind about a statement; with a dispute, the one that it is about.
    pub statement_id: Option<StatementId>,
    /// With [`WorkItemKind::AnswerStatementDispute`].
    pub dispute_id: Option<DisputeId>,
    /// With the kinds about a project specialist ([`WorkItemKind::is_about_personnel`]).
    #[serde(default)]
    pub personnel_id: Option<PersonnelId>,
    /// With the kinds about a certification ([`WorkItemKind::is_about_certification`]).
    #[serde(default)]
    pub certification_id: Option<CertificationId>,
    /// With the kinds about a delivery project ([`WorkItemKind::is_about_delivery`]).
    #[serde(default)]
    pub delivery_project_id: Option<DeliveryProjectId>,
    /// With [`WorkItemKind::AnswerSuggestion`].
    #[serde(default)]
    pub suggestion_id: Option<SuggestionId>,
    /// Who is to answer it, when it is one person's; others cannot.
    pub assigned_to: Option<Reviewer>,
    /// When it is answered by default, or was promised to be.
    pub due_at: Option<Timestamp>,
    pub note: String,
    pub status: WorkItemStatus,
    /// Display name of the operator who took it up.
    pub taken_by: Option<String>,
    pub raised_at: Timestamp,
    pub handled_at: Option<Timestamp>,
    pub answer: Option<String>,
    pub version: i64,
}

/// Input of [`RAISE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemDraft {
    pub kind: WorkItemKind,
    /// Needed for [`WorkItemKind::CloseSpecialContract`].
    pub customer_id: Option<CustomerId>,
    pub note: Reason,
}

/// Input of [`COMPLETE`] and [`DECLINE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemAnswer {
    pub version: i64,
    pub answer: Reason,
    /// Declining [`WorkItemKind::ReviewOpportunity`] or [`WorkItemKind::VerifyOpportunity`]: what to mend.
    #[serde(default)]
    pub field_notes: Vec<FieldNote>,
}

//! What happens by time: rows with a kind, an id and a time, written in the transaction of their cause. A worker takes
//! what is due. Effect and the mark "done" are one transaction, so each happens once, whatever restarts and however
//! many processes share the database. No rule relies on a job having run: rules ask the clock.

pub mod store;
mod worker;

use crate::{
    app::App,
    audit,
    outbox::{self, Message},
    problem::Fault,
    store::Tx,
};
use contract::time::Timestamp;
use serde_json::Value;
use sqlx::AnyConnection;
use tokio::sync::Notify;

pub use worker::{run, run_due};

/// What is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// A filing's fifteen days are over.
    FilingExpires,
    /// The seven days of an online link are over.
    InvitationExpires,
    /// An HO was not accepted, or a PO not verified, in time.
    OpportunityTimesOut,
    /// One working day is left of them.
    FilingReminder,
    InvitationReminder,
    OpportunityReminder,
    /// A month's incentives are reckoned up.
    IncentivesPublish,
    /// The deadline of their confirmation.
    IncentivesConfirm,
    IncentivesReminder,
    /// The day after a customer's spend was paid.
    IncentiveThaws,
    /// A year after the identity was lost.
    IncentiveExpires,
    /// A payout that needs no invoice.
    PayoutCredits,
    PayoutReminder,
    /// The machine has checked business information.
    BusinessInfoCheck,
    /// An order to top up was not paid in time.
    TopUpExpires,
    /// The test gateway says what became of a payment.
    TestGatewayNotice,
    /// The cash balance has dropped below the alert's threshold.
    BalanceAlert,
    /// A month's statements of a procurement partner come about.
    StatementsGenerated,
    StatementReminder,
    /// A file is made of a list.
    ExportMade,
    /// A file is no longer kept.
    ExportExpires,
    /// Big-order renewal tasks come about.
    RenewalTasks,
    /// The material of a certification did not come in time.
    CertificationOverdue,
    CertificationReminder,
    /// A week is left for that material.
    CertificationWeekLeft,
    /// Sixty days are left of a capability label.
    CapabilityLabelExpires,
    /// Seven days are left for the evidence of a delivery, then one working day.
    DeliveryEarlyReminder,
    DeliveryReminder,
    /// What of a file nothing can ask for any more goes from the store.
    AttachmentTidied,
}

impl JobKind {
    pub const ALL: [Self; 29] = [
        Self::FilingExpires,
        Self::InvitationExpires,
        Self::OpportunityTimesOut,
        Self::FilingReminder,
        Self::InvitationReminder,
        Self::OpportunityReminder,
        Self::IncentivesPublish,
        Self::IncentivesConfirm,
        Self::IncentivesReminder,
        Self::IncentiveThaws,
        Self::IncentiveExpires,
        Self::PayoutCredits,
        Self::PayoutReminder,
        Self::BusinessInfoCheck,
        Self::TopUpExpires,
        Self::TestGatewayNotice,
        Self::BalanceAlert,
        Self::StatementsGenerated,
        Self::StatementReminder,
        Self::ExportMade,
        Self::ExportExpires,
        Self::RenewalTasks,
        Self::CertificationOverdue,
        Self::CertificationReminder,
        Self::CertificationWeekLeft,
        Self::CapabilityLabelExpires,
        Self::DeliveryEarlyReminder,
        Self::DeliveryReminder,
        Self::AttachmentTidied,
    ];

    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FilingExpires => "FILING_EXPIRES",
            Self::InvitationExpires => "INVITATION_EXPIRES",
            Self::OpportunityTimesOut => "OPPORTUNITY_TIMES_OUT",
            Self::FilingReminder => "FILING_REMINDER",
            Self::InvitationReminder => "INVITATION_REMINDER",
            Self::OpportunityReminder => "OPPORTUNITY_REMINDER",
            Self::IncentivesPublish => "INCENTIVES_PUBLISH",
            Self::IncentivesConfirm => "INCENTIVES_CONFIRM",
            Self::IncentivesReminder => "INCENTIVES_REMINDER",
            Self::IncentiveThaws => "INCENTIVE_THAWS",
            Self::IncentiveExpires => "INCENTIVE_EXPIRES",
            Self::PayoutCredits => "PAYOUT_CREDITS",
            Self::PayoutReminder => "PAYOUT_REMINDER",
            Self::BusinessInfoCheck => "BUSINESS_INFO_CHECK",
            Self::TopUpExpires => "TOP_UP_EXPIRES",
            Self::TestGatewayNotice => "TEST_GATEWAY_NOTICE",
            Self::BalanceAlert => "BALANCE_ALERT",
            Self::StatementsGenerated => "STATEMENTS_GENERATED",
            Self::StatementReminder => "STATEMENT_REMINDER",
            Self::ExportMade => "EXPORT_MADE",
            Self::ExportExpires => "EXPORT_EXPIRES",
            Self::RenewalTasks => "RENEWAL_TASKS",
            Self::CertificationOverdue => "CERTIFICATION_OVERDUE",
            Self::CertificationReminder => "CERTIFICATION_REMINDER",
            Self::CertificationWeekLeft => "CERTIFICATION_WEEK_LEFT",
            Self::CapabilityLabelExpires => "CAPABILITY_LABEL_EXPIRES",
            Self::DeliveryEarlyReminder => "DELIVERY_EARLY_REMINDER",
            Self::DeliveryReminder => "DELIVERY_REMINDER",
            Self::AttachmentTidied => "ATTACHMENT_TIDIED",
        }
    }

    /// Reads what [`JobKind::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// Wakes the worker of this process.
#[derive(Default)]
pub struct Bell(Notify);

impl Bell {
    /// Waits until somebody rings, or somebody did since the last wait.
    async fn rung(&self) {
        self.0.notified().await;
    }
}

/// A job at work: one transaction, which is committed when the job succeeds.
pub struct Run {
    pub tx: Tx,
    pub now: Timestamp,
    pub app: App,
    /// For the audit.
    job_id: String,
}

impl Run {
    /// For the audit.
    #[must_use]
    pub fn job_id(&self) -> &str {
        &self.job_id
    }

    /// Puts a message into the outbox, in this transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send(&mut self, message: Message) -> Result<(), Fault> {
        let site = self.app.config.origin.as_deref();
        outbox::send(&mut self.tx, &self.app, site, self.now, message).await?;
        Ok(())
    }

    /// Writes a row into the partner's chain of the audit. The actor is nobody: time did it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &mut self,
        partner_id: &str,
        action: &str,
        object: &str,
        detail: Value,
    ) -> Result<(), Fault> {
        let note = audit::Note::done(action, object, detail);
        audit::by_time(&mut self.tx, self.now, partner_id, &self.job_id, &note).await
    }
}

/// Lets `kind` happen to `about_id` at `due_at`. One that was to happen already is moved.
///
/// # Errors
/// When the database fails.
pub async fn schedule(
    conn: &mut AnyConnection,
    kind: JobKind,
    about_id: &str,
    due_at: Timestamp,
) -> Result<(), Fault> {
    store::put(conn, kind, about_id, due_at).await
}

/// Lets it not happen. Nothing to cancel is fine.
///
/// # Errors
/// When the database fails.
pub async fn cancel(conn: &mut AnyConnection, kind: JobKind, about_id: &str) -> Result<(), Fault> {
    store::remove(conn, kind, about_id).await
}

/// Lets the worker look at once: the clock was moved.
pub fn wake(app: &App) {
    app.job_bell.0.notify_one();
}

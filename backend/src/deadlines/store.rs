//! All SQL on deadlines: one query for each kind, and the addresses of calendars.
//! Longer than most files, because each kind of deadline is one query here.

use crate::{
    covers::InHand,
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    certifications::CertificationStatus,
    deadlines::{Deadline, DeadlineKind},
    delivery_projects::DeliveryStatus,
    filings::FilingStatus,
    ids::UserId,
    invitations::InvitationStatus,
    opportunity_status::OpportunityStatus,
    statements::StatementStatus,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Reads entries of one kind, the next one first, and how many there are.
async fn entries(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    source: &Source,
    in_hand: &InHand,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let count = conditions.count(conn, source.table).await?;
    let rows = conditions.rows(conn, source.select, source.order, Page::first(limit), "").await?;
    Ok((rows.iter().map(|row| source.read(row, in_hand)).collect::<Result<_, _>>()?, count))
}

/// Where the entries of a kind come from.
pub struct Source {
    pub kind: DeadlineKind,
    table: &'static str,
    /// Gives `about_id`, `title`, `due_at` and `version`.
    select: &'static str,
    order: &'static str,
    /// Of customers: titles come masked, and `manager_user_id` says whose they are.
    of_customers: bool,
}

impl Source {
    fn read(&self, row: &AnyRow, in_hand: &InHand) -> Result<Deadline, Fault> {
        let title: String = row.try_get("title")?;
        let manager: Option<String> = if self.of_customers { row.try_get("manager_user_id")? } else { None };
        Ok(Deadline {
            kind: self.kind,
            about_id: row.try_get("about_id")?,
            title: if self.of_customers { masking::filed_name(&title) } else { title },
            due_at: Timestamp::from_seconds(row.try_get("due_at")?),
            version: row.try_get("version")?,
            covered_for: manager.and_then(|manager| in_hand.name_for(&manager)).map(str::to_owned),
        })
    }
}

const ACCEPT: Source = Source {
    kind: DeadlineKind::AcceptOpportunity,
    table: "opportunities o",
    select: "SELECT o.opportunity_id AS about_id, o.name AS title, o.deadline AS due_at, o.version \
             FROM opportunities o",
    order: "ORDER BY o.deadline, o.opportunity_id",
    of_customers: false,
};

const VERIFY: Source = Source { kind: DeadlineKind::VerifyOpportunity, ..ACCEPT };

const FILING: Source = Source {
    kind: DeadlineKind::Filing,
    table: "filings f",
    select: "SELECT f.filing_id AS about_id, f.customer_name AS title, f.expire_at AS due_at, f.version, \
             f.manager_user_id FROM filings f",
    order: "ORDER BY f.expire_at, f.filing_id",
    of_customers: true,
};

const INVITATION: Source = Source {
    kind: DeadlineKind::Invitation,
    table: "invitations i JOIN filings f ON f.filing_id = i.filing_id",
    select: "SELECT i.invitation_id AS about_id, f.customer_name AS title, i.expire_at AS due_at, i.version, \
             f.manager_user_id FROM invitations i JOIN filings f ON f.filing_id = i.filing_id",
    order: "ORDER BY i.expire_at, i.invitation_id",
    of_customers: true,
};

/// Periods whose confirmation ends.
const CONFIRMATION: Source = Source {
    kind: DeadlineKind::IncentiveConfirmation,
    table: "(SELECT i.partner_id, i.period, MIN(i.confirm_deadline) AS due_at, MAX(i.version) AS version \
            FROM incentives i WHERE i.status = 'PENDING_CONFIRM' GROUP BY i.partner_id, i.period) months",
    select: "SELECT months.period AS about_id, months.period AS title, months.due_at, months.version \
             FROM (SELECT i.partner_id, i.period, MIN(i.confirm_deadline) AS due_at, MAX(i.version) AS version \
             FROM incentives i WHERE i.status = 'PENDING_CONFIRM' GROUP BY i.partner_id, i.period) months",
    order: "ORDER BY months.due_at, months.period",
    of_customers: false,
};

/// Payouts that wait for the partner's invoices.
const INVOICES: Source = Source {
    kind: DeadlineKind::PayoutInvoice,
    table: "payouts p",
    select: "SELECT p.payout_id AS about_id, p.payout_no AS title, p.invoice_due_at AS due_at, p.version \
             FROM payouts p",
    order: "ORDER BY p.invoice_due_at, p.payout_id",
    of_customers: false,
};
const STATEMENT: Source = Source {
    kind: DeadlineKind::StatementConfirmation,
    table: "statements s",
    select: "SELECT s.statement_id AS about_id, s.statement_no AS title, s.confirm_by AS due_at, s.version \
             FROM statements s",
    order: "ORDER BY s.confirm_by, s.statement_id",
    of_customers: false,
};

/// Applications for capability labels that wait for material, unless a defence makes the clock stand still.
const MATERIAL: Source = Source {
    kind: DeadlineKind::CertificationMaterial,
    table: "certifications n",
    select: "SELECT n.certification_id AS about_id, n.certification_no AS title, n.due_at, n.version \
             FROM certifications n",
    order: "ORDER BY n.due_at, n.certification_id",
    of_customers: false,
};

/// Applications whose material is to be handed in again.
pub async fn certifications(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("n.partner_id = ?", partner_id);
    conditions.text("n.status = ?", CertificationStatus::MaterialUpdate.as_str());
    conditions.fixed("n.paused_at IS NULL");
    conditions.number("n.due_at > ?", now.seconds());
    entries(conn, &conditions, &MATERIAL, &InHand::default(), limit).await
}

/// Statements that are to be confirmed.
pub async fn statements(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.partner_id = ?", partner_id);
    conditions.text("s.status = ?", StatementStatus::PendingConfirm.as_str());
    conditions.number("s.confirm_by > ?", now.seconds());
    entries(conn, &conditions, &STATEMENT, &InHand::default(), limit).await
}

const DELIVERY: Source = Source {
    kind: DeadlineKind::DeliveryEvidence,
    table: "delivery_projects v",
    select: "SELECT v.project_id AS about_id, v.name AS title, v.evidence_due_at AS due_at, v.version \
             FROM delivery_projects v",
    order: "ORDER BY v.evidence_due_at, v.project_id",
    of_customers: false,
};

/// Delivery projects of which evidence is asked for.
pub async fn delivery_evidence(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("v.partner_id = ?", partner_id);
    let asked = DeliveryStatus::ALL.into_iter().filter(|status| status.takes_evidence());
    conditions.one_of("v.status", asked.map(|status| status.as_str().to_owned()));
    conditions.number("v.evidence_due_at > ?", now.seconds());
    entries(conn, &conditions, &DELIVERY, &InHand::default(), limit).await
}

/// Opportunities whose acceptance or verification ends.
pub async fn opportunities(
    conn: &mut AnyConnection,
    partner_id: &str,
    kind: DeadlineKind,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let (source, status) = if kind == DeadlineKind::AcceptOpportunity {
        (ACCEPT, OpportunityStatus::PendingAccept)
    } else {
        (VERIFY, OpportunityStatus::UnderVerification)
    };
    let mut conditions = Conditions::default();
    conditions.text("o.partner_id = ?", partner_id);
    conditions.text("o.status = ?", status.as_str());
    conditions.number("o.deadline > ?", now.seconds());
    entries(conn, &conditions, &source, &InHand::default(), limit).await
}

/// Filings in force; `narrowed` adds which of them a member sees.
pub async fn filings(
    conn: &mut AnyConnection,
    mut narrowed: Conditions,
    in_hand: &InHand,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    narrowed.text("f.status = ?", FilingStatus::Filed.as_str());
    narrowed.number("f.expire_at > ?", now.seconds());
    entries(conn, &narrowed, &FILING, in_hand, limit).await
}

/// Open invitations.
pub async fn invitations(
    conn: &mut AnyConnection,
    mut narrowed: Conditions,
    in_hand: &InHand,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let open = InvitationStatus::ALL.into_iter().filter(|status| status.is_open());
    narrowed.one_of("i.status", open.map(|status| status.as_str().to_owned()));
    narrowed.number("i.expire_at > ?", now.seconds());
    entries(conn, &narrowed, &INVITATION, in_hand, limit).await
}

/// Periods that wait for the partner's confirmation.
pub async fn incentive_confirmations(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("months.partner_id = ?", partner_id);
    conditions.number("months.due_at > ?", now.seconds());
    entries(conn, &conditions, &CONFIRMATION, &InHand::default(), limit).await
}

/// Payouts whose invoices are due.
pub async fn payout_invoices(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("p.partner_id = ?", partner_id);
    conditions.fixed("p.status = 'INVOICE_PENDING'");
    conditions.number("p.invoice_due_at > ?", now.seconds());
    entries(conn, &conditions, &INVOICES, &InHand::default(), limit).await
}

/// Gives a user's calendar an address; an earlier one stops working.
pub async fn subscribe(
    conn: &mut AnyConnection,
    user_id: &UserId,
    token_hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO deadline_calendars (user_id, token_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at",
    )
    .bind(user_id.as_str())
    .bind(token_hash)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the address away.
pub async fn unsubscribe(conn: &mut AnyConnection, user_id: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM deadline_calendars WHERE user_id = $1")
        .bind(user_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a user's calendar has an address.
pub async fn is_subscribed(conn: &mut AnyConnection, user_id: &UserId) -> Result<bool, Fault> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT created_at FROM deadline_calendars WHERE user_id = $1")
            .bind(user_id.as_str())
            .fetch_optional(conn)
            .await?;
    Ok(found.is_some())
}

/// Whose calendar has this address.
pub async fn subscriber(conn: &mut AnyConnection, token_hash: &str) -> Result<Option<UserId>, Fault> {
    let found: Option<String> =
        sqlx::query_scalar("SELECT user_id FROM deadline_calendars WHERE token_hash = $1")
            .bind(token_hash)
            .fetch_optional(conn)
            .await?;
    found.map(|id| id.parse().map_err(|_| Fault::new("a stored user id is no id"))).transpose()
}

//! What partners say is wrong.

use super::{Record, lines};
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    ids::{AttachmentId, DisputeId, PartnerId, StatementId},
    statements::{Dispute, DisputeStatus},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const DISPUTES: &str = "SELECT d.dispute_id, d.statement_id, d.text, d.status, d.raised_by, d.raised_at, d.answered_at, \
     d.answer, l.line_id, l.description, l.accepted_on, l.quantity, l.currency, l.amount, l.amount_before, \
     CASE WHEN d.status = 'OPEN' THEN d.dispute_id END AS open_dispute \
     FROM statement_disputes d LEFT JOIN statement_lines l ON l.line_id = d.line_id";
/// One statement has a few.
const MOST: u32 = 1_000;

fn read(row: &AnyRow) -> Result<Dispute, Fault> {
    let answered_at: Option<i64> = row.try_get("answered_at")?;
    // All columns of the line are null when it is about the whole.
    let line_id: Option<String> = row.try_get("line_id")?;
    Ok(Dispute {
        dispute_id: known(row, "dispute_id", |text| text.parse().ok())?,
        line: line_id.map(|_| lines::read(row)).transpose()?,
        text: row.try_get("text")?,
        status: known(row, "status", DisputeStatus::parse)?,
        raised_by: row.try_get("raised_by")?,
        raised_at: Timestamp::from_seconds(row.try_get("raised_at")?),
        answered_at: answered_at.map(Timestamp::from_seconds),
        answer: row.try_get("answer")?,
        evidence: Vec::new(),
    })
}

/// The disputes of a statement, newest first, without their files.
pub async fn of(conn: &mut AnyConnection, statement_id: &StatementId) -> Result<Vec<Dispute>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("d.statement_id = ?", statement_id.as_str());
    let order = "ORDER BY d.raised_at DESC, d.dispute_id";
    conditions.rows(conn, DISPUTES, order, Page::first(MOST), "").await?.iter().map(read).collect()
}

/// One, and the statement that it is about.
pub async fn find(
    conn: &mut AnyConnection,
    dispute_id: &DisputeId,
) -> Result<Option<(StatementId, Dispute)>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("d.dispute_id = ?", dispute_id.as_str());
    let rows = conditions.rows(conn, DISPUTES, "", Page::first(1), "").await?;
    rows.first()
        .map(|row| Ok((known(row, "statement_id", |text| text.parse().ok())?, read(row)?)))
        .transpose()
}

/// Whose dispute a file is attached to; `None` for any other file.
pub async fn owner_of(conn: &mut AnyConnection, id: &AttachmentId) -> Result<Option<PartnerId>, Fault> {
    let row = sqlx::query(
        "SELECT d.partner_id FROM attachments a JOIN statement_disputes d ON d.dispute_id = a.attached_to
         WHERE a.attachment_id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(|row| known(row, "partner_id", |text| text.parse().ok())).transpose()
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, record: &Record, dispute: &Dispute) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO statement_disputes (dispute_id, statement_id, partner_id, line_id, text, status, raised_by, raised_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(dispute.dispute_id.as_str())
    .bind(record.statement.statement_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(dispute.line.as_ref().map_or("", |line| line.line_id.as_str()))
    .bind(dispute.text.as_str())
    .bind(dispute.status.as_str())
    .bind(dispute.raised_by.as_str())
    .bind(dispute.raised_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what became of one that was open.
pub async fn settle(
    conn: &mut AnyConnection,
    dispute_id: &DisputeId,
    status: DisputeStatus,
    answer: Option<&str>,
    now: Timestamp,
) -> Result<(), Fault> {
    let settled = sqlx::query(
        "UPDATE statement_disputes SET status = $1, answer = $2, answered_at = $3
         WHERE dispute_id = $4 AND status = 'OPEN'",
    )
    .bind(status.as_str())
    .bind(answer)
    .bind(now.seconds())
    .bind(dispute_id.as_str())
    .execute(conn)
    .await?;
    if settled.rows_affected() == 1 { Ok(()) } else { Err(Fault::new("a dispute was settled twice")) }
}

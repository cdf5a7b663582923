//! What partners say about incentives, the vendor's answers, and whose files belong to either.

use crate::{
    attachments,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    ids::{AttachmentId, FeedbackId, IncentiveLineId, PartnerId, UserId},
    incentives::{Feedback, FeedbackQuery, FeedbackStatus},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const SELECT: &str = "SELECT f.*, i.period, i.plan_name FROM incentive_feedbacks f \
     JOIN incentives i ON i.incentive_id = f.incentive_id";

async fn read(conn: &mut AnyConnection, row: &AnyRow) -> Result<Feedback, Fault> {
    let answered_at: Option<i64> = row.try_get("answered_at")?;
    let feedback_id: FeedbackId = known(row, "feedback_id", |text| text.parse().ok())?;
    Ok(Feedback {
        incentive_id: known(row, "incentive_id", |text| text.parse().ok())?,
        period: known(row, "period", |text| text.parse().ok())?,
        plan_name: row.try_get("plan_name")?,
        line_id: known_or_null(row, "line_id", |text| text.parse().ok())?,
        text: row.try_get("text")?,
        attachments: attachments::store::of(conn, feedback_id.as_str()).await?,
        given_by: row.try_get("given_by")?,
        given_at: Timestamp::from_seconds(row.try_get("given_at")?),
        status: known(row, "status", FeedbackStatus::parse)?,
        answer: row.try_get("answer")?,
        answered_at: answered_at.map(Timestamp::from_seconds),
        feedback_id,
    })
}

/// A page of a partner's feedback, newest first, and how much there is.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &FeedbackQuery,
    page: Page,
) -> Result<(Vec<Feedback>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("f.partner_id = ?", partner_id);
    if let Some(status) = query.status {
        conditions.text("f.status = ?", status.as_str());
    }
    if let Some(incentive_id) = &query.incentive_id {
        conditions.text("f.incentive_id = ?", incentive_id.as_str());
    }
    let total = conditions.count(conn, "incentive_feedbacks f").await?;
    let order = "ORDER BY f.given_at DESC, f.feedback_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    let mut feedbacks = Vec::with_capacity(rows.len());
    for row in &rows {
        feedbacks.push(read(conn, row).await?);
    }
    Ok((feedbacks, total))
}

/// Feedback with whose it is and who gave it.
pub struct Given {
    pub partner_id: PartnerId,
    pub given_by: UserId,
    pub feedback: Feedback,
}

/// One, whoever's it is.
pub async fn find_any(conn: &mut AnyConnection, feedback_id: &FeedbackId) -> Result<Option<Given>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("f.feedback_id = ?", feedback_id.as_str());
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(Given {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        given_by: known(row, "given_by_id", |text| text.parse().ok())?,
        feedback: read(conn, row).await?,
    }))
}

/// Adds one.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &str,
    given_by: &UserId,
    feedback: &Feedback,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO incentive_feedbacks (feedback_id, partner_id, incentive_id, line_id, text, given_by, given_by_id,
         given_at, status, answer, answered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(feedback.feedback_id.as_str())
    .bind(partner_id)
    .bind(feedback.incentive_id.as_str())
    .bind(feedback.line_id.as_ref().map(IncentiveLineId::as_str))
    .bind(feedback.text.as_str())
    .bind(feedback.given_by.as_str())
    .bind(given_by.as_str())
    .bind(feedback.given_at.seconds())
    .bind(feedback.status.as_str())
    .bind(feedback.answer.as_deref())
    .bind(feedback.answered_at.map(Timestamp::seconds))
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the vendor's answer.
pub async fn answer(
    conn: &mut AnyConnection,
    feedback_id: &FeedbackId,
    status: FeedbackStatus,
    answer: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE incentive_feedbacks SET status = $1, answer = $2, answered_at = $3 WHERE feedback_id = $4",
    )
    .bind(status.as_str())
    .bind(answer)
    .bind(now.seconds())
    .bind(feedback_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Whose a file is that is attached to feedback, a payout's invoices or a transfer.
pub async fn file_owner(conn: &mut AnyConnection, id: &AttachmentId) -> Result<Option<String>, Fault> {
    let owner = sqlx::query_scalar(
        "SELECT a.partner_id FROM attachments a WHERE a.attachment_id = $1 AND (
         EXISTS (SELECT 1 FROM incentive_feedbacks f WHERE f.feedback_id = a.attached_to)
         OR EXISTS (SELECT 1 FROM payouts p WHERE p.payout_id = a.attached_to)
         OR EXISTS (SELECT 1 FROM incentive_transfers t WHERE t.transfer_id = a.attached_to))",
    )
    .bind(id.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(owner)
}

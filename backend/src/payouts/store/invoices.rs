//! Invoices for payouts.

use crate::{
    attachments,
    problem::Fault,
    store::conditions::{amount, known},
};
use contract::{
    attachments::Attachment,
    ids::AttachmentId,
    invoices::{Invoice, InvoiceDraft, InvoiceKind},
    payout_status::InvoiceStatus,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

use super::Record;

/// The last set that was handed in.
pub async fn of(conn: &mut AnyConnection, record: &Record) -> Result<Vec<Invoice>, Fault> {
    let rows = sqlx::query(
        "SELECT invoice_no, kind, amount, issued_on, attachment_id, status, handed_in_at FROM payout_invoices
         WHERE payout_id = $1 AND round = $2 ORDER BY invoice_no",
    )
    .bind(record.payout_id.as_str())
    .bind(record.invoice_round)
    .fetch_all(&mut *conn)
    .await?;
    let files = attachments::store::of(conn, record.payout_id.as_str()).await?;
    rows.iter()
        .map(|row| {
            let attachment: Option<String> = row.try_get("attachment_id")?;
            let is_file = |file: &&Attachment| attachment.as_deref() == Some(file.attachment_id.as_str());
            Ok(Invoice {
                invoice_no: row.try_get("invoice_no")?,
                invoice_type: known(row, "kind", InvoiceKind::parse)?,
                amount: amount(row, "amount")?,
                issued_on: known(row, "issued_on", |text| text.parse().ok())?,
                attachment: files.iter().find(is_file).cloned(),
                status: known(row, "status", InvoiceStatus::parse)?,
                handed_in_at: Timestamp::from_seconds(row.try_get("handed_in_at")?),
            })
        })
        .collect()
}

/// Adds an invoice of the record's set. Tells whether its number was free: one serves a single payout, and comes again
/// only after it was rejected.
pub async fn add(
    conn: &mut AnyConnection,
    record: &Record,
    invoice: &InvoiceDraft,
    status: InvoiceStatus,
    now: Timestamp,
) -> Result<bool, Fault> {
    let added = sqlx::query(
        "INSERT INTO payout_invoices (partner_id, invoice_no, payout_id, round, kind, amount, issued_on, attachment_id,
         status, handed_in_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (partner_id, invoice_no) DO UPDATE SET round = excluded.round, kind = excluded.kind,
         amount = excluded.amount, issued_on = excluded.issued_on, attachment_id = excluded.attachment_id,
         status = excluded.status, handed_in_at = excluded.handed_in_at
         WHERE payout_invoices.payout_id = excluded.payout_id AND payout_invoices.status = 'REJECTED'",
    )
    .bind(record.partner_id.as_str())
    .bind(invoice.invoice_no.as_str())
    .bind(record.payout_id.as_str())
    .bind(record.invoice_round)
    .bind(invoice.invoice_type.as_str())
    .bind(invoice.amount.minor())
    .bind(invoice.issued_on.to_string())
    .bind(invoice.attachment_id.as_ref().map(AttachmentId::as_str))
    .bind(status.as_str())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Writes what became of the last set.
pub async fn set_status(
    conn: &mut AnyConnection,
    record: &Record,
    status: InvoiceStatus,
) -> Result<(), Fault> {
    sqlx::query("UPDATE payout_invoices SET status = $1 WHERE payout_id = $2 AND round = $3")
        .bind(status.as_str())
        .bind(record.payout_id.as_str())
        .bind(record.invoice_round)
        .execute(conn)
        .await?;
    Ok(())
}

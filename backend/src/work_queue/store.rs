//! All SQL on the queue, and on what completing an item changes at a partner.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    ids::{CustomerId, FilingId, MigrationId, WorkItemId},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind, WorkItemStatus},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const ITEMS: &str = "SELECT w.work_item_id, w.kind, w.partner_id, p.name AS partner_name, w.about_id, w.note, \
     w.status, w.taken_by, w.raised_at, w.handled_at, w.answer, w.version \
     FROM work_items w JOIN partners p ON p.partner_id = w.partner_id";

fn read(row: &AnyRow) -> Result<WorkItem, Fault> {
    let kind = known(row, "kind", WorkItemKind::parse)?;
    let about: String = row.try_get("about_id")?;
    let handled_at: Option<i64> = row.try_get("handled_at")?;
    Ok(WorkItem {
        work_item_id: known(row, "work_item_id", |text| text.parse().ok())?,
        kind,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        customer_id: about.parse().ok().filter(|_| kind.is_raised_by_hand()),
        filing_id: about.parse().ok().filter(|_| kind == WorkItemKind::ReviewFiling),
        migration_id: about.parse().ok().filter(|_| kind == WorkItemKind::MigrateCustomers),
        note: row.try_get("note")?,
        status: known(row, "status", WorkItemStatus::parse)?,
        taken_by: row.try_get("taken_by")?,
        raised_at: Timestamp::from_seconds(row.try_get("raised_at")?),
        handled_at: handled_at.map(Timestamp::from_seconds),
        answer: row.try_get("answer")?,
        version: row.try_get("version")?,
    })
}

/// A page of the queue, open items first, oldest first; and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    status: Option<WorkItemStatus>,
    kind: Option<WorkItemKind>,
    page: Page,
) -> Result<(Vec<WorkItem>, u32), Fault> {
    let mut conditions = Conditions::default();
    if let Some(kind) = kind {
        conditions.text("w.kind = ?", kind.as_str());
    }
    if let Some(status) = status {
        conditions.text("w.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "work_items w").await?;
    Ok((in_order(conn, &conditions, page).await?, total))
}

async fn in_order(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    page: Page,
) -> Result<Vec<WorkItem>, Fault> {
    let order = "ORDER BY w.answered, w.raised_at, w.work_item_id";
    conditions.rows(conn, ITEMS, order, page, "").await?.iter().map(read).collect()
}

/// One item.
pub async fn find(conn: &mut AnyConnection, work_item_id: &WorkItemId) -> Result<Option<WorkItem>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.work_item_id = ?", work_item_id.to_string());
    Ok(in_order(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// The open item of this kind about this object (or about the partner itself, with an empty id).
pub async fn find_open(
    conn: &mut AnyConnection,
    partner_id: &str,
    kind: WorkItemKind,
    about: &str,
) -> Result<Option<WorkItem>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.partner_id = ?", partner_id);
    conditions.text("w.kind = ?", kind.as_str());
    conditions.text("w.about_id = ?", about);
    conditions.fixed("w.answered = 0");
    Ok(in_order(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// The id of what it is about; empty when that is the partner itself.
fn about(item: &WorkItem) -> &str {
    let customer = item.customer_id.as_ref().map(CustomerId::as_str);
    let filing = item.filing_id.as_ref().map(FilingId::as_str);
    let migration = item.migration_id.as_ref().map(MigrationId::as_str);
    customer.or(filing).or(migration).unwrap_or_default()
}

/// Adds an open item.
pub async fn add(conn: &mut AnyConnection, item: &WorkItem) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO work_items (work_item_id, kind, partner_id, about_id, note, status, raised_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(item.work_item_id.as_str())
    .bind(item.kind.as_str())
    .bind(item.partner_id.as_str())
    .bind(about(item))
    .bind(item.note.as_str())
    .bind(item.status.as_str())
    .bind(item.raised_at.seconds())
    .bind(item.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes who works on it, unless somebody wrote since `seen`; tells whether it did.
pub async fn take(
    conn: &mut AnyConnection,
    work_item_id: &WorkItemId,
    by: &str,
    seen: i64,
) -> Result<bool, Fault> {
    let taken = sqlx::query(
        "UPDATE work_items SET taken_by = $1, version = version + 1
         WHERE work_item_id = $2 AND version = $3 AND taken_by IS NULL AND answered = 0",
    )
    .bind(by)
    .bind(work_item_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Writes the answer, unless somebody wrote one since `seen`; tells whether it did.
pub async fn answer(conn: &mut AnyConnection, item: &WorkItem, seen: i64) -> Result<bool, Fault> {
    let answered = sqlx::query(
        "UPDATE work_items SET status = $1, answered = 1, handled_at = $2, answer = $3, version = $4
         WHERE work_item_id = $5 AND version = $6",
    )
    .bind(item.status.as_str())
    .bind(item.handled_at.map(Timestamp::seconds))
    .bind(item.answer.as_deref())
    .bind(item.version)
    .bind(item.work_item_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(answered.rows_affected() == 1)
}

/// Lifts the freeze of a partner's account.
pub async fn unfreeze_partner(conn: &mut AnyConnection, partner_id: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET frozen = 0 WHERE partner_id = $1")
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

//! All SQL on migrations, and on who can be their target.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    associations::AssociationType,
    check::CheckItem,
    customer_migrations::{Migration, MigrationItem, MigrationResult, MigrationStatus},
    ids::{CustomerId, MigrationId, PartnerId},
    permissions::Identity,
    session::Site,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const MIGRATIONS: &str = "SELECT m.migration_id, m.work_item_id, m.partner_id, p.name AS partner_name, \
     m.target_partner_id, t.name AS target_name, m.reason, m.status, m.submitted_at, m.handled_at, m.answer, m.version, \
     (SELECT COUNT(*) FROM customer_migration_items i WHERE i.migration_id = m.migration_id) AS customers, \
     (SELECT COUNT(*) FROM customer_migration_items i WHERE i.migration_id = m.migration_id AND i.result = 'MOVED') AS moved \
     FROM customer_migrations m JOIN partners p ON p.partner_id = m.partner_id \
     JOIN partners t ON t.partner_id = m.target_partner_id";

fn read(row: &AnyRow) -> Result<Migration, Fault> {
    let handled_at: Option<i64> = row.try_get("handled_at")?;
    let count =
        |column: &str| Ok::<_, Fault>(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX));
    Ok(Migration {
        migration_id: known(row, "migration_id", |text| text.parse().ok())?,
        work_item_id: known(row, "work_item_id", |text| text.parse().ok())?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        target_indirect_partner_id: known(row, "target_partner_id", |text| text.parse().ok())?,
        target_name: row.try_get("target_name")?,
        reason: row.try_get("reason")?,
        status: known(row, "status", MigrationStatus::parse)?,
        submitted_at: Timestamp::from_seconds(row.try_get("submitted_at")?),
        handled_at: handled_at.map(Timestamp::from_seconds),
        answer: row.try_get("answer")?,
        items: Vec::new(),
        customer_count: count("customers")?,
        moved_count: count("moved")?,
        version: row.try_get("version")?,
    })
}

/// A page of a partner's requests, newest first, without their customers; and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    status: Option<MigrationStatus>,
    page: Page,
) -> Result<(Vec<Migration>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("m.partner_id = ?", partner_id);
    if let Some(status) = status {
        conditions.text("m.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "customer_migrations m").await?;
    let order = "ORDER BY m.submitted_at DESC, m.migration_id DESC";
    let rows = conditions.rows(conn, MIGRATIONS, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// A request with its customers, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(
    conn: &mut AnyConnection,
    migration_id: &MigrationId,
) -> Result<Option<Migration>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("m.migration_id = ?", migration_id.as_str());
    let rows = conditions.rows(conn, MIGRATIONS, "", Page::first(1), "").await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let mut migration = read(row)?;
    migration.items = items(conn, migration_id).await?;
    Ok(Some(migration))
}

async fn items(conn: &mut AnyConnection, migration_id: &MigrationId) -> Result<Vec<MigrationItem>, Fault> {
    let rows = sqlx::query(
        "SELECT customer_id, customer_name, association_type, result, fail_items FROM customer_migration_items
         WHERE migration_id = $1 ORDER BY customer_id",
    )
    .bind(migration_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let failed: String = row.try_get("fail_items")?;
            Ok(MigrationItem {
                customer_id: known(row, "customer_id", |text| text.parse().ok())?,
                customer_name: row.try_get("customer_name")?,
                association_type: known(row, "association_type", AssociationType::parse)?,
                result: known(row, "result", MigrationResult::parse)?,
                fail_check_items: if failed.is_empty() { Vec::new() } else { serde_json::from_str(&failed)? },
            })
        })
        .collect()
}

/// Whether one of these customers stands in a request that is open.
pub async fn any_waiting(conn: &mut AnyConnection, customer_ids: &[CustomerId]) -> Result<bool, Fault> {
    let mut conditions = Conditions::default();
    conditions.one_of("customer_id", customer_ids.iter().map(ToString::to_string));
    conditions.text("result = ?", MigrationResult::Waiting.as_str());
    Ok(conditions.count(conn, "customer_migration_items").await? > 0)
}

/// Adds a request with its customers.
pub async fn add(conn: &mut AnyConnection, migration: &Migration) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO customer_migrations (migration_id, partner_id, target_partner_id, work_item_id, reason, status,
         submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(migration.migration_id.as_str())
    .bind(migration.partner_id.as_str())
    .bind(migration.target_indirect_partner_id.as_str())
    .bind(migration.work_item_id.as_str())
    .bind(migration.reason.as_str())
    .bind(migration.status.as_str())
    .bind(migration.submitted_at.seconds())
    .execute(&mut *conn)
    .await?;
    for item in &migration.items {
        sqlx::query(
            "INSERT INTO customer_migration_items (migration_id, customer_id, customer_name, association_type, result)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(migration.migration_id.as_str())
        .bind(item.customer_id.as_str())
        .bind(item.customer_name.as_str())
        .bind(item.association_type.as_str())
        .bind(item.result.as_str())
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Writes where a request stands, unless somebody wrote since `seen`; tells whether it did.
pub async fn settle(
    conn: &mut AnyConnection,
    migration_id: &MigrationId,
    status: MigrationStatus,
    answer: Option<(&str, Timestamp)>,
    seen: i64,
) -> Result<bool, Fault> {
    let settled = sqlx::query(
        "UPDATE customer_migrations SET status = $1, answer = $2, handled_at = $3, version = version + 1
         WHERE migration_id = $4 AND version = $5",
    )
    .bind(status.as_str())
    .bind(answer.map(|(answer, _)| answer))
    .bind(answer.map(|(_, at)| at.seconds()))
    .bind(migration_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(settled.rows_affected() == 1)
}

/// Writes what became of a customer.
pub async fn set_result(
    conn: &mut AnyConnection,
    migration_id: &MigrationId,
    customer_id: &CustomerId,
    result: MigrationResult,
    failed: &[CheckItem],
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE customer_migration_items SET result = $1, fail_items = $2
         WHERE migration_id = $3 AND customer_id = $4",
    )
    .bind(result.as_str())
    .bind(serde_json::to_string(failed)?)
    .bind(migration_id.as_str())
    .bind(customer_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Name of a cloud reseller that can take customers of this site over; `None` for anybody else.
pub async fn reseller(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    site: Site,
) -> Result<Option<String>, Fault> {
    let name = sqlx::query_scalar(
        "SELECT name FROM partners WHERE partner_id = $1 AND identity = $2 AND site = $3 AND frozen = 0
         AND delisted = 0",
    )
    .bind(partner_id.as_str())
    .bind(Identity::CloudReseller.as_str())
    .bind(site.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(name)
}

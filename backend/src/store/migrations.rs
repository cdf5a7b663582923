//! The schema's history, built into the program and applied in order, each file once.
//!
//! sqlx's own migrator is not used: over `Any` it needs a lock and a table per engine, and all we need is this list.

use super::{Engine, Store};
use crate::problem::Fault;
use sqlx::Executor;
use std::time::Duration;

/// Version, and text that both engines take. A file that has shipped is never edited; a change is a new file.
const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../migrations/0001_core.sql")),
    (2, include_str!("../../migrations/0002_partner_accounts.sql")),
    (3, include_str!("../../migrations/0003_customers.sql")),
    (4, include_str!("../../migrations/0004_associations.sql")),
    (5, include_str!("../../migrations/0005_accounts.sql")),
    (6, include_str!("../../migrations/0006_work_queue.sql")),
    (7, include_str!("../../migrations/0007_drafts.sql")),
    (8, include_str!("../../migrations/0008_accounts_known.sql")),
    (9, include_str!("../../migrations/0009_filings.sql")),
    (10, include_str!("../../migrations/0010_invitations.sql")),
    (11, include_str!("../../migrations/0011_customer_migrations.sql")),
    (12, include_str!("../../migrations/0012_jobs.sql")),
    (13, include_str!("../../migrations/0013_opportunities.sql")),
    (14, include_str!("../../migrations/0014_attachments.sql")),
    (20, include_str!("../../migrations/0020_lists.sql")),
    (21, include_str!("../../migrations/0021_book.sql")),
    (22, include_str!("../../migrations/0022_opening_balances.sql")),
    (23, include_str!("../../migrations/0023_funds.sql")),
    (24, include_str!("../../migrations/0024_withdrawals.sql")),
    (25, include_str!("../../migrations/0025_incentives.sql")),
    (26, include_str!("../../migrations/0026_payouts.sql")),
    (27, include_str!("../../migrations/0027_incentive_transfers.sql")),
    (28, include_str!("../../migrations/0028_business_info.sql")),
    (30, include_str!("../../migrations/0030_statements.sql")),
    (31, include_str!("../../migrations/0031_bills.sql")),
    (32, include_str!("../../migrations/0032_exports.sql")),
    (40, include_str!("../../migrations/0040_managers_lists.sql")),
    (41, include_str!("../../migrations/0041_members.sql")),
    (42, include_str!("../../migrations/0042_roles.sql")),
    (45, include_str!("../../migrations/0045_notifications.sql")),
    (48, include_str!("../../migrations/0048_marketing_tasks.sql")),
    (49, include_str!("../../migrations/0049_activity_log.sql")),
    (51, include_str!("../../migrations/0051_customer_contacts.sql")),
    (52, include_str!("../../migrations/0052_personnel.sql")),
    (53, include_str!("../../migrations/0053_covers.sql")),
    (62, include_str!("../../migrations/0062_certifications.sql")),
    (63, include_str!("../../migrations/0063_certification_defences.sql")),
    (64, include_str!("../../migrations/0064_capability_badges.sql")),
    (60, include_str!("../../migrations/0060_uploads.sql")),
    (61, include_str!("../../migrations/0061_site_notice.sql")),
    (66, include_str!("../../migrations/0066_delivery_projects.sql")),
    (67, include_str!("../../migrations/0067_delivery_evidences.sql")),
    (70, include_str!("../../migrations/0070_suggestions.sql")),
];

/// What only one engine understands; it may run at every start.
const SQLITE_GUARD: &str = include_str!("../../migrations/sqlite_guard.sql");
const POSTGRES_GUARD: &str = include_str!("../../migrations/postgres_guard.sql");

/// Nodes that start at the same moment: one of them migrates, and the others find it done.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(300);

pub(super) async fn run(store: &Store) -> Result<(), Fault> {
    for _ in 1..TRIES {
        match migrate(store).await {
            Err(_) if store.engine() == Engine::Postgres => tokio::time::sleep(PAUSE).await,
            settled => return settled,
        }
    }
    migrate(store).await
}

async fn migrate(store: &Store) -> Result<(), Fault> {
    let mut tx = store.write().await?;
    tx.execute("CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY NOT NULL)").await?;
    let done: Vec<i64> =
        sqlx::query_scalar("SELECT version FROM schema_migrations").fetch_all(&mut *tx).await?;
    for (version, sql) in MIGRATIONS.iter().filter(|(version, _)| !done.contains(version)) {
        tx.execute(*sql).await?;
        sqlx::query("INSERT INTO schema_migrations (version) VALUES ($1)")
            .bind(version)
            .execute(&mut *tx)
            .await?;
    }
    tx.execute(match store.engine() {
        Engine::Sqlite => SQLITE_GUARD,
        Engine::Postgres => POSTGRES_GUARD,
    })
    .await?;
    tx.commit().await
}

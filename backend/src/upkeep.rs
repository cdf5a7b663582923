//! Throws away what has run out: sessions, stored answers, challenges, codes, counters, imports, jobs that are done, records of
//! files that are long gone, notifications of last year.

use crate::{
    app::App, attachments, exports, filing_imports, jobs, joining, notifications, operations, problem::Fault,
    session, verification,
};
use contract::{
    filing_imports::KEPT_S,
    session::{ABSOLUTE_S, IDLE_S, SIGN_IN_WINDOW_S},
    verification::CODE_LIFETIME_S,
};
use std::time::Duration;

const PAUSE: Duration = Duration::from_mins(10);
const DAY_S: i64 = 86_400;
/// Jobs that are done are kept for whoever asks why something ended.
const JOBS_KEPT_S: i64 = 30 * DAY_S;

/// Cleans up for ever.
pub async fn run(app: App) {
    loop {
        if let Err(fault) = clean(&app).await {
            tracing::error!(what = %fault, "upkeep");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One round.
///
/// # Errors
/// When the database fails.
pub async fn clean(app: &App) -> Result<(), Fault> {
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    session::store::purge_sessions(&mut tx, now.plus_seconds(-IDLE_S), now.plus_seconds(-ABSOLUTE_S)).await?;
    session::store::purge_sign_in_failures(&mut tx, now.plus_seconds(-SIGN_IN_WINDOW_S)).await?;
    operations::purge(&mut tx, now).await?;
    verification::store::purge(&mut tx, now.plus_seconds(-DAY_S - CODE_LIFETIME_S)).await?;
    filing_imports::store::purge(&mut tx, now.plus_seconds(-KEPT_S)).await?;
    joining::store::purge(&mut tx, now.plus_seconds(-DAY_S)).await?;
    jobs::store::purge(&mut tx, now.plus_seconds(-JOBS_KEPT_S)).await?;
    attachments::purge(&mut tx, now).await?;
    exports::purge(&mut tx, now).await?;
    notifications::purge(&mut tx, now).await?;
    tx.commit().await
}

//! All SQL on the log: reading, and nothing else.

use super::detail;
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    activity_log::{Activity, ActivityMember, ActivityPage, ActivityQuery},
    ids::UserId,
    time::{Date, Timestamp},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

pub(super) const ACTIVITIES: &str = "SELECT a.seq, a.at, a.actor, a.address, a.action, a.object, a.result, a.detail, a.request_id, \
     u.name AS actor_name, u.account_name AS actor_account_name \
     FROM audit a LEFT JOIN users u ON u.user_id = a.actor";
pub(super) const NEWEST: &str = "ORDER BY a.seq DESC";

/// A row of [`ACTIVITIES`]. Neither the session nor the hashes leave the backend.
pub(super) fn read(row: &AnyRow) -> Result<Activity, Fault> {
    let actor: String = row.try_get("actor")?;
    let member = if actor.is_empty() {
        None
    } else {
        Some(ActivityMember {
            user_id: known(row, "actor", |text| text.parse().ok())?,
            name: row.try_get::<Option<String>, _>("actor_name")?.unwrap_or_default(),
            account_name: row.try_get::<Option<String>, _>("actor_account_name")?.unwrap_or_default(),
        })
    };
    Ok(Activity {
        seq: row.try_get("seq")?,
        at: Timestamp::from_seconds(row.try_get("at")?),
        member,
        action: row.try_get("action")?,
        object: row.try_get("object")?,
        is_done: row.try_get::<String, _>("result")? == "DONE",
        changes: detail::changes(&row.try_get::<String, _>("detail")?),
        network: row.try_get("address")?,
        request_id: row.try_get("request_id")?,
    })
}

/// The entries that a query asks for. A chain grows in the order of time: days are turned into places in it, so that a look
/// at last year does not walk past this one.
pub(super) async fn conditions(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &ActivityQuery,
) -> Result<Conditions, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("a.chain = ?", partner_id);
    if let Some(member) = &query.member {
        conditions.text("a.actor = ?", member.as_str());
    }
    if let Some(action) = query.action {
        conditions.text("a.action = ?", action.as_str());
    }
    if let Some(day) = query.begin {
        let first = first_since(conn, partner_id, day).await?;
        conditions.number("a.seq >= ?", first.unwrap_or(i64::MAX));
    }
    if let Some(day) = query.end {
        let first_after = first_since(conn, partner_id, day.plus_days(1)).await?;
        conditions.number("a.seq < ?", first_after.unwrap_or(i64::MAX));
    }
    if let Some(before) = query.before {
        conditions.number("a.seq < ?", before);
    }
    Ok(conditions)
}

/// Place of the first entry on or after a day.
async fn first_since(conn: &mut AnyConnection, partner_id: &str, day: Date) -> Result<Option<i64>, Fault> {
    let seq =
        sqlx::query_scalar("SELECT seq FROM audit WHERE chain = $1 AND at >= $2 ORDER BY at, seq LIMIT 1")
            .bind(partner_id)
            .bind(day.china_midnight().seconds())
            .fetch_optional(conn)
            .await?;
    Ok(seq)
}

/// A stretch of the log, newest first.
pub(super) async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &ActivityQuery,
    page: Page,
) -> Result<ActivityPage, Fault> {
    let conditions = conditions(conn, partner_id, query).await?;
    let rows = conditions.rows(conn, ACTIVITIES, NEWEST, page, "").await?;
    let activities: Vec<Activity> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let is_full = activities.len() as u64 == page.end();
    let next_before = match activities.last().map(|activity| activity.seq) {
        Some(seq) if is_full => {
            let mut older = conditions;
            older.number("a.seq < ?", seq);
            let next = older.rows(conn, "SELECT a.seq FROM audit a", NEWEST, Page::first(1), "").await?;
            next.first().map(|_| seq)
        }
        Some(_) | None => None,
    };
    Ok(ActivityPage { activities, next_before })
}

/// How many entries a query asks for.
pub(super) async fn count(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &ActivityQuery,
) -> Result<u32, Fault> {
    conditions(conn, partner_id, query).await?.count(conn, "audit a").await
}

/// The members of a partner.
pub(super) async fn members(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Vec<ActivityMember>, Fault> {
    let rows = sqlx::query(
        "SELECT user_id, name, account_name FROM users WHERE partner_id = $1 ORDER BY account_name, user_id",
    )
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let user_id: UserId = known(row, "user_id", |text| text.parse().ok())?;
            Ok(ActivityMember {
                user_id,
                name: row.try_get("name")?,
                account_name: row.try_get("account_name")?,
            })
        })
        .collect()
}

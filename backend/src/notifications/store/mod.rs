//! Notifications in the database.

pub mod settings;

use crate::{
    outbox::{Message, times},
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    deadlines::DeadlineKind,
    ids::{NotificationId, UserId},
    notifications::{About, MOST_UNREAD, Notification, NotificationQuery, Topic, Words},
    session::Language,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const NOTIFICATIONS: &str = "SELECT notification_id, topic, subject_zh, body_zh, subject_en, body_en, about, about_id, deadline, \
     due_at, done_at, created_at, read_at, archived_at FROM notifications";

/// What a message does not say itself.
pub struct Fresh<'a> {
    pub notification_id: &'a str,
    pub user_id: &'a UserId,
    pub topic: Topic,
    pub listed: bool,
}

/// Adds one.
pub async fn add(
    conn: &mut AnyConnection,
    fresh: &Fresh<'_>,
    message: &Message,
    now: Timestamp,
) -> Result<(), Fault> {
    let about = message.about.as_ref();
    let due = about.and_then(|about| about.due);
    sqlx::query(
        "INSERT INTO notifications (notification_id, user_id, seq, kind, topic, subject_zh, body_zh, subject_en, body_en,
         about, about_id, deadline, due_at, listed, created_at)
         VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM notifications WHERE user_id = $2), $3, $4, $5, $6, $7, $8,
         $9, $10, $11, $12, $13, $14)",
    )
    .bind(fresh.notification_id)
    .bind(fresh.user_id.as_str())
    .bind(message.kind)
    .bind(fresh.topic.as_str())
    .bind(&message.zh.subject)
    .bind(&message.zh.body)
    .bind(&message.en.subject)
    .bind(&message.en.body)
    .bind(about.map(|about| about.page.as_str()))
    .bind(about.and_then(|about| about.id.as_deref()))
    .bind(due.map(|(kind, _)| kind.as_str()))
    .bind(due.map(|(_, end)| end.seconds()))
    .bind(i64::from(fresh.listed))
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// One row, its instants by the reader's clock.
fn read(row: &AnyRow, offset_minutes: i16) -> Result<Notification, Fault> {
    let at =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    let words = |language: Language, subject: &str, body: &str| {
        let text = |column: &str| {
            let raw: String = row.try_get(column)?;
            Ok::<_, Fault>(times::written(&raw, language, offset_minutes))
        };
        Ok::<_, Fault>(Words { subject: text(subject)?, body: text(body)? })
    };
    Ok(Notification {
        notification_id: known(row, "notification_id", |text| text.parse().ok())?,
        topic: known(row, "topic", Topic::parse)?,
        zh: words(Language::ZhCn, "subject_zh", "body_zh")?,
        en: words(Language::EnUs, "subject_en", "body_en")?,
        about: known_or_null(row, "about", About::parse)?,
        about_id: row.try_get("about_id")?,
        required: row.try_get::<Option<String>, _>("deadline")?.is_some(),
        due_at: at("due_at")?,
        done_at: at("done_at")?,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        read_at: at("read_at")?,
        archived_at: at("archived_at")?,
    })
}

/// A page of a user's list, newest first, and how long the list is.
pub async fn page(
    conn: &mut AnyConnection,
    user_id: &UserId,
    query: &NotificationQuery,
    page: Page,
    offset_minutes: i16,
) -> Result<(Vec<Notification>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("user_id = ?", user_id.as_str());
    conditions.fixed("listed = 1");
    conditions.fixed(if query.archived { "archived_at IS NOT NULL" } else { "archived_at IS NULL" });
    if query.unread {
        conditions.fixed("read_at IS NULL");
    }
    match query.required {
        Some(true) => conditions.fixed("deadline IS NOT NULL"),
        Some(false) => conditions.fixed("deadline IS NULL"),
        None => {}
    }
    if let Some(topic) = query.topic {
        conditions.text("topic = ?", topic.as_str());
    }
    let total = conditions.count(conn, "notifications").await?;
    let rows = conditions.rows(conn, NOTIFICATIONS, "ORDER BY seq DESC", page, "").await?;
    Ok((rows.iter().map(|row| read(row, offset_minutes)).collect::<Result<_, _>>()?, total))
}

/// One of a user's.
pub async fn find(
    conn: &mut AnyConnection,
    user_id: &UserId,
    id: &NotificationId,
    offset_minutes: i16,
) -> Result<Option<Notification>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("notification_id = ?", id.as_str());
    conditions.text("user_id = ?", user_id.as_str());
    let rows = conditions.rows(conn, NOTIFICATIONS, "", Page::first(1), "").await?;
    rows.first().map(|row| read(row, offset_minutes)).transpose()
}

/// How many are unread, counted as far as anybody is told.
pub async fn unread(conn: &mut AnyConnection, user_id: &UserId) -> Result<u32, Fault> {
    let unread: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notifications
         WHERE user_id = $1 AND listed = 1 AND read_at IS NULL AND archived_at IS NULL LIMIT $2) AS found",
    )
    .bind(user_id.as_str())
    .bind(i64::from(MOST_UNREAD))
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(unread).unwrap_or(MOST_UNREAD))
}

/// It was read, now or before; tells whether the user has it at all.
pub async fn mark_read(
    conn: &mut AnyConnection,
    user_id: &UserId,
    id: &NotificationId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let marked = sqlx::query(
        "UPDATE notifications SET read_at = COALESCE(read_at, $3) WHERE notification_id = $1 AND user_id = $2",
    )
    .bind(id.as_str())
    .bind(user_id.as_str())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(marked.rows_affected() == 1)
}

/// Everything that stood in the list until then was read; tells how much that was.
pub async fn mark_all_read(
    conn: &mut AnyConnection,
    user_id: &UserId,
    until: Timestamp,
    now: Timestamp,
) -> Result<u64, Fault> {
    let marked = sqlx::query(
        "UPDATE notifications SET read_at = $3
         WHERE user_id = $1 AND listed = 1 AND read_at IS NULL AND archived_at IS NULL AND created_at <= $2",
    )
    .bind(user_id.as_str())
    .bind(until.seconds())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(marked.rows_affected())
}

/// Puts one away, or back. What is put away was read.
pub async fn set_archived(
    conn: &mut AnyConnection,
    user_id: &UserId,
    id: &NotificationId,
    archived_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE notifications SET archived_at = $3, read_at = COALESCE(read_at, $4)
         WHERE notification_id = $1 AND user_id = $2",
    )
    .bind(id.as_str())
    .bind(user_id.as_str())
    .bind(archived_at.map(Timestamp::seconds))
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// See [`super::deadline_is`]. What is done stays done: whoever begins anew is told anew.
pub async fn deadline_is(
    conn: &mut AnyConnection,
    kind: DeadlineKind,
    about_id: &str,
    deadline: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = match deadline {
        Some(_) => {
            "UPDATE notifications SET due_at = $3 WHERE deadline = $1 AND about_id = $2 AND done_at IS NULL"
        }
        None => {
            "UPDATE notifications SET done_at = $3 WHERE deadline = $1 AND about_id = $2 AND done_at IS NULL"
        }
    };
    sqlx::query(sql)
        .bind(kind.as_str())
        .bind(about_id)
        .bind(deadline.unwrap_or(now).seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// When the user asked for the oldest of its last `most` messages of this kind since then; `None` when there are fewer.
pub async fn oldest_of_kind(
    conn: &mut AnyConnection,
    user_id: &UserId,
    kind: &str,
    since: Timestamp,
    most: u32,
) -> Result<Option<Timestamp>, Fault> {
    let times: Vec<i64> = sqlx::query_scalar(
        "SELECT created_at FROM notifications WHERE user_id = $1 AND kind = $2 AND created_at > $3
         ORDER BY seq DESC LIMIT $4",
    )
    .bind(user_id.as_str())
    .bind(kind)
    .bind(since.seconds())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await?;
    let is_full = times.len() >= usize::try_from(most).unwrap_or(usize::MAX);
    Ok(times.last().filter(|_| is_full).map(|at| Timestamp::from_seconds(*at)))
}

/// Deletes what came before then.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM notifications WHERE created_at <= $1")
        .bind(before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

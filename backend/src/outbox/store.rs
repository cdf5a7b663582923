//! The outbox in the database.

mod addresses;

pub use addresses::{Address, addresses};

use super::Outgoing;
use crate::{
    problem::Fault,
    seal::{self, Purpose},
    secret::Pepper,
    session::store::word,
    store::conditions::known_or_null,
};
use contract::{
    demo::{Channel, Message},
    ids::UserId,
    invitations::{Delivery, DeliveryState},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// The next try of a message that was given up: the end of the year 9999.
const NEVER: i64 = 253_402_300_799;

/// As stored.
pub const fn channel_text(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "SMS",
        Channel::Email => "EMAIL",
        Channel::InSite => "IN_SITE",
    }
}

/// A new message, due at once. A secret one is sealed.
pub async fn add(
    conn: &mut AnyConnection,
    pepper: &Pepper,
    message: &Outgoing,
    now: Timestamp,
) -> Result<(), Fault> {
    let written = |text: &str| -> Result<String, Fault> {
        if message.secret {
            seal::seal(pepper, Purpose::Outbox, &[&message.message_id], text)
        } else {
            Ok(text.to_owned())
        }
    };
    sqlx::query(
        "INSERT INTO outbox (message_id, seq, kind, channel, recipient, subject, body, html, sealed, created_at,
         next_attempt_at, user_id, notification_id)
         VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM outbox), $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)",
    )
    .bind(&message.message_id)
    .bind(&message.kind)
    .bind(channel_text(message.channel))
    .bind(&message.recipient)
    .bind(&message.subject)
    .bind(written(&message.body)?)
    .bind(message.html.as_deref().map(written).transpose()?)
    .bind(i64::from(message.secret))
    .bind(now.seconds())
    .bind(message.user_id.as_ref().map(UserId::as_str))
    .bind(message.notification_id.as_deref())
    .execute(conn)
    .await?;
    Ok(())
}

/// Body and HTML of a row, opened where they are sealed. What cannot be opened any more (the key was changed) is empty.
fn written(row: &AnyRow, pepper: &Pepper) -> Result<(String, Option<String>), Fault> {
    let (body, html): (String, Option<String>) = (row.try_get("body")?, row.try_get("html")?);
    if row.try_get::<i64, _>("sealed")? == 0 {
        return Ok((body, html));
    }
    let message_id: String = row.try_get("message_id")?;
    let open = |sealed: String| seal::open(pepper, Purpose::Outbox, &[&message_id], &sealed);
    Ok((open(body).unwrap_or_default(), html.and_then(open)))
}

/// Messages that are due, oldest first.
pub async fn due(
    conn: &mut AnyConnection,
    pepper: &Pepper,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Outgoing>, Fault> {
    let rows = sqlx::query(
        "SELECT * FROM outbox WHERE sent_at IS NULL AND next_attempt_at <= $1
         ORDER BY next_attempt_at, seq LIMIT $2",
    )
    .bind(now.seconds())
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| outgoing(row, pepper)).collect()
}

fn outgoing(row: &AnyRow, pepper: &Pepper) -> Result<Outgoing, Fault> {
    let (body, html) = written(row, pepper)?;
    Ok(Outgoing {
        message_id: row.try_get("message_id")?,
        kind: row.try_get("kind")?,
        channel: word(row, "channel")?,
        recipient: row.try_get("recipient")?,
        subject: row.try_get("subject")?,
        body,
        html,
        secret: row.try_get::<i64, _>("sealed")? != 0,
        attempts: row.try_get("attempts")?,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        user_id: known_or_null(row, "user_id", |text| text.parse().ok())?,
        notification_id: row.try_get("notification_id")?,
    })
}

/// Keeps a message that is due for whoever asks first, until `until`; tells whether that is the caller.
pub async fn claim(
    conn: &mut AnyConnection,
    message_id: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, Fault> {
    let claimed = sqlx::query(
        "UPDATE outbox SET next_attempt_at = $3
         WHERE message_id = $1 AND sent_at IS NULL AND next_attempt_at <= $2",
    )
    .bind(message_id)
    .bind(now.seconds())
    .bind(until.seconds())
    .execute(conn)
    .await?;
    Ok(claimed.rows_affected() == 1)
}

/// It left the house. What it said is forgotten where the body is taken out.
pub async fn mark_sent(
    conn: &mut AnyConnection,
    message_id: &str,
    now: Timestamp,
    keeps_body: bool,
) -> Result<(), Fault> {
    let sql = if keeps_body {
        "UPDATE outbox SET sent_at = $2, attempts = attempts + 1 WHERE message_id = $1"
    } else {
        "UPDATE outbox SET sent_at = $2, attempts = attempts + 1, body = '', html = NULL WHERE message_id = $1"
    };
    sqlx::query(sql).bind(message_id).bind(now.seconds()).execute(conn).await?;
    Ok(())
}

/// The next try.
pub async fn mark_failed(conn: &mut AnyConnection, message_id: &str, next: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $2 WHERE message_id = $1")
        .bind(message_id)
        .bind(next.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// Unless it has left already: it is of no use any more, and nobody needs to read it.
pub async fn give_up(conn: &mut AnyConnection, message_id: &str) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE outbox SET body = '', html = NULL, next_attempt_at = $2
         WHERE message_id = $1 AND sent_at IS NULL",
    )
    .bind(message_id)
    .bind(NEVER)
    .execute(conn)
    .await?;
    Ok(())
}

/// How the delivery of a message stands.
///
/// # Errors
/// When a column holds something else.
pub fn delivery(row: &AnyRow) -> Result<Delivery, Fault> {
    let sent_at: Option<i64> = row.try_get("sent_at")?;
    let attempts = u32::try_from(row.try_get::<i64, _>("attempts")?).unwrap_or(u32::MAX);
    let next: i64 = row.try_get("next_attempt_at")?;
    Ok(Delivery {
        state: match sent_at {
            Some(_) => DeliveryState::Sent,
            None if next >= NEVER => DeliveryState::GivenUp,
            None if attempts == 0 => DeliveryState::Queued,
            None => DeliveryState::Retrying,
        },
        attempts,
        sent_at: sent_at.map(Timestamp::from_seconds),
        next_attempt_at: (sent_at.is_none() && next < NEVER).then_some(Timestamp::from_seconds(next)),
    })
}

/// On which channels a notification was sent to whom, in the order in which that was written.
pub async fn of_notification(
    conn: &mut AnyConnection,
    notification_id: &str,
) -> Result<Vec<(Channel, String, Delivery)>, Fault> {
    let rows = sqlx::query(
        "SELECT channel, recipient, sent_at, attempts, next_attempt_at FROM outbox
         WHERE notification_id = $1 ORDER BY seq",
    )
    .bind(notification_id)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((word(row, "channel")?, row.try_get("recipient")?, delivery(row)?))).collect()
}

/// How the newest message to a user on a channel fares.
pub async fn newest_to(
    conn: &mut AnyConnection,
    user_id: &UserId,
    channel: Channel,
) -> Result<Option<Delivery>, Fault> {
    let row = sqlx::query(
        "SELECT sent_at, attempts, next_attempt_at FROM outbox
         WHERE user_id = $1 AND channel = $2 ORDER BY seq DESC LIMIT 1",
    )
    .bind(user_id.as_str())
    .bind(channel_text(channel))
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(delivery).transpose()
}

/// A page of messages whose recipient contains `part`, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    pepper: &Pepper,
    part: &str,
    offset: u32,
    limit: u32,
) -> Result<(Vec<Message>, u32), Fault> {
    let pattern = format!("%{}%", part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE recipient LIKE $1 ESCAPE '\\'")
        .bind(&pattern)
        .fetch_one(&mut *conn)
        .await?;
    let rows = sqlx::query(
        "SELECT * FROM outbox WHERE recipient LIKE $1 ESCAPE '\\'
         ORDER BY seq DESC LIMIT $2 OFFSET $3",
    )
    .bind(&pattern)
    .bind(i64::from(limit))
    .bind(i64::from(offset))
    .fetch_all(conn)
    .await?;
    let messages: Result<Vec<Message>, Fault> = rows.iter().map(|row| message(row, pepper)).collect();
    Ok((messages?, u32::try_from(total).unwrap_or(u32::MAX)))
}

fn message(row: &AnyRow, pepper: &Pepper) -> Result<Message, Fault> {
    let (body, html) = written(row, pepper)?;
    let sent_at: Option<i64> = row.try_get("sent_at")?;
    let next: i64 = row.try_get("next_attempt_at")?;
    Ok(Message {
        message_id: row.try_get("message_id")?,
        kind: row.try_get("kind")?,
        channel: word(row, "channel")?,
        recipient: row.try_get("recipient")?,
        subject: row.try_get("subject")?,
        body,
        html,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        sent_at: sent_at.map(Timestamp::from_seconds),
        attempts: u32::try_from(row.try_get::<i64, _>("attempts")?).unwrap_or(u32::MAX),
        next_attempt_at: (sent_at.is_none() && next < NEVER).then_some(Timestamp::from_seconds(next)),
    })
}

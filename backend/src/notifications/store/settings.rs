//! How users want to be told, in the database. Who never chose has no row.

use crate::{
    outbox::store::channel_text,
    problem::Fault,
    session::store::word,
    store::conditions::{known, known_or_null},
};
use contract::{
    demo::Channel,
    ids::UserId,
    notification_settings::{CHINA_OFFSET, TopicChannel},
    notifications::Topic,
    session::Language,
};
use sqlx::{AnyConnection, Row};

/// Language, clock, and the version of all settings.
pub struct Stored {
    pub language: Option<Language>,
    pub offset_minutes: i16,
    pub version: i64,
}

/// What a user chose, or what everybody has.
pub async fn find(conn: &mut AnyConnection, user_id: &UserId) -> Result<Stored, Fault> {
    let row =
        sqlx::query("SELECT language, offset_minutes, version FROM message_settings WHERE user_id = $1")
            .bind(user_id.as_str())
            .fetch_optional(conn)
            .await?;
    let Some(row) = row else {
        return Ok(Stored { language: None, offset_minutes: CHINA_OFFSET, version: 0 });
    };
    let minutes: i64 = row.try_get("offset_minutes")?;
    Ok(Stored {
        language: known_or_null(&row, "language", Language::parse)?,
        offset_minutes: i16::try_from(minutes).unwrap_or(CHINA_OFFSET),
        version: row.try_get("version")?,
    })
}

/// Channels of a topic that are switched off.
pub async fn off(conn: &mut AnyConnection, user_id: &UserId, topic: Topic) -> Result<Vec<Channel>, Fault> {
    let rows = sqlx::query("SELECT channel FROM message_channels_off WHERE user_id = $1 AND topic = $2")
        .bind(user_id.as_str())
        .bind(topic.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| word(row, "channel")).collect()
}

/// Everything that is switched off.
pub async fn all_off(conn: &mut AnyConnection, user_id: &UserId) -> Result<Vec<TopicChannel>, Fault> {
    let sql = "SELECT topic, channel FROM message_channels_off WHERE user_id = $1 ORDER BY topic, channel";
    let rows = sqlx::query(sql).bind(user_id.as_str()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(TopicChannel { topic: known(row, "topic", Topic::parse)?, channel: word(row, "channel")? })
        })
        .collect()
}

/// Writes all settings.
pub async fn set(
    conn: &mut AnyConnection,
    user_id: &UserId,
    stored: &Stored,
    off: &[TopicChannel],
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO message_settings (user_id, language, offset_minutes, version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id) DO UPDATE SET language = excluded.language,
         offset_minutes = excluded.offset_minutes, version = excluded.version",
    )
    .bind(user_id.as_str())
    .bind(stored.language.map(Language::as_str))
    .bind(i64::from(stored.offset_minutes))
    .bind(stored.version)
    .execute(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM message_channels_off WHERE user_id = $1")
        .bind(user_id.as_str())
        .execute(&mut *conn)
        .await?;
    for TopicChannel { topic, channel } in off {
        sqlx::query("INSERT INTO message_channels_off (user_id, topic, channel) VALUES ($1, $2, $3)")
            .bind(user_id.as_str())
            .bind(topic.as_str())
            .bind(channel_text(*channel))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

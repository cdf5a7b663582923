//! Challenges, sent codes and failures in the database.

use crate::{
    problem::Fault,
    session::store::{id, word},
};
use contract::{
    ids::{ChallengeId, PartnerId, SessionId, UserId},
    time::Timestamp,
    verification::Operation,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Where a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Its code was used.
    Used,
    /// Too many tries, or tried with another payload.
    Dead,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Used => "USED",
            Self::Dead => "DEAD",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Used, Self::Dead].into_iter().find(|state| state.as_str() == text)
    }
}

/// A row of `challenges`.
#[derive(Clone, Debug)]
pub struct ChallengeRow {
    pub challenge_id: ChallengeId,
    pub user_id: UserId,
    pub session_id: SessionId,
    pub operation: Operation,
    pub subject: String,
    pub payload_hash: String,
    pub idempotency_key: String,
    pub code_mac: Option<String>,
    pub code_sent_at: Option<Timestamp>,
    pub sends: i64,
    pub failures: i64,
    pub state: State,
    pub created_at: Timestamp,
}

fn challenge(row: &AnyRow) -> Result<ChallengeRow, Fault> {
    let state: String = row.try_get("state")?;
    Ok(ChallengeRow {
        challenge_id: id(row, "challenge_id")?,
        user_id: id(row, "user_id")?,
        session_id: id(row, "session_id")?,
        operation: word(row, "operation")?,
        subject: row.try_get("subject")?,
        payload_hash: row.try_get("payload_hash")?,
        idempotency_key: row.try_get("idempotency_key")?,
        code_mac: row.try_get("code_mac")?,
        code_sent_at: row.try_get::<Option<i64>, _>("code_sent_at")?.map(Timestamp::from_seconds),
        sends: row.try_get("sends")?,
        failures: row.try_get("failures")?,
        state: State::parse(&state).ok_or_else(|| Fault::new("a challenge in no known state"))?,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
    })
}

/// How far a user's codes are trusted.
pub struct Trust {
    pub consecutive_failures: i64,
    pub locked_until: Option<Timestamp>,
}

pub async fn trust(conn: &mut AnyConnection, user: &UserId) -> Result<Trust, Fault> {
    let row = sqlx::query("SELECT code_failures, codes_locked_until FROM users WHERE user_id = $1")
        .bind(user.as_str())
        .fetch_one(conn)
        .await?;
    Ok(Trust {
        consecutive_failures: row.try_get("code_failures")?,
        locked_until: row.try_get::<Option<i64>, _>("codes_locked_until")?.map(Timestamp::from_seconds),
    })
}

/// The open challenge that is bound to the same change as `wanted`.
pub async fn open_like(
    conn: &mut AnyConnection,
    wanted: &ChallengeRow,
) -> Result<Option<ChallengeRow>, Fault> {
    let row = sqlx::query(
        "SELECT * FROM challenges WHERE user_id = $1 AND idempotency_key = $2 AND payload_hash = $3
         AND session_id = $4 AND operation = $5 AND state = 'OPEN'",
    )
    .bind(wanted.user_id.as_str())
    .bind(&wanted.idempotency_key)
    .bind(&wanted.payload_hash)
    .bind(wanted.session_id.as_str())
    .bind(wanted.operation.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(challenge).transpose()
}

/// A challenge of this user.
pub async fn find(
    conn: &mut AnyConnection,
    user: &UserId,
    id: &ChallengeId,
) -> Result<Option<ChallengeRow>, Fault> {
    let row = sqlx::query("SELECT * FROM challenges WHERE challenge_id = $1 AND user_id = $2")
        .bind(id.as_str())
        .bind(user.as_str())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(challenge).transpose()
}

pub async fn add(conn: &mut AnyConnection, row: &ChallengeRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO challenges (challenge_id, user_id, session_id, operation, subject, payload_hash,
                                 idempotency_key, state, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.challenge_id.as_str())
    .bind(row.user_id.as_str())
    .bind(row.session_id.as_str())
    .bind(row.operation.as_str())
    .bind(&row.subject)
    .bind(&row.payload_hash)
    .bind(&row.idempotency_key)
    .bind(row.state.as_str())
    .bind(row.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn set_state(conn: &mut AnyConnection, id: &ChallengeId, state: State) -> Result<(), Fault> {
    sqlx::query("UPDATE challenges SET state = $2 WHERE challenge_id = $1")
        .bind(id.as_str())
        .bind(state.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn count_try(conn: &mut AnyConnection, id: &ChallengeId) -> Result<(), Fault> {
    sqlx::query("UPDATE challenges SET failures = failures + 1 WHERE challenge_id = $1")
        .bind(id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// A new code takes the place of the old one.
pub async fn set_code(
    conn: &mut AnyConnection,
    row: &ChallengeRow,
    mac: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE challenges SET code_mac = $2, code_sent_at = $3, sends = sends + 1 WHERE challenge_id = $1",
    )
    .bind(row.challenge_id.as_str())
    .bind(mac)
    .bind(now.seconds())
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO code_sends (user_id, sent_at) VALUES ($1, $2)")
        .bind(row.user_id.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// When codes were sent to this user since `since`, oldest first.
pub async fn sends_since(
    conn: &mut AnyConnection,
    user: &UserId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, Fault> {
    let times: Vec<i64> = sqlx::query_scalar(
        "SELECT sent_at FROM code_sends WHERE user_id = $1 AND sent_at > $2 ORDER BY sent_at",
    )
    .bind(user.as_str())
    .bind(since.seconds())
    .fetch_all(conn)
    .await?;
    Ok(times.into_iter().map(Timestamp::from_seconds).collect())
}

/// One more wrong code of this user.
pub async fn distrust(conn: &mut AnyConnection, user: &UserId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET code_failures = code_failures + 1 WHERE user_id = $1")
        .bind(user.as_str())
        .execute(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO code_failures (user_id, failed_at) VALUES ($1, $2)")
        .bind(user.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn failures_since(conn: &mut AnyConnection, user: &UserId, since: Timestamp) -> Result<i64, Fault> {
    let count =
        sqlx::query_scalar("SELECT COUNT(*) FROM code_failures WHERE user_id = $1 AND failed_at > $2")
            .bind(user.as_str())
            .bind(since.seconds())
            .fetch_one(conn)
            .await?;
    Ok(count)
}

pub async fn lock(conn: &mut AnyConnection, user: &UserId, until: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET codes_locked_until = $2 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(until.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// A right code forgives all wrong ones before it.
pub async fn trust_again(conn: &mut AnyConnection, user: &UserId) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET code_failures = 0 WHERE user_id = $1")
        .bind(user.as_str())
        .execute(&mut *conn)
        .await?;
    sqlx::query("DELETE FROM code_failures WHERE user_id = $1").bind(user.as_str()).execute(conn).await?;
    Ok(())
}

pub async fn set_enabled(conn: &mut AnyConnection, partner: &PartnerId, enabled: bool) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET verification_enabled = $2 WHERE partner_id = $1")
        .bind(partner.as_str())
        .bind(i64::from(enabled))
        .execute(conn)
        .await?;
    Ok(())
}

/// Throws away challenges and sends from before `before`, and failures that no lock counts any more.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM challenges WHERE created_at <= $1",
        "DELETE FROM code_sends WHERE sent_at <= $1",
        "DELETE FROM code_failures WHERE failed_at <= $1",
    ] {
        sqlx::query(sql).bind(before.seconds()).execute(&mut *conn).await?;
    }
    Ok(())
}

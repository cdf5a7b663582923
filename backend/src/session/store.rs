//! Users, roles and sessions in the database.

use super::principal::{CustomerUser, Kind, Member, OperatorUser, SignedIn};
use crate::problem::Fault;
use contract::{
    ids::{CustomerId, PartnerId, SessionId, UserId},
    permissions::{Identity, Role},
    session::{Contact, Language, Site},
    time::Timestamp,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A row of `sessions`.
#[derive(Clone, Debug)]
pub struct SessionRow {
    pub session_id: SessionId,
    pub user_id: UserId,
    pub secret_hash: String,
    pub previous_hash: Option<String>,
    pub previous_until: Option<Timestamp>,
    pub started_at: Timestamp,
    pub renewed_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub device: String,
}

fn session_row(row: &AnyRow) -> Result<SessionRow, Fault> {
    Ok(SessionRow {
        session_id: id(row, "session_id")?,
        user_id: id(row, "user_id")?,
        secret_hash: row.try_get("secret_hash")?,
        previous_hash: row.try_get("previous_hash")?,
        previous_until: row.try_get::<Option<i64>, _>("previous_until")?.map(Timestamp::from_seconds),
        started_at: Timestamp::from_seconds(row.try_get("started_at")?),
        renewed_at: Timestamp::from_seconds(row.try_get("renewed_at")?),
        last_seen_at: Timestamp::from_seconds(row.try_get("last_seen_at")?),
        device: row.try_get("device")?,
    })
}

/// An id of the contract out of a text column.
///
/// # Errors
/// When the column holds no id.
pub fn id<T: std::str::FromStr>(row: &AnyRow, column: &str) -> Result<T, Fault> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|_| Fault::new(format!("{column} holds no id")))
}

/// A value that is stored as the contract sends it.
///
/// # Errors
/// When the text is none of the contract's.
pub fn word<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T, Fault> {
    let text: String = row.try_get(column)?;
    serde_json::from_value(Value::String(text))
        .map_err(|_| Fault::new(format!("{column} holds an unknown word")))
}

/// The session with this secret, current or previous.
pub async fn session_by_hash(conn: &mut AnyConnection, hash: &str) -> Result<Option<SessionRow>, Fault> {
    let row = sqlx::query("SELECT * FROM sessions WHERE secret_hash = $1 OR previous_hash = $1")
        .bind(hash)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(session_row).transpose()
}

pub async fn session(conn: &mut AnyConnection, id: &SessionId) -> Result<Option<SessionRow>, Fault> {
    let row = sqlx::query("SELECT * FROM sessions WHERE session_id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(session_row).transpose()
}

/// All sessions of a user, newest first.
pub async fn sessions_of(conn: &mut AnyConnection, user: &UserId) -> Result<Vec<SessionRow>, Fault> {
    let rows =
        sqlx::query("SELECT * FROM sessions WHERE user_id = $1 ORDER BY started_at DESC, session_id DESC")
            .bind(user.as_str())
            .fetch_all(conn)
            .await?;
    rows.iter().map(session_row).collect()
}

/// A new session; beyond `most` the user's oldest ones end.
pub async fn begin_session(conn: &mut AnyConnection, session: &SessionRow, most: usize) -> Result<(), Fault> {
    for old in sessions_of(conn, &session.user_id).await?.iter().skip(most.saturating_sub(1)) {
        end_session(conn, &old.session_id).await?;
    }
    sqlx::query(
        "INSERT INTO sessions (session_id, user_id, secret_hash, started_at, renewed_at, last_seen_at, device)
         VALUES ($1, $2, $3, $4, $4, $4, $5)",
    )
    .bind(session.session_id.as_str())
    .bind(session.user_id.as_str())
    .bind(&session.secret_hash)
    .bind(session.started_at.seconds())
    .bind(&session.device)
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn end_session(conn: &mut AnyConnection, id: &SessionId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE session_id = $1").bind(id.as_str()).execute(conn).await?;
    Ok(())
}

pub async fn end_sessions_of(conn: &mut AnyConnection, user: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE user_id = $1").bind(user.as_str()).execute(conn).await?;
    Ok(())
}

pub async fn touch_session(conn: &mut AnyConnection, id: &SessionId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE session_id = $1")
        .bind(id.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn renew_session(
    conn: &mut AnyConnection,
    id: &SessionId,
    hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE sessions SET previous_hash = secret_hash, previous_until = NULL, secret_hash = $2, renewed_at = $3
         WHERE session_id = $1",
    )
    .bind(id.as_str())
    .bind(hash)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// From `until` on the previous secret is worth nothing.
pub async fn retire_previous(
    conn: &mut AnyConnection,
    id: &SessionId,
    until: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET previous_until = $2 WHERE session_id = $1")
        .bind(id.as_str())
        .bind(until.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// Puts `hash` back as the current secret, in place of one that never arrived.
pub async fn forget_unseen(conn: &mut AnyConnection, id: &SessionId, hash: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET secret_hash = $2, previous_hash = NULL WHERE session_id = $1")
        .bind(id.as_str())
        .bind(hash)
        .execute(conn)
        .await?;
    Ok(())
}

/// Sessions that ended by themselves.
pub async fn purge_sessions(
    conn: &mut AnyConnection,
    seen_before: Timestamp,
    started_before: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE last_seen_at <= $1 OR started_at <= $2")
        .bind(seen_before.seconds())
        .bind(started_before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// The user with everything that decides what it may do; `None` when it is disabled or gone.
pub async fn signed_in(
    conn: &mut AnyConnection,
    user: &UserId,
    session: &SessionId,
) -> Result<Option<SignedIn>, Fault> {
    let row = sqlx::query(
        "SELECT u.user_id, u.kind, u.customer_id, u.account_name, u.name, u.language, u.phone, u.email,
                p.partner_id, p.name AS partner_name, p.identity, p.site, p.verification_enabled
         FROM users u LEFT JOIN partners p ON p.partner_id = u.partner_id
         WHERE u.user_id = $1 AND u.disabled = 0",
    )
    .bind(user.as_str())
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let user_id: UserId = id(&row, "user_id")?;
    let name: String = row.try_get("name")?;
    let kind = match row.try_get::<String, _>("kind")?.as_str() {
        "MEMBER" => Kind::Member(Member {
            partner_id: id(&row, "partner_id")?,
            partner_name: row.try_get("partner_name")?,
            identity: word::<Identity>(&row, "identity")?,
            site: word::<Site>(&row, "site")?,
            roles: roles(conn, &user_id).await?,
            verification_enabled: row.try_get::<i64, _>("verification_enabled")? != 0,
            user_id: user_id.clone(),
            name: name.clone(),
        }),
        "CUSTOMER" => Kind::Customer(CustomerUser {
            customer_id: id(&row, "customer_id")?,
            user_id: user_id.clone(),
            name: name.clone(),
        }),
        _ => Kind::Operator(OperatorUser { user_id: user_id.clone(), name: name.clone() }),
    };
    Ok(Some(SignedIn {
        user_id,
        name,
        account_name: row.try_get("account_name")?,
        language: word(&row, "language")?,
        phone: row.try_get("phone")?,
        email: row.try_get("email")?,
        session_id: session.clone(),
        kind,
    }))
}

async fn roles(conn: &mut AnyConnection, user: &UserId) -> Result<Vec<Role>, Fault> {
    let names: Vec<String> =
        sqlx::query_scalar("SELECT role FROM user_roles WHERE user_id = $1 ORDER BY role")
            .bind(user.as_str())
            .fetch_all(conn)
            .await?;
    Ok(names.iter().filter_map(|name| Role::parse(name)).collect())
}

/// Id and password hash of an account that may sign in.
pub async fn password_of(
    conn: &mut AnyConnection,
    account_name: &str,
) -> Result<Option<(UserId, String)>, Fault> {
    let row =
        sqlx::query("SELECT user_id, password_hash FROM users WHERE account_name = $1 AND disabled = 0")
            .bind(account_name)
            .fetch_optional(conn)
            .await?;
    row.map(|row| Ok((id(&row, "user_id")?, row.try_get("password_hash")?))).transpose()
}

/// The vendor's manager of a partner.
pub async fn ecosystem_manager(conn: &mut AnyConnection, partner: &PartnerId) -> Result<Contact, Fault> {
    let row = sqlx::query(
        "SELECT ecosystem_manager_name, ecosystem_manager_phone, ecosystem_manager_email
         FROM partners WHERE partner_id = $1",
    )
    .bind(partner.as_str())
    .fetch_one(conn)
    .await?;
    Ok(Contact {
        name: row.try_get("ecosystem_manager_name")?,
        phone: row.try_get("ecosystem_manager_phone")?,
        email: row.try_get("ecosystem_manager_email")?,
    })
}

/// The administrators of a partner: id and display name.
pub async fn administrators(
    conn: &mut AnyConnection,
    partner: &PartnerId,
) -> Result<Vec<(UserId, String)>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, u.name FROM users u JOIN user_roles r ON r.user_id = u.user_id
         WHERE u.partner_id = $1 AND u.disabled = 0 AND r.role = 'ADMINISTRATOR' ORDER BY u.user_id",
    )
    .bind(partner.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((id(row, "user_id")?, row.try_get("name")?))).collect()
}

/// The user of a customer's account.
pub async fn user_of_customer(
    conn: &mut AnyConnection,
    customer: &CustomerId,
) -> Result<Option<UserId>, Fault> {
    let row = sqlx::query("SELECT user_id FROM users WHERE customer_id = $1")
        .bind(customer.as_str())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(|row| id(row, "user_id")).transpose()
}

pub async fn set_language(conn: &mut AnyConnection, user: &UserId, language: Language) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET language = $2 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(language.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Wrong passwords since `since`: of this account from this network, and of this account from anywhere.
pub async fn sign_in_failures(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    since: Timestamp,
) -> Result<(Vec<Timestamp>, Vec<Timestamp>), Fault> {
    let rows = sqlx::query(
        "SELECT address, failed_at FROM sign_in_failures WHERE account_name = $1 AND failed_at > $2
         ORDER BY failed_at",
    )
    .bind(account_name)
    .bind(since.seconds())
    .fetch_all(conn)
    .await?;
    let (mut here, mut anywhere) = (Vec::new(), Vec::new());
    for row in rows {
        let at = Timestamp::from_seconds(row.try_get("failed_at")?);
        anywhere.push(at);
        if row.try_get::<String, _>("address")? == network {
            here.push(at);
        }
    }
    Ok((here, anywhere))
}

pub async fn count_sign_in_failure(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("INSERT INTO sign_in_failures (account_name, address, failed_at) VALUES ($1, $2, $3)")
        .bind(account_name)
        .bind(network)
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// A right password forgives the wrong ones before it, on this network only: a stranger's tries stay counted.
pub async fn forgive_sign_in_failures(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sign_in_failures WHERE account_name = $1 AND address = $2")
        .bind(account_name)
        .bind(network)
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn purge_sign_in_failures(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sign_in_failures WHERE failed_at <= $1")
        .bind(before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

//! Users and roles in the database; sessions and wrong passwords are in files of their own.

mod failures;
mod preferences;
mod roles;
mod sessions;

pub use failures::{
    count_sign_in_failure, forgive_sign_in_failures, purge_sign_in_failures, sign_in_failures,
};
pub use preferences::{set_hide_intl_site_notice, set_language, site_notice};
pub use roles::{gives, read_permissions, write_permissions};
pub use sessions::{
    SessionRow, begin_session, end_other_sessions, end_session, end_sessions_of, forget_unseen,
    purge_sessions, renew_session, retire_previous, sessions_of, touch_session,
};

use super::principal::{CustomerUser, Kind, Member, OperatorUser, SignedIn};
use crate::problem::Fault;
use contract::{
    ids::{CustomerId, PartnerId, SessionId, UserId},
    opportunity_desk::ReviewerRole,
    permissions::{Identity, Permission, Restriction},
    session::{Contact, Site},
    time::Timestamp,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{AnyConnection, Row, any::AnyRow};

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

macro_rules! user {
    () => {
        "u.kind, u.customer_id, u.account_name, u.name, u.language, u.phone, u.email, u.reviewer_role, \
         p.partner_id, p.name AS partner_name, p.identity, p.site, p.verification_enabled, p.channel_only, p.baseline_solutions, \
         d.delisted AS distributor_delisted, u.initial_password_until, r.role, cr.name AS custom_name, \
         cr.permissions AS custom_permissions FROM "
    };
}

macro_rules! joins {
    () => {
        " LEFT JOIN partners p ON p.partner_id = u.partner_id \
         LEFT JOIN partners d ON d.partner_id = p.distributor_id \
         LEFT JOIN user_roles r ON r.user_id = u.user_id \
         LEFT JOIN custom_roles cr ON cr.role_id = r.role "
    };
}

macro_rules! sessions {
    ($which:literal) => {
        concat!(
            "SELECT s.*, ",
            user!(),
            "sessions s JOIN users u ON u.user_id = s.user_id AND u.disabled = 0",
            joins!(),
            "WHERE ",
            $which,
            " ORDER BY r.role"
        )
    };
}

/// The session with this secret, current or previous, and its user; `None` also when the user is disabled. One
/// statement, because every call begins with it.
pub async fn by_secret(
    conn: &mut AnyConnection,
    hash: &str,
) -> Result<Option<(SessionRow, SignedIn)>, Fault> {
    let rows = sqlx::query(sessions!("s.secret_hash = $1 OR s.previous_hash = $1")).bind(hash);
    live(&rows.fetch_all(conn).await?)
}

/// The same by the session's id.
pub async fn by_session(
    conn: &mut AnyConnection,
    id: &SessionId,
) -> Result<Option<(SessionRow, SignedIn)>, Fault> {
    let rows = sqlx::query(sessions!("s.session_id = $1")).bind(id.as_str());
    live(&rows.fetch_all(conn).await?)
}

fn live(rows: &[AnyRow]) -> Result<Option<(SessionRow, SignedIn)>, Fault> {
    let Some(row) = rows.first() else { return Ok(None) };
    let session = sessions::session_row(row)?;
    let user = SignedIn {
        user_id: session.user_id.clone(),
        name: row.try_get("name")?,
        account_name: row.try_get("account_name")?,
        language: word(row, "language")?,
        phone: row.try_get("phone")?,
        email: row.try_get("email")?,
        session_id: session.session_id.clone(),
        must_change_password: row.try_get::<Option<i64>, _>("initial_password_until")?.is_some(),
        kind: kind(&session.user_id, row, rows)?,
    };
    Ok(Some((session, user)))
}

/// A member as it would be if it were signed in; `None` for anybody else.
pub async fn member(conn: &mut AnyConnection, user: &UserId) -> Result<Option<Member>, Fault> {
    let sql = concat!(
        "SELECT ",
        user!(),
        "users u",
        joins!(),
        "WHERE u.user_id = $1 AND u.disabled = 0 ORDER BY r.role"
    );
    let rows = sqlx::query(sql).bind(user.as_str()).fetch_all(conn).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    match kind(user, row, &rows)? {
        Kind::Member(member) => Ok(Some(member)),
        Kind::Customer(_) | Kind::Operator(_) => Ok(None),
    }
}

/// `rows` are the user's, one for each role.
fn kind(user: &UserId, row: &AnyRow, rows: &[AnyRow]) -> Result<Kind, Fault> {
    let (user_id, name) = (user.clone(), row.try_get("name")?);
    Ok(match row.try_get::<String, _>("kind")?.as_str() {
        "MEMBER" => Kind::Member(Member {
            partner_id: id(row, "partner_id")?,
            partner_name: row.try_get("partner_name")?,
            identity: word::<Identity>(row, "identity")?,
            site: word::<Site>(row, "site")?,
            roles: roles::roles(rows)?,
            custom_roles: roles::custom_roles(rows)?,
            restrictions: restrictions(row)?,
            verification_enabled: row.try_get::<i64, _>("verification_enabled")? != 0,
            user_id,
            name,
        }),
        "CUSTOMER" => Kind::Customer(CustomerUser { customer_id: id(row, "customer_id")?, user_id, name }),
        _ => {
            let role: Option<String> = row.try_get("reviewer_role")?;
            Kind::Operator(OperatorUser {
                user_id,
                name,
                reviewer_role: role.as_deref().and_then(ReviewerRole::parse),
            })
        }
    })
}

fn restrictions(row: &AnyRow) -> Result<Vec<Restriction>, Fault> {
    let holds = |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.unwrap_or(0) != 0);
    let known = [
        (holds("channel_only")?, Restriction::ChannelOnly),
        (holds("distributor_delisted")?, Restriction::DistributorDelisted),
        (!holds("baseline_solutions")?, Restriction::NoBaselineSolutions),
    ];
    Ok(known.into_iter().filter(|(holds, _)| *holds).map(|(_, restriction)| restriction).collect())
}

/// Id and password hash of an account that may sign in at this time.
pub async fn password_of(
    conn: &mut AnyConnection,
    account_name: &str,
    now: Timestamp,
) -> Result<Option<(UserId, String)>, Fault> {
    let row = sqlx::query(
        "SELECT user_id, password_hash FROM users WHERE account_name = $1 AND disabled = 0
         AND (initial_password_until IS NULL OR initial_password_until > $2)",
    )
    .bind(account_name)
    .bind(now.seconds())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((id(&row, "user_id")?, row.try_get("password_hash")?))).transpose()
}

/// The password hash of a user.
pub async fn password_hash(conn: &mut AnyConnection, user: &UserId) -> Result<String, Fault> {
    let hash = sqlx::query_scalar("SELECT password_hash FROM users WHERE user_id = $1");
    Ok(hash.bind(user.as_str()).fetch_one(conn).await?)
}

/// Another password; `initial_until` when it is one that an administrator chose.
pub async fn set_password(
    conn: &mut AnyConnection,
    user: &UserId,
    hash: &str,
    initial_until: Option<Timestamp>,
) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET password_hash = $2, initial_password_until = $3 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(hash)
        .bind(initial_until.map(Timestamp::seconds))
        .execute(conn)
        .await?;
    Ok(())
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

/// Members whose roles give a permission.
pub async fn holders(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    permission: Permission,
) -> Result<Vec<UserId>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, r.role, cr.permissions AS custom_permissions FROM users u
         JOIN user_roles r ON r.user_id = u.user_id LEFT JOIN custom_roles cr ON cr.role_id = r.role
         WHERE u.partner_id = $1 AND u.disabled = 0 ORDER BY u.user_id, r.role",
    )
    .bind(partner.as_str())
    .fetch_all(conn)
    .await?;
    let mut found: Vec<UserId> = Vec::new();
    for row in &rows {
        let user_id = id(row, "user_id")?;
        if gives(row, permission)? && !found.contains(&user_id) {
            found.push(user_id);
        }
    }
    Ok(found)
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

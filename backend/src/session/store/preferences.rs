//! What a user prefers.

use crate::problem::Fault;
use contract::{
    ids::UserId,
    session::{Language, Site},
};
use sqlx::{AnyConnection, Row};

/// Keeps the language of a user.
pub async fn set_language(conn: &mut AnyConnection, user: &UserId, language: Language) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET language = $2 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(language.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether this user has said that the notice of the international site is enough, and, of a customer's user, where the
/// account was opened.
pub async fn site_notice(conn: &mut AnyConnection, user: &UserId) -> Result<(bool, Site), Fault> {
    let row = sqlx::query(
        "SELECT u.hide_intl_site_notice, s.site FROM users u
         LEFT JOIN account_standing s ON s.customer_id = u.customer_id WHERE u.user_id = $1",
    )
    .bind(user.as_str())
    .fetch_one(conn)
    .await?;
    let site: Option<String> = row.try_get("site")?;
    let site = site.as_deref().and_then(Site::parse).unwrap_or_default();
    Ok((row.try_get::<i64, _>("hide_intl_site_notice")? != 0, site))
}

/// Notes whether this user wants to see the notice of the international site.
pub async fn set_hide_intl_site_notice(
    conn: &mut AnyConnection,
    user: &UserId,
    hide: bool,
) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET hide_intl_site_notice = $2 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(i64::from(hide))
        .execute(conn)
        .await?;
    Ok(())
}

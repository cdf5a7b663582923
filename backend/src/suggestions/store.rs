//! All SQL on suggestions.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    ids::{PartnerId, SuggestionId, UserId},
    suggestions::{PagePattern, Suggestion, SuggestionContact, SuggestionKind, SuggestionStatus},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const SELECT: &str = "SELECT s.* FROM suggestions s";

/// A suggestion with whose it is.
pub struct Stored {
    pub partner_id: PartnerId,
    pub user_id: UserId,
    pub suggestion: Suggestion,
}

fn read(row: &AnyRow) -> Result<Stored, Fault> {
    let answered_at: Option<i64> = row.try_get("answered_at")?;
    Ok(Stored {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        suggestion: Suggestion {
            suggestion_id: known(row, "suggestion_id", |text| text.parse().ok())?,
            kind: known(row, "kind", SuggestionKind::parse)?,
            page: known_or_null(row, "page", |text| PagePattern::try_from(text.to_owned()).ok())?,
            text: row.try_get("text")?,
            may_contact: row.try_get::<i64, _>("may_contact")? != 0,
            status: known(row, "status", SuggestionStatus::parse)?,
            submitted_at: Timestamp::from_seconds(row.try_get("submitted_at")?),
            answer: row.try_get("answer")?,
            answered_at: answered_at.map(Timestamp::from_seconds),
        },
    })
}

fn own(partner_id: &PartnerId, user_id: &UserId) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("s.partner_id = ?", partner_id.as_str());
    conditions.text("s.user_id = ?", user_id.as_str());
    conditions
}

/// A page of a member's suggestions, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    user_id: &UserId,
    status: Option<SuggestionStatus>,
    page: Page,
) -> Result<(Vec<Suggestion>, u32), Fault> {
    let mut conditions = own(partner_id, user_id);
    if let Some(status) = status {
        conditions.text("s.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "suggestions s").await?;
    let order = "ORDER BY s.submitted_at DESC, s.suggestion_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    let read = rows.iter().map(|row| Ok(read(row)?.suggestion));
    Ok((read.collect::<Result<_, Fault>>()?, total))
}

/// How many a member has made since then.
pub async fn made_since(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    user_id: &UserId,
    since: Timestamp,
) -> Result<u32, Fault> {
    let mut conditions = own(partner_id, user_id);
    conditions.number("s.submitted_at >= ?", since.seconds());
    conditions.count(conn, "suggestions s").await
}

/// One, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(
    conn: &mut AnyConnection,
    suggestion_id: &SuggestionId,
) -> Result<Option<Stored>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.suggestion_id = ?", suggestion_id.as_str());
    conditions.rows(conn, SELECT, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// Name and address of an author.
pub async fn author(conn: &mut AnyConnection, user_id: &UserId) -> Result<Option<SuggestionContact>, Fault> {
    let row = sqlx::query("SELECT name, email FROM users WHERE user_id = $1")
        .bind(user_id.as_str())
        .fetch_optional(conn)
        .await?;
    let contact =
        |row: &AnyRow| Ok(SuggestionContact { name: row.try_get("name")?, email: row.try_get("email")? });
    row.as_ref().map(contact).transpose()
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, stored: &Stored) -> Result<(), Fault> {
    let suggestion = &stored.suggestion;
    sqlx::query(
        "INSERT INTO suggestions (suggestion_id, partner_id, user_id, kind, page, text, may_contact, status, submitted_at,
         answer, answered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(suggestion.suggestion_id.as_str())
    .bind(stored.partner_id.as_str())
    .bind(stored.user_id.as_str())
    .bind(suggestion.kind.as_str())
    .bind(suggestion.page.as_ref().map(PagePattern::as_str))
    .bind(suggestion.text.as_str())
    .bind(i64::from(suggestion.may_contact))
    .bind(suggestion.status.as_str())
    .bind(suggestion.submitted_at.seconds())
    .bind(suggestion.answer.as_deref())
    .bind(suggestion.answered_at.map(Timestamp::seconds))
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the vendor's answer.
pub async fn answer(
    conn: &mut AnyConnection,
    suggestion_id: &SuggestionId,
    status: SuggestionStatus,
    answer: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE suggestions SET status = $1, answer = $2, answered_at = $3 WHERE suggestion_id = $4")
        .bind(status.as_str())
        .bind(answer)
        .bind(now.seconds())
        .bind(suggestion_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

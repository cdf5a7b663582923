//! All SQL on project specialists.

use crate::{
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    ids::{PartnerId, PersonnelId, UserId},
    personnel::{InvitedBy, Personnel, PersonnelQuery, PersonnelStatus},
    session::{Language, Site},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A specialist with what is not shown. Not `Debug`: it holds personal data.
#[derive(Clone)]
pub struct PersonnelRow {
    pub partner_id: PartnerId,
    pub partner_name: String,
    /// Of messages to somebody without an account: that of the partner's site.
    pub language: Language,
    /// In full.
    pub contact: String,
    pub inviter_user_id: UserId,
    /// As it is shown, with the state that the clock says.
    pub shown: Personnel,
}

const SELECT: &str = "SELECT s.personnel_id, s.partner_id, p.name AS partner_name, p.site, s.invited_by_way, s.contact, \
     s.name, s.remark, s.status, s.inviter_user_id, u.name AS inviter, s.invited_at, s.expire_at, s.accepted_at, \
     s.decided_at, s.answer, s.version \
     FROM personnel s JOIN partners p ON p.partner_id = s.partner_id JOIN users u ON u.user_id = s.inviter_user_id";

fn masked(by: InvitedBy, contact: &str) -> String {
    match by {
        InvitedBy::Phone => masking::telephone(contact),
        InvitedBy::Email => masking::email(contact),
        InvitedBy::Account => masking::account_name(contact),
    }
}

fn read(row: &AnyRow, now: Timestamp) -> Result<PersonnelRow, Fault> {
    let time = |column: &str| Ok::<_, Fault>(Timestamp::from_seconds(row.try_get(column)?));
    let time_or_null =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    let by = known(row, "invited_by_way", InvitedBy::parse)?;
    let contact: String = row.try_get("contact")?;
    let status = known(row, "status", PersonnelStatus::parse)?;
    let expire_at = time("expire_at")?;
    let has_lapsed = status == PersonnelStatus::Invited && now >= expire_at;
    Ok(PersonnelRow {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        language: match known(row, "site", Site::parse)? {
            Site::Cn => Language::ZhCn,
            Site::Intl => Language::EnUs,
        },
        inviter_user_id: known(row, "inviter_user_id", |text| text.parse().ok())?,
        shown: Personnel {
            personnel_id: known(row, "personnel_id", |text| text.parse().ok())?,
            by,
            contact: masked(by, &contact),
            name: row.try_get("name")?,
            remark: row.try_get("remark")?,
            status: if has_lapsed { PersonnelStatus::Expired } else { status },
            invited_by: row.try_get("inviter")?,
            invited_at: time("invited_at")?,
            expire_at,
            accepted_at: time_or_null("accepted_at")?,
            decided_at: time_or_null("decided_at")?,
            answer: row.try_get("answer")?,
            version: row.try_get("version")?,
        },
        contact,
    })
}

/// A page of a partner's specialists, newest first, and how many there are.
pub(super) async fn page(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    query: &PersonnelQuery,
    page: Page,
    now: Timestamp,
) -> Result<(Vec<Personnel>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.partner_id = ?", partner_id.as_str());
    match query.status {
        None => {}
        Some(PersonnelStatus::Invited) => {
            conditions.number("s.status = 'INVITED' AND s.expire_at > ?", now.seconds());
        }
        Some(PersonnelStatus::Expired) => conditions
            .number("(s.status = 'EXPIRED' OR (s.status = 'INVITED' AND s.expire_at <= ?))", now.seconds()),
        Some(status) => conditions.text("s.status = ?", status.as_str()),
    }
    let total = conditions.count(conn, "personnel s").await?;
    let order = "ORDER BY s.created_at DESC, s.personnel_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    let shown = rows.iter().map(|row| Ok(read(row, now)?.shown)).collect::<Result<_, Fault>>()?;
    Ok((shown, total))
}

async fn one(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    now: Timestamp,
) -> Result<Option<PersonnelRow>, Fault> {
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    rows.first().map(|row| read(row, now)).transpose()
}

/// A specialist, whoever's it is.
pub(super) async fn find_any(
    conn: &mut AnyConnection,
    personnel_id: &PersonnelId,
    now: Timestamp,
) -> Result<Option<PersonnelRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.personnel_id = ?", personnel_id.as_str());
    one(conn, &conditions, now).await
}

/// Whose last link has this hash.
pub(super) async fn by_hash(
    conn: &mut AnyConnection,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<PersonnelRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.token_hash = ?", token_hash);
    one(conn, &conditions, now).await
}

/// The same person at the same partner: whoever has a link that works or is bound. What has run out is written down first,
/// so that it no longer stands in the way.
pub(super) async fn find_open(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    by: InvitedBy,
    contact: &str,
    now: Timestamp,
) -> Result<Option<PersonnelRow>, Fault> {
    sqlx::query(
        "UPDATE personnel SET status = $1, version = version + 1
         WHERE partner_id = $2 AND invited_by_way = $3 AND contact = $4 AND status = 'INVITED' AND expire_at <= $5",
    )
    .bind(PersonnelStatus::Expired.as_str())
    .bind(partner_id.as_str())
    .bind(by.as_str())
    .bind(contact)
    .bind(now.seconds())
    .execute(&mut *conn)
    .await?;
    let mut conditions = Conditions::default();
    conditions.text("s.partner_id = ?", partner_id.as_str());
    conditions.text("s.invited_by_way = ?", by.as_str());
    conditions.text("s.contact = ?", contact);
    conditions.fixed("s.status IN ('INVITED', 'UNDER_REVIEW', 'BOUND', 'RELEASE_UNDER_REVIEW')");
    one(conn, &conditions, now).await
}

/// The active member of a partner with this login name.
pub(super) async fn member_named(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    account_name: &str,
) -> Result<Option<UserId>, Fault> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT user_id FROM users WHERE account_name = $1 AND partner_id = $2 AND disabled = 0",
    )
    .bind(account_name)
    .bind(partner_id.as_str())
    .fetch_optional(conn)
    .await?;
    found.map(|id| id.parse().map_err(|_| Fault::new("a stored user id is no id"))).transpose()
}

/// Adds one, with the hash of its link's token.
pub async fn add(
    conn: &mut AnyConnection,
    row: &PersonnelRow,
    token_hash: Option<&str>,
) -> Result<(), Fault> {
    let shown = &row.shown;
    sqlx::query(
        "INSERT INTO personnel (personnel_id, partner_id, invited_by_way, contact, name, remark, status, token_hash,
         inviter_user_id, created_at, invited_at, expire_at, accepted_at, decided_at, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14)",
    )
    .bind(shown.personnel_id.as_str())
    .bind(row.partner_id.as_str())
    .bind(shown.by.as_str())
    .bind(row.contact.as_str())
    .bind(shown.name.as_deref())
    .bind(shown.remark.as_deref())
    .bind(shown.status.as_str())
    .bind(token_hash)
    .bind(row.inviter_user_id.as_str())
    .bind(shown.invited_at.seconds())
    .bind(shown.expire_at.seconds())
    .bind(shown.accepted_at.map(Timestamp::seconds))
    .bind(shown.decided_at.map(Timestamp::seconds))
    .bind(shown.answer.as_deref())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the next version, unless somebody wrote since `seen`; tells whether it did.
pub(super) async fn save(conn: &mut AnyConnection, shown: &Personnel, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE personnel SET name = $1, status = $2, invited_at = $3, expire_at = $4, accepted_at = $5,
         decided_at = $6, answer = $7, version = $8 WHERE personnel_id = $9 AND version = $10",
    )
    .bind(shown.name.as_deref())
    .bind(shown.status.as_str())
    .bind(shown.invited_at.seconds())
    .bind(shown.expire_at.seconds())
    .bind(shown.accepted_at.map(Timestamp::seconds))
    .bind(shown.decided_at.map(Timestamp::seconds))
    .bind(shown.answer.as_deref())
    .bind(shown.version)
    .bind(shown.personnel_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// From now on this link opens it, and no other.
pub(super) async fn set_token(
    conn: &mut AnyConnection,
    personnel_id: &PersonnelId,
    token_hash: &str,
) -> Result<(), Fault> {
    sqlx::query("UPDATE personnel SET token_hash = $1 WHERE personnel_id = $2")
        .bind(token_hash)
        .bind(personnel_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Links that a partner has sent since then.
pub(super) async fn sent_since(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    since: Timestamp,
) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id.as_str());
    conditions.number("sent_at >= ?", since.seconds());
    conditions.count(conn, "personnel_sends").await
}

/// Counts a link that is sent; what no limit asks for any more is forgotten.
pub(super) async fn count_send(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    today: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM personnel_sends WHERE partner_id = $1 AND sent_at < $2")
        .bind(partner_id.as_str())
        .bind(today.seconds())
        .execute(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO personnel_sends (partner_id, sent_at) VALUES ($1, $2)")
        .bind(partner_id.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

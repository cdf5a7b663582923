//! All SQL on invitations.

mod history;

use crate::{
    outbox,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    associations::AssociationType,
    ids::{CustomerId, FilingId, InvitationId},
    invitations::{Delivery, DeliveryState, InvitationKind, InvitationStatus},
    joining_rules::JoinRefusal,
    session::Language,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

pub use history::{OWNER, matching, newest_of, page};

const INVITATIONS: &str = "SELECT i.invitation_id, i.partner_id, i.inviter_user_id, u.name AS inviter, i.kind, i.filing_id, \
     f.manager_user_id, i.link_id, l.tag, i.association_type, i.language, i.status, i.customer_name, \
     COALESCE(o.recipient, f.email) AS email, i.invited_at, i.expire_at, i.associated_at, i.customer_id, i.fail_cause, \
     i.failed_at, i.message_id, i.version, o.attempts, o.sent_at, o.next_attempt_at \
     FROM invitations i LEFT JOIN users u ON u.user_id = i.inviter_user_id \
     LEFT JOIN filings f ON f.filing_id = i.filing_id LEFT JOIN invitation_links l ON l.link_id = i.link_id \
     LEFT JOIN outbox o ON o.message_id = i.message_id LEFT JOIN customers c ON c.customer_id = i.customer_id";

/// An invitation as it is stored. Not `Debug`: it holds an address.
#[derive(Clone)]
pub struct InvitationRow {
    pub invitation_id: InvitationId,
    pub partner_id: String,
    pub inviter_user_id: String,
    /// Display name of the member who invited.
    pub inviter: String,
    pub kind: InvitationKind,
    /// With `ONLINE`.
    pub filing_id: Option<FilingId>,
    /// Member whose filing it is, with `ONLINE`.
    pub manager_user_id: Option<String>,
    /// With `OFFLINE`.
    pub link_id: Option<String>,
    /// Of the link, with `OFFLINE`.
    pub tag: Option<String>,
    pub association_type: AssociationType,
    pub language: Language,
    pub status: InvitationStatus,
    /// Masked.
    pub customer_name: String,
    /// Where the mail goes, in full; with `ONLINE`.
    pub email: Option<String>,
    pub invited_at: Timestamp,
    pub expire_at: Option<Timestamp>,
    pub associated_at: Option<Timestamp>,
    pub customer_id: Option<CustomerId>,
    pub fail_cause: Option<JoinRefusal>,
    pub failed_at: Option<Timestamp>,
    /// The mail in the outbox.
    pub message_id: Option<String>,
    pub delivery: Delivery,
    pub version: i64,
}

impl InvitationRow {
    /// Whether its seven days are over, although nothing has ended it yet.
    #[must_use]
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.status.is_open() && self.expire_at.is_some_and(|end| end <= now)
    }

    /// By the clock, whether or not a job has written it down.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> InvitationStatus {
        if self.has_lapsed(now) { InvitationStatus::LinkExpired } else { self.status }
    }

    fn read(row: &AnyRow) -> Result<Self, Fault> {
        let time = |column: &str| -> Result<Option<Timestamp>, Fault> {
            Ok(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds))
        };
        Ok(Self {
            invitation_id: known(row, "invitation_id", |text| text.parse().ok())?,
            partner_id: row.try_get("partner_id")?,
            inviter_user_id: row.try_get("inviter_user_id")?,
            inviter: row.try_get::<Option<String>, _>("inviter")?.unwrap_or_default(),
            kind: known(row, "kind", InvitationKind::parse)?,
            filing_id: known_or_null(row, "filing_id", |text| text.parse().ok())?,
            manager_user_id: row.try_get("manager_user_id")?,
            link_id: row.try_get("link_id")?,
            tag: row.try_get("tag")?,
            association_type: known(row, "association_type", AssociationType::parse)?,
            language: known(row, "language", Language::parse)?,
            status: known(row, "status", InvitationStatus::parse)?,
            customer_name: row.try_get("customer_name")?,
            email: row.try_get("email")?,
            invited_at: Timestamp::from_seconds(row.try_get("invited_at")?),
            expire_at: time("expire_at")?,
            associated_at: time("associated_at")?,
            customer_id: known_or_null(row, "customer_id", |text| text.parse().ok())?,
            fail_cause: known_or_null(row, "fail_cause", JoinRefusal::parse)?,
            failed_at: time("failed_at")?,
            message_id: row.try_get("message_id")?,
            delivery: delivery(row)?,
            version: row.try_get("version")?,
        })
    }
}

/// What the outbox says. A mail that is no longer there left long ago.
fn delivery(row: &AnyRow) -> Result<Delivery, Fault> {
    match row.try_get::<Option<i64>, _>("attempts")? {
        Some(_) => outbox::store::delivery(row),
        None => {
            Ok(Delivery { state: DeliveryState::Sent, attempts: 1, sent_at: None, next_attempt_at: None })
        }
    }
}

async fn rows(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    order: &'static str,
    page: Page,
) -> Result<Vec<InvitationRow>, Fault> {
    conditions.rows(conn, INVITATIONS, order, page, "").await?.iter().map(InvitationRow::read).collect()
}

async fn one(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<InvitationRow>, Fault> {
    Ok(rows(conn, conditions, "", Page::first(1)).await?.into_iter().next())
}

/// An invitation, whoever's it is.
///
/// # Errors
/// When the database fails.
pub async fn find_any(
    conn: &mut AnyConnection,
    invitation_id: &InvitationId,
) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.invitation_id = ?", invitation_id.as_str());
    one(conn, &conditions).await
}

/// The online invitation whose token has this hash.
///
/// # Errors
/// When the database fails.
pub async fn by_hash(conn: &mut AnyConnection, hash: &str) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.token_hash = ?", hash);
    one(conn, &conditions).await
}

/// The invitation of this filing whose link works as far as its state can tell: there is at most one.
///
/// # Errors
/// When the database fails.
pub async fn open_of(conn: &mut AnyConnection, filing_id: &FilingId) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.filing_id = ?", filing_id.as_str());
    conditions.fixed("i.kind = 'ONLINE' AND i.status IN ('INVITED', 'FAILED')");
    one(conn, &conditions).await
}

/// Invitations of this filing that a newer one replaces.
///
/// # Errors
/// When the database fails.
pub async fn former_of(conn: &mut AnyConnection, filing_id: &FilingId) -> Result<Vec<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.filing_id = ?", filing_id.as_str());
    conditions.fixed("i.kind = 'ONLINE' AND i.status IN ('INVITED', 'FAILED', 'LINK_EXPIRED', 'REVOKED')");
    rows(conn, &conditions, "ORDER BY i.invited_at", Page::first(u32::MAX)).await
}

/// Invitations of this filing since then.
///
/// # Errors
/// When the database fails.
pub async fn count_since(
    conn: &mut AnyConnection,
    filing_id: &FilingId,
    since: Timestamp,
) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("filing_id = ?", filing_id.as_str());
    conditions.number("invited_at > ?", since.seconds());
    conditions.count(conn, "invitations").await
}

/// The entry of this day for the same refusal of somebody with the same masked name by the same link.
///
/// # Errors
/// When the database fails.
pub async fn same_try(
    conn: &mut AnyConnection,
    link_id: &str,
    customer_name: &str,
    cause: JoinRefusal,
    since: Timestamp,
) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.link_id = ?", link_id);
    conditions.fixed("i.status = 'FAILED'");
    conditions.text("i.customer_name = ?", customer_name);
    conditions.text("i.fail_cause = ?", cause.as_str());
    conditions.number("i.invited_at >= ?", since.seconds());
    one(conn, &conditions).await
}

/// Adds an invitation; `token_hash` with `ONLINE`.
///
/// # Errors
/// When the database fails.
pub async fn add(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    token_hash: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO invitations (invitation_id, partner_id, inviter_user_id, kind, filing_id, link_id, token_hash,
             association_type, language, status, customer_name, invited_at, expire_at, associated_at, customer_id,
             fail_cause, failed_at, message_id, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(row.invitation_id.as_str())
    .bind(&row.partner_id)
    .bind(&row.inviter_user_id)
    .bind(row.kind.as_str())
    .bind(row.filing_id.as_ref().map(FilingId::as_str))
    .bind(&row.link_id)
    .bind(token_hash)
    .bind(row.association_type.as_str())
    .bind(row.language.as_str())
    .bind(row.status.as_str())
    .bind(&row.customer_name)
    .bind(row.invited_at.seconds())
    .bind(row.expire_at.map(Timestamp::seconds))
    .bind(row.associated_at.map(Timestamp::seconds))
    .bind(row.customer_id.as_ref().map(CustomerId::as_str))
    .bind(row.fail_cause.map(JoinRefusal::as_str))
    .bind(row.failed_at.map(Timestamp::seconds))
    .bind(&row.message_id)
    .bind(row.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what happened to it, unless somebody has changed it since version `seen`; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn save(conn: &mut AnyConnection, row: &InvitationRow, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE invitations SET status = $3, associated_at = $4, customer_id = $5, fail_cause = $6, failed_at = $7,
             version = $8
         WHERE invitation_id = $1 AND version = $2",
    )
    .bind(row.invitation_id.as_str())
    .bind(seen)
    .bind(row.status.as_str())
    .bind(row.associated_at.map(Timestamp::seconds))
    .bind(row.customer_id.as_ref().map(CustomerId::as_str))
    .bind(row.fail_cause.map(JoinRefusal::as_str))
    .bind(row.failed_at.map(Timestamp::seconds))
    .bind(row.version)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

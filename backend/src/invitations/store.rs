//! All SQL on invitations.

use crate::{
    masking, outbox,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    associations::AssociationType,
    ids::{CustomerId, FilingId, InvitationId, LinkId},
    invitations::{Delivery, Invitation, InvitationBrief, InvitationKind, InvitationQuery, InvitationStatus},
    joining_rules::JoinRefusal,
    session::Language,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::collections::HashMap;

const INVITATIONS: &str = "SELECT i.invitation_id, i.partner_id, i.inviter_user_id, u.name AS inviter, i.kind, \
     i.filing_id, f.email, i.link_id, l.tag, i.association_type, i.language, i.status, i.customer_name, i.invited_at, \
     i.expire_at, i.associated_at, i.fail_cause, i.message_id, i.version \
     FROM invitations i LEFT JOIN users u ON u.user_id = i.inviter_user_id \
     LEFT JOIN filings f ON f.filing_id = i.filing_id LEFT JOIN invitation_links l ON l.link_id = i.link_id";
const COUNTED: &str = "invitations i LEFT JOIN filings f ON f.filing_id = i.filing_id";

/// An invitation as it is stored.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    pub invitation_id: InvitationId,
    pub partner_id: String,
    pub inviter_user_id: String,
    /// Display name.
    pub inviter: String,
    pub kind: InvitationKind,
    pub filing_id: Option<FilingId>,
    /// Masked.
    pub email: Option<String>,
    pub link_id: Option<LinkId>,
    pub tag: Option<String>,
    pub association_type: AssociationType,
    /// Of the mail.
    pub language: Language,
    pub status: InvitationStatus,
    /// Masked.
    pub customer_name: String,
    pub invited_at: Timestamp,
    pub expire_at: Option<Timestamp>,
    pub associated_at: Option<Timestamp>,
    pub fail_cause: Option<JoinRefusal>,
    pub message_id: Option<String>,
    pub version: i64,
}

impl InvitationRow {
    /// The state by the clock, whether or not a job has written it down yet.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> InvitationStatus {
        let over = self.expire_at.is_some_and(|end| now >= end);
        if over && self.status.is_open() { InvitationStatus::LinkExpired } else { self.status }
    }

    /// As the history shows it.
    #[must_use]
    pub fn shown(self, deliveries: &HashMap<String, Delivery>, now: Timestamp) -> Invitation {
        let status = self.status_at(now);
        Invitation {
            delivery: self.message_id.as_ref().and_then(|id| deliveries.get(id)).copied(),
            invitation_id: self.invitation_id,
            kind: self.kind,
            filing_id: self.filing_id,
            customer_name: self.customer_name,
            email: self.email,
            association_type: self.association_type,
            status,
            invited_at: self.invited_at,
            expire_at: self.expire_at,
            associated_at: self.associated_at,
            fail_cause: self.fail_cause.filter(|_| status == InvitationStatus::Failed),
            tag: self.tag,
            inviter: self.inviter,
            version: self.version,
        }
    }
}

fn read(row: &AnyRow) -> Result<InvitationRow, Fault> {
    let moment = |column: &str| -> Result<Option<Timestamp>, Fault> {
        let seconds: Option<i64> = row.try_get(column)?;
        Ok(seconds.map(Timestamp::from_seconds))
    };
    let email: Option<String> = row.try_get("email")?;
    Ok(InvitationRow {
        invitation_id: known(row, "invitation_id", |text| text.parse().ok())?,
        partner_id: row.try_get("partner_id")?,
        inviter_user_id: row.try_get("inviter_user_id")?,
        inviter: row.try_get::<Option<String>, _>("inviter")?.unwrap_or_default(),
        kind: known(row, "kind", InvitationKind::parse)?,
        filing_id: known_or_null(row, "filing_id", |text| text.parse().ok())?,
        email: email.as_deref().map(masking::email),
        link_id: known_or_null(row, "link_id", |text| text.parse().ok())?,
        tag: row.try_get("tag")?,
        association_type: known(row, "association_type", AssociationType::parse)?,
        language: known(row, "language", Language::parse)?,
        status: known(row, "status", InvitationStatus::parse)?,
        customer_name: row.try_get("customer_name")?,
        invited_at: Timestamp::from_seconds(row.try_get("invited_at")?),
        expire_at: moment("expire_at")?,
        associated_at: moment("associated_at")?,
        fail_cause: known_or_null(row, "fail_cause", JoinRefusal::parse)?,
        message_id: row.try_get("message_id")?,
        version: row.try_get("version")?,
    })
}

async fn one(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<InvitationRow>, Fault> {
    let order = "ORDER BY i.invited_at DESC, i.invitation_id DESC";
    let rows = conditions.rows(conn, INVITATIONS, order, Page::first(1), "").await?;
    rows.first().map(read).transpose()
}

/// The online invitation with this token.
///
/// # Errors
/// When the database fails.
pub async fn by_hash(conn: &mut AnyConnection, token_hash: &str) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.token_hash = ?", token_hash);
    one(conn, &conditions).await
}

/// An invitation, whoever's it is: what a member may see is for the caller to check.
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

/// The newest invitation of a filing.
///
/// # Errors
/// When the database fails.
pub async fn newest(conn: &mut AnyConnection, filing_id: &FilingId) -> Result<Option<InvitationRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.filing_id = ?", filing_id.as_str());
    one(conn, &conditions).await
}

/// The newest invitation of each of these filings.
///
/// # Errors
/// When the database fails.
pub async fn newest_of(
    conn: &mut AnyConnection,
    filing_ids: &[FilingId],
    now: Timestamp,
) -> Result<HashMap<FilingId, InvitationBrief>, Fault> {
    if filing_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut conditions = Conditions::default();
    conditions.one_of("i.filing_id", filing_ids.iter().map(ToString::to_string));
    conditions.text("i.status <> ?", InvitationStatus::Replaced.as_str());
    let order = "ORDER BY i.invited_at, i.invitation_id";
    let rows = conditions.rows(conn, INVITATIONS, order, Page::first(u32::MAX), "").await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let deliveries = deliveries(conn, &rows).await?;
    // A later one covers an earlier one.
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let filing_id = row.filing_id.clone()?;
            Some((filing_id, brief(row, &deliveries, now)?))
        })
        .collect())
}

fn brief(
    row: InvitationRow,
    deliveries: &HashMap<String, Delivery>,
    now: Timestamp,
) -> Option<InvitationBrief> {
    let expire_at = row.expire_at?;
    let shown = row.shown(deliveries, now);
    Some(InvitationBrief {
        invitation_id: shown.invitation_id,
        association_type: shown.association_type,
        status: shown.status,
        invited_at: shown.invited_at,
        expire_at,
        fail_cause: shown.fail_cause,
        // Without a mail in the outbox (it was thrown away with age) it has left long ago.
        delivery: shown.delivery.unwrap_or(Delivery {
            state: contract::invitations::DeliveryState::Sent,
            attempts: 1,
            sent_at: Some(shown.invited_at),
            next_attempt_at: None,
        }),
        version: shown.version,
    })
}

/// How the mails of these invitations stand.
///
/// # Errors
/// When the database fails.
pub async fn deliveries(
    conn: &mut AnyConnection,
    rows: &[InvitationRow],
) -> Result<HashMap<String, Delivery>, Fault> {
    let ids: Vec<&str> = rows.iter().filter_map(|row| row.message_id.as_deref()).collect();
    outbox::store::deliveries(conn, &ids).await
}

/// A page of the history; `found` names partner and scope already.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut AnyConnection,
    mut found: Conditions,
    query: &InvitationQuery,
    page: Page,
) -> Result<(Vec<InvitationRow>, u32), Fault> {
    if !query.status_list.is_empty() {
        found.one_of("i.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(kind) = query.kind {
        found.text("i.kind = ?", kind.as_str());
    }
    if let Some(name) = query.customer_name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        found.contains("lower(COALESCE(f.customer_name, i.customer_name)) LIKE lower(?) ESCAPE '\\'", name);
    }
    if let Some(begin) = query.invited_begin {
        found.number("i.invited_at >= ?", begin.china_midnight().seconds());
    }
    if let Some(end) = query.invited_end {
        found.number("i.invited_at < ?", end.plus_days(1).china_midnight().seconds());
    }
    let total = found.count(conn, COUNTED).await?;
    let order = "ORDER BY i.invited_at DESC, i.invitation_id DESC";
    let rows = found.rows(conn, INVITATIONS, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Adds one; `token_hash` with an online one.
///
/// # Errors
/// When the database fails.
pub async fn add(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    token_hash: Option<&str>,
    customer_id: Option<&CustomerId>,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO invitations (invitation_id, partner_id, inviter_user_id, kind, filing_id, link_id, token_hash,
         association_type, language, status, customer_name, invited_at, expire_at, associated_at, customer_id, fail_cause,
         failed_at, message_id, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(row.invitation_id.as_str())
    .bind(row.partner_id.as_str())
    .bind(row.inviter_user_id.as_str())
    .bind(row.kind.as_str())
    .bind(row.filing_id.as_ref().map(FilingId::as_str))
    .bind(row.link_id.as_ref().map(LinkId::as_str))
    .bind(token_hash)
    .bind(row.association_type.as_str())
    .bind(row.language.as_str())
    .bind(row.status.as_str())
    .bind(row.customer_name.as_str())
    .bind(row.invited_at.seconds())
    .bind(row.expire_at.map(Timestamp::seconds))
    .bind(row.associated_at.map(Timestamp::seconds))
    .bind(customer_id.map(CustomerId::as_str))
    .bind(row.fail_cause.map(JoinRefusal::as_str))
    .bind(row.fail_cause.map(|_| row.invited_at.seconds()))
    .bind(row.message_id.as_deref())
    .bind(row.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a step changes.
pub struct Step<'a> {
    pub status: InvitationStatus,
    pub now: Timestamp,
    pub fail_cause: Option<JoinRefusal>,
    pub customer_id: Option<&'a CustomerId>,
}

/// Writes a step, unless somebody else made one since the row was read; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn save(conn: &mut AnyConnection, row: &InvitationRow, step: &Step<'_>) -> Result<bool, Fault> {
    let Step { status, now, fail_cause, customer_id } = step;
    let saved = sqlx::query(
        "UPDATE invitations SET status = $1, fail_cause = COALESCE($2, fail_cause),
         failed_at = COALESCE($3, failed_at), associated_at = COALESCE($4, associated_at),
         customer_id = COALESCE($5, customer_id), version = version + 1
         WHERE invitation_id = $6 AND version = $7",
    )
    .bind(status.as_str())
    .bind(fail_cause.map(JoinRefusal::as_str))
    .bind(fail_cause.map(|_| now.seconds()))
    .bind((*status == InvitationStatus::Associated).then_some(now.seconds()))
    .bind(customer_id.map(CustomerId::as_str))
    .bind(row.invitation_id.as_str())
    .bind(row.version)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Notes which mail carries an invitation.
///
/// # Errors
/// When the database fails.
pub async fn set_message(
    conn: &mut AnyConnection,
    invitation_id: &InvitationId,
    message_id: &str,
) -> Result<(), Fault> {
    sqlx::query("UPDATE invitations SET message_id = $1 WHERE invitation_id = $2")
        .bind(message_id)
        .bind(invitation_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

//! All SQL on offline links.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    associations::AssociationType,
    ids::LinkId,
    invitation_links::{LinkKind, USES_PER_DAY},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const LINKS: &str = "SELECT l.link_id, l.partner_id, l.creator_user_id, u.name AS creator, l.kind, l.tag, \
     l.association_type, l.created_at, l.uses, l.used_on, l.uses_on_day, l.disabled, l.version \
     FROM invitation_links l LEFT JOIN users u ON u.user_id = l.creator_user_id";

/// A link as it is stored.
#[derive(Clone, Debug)]
pub struct LinkRow {
    pub link_id: LinkId,
    pub partner_id: String,
    pub creator_user_id: String,
    /// Display name of the member who made it.
    pub creator: String,
    pub kind: LinkKind,
    pub tag: String,
    pub association_type: AssociationType,
    pub created_at: Timestamp,
    pub uses: u32,
    /// Day (GMT+08:00) of the last use; empty before the first.
    pub used_on: String,
    /// Uses on that day.
    pub uses_on_day: u32,
    pub disabled: bool,
    pub version: i64,
}

impl LinkRow {
    /// Associations by it on the day of `now`.
    #[must_use]
    pub fn uses_today(&self, now: Timestamp) -> u32 {
        if self.used_on == now.china_day().to_string() { self.uses_on_day } else { 0 }
    }

    fn read(row: &AnyRow) -> Result<Self, Fault> {
        let count = |column: &str| -> Result<u32, Fault> {
            Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX))
        };
        Ok(Self {
            link_id: known(row, "link_id", |text| text.parse().ok())?,
            partner_id: row.try_get("partner_id")?,
            creator_user_id: row.try_get("creator_user_id")?,
            creator: row.try_get::<Option<String>, _>("creator")?.unwrap_or_default(),
            kind: known(row, "kind", LinkKind::parse)?,
            tag: row.try_get("tag")?,
            association_type: known(row, "association_type", AssociationType::parse)?,
            created_at: Timestamp::from_seconds(row.try_get("created_at")?),
            uses: count("uses")?,
            used_on: row.try_get("used_on")?,
            uses_on_day: count("uses_on_day")?,
            disabled: row.try_get::<i64, _>("disabled")? != 0,
            version: row.try_get("version")?,
        })
    }
}

async fn rows(conn: &mut AnyConnection, conditions: &Conditions, page: Page) -> Result<Vec<LinkRow>, Fault> {
    let order = "ORDER BY CASE l.kind WHEN 'GENERIC' THEN 0 ELSE 1 END, l.created_at DESC, l.link_id DESC";
    conditions.rows(conn, LINKS, order, page, "").await?.iter().map(LinkRow::read).collect()
}

/// A link, whoever's it is.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut AnyConnection, link_id: &LinkId) -> Result<Option<LinkRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("l.link_id = ?", link_id.as_str());
    Ok(rows(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// The generic link of this member for this type, while it works.
///
/// # Errors
/// When the database fails.
pub async fn generic_of(
    conn: &mut AnyConnection,
    user_id: &str,
    association_type: AssociationType,
) -> Result<Option<LinkRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.fixed("l.kind = 'GENERIC' AND l.disabled = 0");
    conditions.text("l.creator_user_id = ?", user_id);
    conditions.text("l.association_type = ?", association_type.as_str());
    Ok(rows(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// Custom links of the partner that work.
///
/// # Errors
/// When the database fails.
pub async fn custom_count(conn: &mut AnyConnection, partner_id: &str) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.fixed("kind = 'CUSTOM' AND disabled = 0");
    conditions.text("partner_id = ?", partner_id);
    conditions.count(conn, "invitation_links").await
}

/// A page of links, generic ones first, and how many there are.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    page: Page,
) -> Result<(Vec<LinkRow>, u32), Fault> {
    let total = found.count(conn, "invitation_links l").await?;
    Ok((rows(conn, found, page).await?, total))
}

/// Adds a link.
///
/// # Errors
/// When the database fails.
pub async fn add(conn: &mut AnyConnection, link: &LinkRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO invitation_links (link_id, partner_id, creator_user_id, kind, tag, association_type, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(link.link_id.as_str())
    .bind(&link.partner_id)
    .bind(&link.creator_user_id)
    .bind(link.kind.as_str())
    .bind(&link.tag)
    .bind(link.association_type.as_str())
    .bind(link.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Switches it off, unless somebody has changed it since version `seen`; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn disable(conn: &mut AnyConnection, link_id: &LinkId, seen: i64) -> Result<bool, Fault> {
    let done = sqlx::query(
        "UPDATE invitation_links SET disabled = 1, version = version + 1
         WHERE link_id = $1 AND version = $2 AND disabled = 0",
    )
    .bind(link_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Counts a use; tells whether the link still worked and the day had room.
///
/// # Errors
/// When the database fails.
pub async fn count_use(conn: &mut AnyConnection, link_id: &LinkId, now: Timestamp) -> Result<bool, Fault> {
    let done = sqlx::query(
        "UPDATE invitation_links SET uses = uses + 1,
             uses_on_day = CASE WHEN used_on = $2 THEN uses_on_day + 1 ELSE 1 END, used_on = $2
         WHERE link_id = $1 AND disabled = 0 AND NOT (used_on = $2 AND uses_on_day >= $3)",
    )
    .bind(link_id.as_str())
    .bind(now.china_day().to_string())
    .bind(i64::from(USES_PER_DAY))
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

//! All SQL on offline links.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    associations::AssociationType,
    ids::{LinkId, UserId},
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
    /// Display name.
    pub creator: String,
    pub kind: LinkKind,
    pub tag: String,
    pub association_type: AssociationType,
    pub created_at: Timestamp,
    pub uses: u32,
    /// Day (GMT+08:00) of the last use.
    used_on: String,
    uses_on_day: u32,
    pub disabled: bool,
    pub version: i64,
}

impl LinkRow {
    /// A link that nobody has used.
    #[must_use]
    pub fn new(
        link_id: LinkId,
        partner_id: &str,
        creator: (&UserId, &str),
        kind: LinkKind,
        tag: String,
        association_type: AssociationType,
        now: Timestamp,
    ) -> Self {
        Self {
            link_id,
            partner_id: partner_id.to_owned(),
            creator_user_id: creator.0.to_string(),
            creator: creator.1.to_owned(),
            kind,
            tag,
            association_type,
            created_at: now,
            uses: 0,
            used_on: String::new(),
            uses_on_day: 0,
            disabled: false,
            version: 1,
        }
    }

    /// Associations by it on the day that runs in China.
    #[must_use]
    pub fn uses_today(&self, now: Timestamp) -> u32 {
        if self.used_on == now.china_day().to_string() { self.uses_on_day } else { 0 }
    }
}

fn read(row: &AnyRow) -> Result<LinkRow, Fault> {
    let number =
        |column: &str| Ok::<_, Fault>(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX));
    Ok(LinkRow {
        link_id: known(row, "link_id", |text| text.parse().ok())?,
        partner_id: row.try_get("partner_id")?,
        creator_user_id: row.try_get("creator_user_id")?,
        creator: row.try_get::<Option<String>, _>("creator")?.unwrap_or_default(),
        kind: known(row, "kind", LinkKind::parse)?,
        tag: row.try_get("tag")?,
        association_type: known(row, "association_type", AssociationType::parse)?,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        uses: number("uses")?,
        used_on: row.try_get("used_on")?,
        uses_on_day: number("uses_on_day")?,
        disabled: row.try_get::<i64, _>("disabled")? != 0,
        version: row.try_get("version")?,
    })
}

async fn one(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<LinkRow>, Fault> {
    conditions.rows(conn, LINKS, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// A link, whoever's it is: what a member may see is for the caller to check.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut AnyConnection, link_id: &LinkId) -> Result<Option<LinkRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("l.link_id = ?", link_id.as_str());
    one(conn, &conditions).await
}

/// The generic link of a member for an association type, unless it is switched off.
///
/// # Errors
/// When the database fails.
pub async fn generic(
    conn: &mut AnyConnection,
    creator: &UserId,
    association_type: AssociationType,
) -> Result<Option<LinkRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("l.creator_user_id = ?", creator.as_str());
    conditions.text("l.association_type = ?", association_type.as_str());
    conditions.text("l.kind = ?", LinkKind::Generic.as_str());
    conditions.fixed("l.disabled = 0");
    one(conn, &conditions).await
}

/// Custom links of a partner that work.
///
/// # Errors
/// When the database fails.
pub async fn custom_count(conn: &mut AnyConnection, partner_id: &str) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.text("kind = ?", LinkKind::Custom.as_str());
    conditions.fixed("disabled = 0");
    conditions.count(conn, "invitation_links").await
}

/// A page of links, generic ones first, then the newest; and how many there are. `found` names partner and scope.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    page: Page,
) -> Result<(Vec<LinkRow>, u32), Fault> {
    let total = found.count(conn, "invitation_links l").await?;
    let order = "ORDER BY CASE l.kind WHEN 'GENERIC' THEN 0 ELSE 1 END, l.created_at DESC, l.link_id";
    let rows = found.rows(conn, LINKS, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Adds one.
///
/// # Errors
/// When the database fails.
pub async fn add(conn: &mut AnyConnection, link: &LinkRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO invitation_links (link_id, partner_id, creator_user_id, kind, tag, association_type, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(link.link_id.as_str())
    .bind(link.partner_id.as_str())
    .bind(link.creator_user_id.as_str())
    .bind(link.kind.as_str())
    .bind(link.tag.as_str())
    .bind(link.association_type.as_str())
    .bind(link.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Switches it off, unless it was changed since `seen`; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn disable(conn: &mut AnyConnection, link_id: &LinkId, seen: i64) -> Result<bool, Fault> {
    let done = sqlx::query(
        "UPDATE invitation_links SET disabled = 1, version = version + 1 WHERE link_id = $1 AND version = $2",
    )
    .bind(link_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Counts a use, unless the day's are used up or the link is switched off; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn count_use(conn: &mut AnyConnection, link_id: &LinkId, now: Timestamp) -> Result<bool, Fault> {
    let done = sqlx::query(
        "UPDATE invitation_links SET uses = uses + 1,
         uses_on_day = CASE WHEN used_on = $1 THEN uses_on_day + 1 ELSE 1 END, used_on = $1
         WHERE link_id = $2 AND disabled = 0 AND (used_on <> $1 OR uses_on_day < $3)",
    )
    .bind(now.china_day().to_string())
    .bind(link_id.as_str())
    .bind(i64::from(USES_PER_DAY))
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

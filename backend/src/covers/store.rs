//! All SQL on covers, and on whose queue something is in.

use crate::{
    problem::Fault,
    session::principal::Member,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    covers::{Cover, CoverSide, CoverState},
    ids::{CoverId, PartnerId, UserId},
    permissions::Role,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Colleagues that are offered; the first by login name.
const COLLEAGUES: i64 = 200;

/// What a member holds for colleagues at this moment.
#[derive(Clone, Debug, Default)]
pub struct InHand(Vec<Held>);

#[derive(Clone, Debug)]
struct Held {
    /// Whose customers they are: the owner's, or those of a manager whom the owner leads.
    manager: String,
    owner: String,
    owner_name: String,
}

impl InHand {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// User ids of those whose customers are seen because of it.
    pub fn managers(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|held| held.manager.as_str())
    }

    /// User id of the colleague in whose queue this manager's customers are.
    #[must_use]
    pub fn owner_of(&self, manager: &str) -> Option<&str> {
        self.held(manager).map(|held| held.owner.as_str())
    }

    /// The same colleague's display name.
    #[must_use]
    pub fn name_for(&self, manager: &str) -> Option<&str> {
        self.held(manager).map(|held| held.owner_name.as_str())
    }

    fn held(&self, manager: &str) -> Option<&Held> {
        self.0.iter().find(|held| held.manager == manager)
    }
}

/// Whose queues `who` holds now, with the teams of directors among them. It does not go further: what an owner holds for
/// somebody else is not in its queue.
///
/// # Errors
/// When the database fails.
pub async fn in_hand(conn: &mut AnyConnection, who: &Member, now: Timestamp) -> Result<InHand, Fault> {
    let rows = sqlx::query(
        "SELECT c.owner_user_id, u.name AS owner_name, t.manager_user_id FROM covers c
         JOIN users u ON u.user_id = c.owner_user_id
         LEFT JOIN user_roles r ON r.user_id = c.owner_user_id AND r.role = $4
         LEFT JOIN account_manager_teams t ON t.director_user_id = r.user_id
         WHERE c.partner_id = $1 AND c.colleague_user_id = $2 AND c.begins_at <= $3 AND c.ends_at > $3
             AND c.ended_at IS NULL
         ORDER BY c.begins_at, c.cover_id",
    )
    .bind(who.partner_id.as_str())
    .bind(who.user_id.as_str())
    .bind(now.seconds())
    .bind(Role::AccountManagerDirector.as_str())
    .fetch_all(conn)
    .await?;
    let mut held: Vec<Held> = Vec::new();
    for row in &rows {
        let owner: String = row.try_get("owner_user_id")?;
        let owner_name: String = row.try_get("owner_name")?;
        let led: Option<String> = row.try_get("manager_user_id")?;
        for manager in [Some(owner.clone()), led].into_iter().flatten() {
            // What is one's own is not held for anybody.
            if manager != who.user_id.as_str() && held.iter().all(|known| known.manager != manager) {
                held.push(Held { manager, owner: owner.clone(), owner_name: owner_name.clone() });
            }
        }
    }
    Ok(InHand(held))
}

/// Who manages a customer, a filing or an invitation of this partner.
///
/// # Errors
/// When the database fails.
pub async fn manager_of(
    conn: &mut AnyConnection,
    partner_id: &str,
    object_id: &str,
) -> Result<Option<String>, Fault> {
    let managers: Vec<Option<String>> = sqlx::query_scalar(
        "SELECT manager_user_id FROM customers WHERE customer_id = $1 AND partner_id = $2
         UNION ALL SELECT manager_user_id FROM filings WHERE filing_id = $1 AND partner_id = $2
         UNION ALL SELECT f.manager_user_id FROM invitations i JOIN filings f ON f.filing_id = i.filing_id
             WHERE i.invitation_id = $1 AND i.partner_id = $2",
    )
    .bind(object_id)
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    Ok(managers.into_iter().flatten().next())
}

/// Who holds a member's queue now, to be told what the member is told.
///
/// # Errors
/// When the database fails.
pub async fn holder_of(
    conn: &mut AnyConnection,
    partner_id: &str,
    owner: &UserId,
    now: Timestamp,
) -> Result<Option<UserId>, Fault> {
    let holder: Option<String> = sqlx::query_scalar(
        "SELECT colleague_user_id FROM covers
         WHERE partner_id = $1 AND owner_user_id = $2 AND begins_at <= $3 AND ends_at > $3 AND ended_at IS NULL",
    )
    .bind(partner_id)
    .bind(owner.as_str())
    .bind(now.seconds())
    .fetch_optional(conn)
    .await?;
    holder.map(|id| id.parse().map_err(|_| Fault::new("a stored user id is no id"))).transpose()
}

/// Two members of whom one hands over to the other.
pub struct Pair {
    pub owner: UserId,
    pub colleague: UserId,
}

/// Covers in which one of the two takes part and that fall between these times.
pub(super) async fn between(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    pair: &Pair,
    (begins_at, ends_at): (Timestamp, Timestamp),
) -> Result<Vec<Pair>, Fault> {
    let rows = sqlx::query(
        "SELECT owner_user_id, colleague_user_id FROM covers
         WHERE partner_id = $1 AND owner_user_id IN ($2, $3) AND begins_at < $5 AND ends_at > $4 AND ended_at IS NULL
         UNION ALL SELECT owner_user_id, colleague_user_id FROM covers
         WHERE partner_id = $1 AND colleague_user_id = $2 AND begins_at < $5 AND ends_at > $4 AND ended_at IS NULL",
    )
    .bind(partner_id.as_str())
    .bind(pair.owner.as_str())
    .bind(pair.colleague.as_str())
    .bind(begins_at.seconds())
    .bind(ends_at.seconds())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Pair {
                owner: known(row, "owner_user_id", |text| text.parse().ok())?,
                colleague: known(row, "colleague_user_id", |text| text.parse().ok())?,
            })
        })
        .collect()
}

/// Active members of a partner but for one: id and login name.
pub(super) async fn others(conn: &mut AnyConnection, who: &Member) -> Result<Vec<(UserId, String)>, Fault> {
    let rows = sqlx::query(
        "SELECT user_id, account_name FROM users
         WHERE partner_id = $1 AND user_id <> $2 AND disabled = 0 ORDER BY account_name LIMIT $3",
    )
    .bind(who.partner_id.as_str())
    .bind(who.user_id.as_str())
    .bind(COLLEAGUES)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| Ok((known(row, "user_id", |text| text.parse().ok())?, row.try_get("account_name")?)))
        .collect()
}

const SELECT: &str = "SELECT c.cover_id, c.owner_user_id, o.name AS owner, c.colleague_user_id, k.name AS colleague, \
     c.first_day, c.last_day, c.begins_at, c.ends_at, c.note, c.created_at, c.ended_at, c.ended_by, c.version \
     FROM covers c JOIN users o ON o.user_id = c.owner_user_id JOIN users k ON k.user_id = c.colleague_user_id";

fn read(row: &AnyRow, now: Timestamp) -> Result<Cover, Fault> {
    let time = |column: &str| Ok::<_, Fault>(Timestamp::from_seconds(row.try_get(column)?));
    let ended_at: Option<i64> = row.try_get("ended_at")?;
    Ok(Cover {
        cover_id: known(row, "cover_id", |text| text.parse().ok())?,
        owner_user_id: known(row, "owner_user_id", |text| text.parse().ok())?,
        owner: row.try_get("owner")?,
        colleague_user_id: known(row, "colleague_user_id", |text| text.parse().ok())?,
        colleague: row.try_get("colleague")?,
        first_day: known(row, "first_day", |text| text.parse().ok())?,
        last_day: known(row, "last_day", |text| text.parse().ok())?,
        note: row.try_get("note")?,
        state: CoverState::at(now, time("begins_at")?, time("ends_at")?, ended_at.is_some()),
        created_at: time("created_at")?,
        ended_at: ended_at.map(Timestamp::from_seconds),
        ended_by: row.try_get("ended_by")?,
        version: row.try_get("version")?,
    })
}

/// A page of a member's covers, the latest first, and how many there are.
pub(super) async fn page(
    conn: &mut AnyConnection,
    who: &Member,
    (side, active): (CoverSide, bool),
    page: Page,
    now: Timestamp,
) -> Result<(Vec<Cover>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("c.partner_id = ?", who.partner_id.as_str());
    let side = match side {
        CoverSide::Given => "c.owner_user_id = ?",
        CoverSide::Taken => "c.colleague_user_id = ?",
    };
    conditions.text(side, who.user_id.as_str());
    if active {
        conditions.number("c.begins_at <= ?", now.seconds());
        conditions.number("c.ends_at > ?", now.seconds());
        conditions.fixed("c.ended_at IS NULL");
    }
    let total = conditions.count(conn, "covers c").await?;
    let order = "ORDER BY c.begins_at DESC, c.cover_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    Ok((rows.iter().map(|row| read(row, now)).collect::<Result<_, _>>()?, total))
}

/// A cover of this partner.
pub(super) async fn find(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    cover_id: &CoverId,
    now: Timestamp,
) -> Result<Option<Cover>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("c.cover_id = ?", cover_id.as_str());
    conditions.text("c.partner_id = ?", partner_id.as_str());
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    rows.first().map(|row| read(row, now)).transpose()
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, partner_id: &str, cover: &Cover) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO covers (cover_id, partner_id, owner_user_id, colleague_user_id, first_day, last_day, begins_at,
         ends_at, note, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(cover.cover_id.as_str())
    .bind(partner_id)
    .bind(cover.owner_user_id.as_str())
    .bind(cover.colleague_user_id.as_str())
    .bind(cover.first_day.to_string())
    .bind(cover.last_day.to_string())
    .bind(cover.first_day.china_midnight().seconds())
    .bind(cover.last_day.plus_days(1).china_midnight().seconds())
    .bind(cover.note.as_str())
    .bind(cover.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends one, unless somebody wrote since `seen`; tells whether it did.
pub(super) async fn end(
    conn: &mut AnyConnection,
    cover_id: &CoverId,
    by: &str,
    now: Timestamp,
    seen: i64,
) -> Result<bool, Fault> {
    let ended = sqlx::query(
        "UPDATE covers SET ended_at = $1, ended_by = $2, version = version + 1
         WHERE cover_id = $3 AND version = $4 AND ended_at IS NULL",
    )
    .bind(now.seconds())
    .bind(by)
    .bind(cover_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(ended.rows_affected() == 1)
}

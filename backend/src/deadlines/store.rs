//! All SQL on deadlines: one query for each kind, and the addresses of calendars.

use crate::{
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    deadlines::{Deadline, DeadlineKind},
    filings::FilingStatus,
    ids::UserId,
    invitations::InvitationStatus,
    opportunity_status::OpportunityStatus,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Reads entries of one kind, the next one first, and how many there are.
async fn entries(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    source: &Source,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let count = conditions.count(conn, source.table).await?;
    let rows = conditions.rows(conn, source.select, source.order, Page::first(limit), "").await?;
    Ok((rows.iter().map(|row| source.read(row)).collect::<Result<_, _>>()?, count))
}

/// Where the entries of a kind come from.
pub struct Source {
    pub kind: DeadlineKind,
    table: &'static str,
    /// Gives `about_id`, `title`, `due_at` and `version`.
    select: &'static str,
    order: &'static str,
    /// Titles of customers come masked.
    masked: bool,
}

impl Source {
    fn read(&self, row: &AnyRow) -> Result<Deadline, Fault> {
        let title: String = row.try_get("title")?;
        Ok(Deadline {
            kind: self.kind,
            about_id: row.try_get("about_id")?,
            title: if self.masked { masking::filed_name(&title) } else { title },
            due_at: Timestamp::from_seconds(row.try_get("due_at")?),
            version: row.try_get("version")?,
        })
    }
}

const ACCEPT: Source = Source {
    kind: DeadlineKind::AcceptOpportunity,
    table: "opportunities o",
    select: "SELECT o.opportunity_id AS about_id, o.name AS title, o.deadline AS due_at, o.version \
             FROM opportunities o",
    order: "ORDER BY o.deadline, o.opportunity_id",
    masked: false,
};

const VERIFY: Source = Source { kind: DeadlineKind::VerifyOpportunity, ..ACCEPT };

const FILING: Source = Source {
    kind: DeadlineKind::Filing,
    table: "filings f",
    select: "SELECT f.filing_id AS about_id, f.customer_name AS title, f.expire_at AS due_at, f.version \
             FROM filings f",
    order: "ORDER BY f.expire_at, f.filing_id",
    masked: true,
};

const INVITATION: Source = Source {
    kind: DeadlineKind::Invitation,
    table: "invitations i JOIN filings f ON f.filing_id = i.filing_id",
    select: "SELECT i.invitation_id AS about_id, f.customer_name AS title, i.expire_at AS due_at, i.version \
             FROM invitations i JOIN filings f ON f.filing_id = i.filing_id",
    order: "ORDER BY i.expire_at, i.invitation_id",
    masked: true,
};

/// Opportunities whose acceptance or verification ends.
pub async fn opportunities(
    conn: &mut AnyConnection,
    partner_id: &str,
    kind: DeadlineKind,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let (source, status) = if kind == DeadlineKind::AcceptOpportunity {
        (ACCEPT, OpportunityStatus::PendingAccept)
    } else {
        (VERIFY, OpportunityStatus::UnderVerification)
    };
    let mut conditions = Conditions::default();
    conditions.text("o.partner_id = ?", partner_id);
    conditions.text("o.status = ?", status.as_str());
    conditions.number("o.deadline > ?", now.seconds());
    entries(conn, &conditions, &source, limit).await
}

/// Filings in force; `narrowed` adds which of them a member sees.
pub async fn filings(
    conn: &mut AnyConnection,
    mut narrowed: Conditions,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    narrowed.text("f.status = ?", FilingStatus::Filed.as_str());
    narrowed.number("f.expire_at > ?", now.seconds());
    entries(conn, &narrowed, &FILING, limit).await
}

/// Open invitations.
pub async fn invitations(
    conn: &mut AnyConnection,
    mut narrowed: Conditions,
    now: Timestamp,
    limit: u32,
) -> Result<(Vec<Deadline>, u32), Fault> {
    let open = InvitationStatus::ALL.into_iter().filter(|status| status.is_open());
    narrowed.one_of("i.status", open.map(|status| status.as_str().to_owned()));
    narrowed.number("i.expire_at > ?", now.seconds());
    entries(conn, &narrowed, &INVITATION, limit).await
}

/// Gives a user's calendar an address; an earlier one stops working.
pub async fn subscribe(
    conn: &mut AnyConnection,
    user_id: &UserId,
    token_hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO deadline_calendars (user_id, token_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at",
    )
    .bind(user_id.as_str())
    .bind(token_hash)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the address away.
pub async fn unsubscribe(conn: &mut AnyConnection, user_id: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM deadline_calendars WHERE user_id = $1")
        .bind(user_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a user's calendar has an address.
pub async fn is_subscribed(conn: &mut AnyConnection, user_id: &UserId) -> Result<bool, Fault> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT created_at FROM deadline_calendars WHERE user_id = $1")
            .bind(user_id.as_str())
            .fetch_optional(conn)
            .await?;
    Ok(found.is_some())
}

/// Whose calendar has this address.
pub async fn subscriber(conn: &mut AnyConnection, token_hash: &str) -> Result<Option<UserId>, Fault> {
    let found: Option<String> =
        sqlx::query_scalar("SELECT user_id FROM deadline_calendars WHERE token_hash = $1")
            .bind(token_hash)
            .fetch_optional(conn)
            .await?;
    found.map(|id| id.parse().map_err(|_| Fault::new("a stored user id is no id"))).transpose()
}

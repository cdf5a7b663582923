//! The history: its filters and pages, and the newest entry of each filing.

use super::{InvitationRow, rows};
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    ids::FilingId,
    invitations::{InvitationBrief, InvitationQuery, InvitationStatus as Status},
    time::Timestamp,
};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// What the filters speak of.
const COUNTED: &str = "invitations i LEFT JOIN filings f ON f.filing_id = i.filing_id \
     LEFT JOIN customers c ON c.customer_id = i.customer_id";
/// Whose invitation it is: of the filing's member, or of the one whose link was used.
pub const OWNER: &str = "COALESCE(f.manager_user_id, i.inviter_user_id)";

/// Adds the filters of `query`, by the clock.
pub fn matching(found: &mut Conditions, query: &InvitationQuery, now: Timestamp) {
    if !query.status_list.is_empty() {
        in_one_of(found, query.status_list.clone(), now);
    }
    if let Some(kind) = query.kind {
        found.text("i.kind = ?", kind.as_str());
    }
    if let Some(part) = query.customer_name.as_deref().map(str::trim).filter(|part| !part.is_empty()) {
        // By the real name, which is not shown.
        let sql = "lower(COALESCE(f.customer_name, c.name, i.customer_name)) LIKE lower(?) ESCAPE '\\'";
        found.contains(sql, part);
    }
    if let Some(first) = query.invited_begin {
        found.number("i.invited_at >= ?", first.china_midnight().seconds());
    }
    if let Some(last) = query.invited_end {
        found.number("i.invited_at < ?", last.plus_days(1).china_midnight().seconds());
    }
}

/// A link that is over counts as expired, although no job has noted it yet.
fn in_one_of(found: &mut Conditions, mut statuses: Vec<Status>, now: Timestamp) {
    if statuses.contains(&Status::LinkExpired) {
        for (status, over) in [
            (Status::Invited, "(i.status <> 'INVITED' OR i.expire_at <= ?)"),
            (Status::Failed, "(i.status <> 'FAILED' OR i.expire_at <= ?)"),
        ] {
            if !statuses.contains(&status) {
                statuses.push(status);
                found.number(over, now.seconds());
            }
        }
    } else {
        let works = "(i.status NOT IN ('INVITED', 'FAILED') OR i.expire_at IS NULL OR i.expire_at > ?)";
        found.number(works, now.seconds());
    }
    found.one_of("i.status", statuses.iter().map(|status| status.as_str().to_owned()));
}

/// A page of invitations, newest first, and how many there are.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    page: Page,
) -> Result<(Vec<InvitationRow>, u32), Fault> {
    let total = found.count(conn, COUNTED).await?;
    let order = "ORDER BY i.invited_at DESC, i.invitation_id DESC";
    Ok((rows(conn, found, order, page).await?, total))
}

/// The newest invitation of each of these filings, as it stands at `now`.
///
/// # Errors
/// When the database fails.
pub async fn newest_of(
    conn: &mut AnyConnection,
    filing_ids: &[FilingId],
    now: Timestamp,
) -> Result<HashMap<FilingId, InvitationBrief>, Fault> {
    let mut conditions = Conditions::default();
    conditions.fixed("i.kind = 'ONLINE'");
    conditions.one_of("i.filing_id", filing_ids.iter().map(ToString::to_string));
    // Of those of one second the one that works is the newest, and the replaced one the oldest.
    let order = "ORDER BY i.invited_at, CASE i.status WHEN 'REPLACED' THEN 0 WHEN 'REVOKED' THEN 1 \
                 WHEN 'LINK_EXPIRED' THEN 1 ELSE 2 END";
    let found = rows(conn, &conditions, order, Page::first(u32::MAX)).await?;
    Ok(found
        .into_iter()
        .filter_map(|row| {
            let brief = InvitationBrief {
                association_type: row.association_type,
                status: row.status_at(now),
                invited_at: row.invited_at,
                expire_at: row.expire_at?,
                fail_cause: row.fail_cause,
                delivery: row.delivery,
                version: row.version,
                invitation_id: row.invitation_id,
            };
            Some((row.filing_id?, brief))
        })
        .collect())
}

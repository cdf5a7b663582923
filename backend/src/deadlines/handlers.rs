//! The inbox of a member, and its calendar.

use super::{calendar, store};
use crate::{
    covers,
    filings::scope::Scope,
    http::{
        change::{Change, Read},
        file::File,
    },
    problem::{Fault, Refused},
    programmes, secret,
    session::{
        principal::{Anyone, Member, SignedIn},
        store as users,
    },
    store::conditions::Conditions,
};
use contract::{
    deadlines::{
        CalendarAddress, CalendarToken, Deadline, DeadlineCount, DeadlineKind, DeadlineQuery, Deadlines,
        MAX_ENTRIES,
    },
    permissions::Permission,
    problem::ErrorCode,
    time::Timestamp,
    working_days::WorkingCalendar,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn working_calendar(
    cx: &mut Read,
    _who: &SignedIn,
    (): (),
    (): (),
) -> Result<WorkingCalendar, Refused> {
    Ok(cx.app.config.calendar.clone())
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: DeadlineQuery,
) -> Result<Deadlines, Refused> {
    let (deadlines, counts) = of(&mut cx.conn, who, &query.kinds, cx.now).await?;
    let subscribed = store::is_subscribed(&mut cx.conn, &who.user_id).await?;
    Ok(Deadlines { deadlines, counts, now: cx.now, subscribed })
}

/// Everything with a clock that a member may see. On days that do not count time stands still for all of them, so the next
/// end is also the least working time.
async fn of(
    conn: &mut AnyConnection,
    who: &Member,
    wanted: &[DeadlineKind],
    now: Timestamp,
) -> Result<(Vec<Deadline>, Vec<DeadlineCount>), Fault> {
    let limit = u32::try_from(MAX_ENTRIES).unwrap_or(u32::MAX);
    let partner_id = who.partner_id.as_str();
    let joined = programmes::store::standing(conn, partner_id).await?.joined_at.is_some();
    let scope = Scope::of(conn, who, now).await?;
    let in_hand = covers::store::in_hand(conn, who, now).await?;
    let mut deadlines = Vec::new();
    let mut counts = Vec::new();
    for kind in DeadlineKind::ALL {
        let (found, count) = match kind {
            DeadlineKind::AcceptOpportunity | DeadlineKind::VerifyOpportunity => {
                if !joined || !who.can(Permission::WorkOpportunities) {
                    continue;
                }
                store::opportunities(conn, partner_id, kind, now, limit).await?
            }
            DeadlineKind::Filing | DeadlineKind::Invitation => {
                if !who.can(Permission::DevelopCustomers) {
                    continue;
                }
                let mut narrowed = Conditions::default();
                narrowed.text("f.partner_id = ?", partner_id);
                scope.limit(&mut narrowed, "f.manager_user_id");
                if kind == DeadlineKind::Filing {
                    store::filings(conn, narrowed, &in_hand, now, limit).await?
                } else {
                    store::invitations(conn, narrowed, &in_hand, now, limit).await?
                }
            }
            DeadlineKind::IncentiveConfirmation => {
                if !who.can(Permission::ConfirmIncentives) {
                    continue;
                }
                store::incentive_confirmations(conn, partner_id, now, limit).await?
            }
            DeadlineKind::PayoutInvoice => {
                if !who.can(Permission::ApplyPayouts) {
                    continue;
                }
                store::payout_invoices(conn, partner_id, now, limit).await?
            }
            DeadlineKind::StatementConfirmation => {
                if !who.can(Permission::ConfirmStatements) {
                    continue;
                }
                store::statements(conn, partner_id, now, limit).await?
            }
            DeadlineKind::CertificationMaterial => {
                if !who.can(Permission::ManageCertifications) {
                    continue;
                }
                store::certifications(conn, partner_id, now, limit).await?
            }
            DeadlineKind::DeliveryEvidence => {
                if !who.can(Permission::ManageDeliveries) {
                    continue;
                }
                store::delivery_evidence(conn, partner_id, now, limit).await?
            }
        };
        if count > 0 {
            counts.push(DeadlineCount { kind, count });
        }
        if wanted.is_empty() || wanted.contains(&kind) {
            deadlines.extend(found);
        }
    }
    deadlines.sort_by(|a, b| {
        (a.due_at, a.kind.as_str(), &a.about_id).cmp(&(b.due_at, b.kind.as_str(), &b.about_id))
    });
    deadlines.truncate(MAX_ENTRIES);
    Ok((deadlines, counts))
}

/// A new address; it is told once and kept as a hash.
pub(super) async fn subscribe(
    cx: &mut Change,
    who: &Member,
    (): (),
    (): (),
) -> Result<CalendarAddress, Refused> {
    let token = secret::hex(&secret::random::<32>()?);
    store::subscribe(&mut cx.tx, &who.user_id, &secret::sha256_hex(token.as_bytes()), cx.now).await?;
    cx.audit("deadline_calendar.subscribe", who.user_id.to_string(), json!({}));
    Ok(CalendarAddress { path: format!("/v2/deadline-calendars/{token}") })
}

pub(super) async fn unsubscribe(cx: &mut Change, who: &Member, (): (), (): ()) -> Result<(), Refused> {
    store::unsubscribe(&mut cx.tx, &who.user_id).await?;
    cx.audit("deadline_calendar.unsubscribe", who.user_id.to_string(), json!({}));
    Ok(())
}

/// The calendar of whoever this address was given to, as far as they are still allowed to see it.
pub(super) async fn calendar(
    cx: &mut Read,
    _who: &Anyone,
    (token,): (CalendarToken,),
) -> Result<File, Refused> {
    let hash = secret::sha256_hex(token.as_str().as_bytes());
    let user_id = store::subscriber(&mut cx.conn, &hash).await?.ok_or(ErrorCode::NotFound)?;
    let member = users::member(&mut cx.conn, &user_id).await?.ok_or(ErrorCode::NotFound)?;
    let (deadlines, _) = of(&mut cx.conn, &member, &[], cx.now).await?;
    let text = calendar::write(&deadlines, cx.now);
    Ok(File { media_type: "text/calendar; charset=utf-8", content: text.into_bytes(), name: None })
}

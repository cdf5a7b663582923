//! Inviting and inviting again: a new token, its hash, the mail, and the job that ends the link.

use super::{
    lifecycle::{not_in_this_state, step},
    mail,
    revoking::seen,
    store::{self, InvitationRow},
    token,
};
use crate::{
    deadlines,
    filings::{self, scope::Scope, store::FilingRow},
    http::change::{Change, Read},
    jobs::{self, JobKind},
    outbox::{Message, Recipient},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    associations::AssociationType,
    deadlines::DeadlineKind,
    demo::Channel,
    filings::FilingStatus,
    ids::{FilingId, InvitationId},
    invitations::{
        Delivery, DeliveryState, InvitationDraft, InvitationEvent, InvitationKind, InvitationStatus, Invited,
        InvitedBatch, LINK_VALID_S, MAX_BATCH, MailPreview, NotInvited, PreviewQuery,
    },
    problem::{ErrorCode, Problem},
    session::{Language, Site},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Mails that a filed customer gets in a day (24 hours): nobody is bombarded through us.
const MAILS_PER_DAY: u32 = 10;
const DAY_S: i64 = 86_400;
/// Stands in the preview where the mail has its token; of the same length.
const SAMPLE: &str = "sample-sample-sample-sample-sample-sample-s";

pub(super) async fn invite(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: InvitationDraft,
) -> Result<InvitedBatch, Refused> {
    filings::may_develop(&cx.caller, who)?;
    let InvitationDraft { mut filing_ids, association_type, language } = draft;
    if filing_ids.is_empty() {
        return Err(Refused::field("filing_ids", Rule::Missing));
    }
    if filing_ids.len() > MAX_BATCH {
        return Err(too_many());
    }
    offered(who, association_type)?;
    let scope = Scope::of(&mut cx.tx, who, cx.now).await?;
    let mut batch = InvitedBatch { invitations: Vec::new(), error_details: Vec::new() };
    // Twice in one call is once.
    let mut met = std::collections::HashSet::new();
    filing_ids.retain(|id| met.insert(id.clone()));
    for filing_id in filing_ids {
        match eligible(&mut cx.tx, who, &scope, &filing_id, cx.now).await {
            Ok(filing) => {
                batch.invitations.push(send(cx, who, &filing, association_type, language).await?);
            }
            Err(Refused::Problem(problem)) => batch.error_details.push(NotInvited {
                id: filing_id,
                error_code: problem.error_code,
                error_msg: sentence(problem.error_code).to_owned(),
            }),
            Err(other) => return Err(other),
        }
    }
    let object = batch.invitations.first().map(|invited| invited.invitation_id.to_string());
    let detail = json!({
        "invited": batch.invitations.iter().map(|invited| invited.filing_id.as_str()).collect::<Vec<_>>(),
        "refused": batch.error_details.len(),
        "association_type": association_type,
    });
    cx.audit("invitation.send", object.unwrap_or_default(), detail);
    Ok(batch)
}

pub(super) async fn resend(
    cx: &mut Change,
    who: &Member,
    (invitation_id,): (InvitationId,),
    (): (),
) -> Result<Invited, Refused> {
    filings::may_develop(&cx.caller, who)?;
    let row = seen(&mut cx.tx, who, &invitation_id, cx.now).await?;
    let (InvitationKind::Online, Some(filing_id)) = (row.kind, row.filing_id.clone()) else {
        return Err(not_in_this_state(ErrorCode::NotInThisState, row.status));
    };
    let scope = Scope::of(&mut cx.tx, who, cx.now).await?;
    // What it is replaced by needs a filing in force, as any invitation does.
    row.status.after(InvitationEvent::Replace).map_err(|code| not_in_this_state(code, row.status))?;
    let filing = eligible(&mut cx.tx, who, &scope, &filing_id, cx.now).await?;
    let invited = send(cx, who, &filing, row.association_type, row.language).await?;
    let detail = json!({ "replaces": invitation_id.as_str() });
    cx.audit("invitation.resend", invited.invitation_id.as_str(), detail);
    Ok(invited)
}

pub(super) async fn preview(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: PreviewQuery,
) -> Result<MailPreview, Refused> {
    offered(who, query.association_type)?;
    let scope = Scope::of(&mut cx.conn, who, cx.now).await?;
    let filing = visible(&mut cx.conn, who, &scope, &query.filing_id).await?;
    let url = token::url(&cx.app.config, &cx.call, SAMPLE);
    let letter = mail::letter(&facts(who, &filing, query.association_type, cx.now), query.language, &url);
    Ok(MailPreview { subject: letter.subject, html: letter.html.unwrap_or_default(), text: letter.body })
}

fn too_many() -> Refused {
    let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
    problem.limit = u32::try_from(MAX_BATCH).ok();
    problem.into()
}

/// What a partner of this site may offer.
///
/// # Errors
/// `CBC.0100` for another type.
pub fn offered(who: &Member, association_type: AssociationType) -> Result<(), Refused> {
    let may = AssociationType::offered(who.site == Site::Intl).contains(&association_type);
    if may { Ok(()) } else { Err(Refused::field("association_type", Rule::OutOfRange)) }
}

async fn visible(
    conn: &mut AnyConnection,
    who: &Member,
    scope: &Scope,
    filing_id: &FilingId,
) -> Result<FilingRow, Refused> {
    let filing = filings::store::find(conn, who.partner_id.as_str(), filing_id).await?;
    filing
        .filter(|filing| scope.covers(filing.manager_user_id.as_str()))
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// A filing whose customer can be invited now.
async fn eligible(
    conn: &mut AnyConnection,
    who: &Member,
    scope: &Scope,
    filing_id: &FilingId,
    now: Timestamp,
) -> Result<FilingRow, Refused> {
    let filing = visible(conn, who, scope, filing_id).await?;
    let status = if filing.has_lapsed(now) { FilingStatus::Expired } else { filing.status };
    if status != FilingStatus::Filed {
        let mut problem = Problem::new(ErrorCode::NotInThisState, sentence(ErrorCode::NotInThisState));
        problem.current_status = Some(status.as_str().to_owned());
        return Err(problem.into());
    }
    if store::count_since(conn, filing_id, now.plus_seconds(-DAY_S)).await? >= MAILS_PER_DAY {
        return Err(Refused::wait(ErrorCode::TooManyRequests, 3_600));
    }
    Ok(filing)
}

fn facts<'a>(
    who: &'a Member,
    filing: &'a FilingRow,
    association_type: AssociationType,
    invited_at: Timestamp,
) -> mail::Facts<'a> {
    mail::Facts {
        customer_name: filing.masked_name(),
        partner_name: &who.partner_name,
        inviter: &who.name,
        mobile_phone: &filing.mobile_phone,
        association_type,
        invited_at,
    }
}

/// A new link and its mail. What was sent to this customer before is replaced, whether or not its link still worked.
async fn send(
    cx: &mut Change,
    who: &Member,
    filing: &FilingRow,
    association_type: AssociationType,
    language: Language,
) -> Result<Invited, Refused> {
    let now = cx.now;
    for mut former in store::former_of(&mut cx.tx, &filing.filing_id).await? {
        step(&mut cx.tx, &mut former, InvitationEvent::Replace, now).await?;
    }
    let fresh = token::Fresh::new()?;
    let url = token::url(&cx.app.config, &cx.call, &fresh.token);
    let facts = facts(who, filing, association_type, now);
    let messages = cx
        .send(Message {
            kind: "INVITATION",
            to: Recipient::Address { phone: None, email: Some(filing.email.clone()), language },
            about: None,
            channels: vec![Channel::Email],
            zh: mail::letter(&facts, Language::ZhCn, &url),
            en: mail::letter(&facts, Language::EnUs, &url),
            secret: true,
        })
        .await?;
    let invitation_id: InvitationId = random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let expire_at = now.plus_seconds(LINK_VALID_S);
    let row = InvitationRow {
        invitation_id: invitation_id.clone(),
        partner_id: who.partner_id.to_string(),
        inviter_user_id: who.user_id.to_string(),
        inviter: who.name.clone(),
        kind: InvitationKind::Online,
        filing_id: Some(filing.filing_id.clone()),
        manager_user_id: Some(filing.manager_user_id.to_string()),
        link_id: None,
        tag: None,
        association_type,
        language,
        status: InvitationStatus::Invited,
        customer_name: facts.customer_name,
        email: Some(filing.email.clone()),
        invited_at: now,
        expire_at: Some(expire_at),
        associated_at: None,
        customer_id: None,
        fail_cause: None,
        failed_at: None,
        message_id: messages.into_iter().next(),
        delivery: Delivery {
            state: DeliveryState::Queued,
            attempts: 0,
            sent_at: None,
            next_attempt_at: Some(now),
        },
        version: 1,
    };
    store::add(&mut cx.tx, &row, Some(&fresh.hash)).await?;
    jobs::schedule(&mut cx.tx, JobKind::InvitationExpires, invitation_id.as_str(), expire_at).await?;
    let (kind, id) = (DeadlineKind::Invitation, invitation_id.as_str());
    deadlines::remind(&mut cx.tx, kind, id, Some(expire_at), now).await?;
    Ok(Invited { invitation_id, filing_id: filing.filing_id.clone(), expire_at, url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_the_shape_of_a_token() {
        assert_eq!(SAMPLE.len(), token::Fresh::new().unwrap().token.len());
        assert!(SAMPLE.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    }
}

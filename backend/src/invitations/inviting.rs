//! Inviting filed customers: one link, one mail, for seven days; inviting again replaces the link.

use super::{
    lifecycle::step,
    mail::{self, Facts},
    store::{self, InvitationRow},
    token::{self, Fresh},
};
use crate::{
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
    demo::Channel,
    filings::FilingStatus,
    ids::{FilingId, InvitationId},
    invitations::{
        InvitationDraft, InvitationEvent, InvitationKind, InvitationStatus, Invited, InvitedBatch,
        LINK_VALID_S, MAX_BATCH, MailPreview, NotInvited, PreviewQuery,
    },
    problem::{ErrorCode, Problem},
    session::{Language, Site},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;
use std::collections::HashSet;

/// In place of the token, in a preview.
const SAMPLE: &str = "••••••••";

/// Invites each for itself.
pub(super) async fn invite(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: InvitationDraft,
) -> Result<InvitedBatch, Refused> {
    filings::may_develop(&cx.caller, who)?;
    is_offered(who, draft.association_type)?;
    if !(1..=MAX_BATCH).contains(&draft.filing_ids.len()) {
        return Err(Refused::field("filing_ids", Rule::OutOfRange));
    }
    let scope = Scope::of(&mut cx.tx, who).await?;
    let mut invitations = Vec::new();
    let mut error_details = Vec::new();
    let mut named = HashSet::new();
    for id in draft.filing_ids {
        // Named twice is named once.
        if !named.insert(id.clone()) {
            continue;
        }
        let settled = match seen(&mut cx.tx, who, &scope, &id).await {
            Ok(filing) => one(cx, who, &filing, draft.association_type, draft.language).await,
            Err(refused) => Err(refused),
        };
        match settled {
            Ok(invited) => invitations.push(invited),
            Err(Refused::Problem(problem)) => error_details.push(NotInvited {
                id,
                error_code: problem.error_code,
                error_msg: problem.error_msg,
            }),
            Err(refused) => return Err(refused),
        }
    }
    let ids: Vec<&str> = invitations.iter().map(|invited| invited.invitation_id.as_str()).collect();
    cx.audit("invitation.invite", ids.join(","), json!({ "not_invited": error_details.len() }));
    Ok(InvitedBatch { invitations, error_details })
}

/// A new link and mail for the same customer.
pub(super) async fn resend(
    cx: &mut Change,
    who: &Member,
    (invitation_id,): (InvitationId,),
    (): (),
) -> Result<Invited, Refused> {
    filings::may_develop(&cx.caller, who)?;
    let scope = Scope::of(&mut cx.tx, who).await?;
    let row = store::find_any(&mut cx.tx, &invitation_id).await?;
    let row = row.filter(|row| row.partner_id == who.partner_id.as_str());
    let row = row.filter(|row| scope.covers(&row.inviter_user_id)).ok_or(ErrorCode::NotFound)?;
    // An offline link is not sent; nobody was invited by it.
    let filing_id = row.filing_id.ok_or(ErrorCode::NotInThisState)?;
    let filing = seen(&mut cx.tx, who, &scope, &filing_id).await?;
    let invited = one(cx, who, &filing, row.association_type, row.language).await?;
    cx.audit("invitation.resend", invitation_id.as_str(), json!({ "by": invited.invitation_id }));
    Ok(invited)
}

/// The mail as it would be sent now, but for its link.
pub(super) async fn preview(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: PreviewQuery,
) -> Result<MailPreview, Refused> {
    is_offered(who, query.association_type)?;
    let scope = Scope::of(&mut cx.conn, who).await?;
    let filing = seen(&mut cx.conn, who, &scope, &query.filing_id).await?;
    let facts = facts(who, &filing, query.association_type, cx.now);
    let letter = mail::letter(&facts, query.language, &token::url(&cx.app.config, &cx.call, SAMPLE));
    Ok(MailPreview { subject: letter.subject, html: letter.html.unwrap_or_default(), text: letter.body })
}

fn is_offered(who: &Member, association_type: AssociationType) -> Result<(), Refused> {
    let offered = AssociationType::offered(who.site == Site::Intl).contains(&association_type);
    if offered { Ok(()) } else { Err(Refused::field("association_type", Rule::Unexpected)) }
}

/// A filing that this member sees; a foreign one and none are the same.
async fn seen(
    conn: &mut AnyConnection,
    who: &Member,
    scope: &Scope,
    filing_id: &FilingId,
) -> Result<FilingRow, Refused> {
    let filing = filings::store::find(conn, who.partner_id.as_str(), filing_id).await?;
    let filing = filing.filter(|filing| scope.covers(filing.manager_user_id.as_str()));
    filing.ok_or_else(|| ErrorCode::NotFound.into())
}

fn facts<'a>(
    who: &'a Member,
    filing: &'a FilingRow,
    association_type: AssociationType,
    invited_at: Timestamp,
) -> Facts<'a> {
    Facts {
        customer_name: &filing.customer_name,
        partner_name: &who.partner_name,
        inviter: &who.name,
        mobile_phone: &filing.mobile_phone,
        association_type,
        invited_at,
    }
}

async fn one(
    cx: &mut Change,
    who: &Member,
    filing: &FilingRow,
    association_type: AssociationType,
    language: Language,
) -> Result<Invited, Refused> {
    let status = if filing.has_lapsed(cx.now) { FilingStatus::Expired } else { filing.status };
    if status != FilingStatus::Filed {
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(status.as_str().to_owned());
        return Err(problem.into());
    }
    if let Some(former) = store::newest(&mut cx.tx, &filing.filing_id).await?
        && former.status.after(InvitationEvent::Replace).is_ok()
    {
        step(&mut cx.tx, &former, InvitationEvent::Replace, cx.now).await?;
    }
    let Fresh { token, hash } = Fresh::new()?;
    let invitation_id: InvitationId =
        format!("i-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    let expire_at = cx.now.plus_seconds(LINK_VALID_S);
    let mut row = InvitationRow {
        invitation_id: invitation_id.clone(),
        partner_id: who.partner_id.to_string(),
        inviter_user_id: who.user_id.to_string(),
        inviter: who.name.clone(),
        kind: InvitationKind::Online,
        filing_id: Some(filing.filing_id.clone()),
        email: None,
        link_id: None,
        tag: None,
        association_type,
        language,
        status: InvitationStatus::Invited,
        customer_name: filing.masked_name(),
        invited_at: cx.now,
        expire_at: Some(expire_at),
        associated_at: None,
        fail_cause: None,
        message_id: None,
        version: 1,
    };
    let url = token::url(&cx.app.config, &cx.call, &token);
    row.message_id = send(cx, who, filing, &row, &url).await?;
    store::add(&mut cx.tx, &row, Some(&hash), None).await?;
    jobs::schedule(&mut cx.tx, JobKind::InvitationExpires, invitation_id.as_str(), expire_at).await?;
    Ok(Invited { invitation_id, filing_id: filing.filing_id.clone(), expire_at, url })
}

/// Puts the mail into the outbox; gives its id.
async fn send(
    cx: &mut Change,
    who: &Member,
    filing: &FilingRow,
    row: &InvitationRow,
    url: &str,
) -> Result<Option<String>, Fault> {
    let facts = facts(who, filing, row.association_type, cx.now);
    let message = Message {
        kind: "INVITATION",
        to: Recipient::Address {
            name: filing.customer_name.clone(),
            phone: None,
            email: Some(filing.email.clone()),
            language: row.language,
        },
        channels: vec![Channel::Email],
        zh: mail::letter(&facts, Language::ZhCn, url),
        en: mail::letter(&facts, Language::EnUs, url),
        secret: true,
    };
    Ok(cx.send(message).await?.into_iter().next())
}

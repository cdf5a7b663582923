//! Sending a link, and sending another one.

use super::{
    handlers::{not_now, of_partner},
    notices,
    store::{self, PersonnelRow},
};
use crate::{
    http::change::Change,
    invitations::token::{self, Fresh},
    masking,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    ids::{PersonnelId, UserId},
    personnel::{
        INVITATIONS_PER_DAY, InvitedBy, LINK_VALID_S, Personnel, PersonnelDraft, PersonnelEvent,
        PersonnelStatus, PersonnelVersion,
    },
    problem::{ErrorCode, Problem},
    session::Language,
    text::Rule,
};
use serde_json::json;

/// Where the link's page is.
const PAGE: &str = "/p";

/// The contact in one spelling, so that two spellings of one number are one person.
fn one_spelling(by: InvitedBy, contact: String) -> Result<String, Refused> {
    let spelled = match by {
        InvitedBy::Phone => MobilePhone::try_from(contact).map(String::from),
        InvitedBy::Email => EmailAddress::try_from(contact).map(String::from),
        InvitedBy::Account => match contact.trim() {
            "" => Err(Rule::Missing),
            name => Ok(name.to_owned()),
        },
    };
    spelled.map_err(|rule| Refused::field("contact", rule))
}

/// The member whom a login name means; nobody with the other ways.
async fn member(
    cx: &mut Change,
    who: &Member,
    by: InvitedBy,
    contact: &str,
) -> Result<Option<UserId>, Refused> {
    if by != InvitedBy::Account {
        return Ok(None);
    }
    let found = store::member_named(&mut cx.tx, &who.partner_id, contact).await?;
    found.map(Some).ok_or_else(|| Refused::field("contact", Rule::Malformed))
}

/// One more of today's, or none is left.
async fn take_of_day(cx: &mut Change, who: &Member) -> Result<(), Refused> {
    let today = cx.now.china_day().china_midnight();
    let used = store::sent_since(&mut cx.tx, &who.partner_id, today).await?;
    if used >= INVITATIONS_PER_DAY {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = Some(INVITATIONS_PER_DAY);
        problem.used = Some(used);
        return Err(problem.into());
    }
    Ok(store::count_send(&mut cx.tx, &who.partner_id, today, cx.now).await?)
}

async fn send(
    cx: &mut Change,
    row: &PersonnelRow,
    member: Option<UserId>,
    fresh: &Fresh,
) -> Result<(), Fault> {
    let url = token::url_of(&cx.app.config, &cx.call, PAGE, &fresh.token);
    cx.send(notices::invitation(row, member, &url)).await?;
    Ok(())
}

fn language(cx: &Change) -> Language {
    cx.caller.signed_in().map_or_else(Language::default, |user| user.language)
}

pub(super) async fn invite(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: PersonnelDraft,
) -> Result<Personnel, Refused> {
    let PersonnelDraft { by, contact, remark } = draft;
    let contact = one_spelling(by, contact)?;
    let member = member(cx, who, by, &contact).await?;
    if store::find_open(&mut cx.tx, &who.partner_id, by, &contact, cx.now).await?.is_some() {
        return Err(ErrorCode::PersonnelExists.into());
    }
    take_of_day(cx, who).await?;
    let personnel_id = format!("ps-{}", random_id()?);
    let shown = Personnel {
        personnel_id: personnel_id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        by,
        contact: match by {
            InvitedBy::Phone => masking::telephone(&contact),
            InvitedBy::Email => masking::email(&contact),
            InvitedBy::Account => masking::account_name(&contact),
        },
        name: None,
        remark: remark.map(String::from),
        status: PersonnelStatus::Invited,
        invited_by: who.name.clone(),
        invited_at: cx.now,
        expire_at: cx.now.plus_seconds(LINK_VALID_S),
        accepted_at: None,
        decided_at: None,
        answer: None,
        version: 1,
    };
    let row = PersonnelRow {
        partner_id: who.partner_id.clone(),
        partner_name: who.partner_name.clone(),
        language: language(cx),
        contact,
        inviter_user_id: who.user_id.clone(),
        shown,
    };
    let fresh = Fresh::new()?;
    store::add(&mut cx.tx, &row, Some(&fresh.hash)).await?;
    send(cx, &row, member, &fresh).await?;
    cx.audit("personnel.invite", personnel_id, json!({ "by": by, "contact": row.shown.contact }));
    Ok(row.shown)
}

pub(super) async fn invite_again(
    cx: &mut Change,
    who: &Member,
    (personnel_id,): (PersonnelId,),
    seen: PersonnelVersion,
) -> Result<Personnel, Refused> {
    let mut row = of_partner(&mut cx.tx, who, &personnel_id, cx.now).await?;
    if row.shown.version != seen.version {
        return Err(ErrorCode::Changed.into());
    }
    let (by, before) = (row.shown.by, row.shown.status);
    let status = before.after(PersonnelEvent::InviteAgain).map_err(|_| not_now(before))?;
    let member = member(cx, who, by, &row.contact).await?;
    // Invited anew in the meantime: there is one link for one person.
    let open = store::find_open(&mut cx.tx, &who.partner_id, by, &row.contact, cx.now).await?;
    if open.is_some_and(|open| open.shown.personnel_id != personnel_id) {
        return Err(ErrorCode::PersonnelExists.into());
    }
    take_of_day(cx, who).await?;
    // What has just been written down as run out is a version further.
    let now = store::find_any(&mut cx.tx, &personnel_id, cx.now).await?.ok_or(ErrorCode::NotFound)?;
    row.language = language(cx);
    row.shown = Personnel {
        status,
        invited_at: cx.now,
        expire_at: cx.now.plus_seconds(LINK_VALID_S),
        version: now.shown.version + 1,
        ..row.shown
    };
    if !store::save(&mut cx.tx, &row.shown, now.shown.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let fresh = Fresh::new()?;
    store::set_token(&mut cx.tx, &personnel_id, &fresh.hash).await?;
    send(cx, &row, member, &fresh).await?;
    cx.audit("personnel.invite_again", personnel_id.to_string(), json!({ "before": before }));
    Ok(row.shown)
}

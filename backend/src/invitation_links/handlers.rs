//! Listing, showing, making and switching off.

use super::store::{self, LinkRow};
use crate::{
    app::App,
    filings::{self, scope::Scope},
    http::{
        call::Call,
        change::{Change, Read},
    },
    invitations::{offered, token},
    problem::{Fault, Refused, sentence},
    secret,
    session::principal::Member,
    store::conditions::{Conditions, Page},
};
use contract::{
    ids::LinkId,
    invitation_links::{InvitationLink, LinkDraft, LinkKind, LinkPage, LinkQuery, LinkVersion, MAX_CUSTOM},
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn list(cx: &mut Read, who: &Member, (): (), query: LinkQuery) -> Result<LinkPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let mut found = Conditions::default();
    found.text("l.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.conn, who, cx.now).await?.limit(&mut found, "l.creator_user_id");
    if !query.with_disabled {
        found.fixed("l.disabled = 0");
    }
    if let Some(part) = query.tag.as_deref().map(str::trim).filter(|part| !part.is_empty()) {
        found.contains("lower(l.tag) LIKE lower(?) ESCAPE '\\'", part);
    }
    let (rows, total_count) = store::page(&mut cx.conn, &found, page).await?;
    let links = rows.into_iter().map(|row| shown(&cx.app, &cx.call, row, cx.now)).collect();
    Ok(LinkPage { links, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (link_id,): (LinkId,),
    (): (),
) -> Result<InvitationLink, Refused> {
    let row = seen(&mut cx.conn, who, &link_id, cx.now).await?;
    Ok(shown(&cx.app, &cx.call, row, cx.now))
}

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: LinkDraft,
) -> Result<InvitationLink, Refused> {
    filings::may_develop(&cx.caller, who)?;
    let LinkDraft { kind, tag, association_type } = draft;
    offered(who, association_type)?;
    let tag = match (kind, tag) {
        (LinkKind::Custom, Some(tag)) => tag.as_str().to_owned(),
        (LinkKind::Custom, None) => return Err(Refused::field("tag", Rule::Missing)),
        (LinkKind::Generic, Some(_)) => return Err(Refused::field("tag", Rule::Unexpected)),
        (LinkKind::Generic, None) => {
            let there = store::generic_of(&mut cx.tx, who.user_id.as_str(), association_type).await?;
            if let Some(row) = there {
                cx.audit("link.create", row.link_id.as_str(), json!({ "there_already": true }));
                return Ok(shown(&cx.app, &cx.call, row, cx.now));
            }
            cx.caller.signed_in().map(|user| user.account_name.clone()).unwrap_or_default()
        }
    };
    if kind == LinkKind::Custom {
        let used = store::custom_count(&mut cx.tx, who.partner_id.as_str()).await?;
        if used >= MAX_CUSTOM {
            return Err(no_more(used));
        }
    }
    let link_id = secret::hex(&secret::random::<8>()?);
    let row = LinkRow {
        link_id: link_id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        partner_id: who.partner_id.to_string(),
        creator_user_id: who.user_id.to_string(),
        creator: who.name.clone(),
        kind,
        tag,
        association_type,
        created_at: cx.now,
        uses: 0,
        used_on: String::new(),
        uses_on_day: 0,
        disabled: false,
        version: 1,
    };
    store::add(&mut cx.tx, &row).await?;
    let detail = json!({ "kind": kind, "tag": row.tag, "association_type": association_type });
    cx.audit("link.create", link_id, detail);
    Ok(shown(&cx.app, &cx.call, row, cx.now))
}

pub(super) async fn disable(
    cx: &mut Change,
    who: &Member,
    (link_id,): (LinkId,),
    draft: LinkVersion,
) -> Result<InvitationLink, Refused> {
    let row = seen(&mut cx.tx, who, &link_id, cx.now).await?;
    if row.disabled {
        return Err(ErrorCode::NotInThisState.into());
    }
    if !store::disable(&mut cx.tx, &link_id, draft.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    cx.audit("link.disable", link_id.as_str(), json!({ "tag": row.tag }));
    let row = LinkRow { disabled: true, version: row.version + 1, ..row };
    Ok(shown(&cx.app, &cx.call, row, cx.now))
}

/// A link that this member sees.
///
/// # Errors
/// `NotFound` for a foreign one and for one that does not exist, so that nobody learns which.
async fn seen(
    conn: &mut AnyConnection,
    who: &Member,
    link_id: &LinkId,
    now: Timestamp,
) -> Result<LinkRow, Refused> {
    let scope = Scope::of(conn, who, now).await?;
    let row = store::find(conn, link_id).await?;
    row.filter(|row| row.partner_id == who.partner_id.as_str() && scope.covers(&row.creator_user_id))
        .ok_or_else(|| ErrorCode::NotFound.into())
}

fn shown(app: &App, call: &Call, row: LinkRow, now: Timestamp) -> InvitationLink {
    let uses_today = row.uses_today(now);
    let url = token::url(&app.config, call, &token::offline(&app.pepper, &row.link_id));
    InvitationLink {
        link_id: row.link_id,
        kind: row.kind,
        tag: row.tag,
        association_type: row.association_type,
        url,
        creator: row.creator,
        created_at: row.created_at,
        uses: row.uses,
        uses_today,
        disabled: row.disabled,
        version: row.version,
    }
}

fn no_more(used: u32) -> Refused {
    let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
    problem.limit = Some(MAX_CUSTOM);
    problem.used = Some(used);
    problem.into()
}

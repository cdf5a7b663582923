//! Listing, showing, making and switching off links.

use super::store::{self, LinkRow};
use crate::{
    app::App,
    filings::{self, scope::Scope},
    http::{
        call::Call,
        change::{Change, Read},
    },
    invitations::token,
    problem::{Fault, Refused, sentence},
    secret,
    session::principal::Member,
    store::conditions::{Conditions, Page},
};
use contract::{
    associations::AssociationType,
    ids::LinkId,
    invitation_links::{InvitationLink, LinkDraft, LinkKind, LinkPage, LinkQuery, LinkVersion, MAX_CUSTOM},
    problem::{ErrorCode, Problem},
    session::Site,
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn list(cx: &mut Read, who: &Member, (): (), query: LinkQuery) -> Result<LinkPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let mut found = Conditions::default();
    found.text("l.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.conn, who).await?.limit(&mut found, "l.creator_user_id");
    if let Some(tag) = query.tag.as_deref().map(str::trim).filter(|tag| !tag.is_empty()) {
        found.contains("lower(l.tag) LIKE lower(?) ESCAPE '\\'", tag);
    }
    if !query.with_disabled {
        found.fixed("l.disabled = 0");
    }
    let (rows, total_count) = store::page(&mut cx.conn, &found, page).await?;
    let links = rows.into_iter().map(|row| shown(&cx.app, &cx.call, row)).collect();
    Ok(LinkPage { links, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (link_id,): (LinkId,),
    (): (),
) -> Result<InvitationLink, Refused> {
    let row = seen(&mut cx.conn, who, &link_id).await?;
    Ok(shown(&cx.app, &cx.call, row))
}

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: LinkDraft,
) -> Result<InvitationLink, Refused> {
    filings::may_develop(&cx.caller, who)?;
    if !AssociationType::offered(who.site == Site::Intl).contains(&draft.association_type) {
        return Err(Refused::field("association_type", Rule::Unexpected));
    }
    let tag = match (draft.kind, draft.tag) {
        (LinkKind::Custom, None) => return Err(Refused::field("tag", Rule::Missing)),
        (LinkKind::Generic, Some(_)) => return Err(Refused::field("tag", Rule::Unexpected)),
        (LinkKind::Custom, Some(tag)) => {
            has_place(cx, who).await?;
            tag.into()
        }
        (LinkKind::Generic, None) => {
            let there = store::generic(&mut cx.tx, &who.user_id, draft.association_type).await?;
            if let Some(row) = there {
                return Ok(shown(&cx.app, &cx.call, row));
            }
            cx.caller.signed_in().map(|user| user.account_name.clone()).unwrap_or_default()
        }
    };
    let id = secret::hex(&secret::random::<8>()?);
    let link_id: LinkId = id.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let partner_id = who.partner_id.as_str();
    let creator = (&who.user_id, who.name.as_str());
    let row = LinkRow::new(link_id, partner_id, creator, draft.kind, tag, draft.association_type, cx.now);
    store::add(&mut cx.tx, &row).await?;
    cx.audit("invitation_link.create", row.link_id.as_str(), json!({ "kind": row.kind, "tag": row.tag }));
    Ok(shown(&cx.app, &cx.call, row))
}

async fn has_place(cx: &mut Change, who: &Member) -> Result<(), Refused> {
    let used = store::custom_count(&mut cx.tx, who.partner_id.as_str()).await?;
    if used < MAX_CUSTOM {
        return Ok(());
    }
    let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
    problem.limit = Some(MAX_CUSTOM);
    problem.used = Some(used);
    Err(problem.into())
}

pub(super) async fn disable(
    cx: &mut Change,
    who: &Member,
    (link_id,): (LinkId,),
    seen_version: LinkVersion,
) -> Result<InvitationLink, Refused> {
    let mut row = seen(&mut cx.tx, who, &link_id).await?;
    if row.disabled {
        return Err(ErrorCode::NotInThisState.into());
    }
    if !store::disable(&mut cx.tx, &link_id, seen_version.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    row.disabled = true;
    row.version += 1;
    cx.audit("invitation_link.disable", link_id.as_str(), json!({ "tag": row.tag }));
    Ok(shown(&cx.app, &cx.call, row))
}

/// A link that this member sees; a foreign one and none are the same.
async fn seen(conn: &mut AnyConnection, who: &Member, link_id: &LinkId) -> Result<LinkRow, Refused> {
    let scope = Scope::of(conn, who).await?;
    let row = store::find(conn, link_id).await?;
    let row = row.filter(|row| row.partner_id == who.partner_id.as_str());
    row.filter(|row| scope.covers(&row.creator_user_id)).ok_or_else(|| ErrorCode::NotFound.into())
}

fn shown(app: &App, call: &Call, row: LinkRow) -> InvitationLink {
    InvitationLink {
        url: token::url(&app.config, call, &token::offline(&app.pepper, &row.link_id)),
        link_id: row.link_id,
        kind: row.kind,
        tag: row.tag,
        association_type: row.association_type,
        creator: row.creator,
        created_at: row.created_at,
        uses: row.uses,
        disabled: row.disabled,
        version: row.version,
    }
}

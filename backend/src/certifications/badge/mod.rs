//! Badges of labels that a partner holds (能力徽标): downloaded as drawing or as image, in the reader's language; each download
//! is kept and audited.

mod drawing;
mod lettering;

use super::{
    labels::{label, last_passed},
    store::{self, badges},
};
use crate::{
    audit::{self, Note},
    http::{change::Read, file::File},
    problem::{Fault, Refused, sentence},
    session::principal::{Kind, Member, SignedIn},
    store::conditions::Page,
};
use contract::{
    capability_labels::{BadgeDownloadPage, BadgeDownloadQuery, BadgeFormat, LabelValidity},
    ids::CapabilityLabelId,
    problem::{ErrorCode, Problem},
};
use drawing::Badge;
use serde_json::json;

pub(super) async fn svg(
    cx: &mut Read,
    user: &SignedIn,
    (label_id,): (CapabilityLabelId,),
) -> Result<File, Refused> {
    let badge = downloaded(cx, user, &label_id, BadgeFormat::Svg).await?;
    let content = drawn(badge, |badge| Ok(badge.svg()?.into_bytes())).await?;
    Ok(File { media_type: "image/svg+xml", content, name: Some(format!("{label_id}.svg")) })
}

pub(super) async fn png(
    cx: &mut Read,
    user: &SignedIn,
    (label_id,): (CapabilityLabelId,),
) -> Result<File, Refused> {
    let badge = downloaded(cx, user, &label_id, BadgeFormat::Png).await?;
    let content = drawn(badge, Badge::png).await?;
    Ok(File { media_type: "image/png", content, name: Some(format!("{label_id}.png")) })
}

/// Drawing takes some milliseconds of work.
async fn drawn(
    badge: Badge,
    draw: impl FnOnce(&Badge) -> Result<Vec<u8>, Fault> + Send + 'static,
) -> Result<Vec<u8>, Fault> {
    let drawn = tokio::task::spawn_blocking(move || draw(&badge)).await;
    drawn.map_err(|_| Fault::new("drawing a badge panicked"))?
}

/// The badge of a label that is held, noted as downloaded.
///
/// # Errors
/// `CBC.99100001` for a label that was never passed, `CBC.99100002` for one that has expired.
async fn downloaded(
    cx: &mut Read,
    user: &SignedIn,
    label_id: &CapabilityLabelId,
    format: BadgeFormat,
) -> Result<Badge, Refused> {
    let Kind::Member(who) = &user.kind else { return Err(ErrorCode::AccessDenied.into()) };
    let records = store::standing_of(&mut cx.conn, &who.partner_id, Some(label_id)).await?;
    let record = last_passed(records).pop().ok_or(ErrorCode::NotFound)?;
    let label = label(&record, cx.now)?;
    if label.validity == LabelValidity::Expired {
        let mut problem = Problem::new(ErrorCode::NotInThisState, sentence(ErrorCode::NotInThisState));
        problem.current_status = Some(label.validity.as_str().to_owned());
        return Err(problem.into());
    }
    let badge = Badge::of(&who.partner_name, &label, user.language);
    // A read, yet what leaves the house is noted.
    let mut tx = cx.app.store.write().await?;
    badges::add(&mut tx, &who.partner_id, label_id, format, &who.name, cx.now).await?;
    let note = Note::done("capability_badge.download", label_id.to_string(), json!({ "format": format }));
    audit::event(&mut tx, cx.now, &cx.call, Some(user), &note).await?;
    tx.commit().await?;
    Ok(badge)
}

pub(super) async fn downloads(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: BadgeDownloadQuery,
) -> Result<BadgeDownloadPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (downloads, total_count) = badges::page(&mut cx.conn, &who.partner_id, &query, page).await?;
    Ok(BadgeDownloadPage { downloads, total_count })
}

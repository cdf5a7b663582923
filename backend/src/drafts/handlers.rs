//! Show, save, discard. A draft of another user cannot even be asked for: the user's own id is part of the key.

use super::store;
use crate::{
    http::change::{Change, Read},
    problem::Refused,
    seal::{self, Purpose},
    session::principal::SignedIn,
};
use contract::{
    drafts::{Draft, DraftText, KEPT_DAYS, SavedDraft},
    ids::FormId,
};
use serde_json::Value;

const DAY_S: i64 = 86_400;

pub async fn show(
    cx: &mut Read,
    who: &SignedIn,
    (form_id,): (FormId,),
    (): (),
) -> Result<SavedDraft, Refused> {
    let since = cx.now.plus_seconds(-KEPT_DAYS * DAY_S);
    let kept = store::find(&mut cx.conn, &who.user_id, &form_id, since).await?;
    let nothing = SavedDraft { text: None, saved_at: None };
    let Some((sealed, saved_at)) = kept else { return Ok(nothing) };
    // Sealed with another key (the pepper was replaced): it is lost, which is no reason to refuse the form.
    let text =
        seal::open(&cx.app.pepper, Purpose::Drafts, &[who.user_id.as_str(), form_id.as_str()], &sealed);
    let text = text.and_then(|text| DraftText::try_from(text).ok());
    Ok(text.map_or(nothing, |text| SavedDraft { text: Some(text), saved_at: Some(saved_at) }))
}

pub async fn save(
    cx: &mut Change,
    who: &SignedIn,
    (form_id,): (FormId,),
    draft: Draft,
) -> Result<(), Refused> {
    if draft.text.as_str().is_empty() {
        // A form that was emptied keeps nothing.
        return discard(cx, who, (form_id,), ()).await;
    }
    let sealed = seal::seal(
        &cx.app.pepper,
        Purpose::Drafts,
        &[who.user_id.as_str(), form_id.as_str()],
        draft.text.as_str(),
    )?;
    let now = cx.now;
    store::purge(&mut cx.tx, now.plus_seconds(-KEPT_DAYS * DAY_S)).await?;
    store::save(&mut cx.tx, &who.user_id, &form_id, &sealed, now).await?;
    cx.audit("draft.save", form_id.as_str(), Value::Null);
    Ok(())
}

pub async fn discard(cx: &mut Change, who: &SignedIn, (form_id,): (FormId,), (): ()) -> Result<(), Refused> {
    store::discard(&mut cx.tx, &who.user_id, &form_id).await?;
    cx.audit("draft.discard", form_id.as_str(), Value::Null);
    Ok(())
}

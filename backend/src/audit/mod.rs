//! The audit: who did what, when. One chain per partner, each row holds the hash of the one before, so that no row
//! can be changed, removed or slipped in unseen. It never holds a secret, a code or an unmasked name.

pub mod store;
pub mod verify;

use crate::{
    covers,
    http::{call::Call, change::Change},
    problem::Fault,
    session::principal::{Caller, Kind, SignedIn},
};
use contract::time::Timestamp;
use serde_json::{Value, json};
use sqlx::AnyConnection;
use store::Entry;

/// Characters of a session's id that a row holds.
const SESSION_CHARS: usize = 10;

/// What a row says.
#[derive(Clone, Debug)]
pub struct Note {
    /// `noun.verb`, such as `code.sent`.
    pub action: String,
    /// Id of what it was done to; may be empty.
    pub object: String,
    /// Before and after, masked.
    pub detail: Value,
    pub result: Outcome,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused,
}

impl Note {
    #[must_use]
    pub fn done(action: &str, object: impl Into<String>, detail: Value) -> Self {
        Self { action: action.to_owned(), object: object.into(), detail, result: Outcome::Done }
    }

    #[must_use]
    pub fn refused(action: &str, object: impl Into<String>) -> Self {
        Self { action: action.to_owned(), object: object.into(), detail: json!({}), result: Outcome::Refused }
    }
}

/// Writes one row into the chain of `who`.
///
/// # Errors
/// When the database fails.
pub async fn event(
    conn: &mut AnyConnection,
    now: Timestamp,
    call: &Call,
    who: Option<&SignedIn>,
    note: &Note,
) -> Result<(), Fault> {
    let session = who.map(|user| user.session_id.as_str()).unwrap_or_default();
    store::append(
        conn,
        Entry {
            chain: who.map_or("system", SignedIn::chain).to_owned(),
            at: now.seconds(),
            actor: who.map(|user| user.user_id.to_string()).unwrap_or_default(),
            session: session.chars().take(SESSION_CHARS).collect(),
            address: call.network(),
            action: note.action.clone(),
            object: note.object.clone(),
            result: match note.result {
                Outcome::Done => "DONE",
                Outcome::Refused => "REFUSED",
            }
            .to_owned(),
            detail: note.detail.to_string(),
            request_id: call.request_id.clone(),
        },
    )
    .await
}

/// The row of something that nobody called for: its time had come.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_time(
    conn: &mut AnyConnection,
    now: Timestamp,
    chain: &str,
    job_id: &str,
    note: &Note,
) -> Result<(), Fault> {
    store::append(
        conn,
        Entry {
            chain: chain.to_owned(),
            at: now.seconds(),
            actor: String::new(),
            session: String::new(),
            address: String::new(),
            action: note.action.clone(),
            object: note.object.clone(),
            result: "DONE".to_owned(),
            detail: note.detail.to_string(),
            request_id: job_id.to_owned(),
        },
    )
    .await
}

/// The row of a change that is about to be committed. What was done with a colleague's queue says whose it is (J2).
pub(crate) async fn changed(cx: &mut Change) -> Result<(), Fault> {
    let mut note = cx.note.take().unwrap_or_else(|| Note::done(cx.call.spec.id, "", json!({})));
    if let Some(Kind::Member(member)) = cx.caller.signed_in().map(|user| &user.kind) {
        let owner = covers::on_behalf_of(&mut cx.tx, member, &note.object, &note.detail, cx.now).await?;
        if let (Some(owner), Some(detail)) = (owner, note.detail.as_object_mut()) {
            detail.insert("on_behalf_of".to_owned(), owner.into());
        }
    }
    event(&mut cx.tx, cx.now, &cx.call, cx.caller.signed_in(), &note).await
}

/// The row of a call that the caller's roles do not allow.
pub(crate) async fn denied(
    conn: &mut AnyConnection,
    now: Timestamp,
    call: &Call,
    caller: &Caller,
) -> Result<(), Fault> {
    event(conn, now, call, caller.signed_in(), &Note::refused("permission.denied", call.spec.id)).await
}

//! Answers of changes, kept under their idempotency key: a retry gets the same answer and nothing happens twice.
//! They are sealed: an answer may hold what a user may see, but not who reads the database.

pub mod store;

use crate::{
    http::{
        call::Call,
        change::{Change, Read},
        router::Router,
    },
    problem::{Fault, Refused},
    seal::{self, Purpose},
    secret::Pepper,
    session::principal::{Caller, SignedIn},
};
use contract::{
    ids::IdempotencyKey,
    operations::{OUTCOME, Outcome, OutcomeState},
    problem::ErrorCode,
};
use sqlx::AnyConnection;
use store::Stored;

/// Seconds for which an answer is kept.
pub const KEPT_S: i64 = 72 * 3_600;

pub fn routes(router: Router) -> Router {
    router.fetch(OUTCOME, outcome)
}

/// Whose key it is; keys of different users never meet.
fn owner(caller: &Caller) -> &str {
    caller.signed_in().map_or("-", |user| user.user_id.as_str())
}

fn key(call: &Call) -> Result<&IdempotencyKey, Refused> {
    call.key.as_ref().ok_or_else(|| ErrorCode::KeyMissing.into())
}

/// The answer that an earlier try with this key got.
pub(crate) async fn find(
    conn: &mut AnyConnection,
    pepper: &Pepper,
    caller: &Caller,
    call: &Call,
) -> Result<Option<Stored>, Refused> {
    let (owner, key) = (owner(caller), key(call)?);
    let Some(mut stored) = store::find(conn, owner, key).await? else { return Ok(None) };
    if stored.fingerprint != call.fingerprint {
        return Err(ErrorCode::KeyReused.into());
    }
    stored.body = seal::open(pepper, Purpose::Operations, &[owner, key.as_str()], &stored.body)
        .ok_or_else(|| Fault::new("a stored answer does not open: was the pepper replaced?"))?;
    Ok(Some(stored))
}

/// Keeps the answer, in the transaction of its effect.
pub(crate) async fn keep(cx: &mut Change, status: u16, body: &str) -> Result<(), Refused> {
    let (owner, key) = (owner(&cx.caller).to_owned(), key(&cx.call)?.clone());
    let body = seal::seal(&cx.app.pepper, Purpose::Operations, &[&owner, key.as_str()], body)?;
    let stored = Stored { fingerprint: cx.call.fingerprint.clone(), status, body };
    store::keep(&mut cx.tx, &owner, &key, &stored, cx.now).await?;
    Ok(())
}

async fn outcome(
    cx: &mut Read,
    who: &SignedIn,
    (key,): (IdempotencyKey,),
    (): (),
) -> Result<Outcome, Refused> {
    let stored = store::find(&mut cx.conn, who.user_id.as_str(), &key).await?;
    Ok(match stored {
        Some(stored) => Outcome { state: OutcomeState::Done, status: Some(stored.status) },
        None => Outcome { state: OutcomeState::NotSeen, status: None },
    })
}

/// Throws away what is older than [`KEPT_S`].
///
/// # Errors
/// When the database fails.
pub async fn purge(conn: &mut AnyConnection, now: contract::time::Timestamp) -> Result<(), Fault> {
    store::purge(conn, now.plus_seconds(-KEPT_S)).await
}

//! Recognising a session, keeping it alive, renewing its secret.

use super::{
    cookie,
    principal::{Caller, SignedIn},
    store::{self, SessionRow},
};
use crate::{app::App, http::call::Call, problem::Fault, secret, store::Reader};
use contract::{
    endpoint::header,
    ids::{SessionId, UserId},
    session::{ABSOLUTE_S, IDLE_S, MAX_SESSIONS, RENEW_GRACE_S, RENEW_S},
    time::Timestamp,
};
use http::{HeaderName, HeaderValue};
use sqlx::AnyConnection;

/// An action is written down at most so often; a session may end so much earlier than its last action says.
const TOUCH_S: i64 = 30;

/// A session that is alive.
pub struct Live {
    pub user: SignedIn,
    pub ends_at: Timestamp,
    /// A renewed secret for the browser.
    pub cookie: Option<(HeaderName, HeaderValue)>,
}

/// Whose session this call belongs to; counts the call as an action unless it is background polling. The connection that
/// was needed for it stays in `reader`, for what the call goes on to read.
///
/// # Errors
/// When the database fails.
pub async fn authenticate(
    app: &App,
    call: &Call,
    now: Timestamp,
    reader: &mut Option<Reader>,
) -> Result<Option<Live>, Fault> {
    let Some(hash) = call.secret.as_deref().map(cookie::hash) else { return Ok(None) };
    let conn = reader.insert(app.store.read().await?);
    let Some((session, user)) = store::by_secret(conn, &hash).await? else { return Ok(None) };
    if !is_alive(&session, &hash, now) {
        return Ok(None);
    }
    if !call.background && needs_writing(&session, &hash, now) {
        // Nobody waits for its turn to write with a connection in hand that others could read with.
        *reader = None;
        return write(app, &hash, now).await;
    }
    Ok(Some(Live { user, ends_at: ends_at(&session), cookie: None }))
}

/// The same caller, as the transaction sees it; `None` when the session has ended meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn again(
    conn: &mut AnyConnection,
    caller: Caller,
    now: Timestamp,
) -> Result<Option<Caller>, Fault> {
    let Some(user) = caller.signed_in() else { return Ok(Some(caller)) };
    let live = store::by_session(conn, &user.session_id).await?;
    let live = live.filter(|(session, _)| now < ends_at(session));
    Ok(live.map(|(_, user)| Caller::SignedIn(Box::new(user))))
}

/// Signs a user in, from whatever proof: a new session, and the headers that give it to the browser.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    conn: &mut AnyConnection,
    call: &Call,
    user_id: UserId,
    now: Timestamp,
) -> Result<(SessionId, [(HeaderName, HeaderValue); 2]), Fault> {
    let secret = cookie::new_secret()?;
    let id = format!("s-{}", secret::random_id()?);
    let session = SessionRow {
        session_id: id.parse().map_err(|_| Fault::new("a random id that is no id"))?,
        user_id,
        secret_hash: cookie::hash(&secret),
        previous_hash: None,
        previous_until: None,
        started_at: now,
        renewed_at: now,
        last_seen_at: now,
        device: call.device.clone(),
    };
    store::begin_session(conn, &session, MAX_SESSIONS).await?;
    Ok((session.session_id, [cookie::give(&secret)?, ends_in(now.plus_seconds(IDLE_S), now)]))
}

/// Gives the session a new secret; the old one is good until the new one is seen, and for [`RENEW_GRACE_S`] more,
/// so that a lost answer signs nobody out.
///
/// # Errors
/// When the database fails.
pub async fn renew(
    conn: &mut AnyConnection,
    session_id: &SessionId,
    now: Timestamp,
) -> Result<(HeaderName, HeaderValue), Fault> {
    let secret = cookie::new_secret()?;
    store::renew_session(conn, session_id, &cookie::hash(&secret), now).await?;
    cookie::give(&secret)
}

/// The header that says how long the session lives on.
#[must_use]
pub fn ends_in(ends_at: Timestamp, now: Timestamp) -> (HeaderName, HeaderValue) {
    let seconds = (ends_at.seconds() - now.seconds()).max(0);
    (HeaderName::from_static(header::SESSION_ENDS_IN), HeaderValue::from(seconds))
}

/// When the session ends if nothing more is done.
#[must_use]
pub fn ends_at(session: &SessionRow) -> Timestamp {
    let idle = session.last_seen_at.plus_seconds(IDLE_S);
    idle.min(session.started_at.plus_seconds(ABSOLUTE_S))
}

fn is_alive(session: &SessionRow, hash: &str, now: Timestamp) -> bool {
    let secret_is_good =
        session.secret_hash == hash || session.previous_until.is_none_or(|until| now < until);
    secret_is_good && now < ends_at(session)
}

fn needs_writing(session: &SessionRow, hash: &str, now: Timestamp) -> bool {
    now.seconds() - session.last_seen_at.seconds() >= TOUCH_S
        || needs_renewal(session, hash, now)
        || is_first_sight(session, hash)
}

/// The new secret is seen for the first time: from now on the old one runs out.
fn is_first_sight(session: &SessionRow, hash: &str) -> bool {
    session.secret_hash == hash && session.previous_hash.is_some() && session.previous_until.is_none()
}

fn needs_renewal(session: &SessionRow, hash: &str, now: Timestamp) -> bool {
    let age = now.seconds() - session.renewed_at.seconds();
    if session.secret_hash == hash {
        age >= RENEW_S
    } else {
        // The old secret comes again long after the renewal: the answer with the new one was lost.
        session.previous_until.is_none() && age >= RENEW_GRACE_S
    }
}

async fn write(app: &App, hash: &str, now: Timestamp) -> Result<Option<Live>, Fault> {
    let mut tx = app.store.write().await?;
    let Some((session, user)) = store::by_secret(&mut tx, hash).await? else { return Ok(None) };
    if !is_alive(&session, hash, now) {
        return Ok(None);
    }
    store::touch_session(&mut tx, &session.session_id, now).await?;
    if is_first_sight(&session, hash) {
        store::retire_previous(&mut tx, &session.session_id, now.plus_seconds(RENEW_GRACE_S)).await?;
    }
    let cookie = if needs_renewal(&session, hash, now) {
        if session.secret_hash != hash {
            // Whoever may hold the lost secret gets nothing for it: the one that was sent stays the previous one.
            store::forget_unseen(&mut tx, &session.session_id, hash).await?;
        }
        Some(renew(&mut tx, &session.session_id, now).await?)
    } else {
        None
    };
    tx.commit().await?;
    let touched = SessionRow { last_seen_at: now, ..session };
    Ok(Some(Live { user, ends_at: ends_at(&touched), cookie }))
}

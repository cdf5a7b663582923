//! Handlers of the session: sign in, who am I, sign out, preferences.

use super::{
    cookie, keep,
    principal::{Anyone, Kind, SignedIn},
    store,
};
use crate::{
    audit::{self, Note},
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
};
use contract::{
    ids::SessionId,
    problem::{ErrorCode, Problem},
    session::{
        Credentials, IDLE_S, Me, Membership, PreferenceChange, Preferences, Principal, SIGN_IN_FAILURES,
        SIGN_IN_WINDOW_S, SessionInfo, Sessions, SignedOut,
    },
    text::Rule,
    time::Timestamp,
};
use http::{HeaderName, HeaderValue};
use serde_json::json;
use sqlx::AnyConnection;

/// Wrong passwords of one account from anywhere before sign-in slows down: high enough that a stranger who wants to
/// lock somebody out must keep at it from many networks.
const FAILURES_ANYWHERE: usize = 50;
/// Characters of an account name that are kept in a log of failures.
const NAME_CHARS: usize = 128;

pub(super) async fn sign_in(
    cx: &mut Read,
    _: &Anyone,
    (): (),
    credentials: Credentials,
) -> Result<Me, Refused> {
    let account_name: String = credentials.account_name.trim().chars().take(NAME_CHARS).collect();
    let network = cx.call.network();
    throttle(&mut cx.conn, &account_name, &network, cx.now).await?;
    let known = store::password_of(&mut cx.conn, &account_name, cx.now).await?;
    let (user_id, hash) = known.unzip();
    let fits = cx.app.passwords.fits(credentials.password, hash).await?;
    let mut tx = cx.app.store.write().await?;
    let Some(user_id) = user_id.filter(|_| fits) else {
        store::count_sign_in_failure(&mut tx, &account_name, &network, cx.now).await?;
        let (here, _) = failures(&mut tx, &account_name, &network, cx.now).await?;
        let locked = here.len() >= SIGN_IN_FAILURES as usize;
        let action = if locked { "sign_in.locked" } else { "sign_in.failed" };
        audit::event(&mut tx, cx.now, &cx.call, None, &Note::refused(action, "")).await?;
        tx.commit().await?;
        return Err(ErrorCode::BadCredentials.into());
    };
    store::forgive_sign_in_failures(&mut tx, &account_name, &network).await?;
    let (session_id, headers) = keep::begin(&mut tx, &cx.call, user_id, cx.now).await?;
    let live = store::by_session(&mut tx, &session_id).await?;
    let (_, user) = live.ok_or(ErrorCode::BadCredentials)?;
    audit::event(&mut tx, cx.now, &cx.call, Some(&user), &Note::done("sign_in", "", json!({}))).await?;
    let answer = describe(&mut tx, &user, cx.now.plus_seconds(IDLE_S), cx.now).await?;
    tx.commit().await?;
    cx.headers.extend(headers);
    Ok(answer)
}

/// # Errors
/// `TooManyRequests` with the seconds to wait, after too many wrong passwords.
pub(super) async fn throttle(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    let (here, anywhere) = failures(conn, account_name, network, now).await?;
    let blocking = |failures: &[Timestamp], allowed: usize| {
        failures.len().checked_sub(allowed).and_then(|i| failures.get(i)).copied()
    };
    let since = blocking(&here, SIGN_IN_FAILURES as usize).max(blocking(&anywhere, FAILURES_ANYWHERE));
    match since {
        Some(since) => {
            let wait = since.plus_seconds(SIGN_IN_WINDOW_S).seconds() - now.seconds();
            Err(Refused::wait(ErrorCode::TooManyRequests, u32::try_from(wait.max(1)).unwrap_or(1)))
        }
        None => Ok(()),
    }
}

async fn failures(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    now: Timestamp,
) -> Result<(Vec<Timestamp>, Vec<Timestamp>), Fault> {
    store::sign_in_failures(conn, account_name, network, now.plus_seconds(-SIGN_IN_WINDOW_S)).await
}

pub(super) async fn me(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<Me, Refused> {
    let live = store::by_session(&mut cx.conn, &who.session_id).await?;
    let (session, _) = live.ok_or(ErrorCode::SignedOut)?;
    Ok(describe(&mut cx.conn, who, keep::ends_at(&session), cx.now).await?)
}

async fn describe(
    conn: &mut AnyConnection,
    who: &SignedIn,
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<Me, Fault> {
    let (hide_intl_site_notice, account_site) = store::site_notice(conn, &who.user_id).await?;
    let principal = match &who.kind {
        Kind::Member(member) => {
            let administrators = store::administrators(conn, &member.partner_id).await?;
            Principal::Member(Membership {
                partner_id: member.partner_id.clone(),
                partner_name: member.partner_name.clone(),
                identity: member.identity,
                account_site: member.site,
                roles: member.roles.clone(),
                custom_roles: member.custom_roles.clone(),
                restrictions: member.restrictions.clone(),
                ecosystem_manager: store::ecosystem_manager(conn, &member.partner_id).await?,
                administrators: administrators.into_iter().map(|(_, name)| name).collect(),
            })
        }
        Kind::Customer(customer) => {
            Principal::Customer { customer_id: customer.customer_id.clone(), account_site }
        }
        Kind::Operator(_) => Principal::Operator,
    };
    Ok(Me {
        user_id: who.user_id.clone(),
        name: who.name.clone(),
        account_name: who.account_name.clone(),
        preferences: Preferences { language: who.language, hide_intl_site_notice },
        principal,
        must_change_password: who.must_change_password,
        session_ends_in_seconds: u32::try_from(ends_at.seconds() - now.seconds()).unwrap_or(0),
    })
}

pub(super) async fn sessions(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<Sessions, Refused> {
    let rows = store::sessions_of(&mut cx.conn, &who.user_id).await?;
    let alive = rows.into_iter().filter(|session| cx.now < keep::ends_at(session));
    let sessions = alive.map(|session| SessionInfo {
        current: session.session_id == who.session_id,
        session_id: session.session_id,
        started_at: session.started_at,
        last_seen_at: session.last_seen_at,
        device: session.device,
    });
    Ok(Sessions { sessions: sessions.collect() })
}

pub(super) async fn sign_out(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<(), Refused> {
    let mut tx = cx.app.store.write().await?;
    store::end_session(&mut tx, &who.session_id).await?;
    audit::event(&mut tx, cx.now, &cx.call, Some(who), &Note::done("sign_out", "", json!({}))).await?;
    tx.commit().await?;
    cx.headers.extend(goodbye());
    Ok(())
}

pub(super) async fn sign_out_everywhere(
    cx: &mut Read,
    who: &SignedIn,
    (): (),
    (): (),
) -> Result<(), Refused> {
    let mut tx = cx.app.store.write().await?;
    store::end_sessions_of(&mut tx, &who.user_id).await?;
    audit::event(&mut tx, cx.now, &cx.call, Some(who), &Note::done("sign_out.everywhere", "", json!({})))
        .await?;
    tx.commit().await?;
    cx.headers.extend(goodbye());
    Ok(())
}

/// Another device of the same user. Whatever it calls next finds no session.
pub(super) async fn sign_out_there(
    cx: &mut Change,
    who: &SignedIn,
    (session_id,): (SessionId,),
    (): (),
) -> Result<(), Refused> {
    if session_id == who.session_id {
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some("CURRENT".to_owned());
        return Err(problem.into());
    }
    let rows = store::sessions_of(&mut cx.tx, &who.user_id).await?;
    let alive = rows.iter().any(|row| row.session_id == session_id && cx.now < keep::ends_at(row));
    if !alive {
        return Err(ErrorCode::NotFound.into());
    }
    store::end_session(&mut cx.tx, &session_id).await?;
    cx.audit("sign_out.there", session_id.to_string(), json!({}));
    Ok(())
}

/// Everywhere but here; sessions that were over anyway are not counted.
pub(super) async fn sign_out_others(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    (): (),
) -> Result<SignedOut, Refused> {
    let rows = store::sessions_of(&mut cx.tx, &who.user_id).await?;
    let mut ended = 0;
    for row in rows.iter().filter(|row| row.session_id != who.session_id) {
        store::end_session(&mut cx.tx, &row.session_id).await?;
        ended += u32::from(cx.now < keep::ends_at(row));
    }
    cx.audit("sign_out.others", who.user_id.to_string(), json!({ "ended": ended }));
    Ok(SignedOut { ended })
}

/// Not `"cache"`: answers of the API are never stored, the cache holds only the public app, and clearing it makes
/// Chromium wait for seconds and the next visitor load everything again.
fn goodbye() -> [(HeaderName, HeaderValue); 2] {
    let clear = HeaderValue::from_static("\"cookies\", \"storage\"");
    [(HeaderName::from_static("clear-site-data"), clear), cookie::take_away()]
}

pub(super) async fn set_preferences(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    change: PreferenceChange,
) -> Result<(), Refused> {
    if change == PreferenceChange::default() {
        return Err(Refused::field("language", Rule::Missing));
    }
    let mut detail = serde_json::Map::new();
    if let Some(language) = change.language {
        store::set_language(&mut cx.tx, &who.user_id, language).await?;
        detail.insert("before".to_owned(), who.language.as_str().into());
        detail.insert("after".to_owned(), language.as_str().into());
    }
    if let Some(hide) = change.hide_intl_site_notice {
        store::set_hide_intl_site_notice(&mut cx.tx, &who.user_id, hide).await?;
        detail.insert("hide_intl_site_notice".to_owned(), hide.into());
    }
    cx.audit("preferences.set", who.user_id.as_str(), detail.into());
    Ok(())
}

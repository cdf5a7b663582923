//! Asking for a code in the middle of a change, and trying the code that comes with the repeated change.

use super::{
    covered, receivers,
    store::{self, ChallengeRow, State, Trust},
};
use crate::{
    audit::{self, Note},
    http::change::Change,
    problem::{Fault, Refused, sentence},
    secret,
    session::principal::{Kind, SignedIn},
};
use contract::{
    endpoint::header,
    ids::ChallengeId,
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
    verification::{
        CODE_LIFETIME_S, Challenge, FAILURES_TO_DISABLE, FAILURES_TO_LOCK, LOCK_S, LOCK_WINDOW_S, MAX_TRIES,
        Operation, normalise_code,
    },
};
use serde_json::json;

/// A code that cannot be right, for challenges that do not exist: the same work is done for them.
const NO_MAC: &str = "0000000000000000000000000000000000000000000000000000000000000000";

pub(crate) async fn step_up(cx: &mut Change, operation: Operation, subject: &str) -> Result<(), Refused> {
    let Some(user) = cx.caller.signed_in().cloned() else {
        return Err(Fault::new("a code is asked of nobody").into());
    };
    if !is_asked(&user, operation) {
        return Ok(());
    }
    if receivers(&user, operation).is_empty() {
        return Err(ErrorCode::NoCodeReceiver.into());
    }
    let trust = store::trust(&mut cx.tx, &user.user_id).await?;
    refuse_locked(&trust, cx.now)?;
    match (cx.call.challenge.clone(), cx.call.code.clone()) {
        (Some(challenge), Some(code)) => {
            let code = normalise_code(&code)
                .ok_or_else(|| Refused::field(header::VERIFICATION_CODE, Rule::Malformed))?;
            attempt(cx, &user, operation, &challenge, &code).await
        }
        (_, _) => ask(cx, &user, operation, subject).await,
    }
}

/// Members are asked when their partner's switch is on; customers always, since nobody else protects them.
fn is_asked(user: &SignedIn, operation: Operation) -> bool {
    operation.always_asked()
        || match &user.kind {
            Kind::Member(member) => member.verification_enabled,
            Kind::Customer(_) => matches!(operation, Operation::HandleApply | Operation::Disassociate),
            Kind::Operator(_) => false,
        }
}

/// # Errors
/// `StepUpLocked`, with the seconds to wait unless waiting does not help.
pub(super) fn refuse_locked(trust: &Trust, now: Timestamp) -> Result<(), Refused> {
    if trust.consecutive_failures >= i64::from(FAILURES_TO_DISABLE) {
        return Err(ErrorCode::StepUpLocked.into());
    }
    match trust.locked_until {
        Some(until) if now < until => {
            let seconds = u32::try_from(until.seconds() - now.seconds()).unwrap_or(1);
            Err(Refused::wait(ErrorCode::StepUpLocked, seconds))
        }
        Some(_) | None => Ok(()),
    }
}

/// Answers with the open challenge for this very change, or with a new one.
async fn ask(cx: &mut Change, user: &SignedIn, operation: Operation, subject: &str) -> Result<(), Refused> {
    let wanted = wanted(cx, user, operation, subject)?;
    let open = store::open_like(&mut cx.tx, &wanted).await?;
    let is_new = open.is_none();
    let row = open.unwrap_or(wanted);
    let mut problem = Problem::new(ErrorCode::CodeNeeded, sentence(ErrorCode::CodeNeeded));
    problem.challenge = Some(Challenge {
        challenge_id: row.challenge_id.clone(),
        operation,
        receivers: receivers(user, operation),
        remaining_tries: remaining(row.failures),
    });
    Err(Refused::after(problem, move |cx| {
        Box::pin(async move { if is_new { store::add(&mut cx.tx, &row).await } else { Ok(()) } })
    }))
}

/// The challenge that this change needs.
fn wanted(
    cx: &Change,
    user: &SignedIn,
    operation: Operation,
    subject: &str,
) -> Result<ChallengeRow, Refused> {
    let id = format!("v-{}", secret::random_id()?);
    Ok(ChallengeRow {
        challenge_id: id.parse().map_err(|_| Fault::new("a random id that is no id"))?,
        user_id: user.user_id.clone(),
        session_id: user.session_id.clone(),
        operation,
        subject: subject.to_owned(),
        payload_hash: cx.call.fingerprint.clone(),
        idempotency_key: cx.call.key.as_ref().map(ToString::to_string).unwrap_or_default(),
        code_mac: None,
        code_sent_at: None,
        sends: 0,
        failures: 0,
        state: State::Open,
        created_at: cx.now,
    })
}

async fn attempt(
    cx: &mut Change,
    user: &SignedIn,
    operation: Operation,
    challenge: &str,
    code: &str,
) -> Result<(), Refused> {
    let id: Option<ChallengeId> = challenge.parse().ok();
    let found = match &id {
        Some(id) => store::find(&mut cx.tx, &user.user_id, id).await?,
        None => None,
    };
    let Some(row) = found.filter(|row| row.state != State::Used) else {
        let row = wanted(cx, user, operation, "")?;
        let _ = cx.app.pepper.verify(&covered(&row, code), NO_MAC);
        return Err(wrong(None, "code.unknown_challenge", MAX_TRIES - 1));
    };
    let is_right = cx.app.pepper.verify(&covered(&row, code), row.code_mac.as_deref().unwrap_or(NO_MAC));
    let key = cx.call.key.as_ref().map(ToString::to_string).unwrap_or_default();
    let is_bound = row.session_id == user.session_id
        && row.operation == operation
        && row.payload_hash == cx.call.fingerprint
        && row.idempotency_key == key;
    if !is_bound {
        return Err(wrong(Some((row, true)), "code.mismatch", MAX_TRIES - 1));
    }
    if row.state == State::Dead {
        return Err(too_many_tries());
    }
    if row.code_sent_at.is_some_and(|sent| cx.now > sent.plus_seconds(CODE_LIFETIME_S)) {
        return Err(ErrorCode::ExpiredCode.into());
    }
    if !is_right {
        let remaining = remaining(row.failures + 1);
        return Err(wrong(Some((row, remaining == 0)), "code.wrong", remaining));
    }
    store::set_state(&mut cx.tx, &row.challenge_id, State::Used).await?;
    store::trust_again(&mut cx.tx, &user.user_id).await?;
    let note =
        Note::done("code.accepted", row.challenge_id.as_str(), json!({ "operation": operation.as_str() }));
    audit::event(&mut cx.tx, cx.now, &cx.call, Some(user), &note).await?;
    cx.renews_session = true;
    Ok(())
}

fn remaining(failures: i64) -> u32 {
    MAX_TRIES.saturating_sub(u32::try_from(failures).unwrap_or(MAX_TRIES))
}

fn too_many_tries() -> Refused {
    let mut problem = Problem::new(ErrorCode::TooManyTries, sentence(ErrorCode::TooManyTries));
    problem.remaining_tries = Some(0);
    problem.into()
}

/// The answer to a code that does not do, counted against its challenge (which dies where the flag says so) and
/// against its user.
fn wrong(challenge: Option<(ChallengeRow, bool)>, action: &'static str, remaining: u32) -> Refused {
    let code = if remaining == 0 { ErrorCode::TooManyTries } else { ErrorCode::WrongCode };
    let mut problem = Problem::new(code, sentence(code));
    problem.remaining_tries = Some(remaining);
    Refused::after(problem, move |cx| Box::pin(count_failure(cx, challenge, action)))
}

async fn count_failure(
    cx: &mut Change,
    challenge: Option<(ChallengeRow, bool)>,
    action: &'static str,
) -> Result<(), Fault> {
    let Some(user) = cx.caller.signed_in().cloned() else { return Ok(()) };
    let object = challenge.as_ref().map(|(row, _)| row.challenge_id.to_string()).unwrap_or_default();
    if let Some((row, dies)) = challenge {
        store::count_try(&mut cx.tx, &row.challenge_id).await?;
        if dies {
            store::set_state(&mut cx.tx, &row.challenge_id, State::Dead).await?;
        }
    }
    audit::event(&mut cx.tx, cx.now, &cx.call, Some(&user), &Note::refused(action, object)).await?;
    store::distrust(&mut cx.tx, &user.user_id, cx.now).await?;
    let trust = store::trust(&mut cx.tx, &user.user_id).await?;
    // What led to the last lock was paid for by that lock.
    let paid = trust.locked_until.map_or(i64::MIN, |until| until.seconds() - LOCK_S);
    let since = Timestamp::from_seconds(paid.max(cx.now.seconds() - LOCK_WINDOW_S));
    let recent = store::failures_since(&mut cx.tx, &user.user_id, since).await?;
    if recent >= i64::from(FAILURES_TO_LOCK) {
        store::lock(&mut cx.tx, &user.user_id, cx.now.plus_seconds(LOCK_S)).await?;
        let note = Note::refused("code.locked", user.user_id.as_str());
        audit::event(&mut cx.tx, cx.now, &cx.call, Some(&user), &note).await?;
    }
    Ok(())
}

//! The one way in which a feature changes something. It raises what may interrupt a change (signing in again, the
//! verification code) and then goes on with the very same change: same key, same bytes, nothing typed twice.

use super::{fetch::forget_answers, sign_in_again, verification};
use crate::api::{self, ApiError, Call, CodeAnswer, Readable};
use contract::{
    endpoint::{PathParams, Submit},
    ids::IdempotencyKey,
    problem::{ErrorCode, Problem},
};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;

/// Sends a change until it has an answer.
///
/// # Errors
/// [`ApiError::Cancelled`] when the user closes a dialog on the way; nothing was done then.
pub async fn submit<P, I, O>(
    endpoint: &Submit<P, I, O>,
    params: P,
    input: &I,
    key: &IdempotencyKey,
) -> Result<O, ApiError>
where
    P: PathParams,
    I: Serialize,
    O: DeserializeOwned,
{
    let settled = settle(&Call::change(endpoint, &params, input), api::is_readable::<O>, key).await?;
    api::decode(&settled).ok_or_else(|| ApiError::UnknownOutcome(key.clone()))
}

/// [`submit`] for every type: gives the answer as it came, which is `readable`.
///
/// # Errors
/// As [`submit`].
pub async fn settle(change: &Call, readable: Readable, key: &IdempotencyKey) -> Result<String, ApiError> {
    let mut answer = take_back(key);
    let settled = loop {
        match api::send_text(change, readable, key, answer.as_ref()).await {
            Err(ApiError::SignedOut) => {
                verification::close();
                if !sign_in_again::wait().await {
                    break Err(ApiError::SignedOut);
                }
                // A challenge belongs to the session that ended.
                answer = None;
            }
            Err(ApiError::Refused(problem)) => match next_step(*problem, answer.take()).await {
                Step::Repeat(code) => answer = code,
                Step::GiveUp(error) => break Err(error),
            },
            settled => break settled,
        }
    };
    if let (Err(ApiError::UnknownOutcome(_)), Some(answer)) = (&settled, answer) {
        UNSETTLED.set(Some((key.clone(), answer)));
    }
    verification::close();
    match &settled {
        Ok(_) => forget_answers(),
        Err(error) => super::sign_in::heed_refusal(error),
    }
    settled
}

thread_local! {
    /// The code of a change whose outcome is not known. Whoever asks for the result does not type it twice, nor wait until
    /// another one may be sent.
    static UNSETTLED: Cell<Option<(IdempotencyKey, CodeAnswer)>> = const { Cell::new(None) };
}

fn take_back(key: &IdempotencyKey) -> Option<CodeAnswer> {
    UNSETTLED.take().filter(|(of, _)| of == key).map(|(_, answer)| answer)
}

enum Step {
    /// Send the same change again, with this answer to the challenge.
    Repeat(Option<CodeAnswer>),
    GiveUp(ApiError),
}

async fn next_step(problem: Problem, answer: Option<CodeAnswer>) -> Step {
    let challenge_id = match (&problem.error_code, &problem.challenge, answer) {
        (ErrorCode::CodeNeeded, Some(challenge), _) => {
            let challenge = challenge.clone();
            let id = challenge.challenge_id.clone();
            verification::open(challenge);
            id
        }
        // The challenge is dead: ask the backend for a new one, and say why.
        (ErrorCode::TooManyTries, _, Some(_)) => {
            verification::complain(problem);
            return Step::Repeat(None);
        }
        // Nobody has just typed it: it was taken back, and is too old by now.
        (ErrorCode::WrongCode | ErrorCode::ExpiredCode, _, Some(_)) if !verification::is_open() => {
            return Step::Repeat(None);
        }
        (ErrorCode::WrongCode | ErrorCode::ExpiredCode | ErrorCode::StepUpLocked, _, Some(answer))
            if verification::is_open() =>
        {
            verification::complain(problem);
            answer.challenge_id
        }
        _ => return Step::GiveUp(ApiError::Refused(Box::new(problem))),
    };
    match verification::code().await {
        Some(code) => Step::Repeat(Some(CodeAnswer { challenge_id, code })),
        None => Step::GiveUp(ApiError::Cancelled),
    }
}

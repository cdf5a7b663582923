//! Sending codes, and the partner's switch.

use super::{
    covered, host, message, receivers,
    step_up::refuse_locked,
    store::{self, State},
};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret,
    session::principal::{Kind, Member, SignedIn},
};
use contract::{
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
    verification::{
        CODE_DIGITS, CODE_LIFETIME_S, CodeSent, MAX_SENDS, Operation, RESEND_AFTER_S, ReceiverType,
        SENDS_PER_DAY, SENDS_PER_HOUR, SendCode, VerificationSettings, VerificationSwitch,
    },
};
use serde_json::json;

const HOUR_S: i64 = 3_600;
const DAY_S: i64 = 86_400;

pub(super) async fn send(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    wish: SendCode,
) -> Result<CodeSent, Refused> {
    let found = store::find(&mut cx.tx, &who.user_id, &wish.challenge_id).await?;
    let Some(row) = found.filter(|row| row.session_id == who.session_id && row.state != State::Used) else {
        return Err(ErrorCode::WrongCode.into());
    };
    if row.state == State::Dead {
        let mut problem = Problem::new(ErrorCode::TooManyTries, sentence(ErrorCode::TooManyTries));
        problem.remaining_tries = Some(0);
        return Err(problem.into());
    }
    refuse_locked(&store::trust(&mut cx.tx, &who.user_id).await?, cx.now)?;
    if wish.receiver_type == ReceiverType::Email && !row.operation.allows_email() {
        return Err(Refused::field("receiver_type", Rule::Unexpected));
    }
    let receivers = receivers(who, row.operation);
    let receiver = receivers.into_iter().find(|receiver| receiver.receiver_type == wish.receiver_type);
    let receiver = receiver.ok_or(ErrorCode::NoCodeReceiver)?;
    if let Some(again) = row.code_sent_at.map(|at| at.plus_seconds(RESEND_AFTER_S)).filter(|at| cx.now < *at)
    {
        return Err(Refused::wait(ErrorCode::CodeJustSent, seconds_until(again, cx.now)));
    }
    let remaining = i64::from(MAX_SENDS) - row.sends;
    if remaining <= 0 {
        return Err(ErrorCode::TooManyCodes.into());
    }
    let sends = store::sends_since(&mut cx.tx, &who.user_id, cx.now.plus_seconds(-DAY_S)).await?;
    refuse_too_many(&sends, cx.now)?;

    let code = new_code()?;
    store::set_code(&mut cx.tx, &row, &cx.app.pepper.mac(&covered(&row, &code)), cx.now).await?;
    let message = message::message(&row, wish.receiver_type, &code, host(&cx.app.config));
    cx.send(message).await?;
    let channel = match wish.receiver_type {
        ReceiverType::Sms => "SMS",
        ReceiverType::Email => "EMAIL",
    };
    let detail = json!({ "operation": row.operation.as_str(), "channel": channel });
    cx.audit("code.sent", row.challenge_id.as_str(), detail);
    Ok(CodeSent {
        receiver_masked: receiver.masked,
        expire_at: cx.now.plus_seconds(CODE_LIFETIME_S),
        expires_in_seconds: u32::try_from(CODE_LIFETIME_S).unwrap_or(0),
        resend_after_seconds: u32::try_from(RESEND_AFTER_S).unwrap_or(0),
        remaining_sends: u32::try_from(remaining - 1).unwrap_or(0),
    })
}

fn seconds_until(then: Timestamp, now: Timestamp) -> u32 {
    u32::try_from((then.seconds() - now.seconds()).max(1)).unwrap_or(u32::MAX)
}

/// `sends`: those of the last day, oldest first.
fn refuse_too_many(sends: &[Timestamp], now: Timestamp) -> Result<(), Refused> {
    for (allowed, window) in [(SENDS_PER_HOUR as usize, HOUR_S), (SENDS_PER_DAY as usize, DAY_S)] {
        let recent: Vec<&Timestamp> =
            sends.iter().filter(|at| at.seconds() > now.seconds() - window).collect();
        if let Some(blocking) = recent.len().checked_sub(allowed).and_then(|i| recent.get(i)) {
            let free = blocking.plus_seconds(window);
            return Err(Refused::wait(ErrorCode::TooManyCodes, seconds_until(free, now)));
        }
    }
    Ok(())
}

/// Six digits, each code as likely as any other: numbers beyond the largest multiple of a million are drawn again.
pub(crate) fn new_code() -> Result<String, Fault> {
    const CODES: u32 = 1_000_000;
    const FAIR: u32 = u32::MAX - u32::MAX % CODES;
    loop {
        let number = u32::from_le_bytes(secret::random()?);
        if number < FAIR {
            return Ok(format!("{:0width$}", number % CODES, width = CODE_DIGITS));
        }
    }
}

pub(super) async fn settings(
    _: &mut Read,
    who: &SignedIn,
    (): (),
    (): (),
) -> Result<VerificationSettings, Refused> {
    let enabled = match &who.kind {
        Kind::Member(member) => member.verification_enabled,
        Kind::Customer(_) | Kind::Operator(_) => return Err(ErrorCode::AccessDenied.into()),
    };
    // What only customers do is not a partner's to read about.
    let of_members = Operation::ALL.into_iter().filter(|operation| *operation != Operation::Associate);
    let (always_required, sensitive) = of_members.partition(|operation| operation.always_asked());
    Ok(VerificationSettings {
        enabled,
        receivers: receivers(who, Operation::Grant),
        always_required,
        sensitive,
    })
}

pub(super) async fn set_settings(
    cx: &mut Change,
    who: &Member,
    (): (),
    switch: VerificationSwitch,
) -> Result<(), Refused> {
    if who.verification_enabled && !switch.enabled {
        cx.step_up(Operation::Setting, &who.partner_name).await?;
    }
    store::set_enabled(&mut cx.tx, &who.partner_id, switch.enabled).await?;
    let detail = json!({ "before": who.verification_enabled, "after": switch.enabled });
    cx.audit("verification.set", who.partner_id.as_str(), detail);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits_and_keeps_its_leading_zeros() {
        let codes: Vec<String> = (0..2_000).map(|_| new_code().unwrap()).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())));
        assert!(codes.iter().any(|code| code.starts_with('0')));
    }

    #[test]
    fn the_eleventh_code_of_an_hour_waits_for_the_first_to_leave_it() {
        let now = Timestamp::from_seconds(1_000_000);
        let sends: Vec<Timestamp> = (0..10).map(|i| now.plus_seconds(-3_000 + i * 60)).collect();
        let Err(Refused::Problem(problem)) = refuse_too_many(&sends, now) else { panic!("let through") };
        assert_eq!(problem.retry_after_seconds, Some(600));
        assert!(refuse_too_many(&sends, now.plus_seconds(600)).is_ok());
    }
}

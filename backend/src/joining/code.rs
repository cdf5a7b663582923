//! Proving a mobile number before there is an account: a code by text message, bound to one link and one number.
//! Neither is stored, nor the code: only HMACs. Whether the number has an account makes no difference here.

use super::{
    refusing::refused_try,
    store::{self, SentCode},
    way::Way,
};
use crate::{
    audit::{self, Note},
    http::change::Change,
    masking,
    outbox::{Letter, Message, Recipient},
    problem::{Refused, sentence},
    session::principal::Anyone,
    verification,
};
use contract::{
    contact::MobilePhone,
    demo::Channel,
    joining::{JOINS_PER_MINUTE, JoinCodeDraft, JoinCodeSent, Token},
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
    verification::{CODE_LIFETIME_S, MAX_SENDS, MAX_TRIES, RESEND_AFTER_S, normalise_code},
};
use serde_json::json;

/// Codes that a number is sent in a day, whoever asks and by whatever link.
const SENDS_PER_DAY: usize = 15;
const DAY_S: i64 = 86_400;
/// For a link and number without a code: the same work is done for them.
const NO_MAC: &str = "0000000000000000000000000000000000000000000000000000000000000000";

pub(super) async fn send(
    cx: &mut Change,
    _: &Anyone,
    (): (),
    draft: JoinCodeDraft,
) -> Result<JoinCodeSent, Refused> {
    cx.limit_per_minute(JOINS_PER_MINUTE)?;
    let way = Way::open(&mut cx.tx, &cx.app, &draft.token, cx.now).await?;
    if way.filed_phone().is_some_and(|filed| filed != draft.mobile_phone.as_str()) {
        return Err(refused_try(way, vec![JoinRefusal::OtherPhone], String::new()));
    }
    let subject = subject(cx, &draft.token, &draft.mobile_phone);
    let before = series(store::code(&mut cx.tx, &subject).await?, cx.now)?;
    let phone_mac = cx.app.pepper.mac(&format!("join phone|{}", draft.mobile_phone.as_str()));
    let sends = store::sends_since(&mut cx.tx, &phone_mac, cx.now.plus_seconds(-DAY_S)).await?;
    if let Some(blocking) = sends.len().checked_sub(SENDS_PER_DAY).and_then(|i| sends.get(i)) {
        return Err(wait(ErrorCode::TooManyCodes, blocking.plus_seconds(DAY_S), cx.now));
    }

    let code = verification::new_code()?;
    let sent = SentCode {
        mac: cx.app.pepper.mac(&covered(&subject, &code)),
        sent_at: cx.now,
        sends: before.map_or(0, |row| row.sends) + 1,
        // A new code never gives new tries.
        failures: before.map_or(0, |row| row.failures),
        used: false,
    };
    store::set_code(&mut cx.tx, &subject, &phone_mac, &sent).await?;
    let message = message(cx, &way, &draft.mobile_phone, &code);
    cx.send(message).await?;
    cx.audit("join_code.sent", way.object(), json!({}));
    Ok(JoinCodeSent {
        receiver: masking::telephone(draft.mobile_phone.as_str()),
        resend_after_seconds: u32::try_from(RESEND_AFTER_S).unwrap_or(0),
        expires_in_seconds: u32::try_from(CODE_LIFETIME_S).unwrap_or(0),
    })
}

/// Counters that go on with the next code.
#[derive(Clone, Copy)]
struct Counters {
    sends: i64,
    failures: i64,
}

/// Whether another code can be sent now, and what it counts on. After [`MAX_SENDS`] codes or [`MAX_TRIES`] wrong ones a
/// new series begins once the last code has run out.
fn series(row: Option<SentCode>, now: Timestamp) -> Result<Option<Counters>, Refused> {
    let Some(row) = row.filter(|row| !row.used) else { return Ok(None) };
    let again = row.sent_at.plus_seconds(RESEND_AFTER_S);
    if now < again {
        return Err(wait(ErrorCode::CodeJustSent, again, now));
    }
    if row.sends < i64::from(MAX_SENDS) && row.failures < i64::from(MAX_TRIES) {
        return Ok(Some(Counters { sends: row.sends, failures: row.failures }));
    }
    let over = row.sent_at.plus_seconds(CODE_LIFETIME_S);
    if now < over { Err(wait(ErrorCode::TooManyCodes, over, now)) } else { Ok(None) }
}

/// Whether the code proves the number; uses it up in this transaction, so that a refusal later on leaves it as it was.
///
/// # Errors
/// `WrongCode`, `ExpiredCode`, `TooManyTries`; wrong ones are counted.
pub(super) async fn prove(
    cx: &mut Change,
    token: &Token,
    phone: &MobilePhone,
    typed: &str,
) -> Result<(), Refused> {
    let code = normalise_code(typed).ok_or_else(|| Refused::field("verification_code", Rule::Malformed))?;
    let subject = subject(cx, token, phone);
    let Some(row) = store::code(&mut cx.tx, &subject).await?.filter(|row| !row.used) else {
        let _ = cx.app.pepper.verify(&covered(&subject, &code), NO_MAC);
        return Err(wrong(subject, MAX_TRIES - 1));
    };
    let is_right = cx.app.pepper.verify(&covered(&subject, &code), &row.mac);
    if row.failures >= i64::from(MAX_TRIES) {
        let mut problem = Problem::new(ErrorCode::TooManyTries, sentence(ErrorCode::TooManyTries));
        problem.remaining_tries = Some(0);
        return Err(problem.into());
    }
    if cx.now > row.sent_at.plus_seconds(CODE_LIFETIME_S) {
        return Err(ErrorCode::ExpiredCode.into());
    }
    if !is_right {
        let tried = u32::try_from(row.failures + 1).unwrap_or(MAX_TRIES);
        return Err(wrong(subject, MAX_TRIES.saturating_sub(tried)));
    }
    Ok(store::use_up(&mut cx.tx, &subject).await?)
}

fn wrong(subject: String, remaining: u32) -> Refused {
    let code = if remaining == 0 { ErrorCode::TooManyTries } else { ErrorCode::WrongCode };
    let mut problem = Problem::new(code, sentence(code));
    problem.remaining_tries = Some(remaining);
    Refused::after(problem, move |cx| {
        Box::pin(async move {
            store::count_try(&mut cx.tx, &subject).await?;
            audit::event(&mut cx.tx, cx.now, &cx.call, None, &Note::refused("join_code.wrong", "")).await
        })
    })
}

/// Link and number as one text that gives neither away.
fn subject(cx: &Change, token: &Token, phone: &MobilePhone) -> String {
    cx.app.pepper.mac(&format!("join|{}|{}", token.secret(), phone.as_str()))
}

fn covered(subject: &str, code: &str) -> String {
    format!("join code|{subject}|{code}")
}

fn wait(code: ErrorCode, until: Timestamp, now: Timestamp) -> Refused {
    Refused::wait(code, u32::try_from((until.seconds() - now.seconds()).max(1)).unwrap_or(u32::MAX))
}

fn message(cx: &Change, way: &Way, phone: &MobilePhone, code: &str) -> Message {
    let partner = &way.inviter.partner_name;
    let last_line = format!("@{} #{code}", verification::host(&cx.app.config));
    Message {
        kind: "VERIFICATION_CODE",
        to: Recipient::Address {
            phone: Some(phone.as_str().to_owned()),
            email: None,
            language: way.language(),
        },
        about: None,
        channels: vec![Channel::Sms],
        zh: Letter::new(
            "云账号注册验证码",
            format!(
                "您正在注册云账号并关联合作伙伴“{partner}”，验证码 {code}，10 分钟内有效。请勿告诉任何人；如非本人操作，请忽略本短信。\n\n{last_line}"
            ),
        ),
        en: Letter::new(
            "Verification code for your cloud account",
            format!(
                "You are about to open a cloud account and associate it with the partner {partner}. Your verification code is {code}. It is valid for 10 minutes. Never tell it to anyone. If this was not you, ignore this message.\n\n{last_line}"
            ),
        ),
        secret: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(sends: i64, failures: i64) -> SentCode {
        SentCode { mac: String::new(), sent_at: Timestamp::from_seconds(1_000), sends, failures, used: false }
    }

    #[test]
    fn a_new_code_gives_no_new_tries_until_the_last_one_has_run_out() {
        let at = |seconds: i64| Timestamp::from_seconds(1_000 + seconds);
        let failures = |row: SentCode, now: Timestamp| series(Some(row), now).unwrap().map(|it| it.failures);
        assert_eq!(failures(row(1, 3), at(60)), Some(3));
        assert!(series(Some(row(1, 3)), at(59)).is_err());
        for spent in [(1, 5), (5, 0)] {
            assert!(series(Some(row(spent.0, spent.1)), at(599)).is_err());
            assert_eq!(failures(row(spent.0, spent.1), at(600)), None);
        }
    }
}

//! What is read out of a message, and what is typed about the clock. Pure.

use contract::{demo::Message, text::Rule, verification::CODE_DIGITS};

/// Seconds by which the clock can be advanced at once (ten years).
const MAX_ADVANCE_S: u32 = 315_360_000;

/// The verification code in a message about one: the only run of exactly six digits.
pub fn code_in(message: &Message) -> Option<String> {
    if message.kind != "VERIFICATION_CODE" {
        return None;
    }
    let mut runs =
        message.body.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == CODE_DIGITS);
    runs.next().map(ToOwned::to_owned)
}

/// The seconds that somebody typed.
pub fn seconds(text: &str) -> Result<u32, Rule> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::Missing);
    }
    let seconds: u32 = text.parse().map_err(|_| Rule::Malformed)?;
    if (1..=MAX_ADVANCE_S).contains(&seconds) { Ok(seconds) } else { Err(Rule::OutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{demo::Channel, time::Timestamp};

    fn message(kind: &str, body: &str) -> Message {
        Message {
            message_id: "m".to_owned(),
            kind: kind.to_owned(),
            channel: Channel::Sms,
            recipient: "13800000000".to_owned(),
            subject: String::new(),
            body: body.to_owned(),
            html: None,
            created_at: Timestamp::from_seconds(0),
            sent_at: None,
            attempts: 0,
            next_attempt_at: None,
        }
    }

    #[test]
    fn a_code_is_found_between_other_digits() {
        let body = "验证码 012345，10 分钟内有效。尾号 13800000000。";
        assert_eq!(code_in(&message("VERIFICATION_CODE", body)).as_deref(), Some("012345"));
        assert_eq!(code_in(&message("VERIFICATION_CODE", "1234567")), None);
    }

    #[test]
    fn an_id_in_another_message_is_no_code() {
        assert_eq!(code_in(&message("REQUEST_APPROVED", "customer 100017")), None);
    }

    #[test]
    fn only_a_number_of_seconds_within_ten_years_is_taken() {
        assert_eq!(seconds(" 600 "), Ok(600));
        assert_eq!(seconds(""), Err(Rule::Missing));
        assert_eq!(seconds("0"), Err(Rule::OutOfRange));
        assert_eq!(seconds("315360001"), Err(Rule::OutOfRange));
        assert_eq!(seconds("1e3"), Err(Rule::Malformed));
    }
}

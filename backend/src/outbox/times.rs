//! Instants in messages: each reader sees them by the clock that it chose. A letter is written before it is known who reads
//! it, so an instant stands in it as a mark, which is written out for each reader.

use contract::{notification_settings::zone_name, session::Language, time::Timestamp};

/// Characters that no text of a user's contains: inputs refuse control characters.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// The end of a deadline, for a letter.
#[must_use]
pub fn until(end: Timestamp) -> String {
    format!("{OPEN}{}{CLOSE}", end.seconds())
}

/// A letter's text with its instants by the reader's clock: `2026-11-27 24:00 (GMT+08:00)`.
#[must_use]
pub fn written(text: &str, language: Language, offset_minutes: i16) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, (mark, after))) =
        rest.split_once(OPEN).and_then(|(before, open)| Some((before, open.split_once(CLOSE)?)))
    {
        out.push_str(before);
        if let Ok(seconds) = mark.parse() {
            out.push_str(&instant(Timestamp::from_seconds(seconds), language, offset_minutes));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Midnight is the end of the day before.
fn instant(at: Timestamp, language: Language, offset_minutes: i16) -> String {
    let there = at.plus_seconds(i64::from(offset_minutes) * 60);
    let text = there.to_string();
    let (day, time) = match (text.get(..10), text.get(11..16)) {
        (Some(_), Some("00:00")) => {
            let before = there.plus_seconds(-1).to_string();
            (before.get(..10).unwrap_or_default().to_owned(), "24:00".to_owned())
        }
        (Some(day), Some(time)) => (day.to_owned(), time.to_owned()),
        _ => return text,
    };
    let zone = zone_name(offset_minutes);
    match language {
        Language::ZhCn => format!("{day} {time}（{zone}）"),
        Language::EnUs => format!("{day} {time} ({zone})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_sees_its_own_clock() {
        // 24:00 of 27 November 2026 in China.
        let end: Timestamp = "2026-11-27T16:00:00Z".parse().unwrap();
        let text = format!("{}前确认", until(end));
        assert_eq!(written(&text, Language::ZhCn, 480), "2026-11-27 24:00（GMT+08:00）前确认");
        let text = format!("until {}.", until(end));
        assert_eq!(written(&text, Language::EnUs, 60), "until 2026-11-27 17:00 (GMT+01:00).");
        assert_eq!(written(&text, Language::EnUs, -480), "until 2026-11-27 08:00 (GMT-08:00).");
    }

    #[test]
    fn a_broken_mark_hurts_nobody() {
        assert_eq!(written("a\u{2}x\u{3}b\u{2}", Language::EnUs, 0), "ab\u{2}");
    }
}

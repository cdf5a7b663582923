//! Deadlines as a file that calendars open (RFC 5545). It is the user's own file, so it has the titles, unlike the address
//! that others may read. The writing is pure.

use crate::browser;
use contract::time::Timestamp;

const HALF_AN_HOUR_S: i64 = 1_800;

/// One entry of a calendar: the half hour before something ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same thing has the same name in every file, so that a calendar replaces it.
    pub name: String,
    pub title: String,
    pub ends_at: Timestamp,
}

/// Offers the file as a download; `false` when the browser refuses.
pub fn save(file_name: &str, events: &[Event], now: Timestamp) -> bool {
    browser::save_file(file_name, "text/calendar;charset=utf-8", write(events, now).as_bytes())
}

fn write(events: &[Event], now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Partner Center//Deadlines//EN".to_owned(),
    ];
    for event in events {
        // An event at 24:00 itself would stand in the day after.
        let begin = event.ends_at.plus_seconds(-HALF_AN_HOUR_S);
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            ["UID:", &event.name, "@partner-center"].concat(),
            ["DTSTAMP:", &stamp(now)].concat(),
            ["DTSTART:", &stamp(begin)].concat(),
            ["DTEND:", &stamp(event.ends_at)].concat(),
            ["SUMMARY:", &escape(&event.title)].concat(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| [fold(line).as_str(), "\r\n"].concat()).collect()
}

/// `20261123T160000Z`
fn stamp(at: Timestamp) -> String {
    at.to_string().replace(['-', ':'], "")
}

fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line has at most 75 octets; a longer one goes on after a line end and a blank.
fn fold(line: &str) -> String {
    let (mut folded, mut octets) = (String::with_capacity(line.len()), 0);
    for character in line.chars() {
        if octets + character.len_utf8() > 75 {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_add_lines_and_lines_are_folded() {
        let ends_at: Timestamp = "2026-11-26T16:00:00Z".parse().unwrap();
        let title = "数据平台\r\nBEGIN:VALARM; 一,二".repeat(4);
        let event = Event { name: "accept_opportunity-ho-1".to_owned(), title, ends_at };
        let text = write(&[event], ends_at.plus_seconds(-9_000));
        assert!(text.contains("DTSTART:20261126T153000Z\r\nDTEND:20261126T160000Z\r\n"), "{text}");
        assert!(
            text.split("\r\n").all(|line| line.len() <= 75 && !line.starts_with("BEGIN:VALARM")),
            "{text}"
        );
        assert!(text.contains("\\;") && text.contains("\\,"), "{text}");
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }
}

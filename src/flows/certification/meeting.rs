//! Times of meetings: typed and shown in the vendor's time, and in the reader's own where that is another.

use super::msg;
use crate::i18n;
use contract::{text::Rule, time::Timestamp};
use leptos::prelude::*;

/// China time is eight hours ahead of UTC.
const CHINA_S: i64 = 8 * 3_600;

/// `<MeetingTime at=defence.scheduled_at />`
#[component]
pub fn MeetingTime(at: Timestamp) -> AnyView {
    let own = move || i18n::elsewhere(at).map(msg::in_your_zone);
    view! {
        <span class="meeting-time">
            <time datetime=at.to_string()>{move || i18n::deadline(at)}</time>
            " "
            <span class="field__hint">{own}</span>
        </span>
    }
    .into_any()
}

/// Reads what a field for day and time holds (`2026-11-27T10:00`) as China time.
///
/// # Errors
/// [`Rule::Missing`] for nothing, [`Rule::Malformed`] for what is no time.
pub fn read_time(text: &str) -> Result<Timestamp, Rule> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::Missing);
    }
    // Browsers leave out seconds that are zero.
    let text =
        if text.len() == "2026-11-27T10:00".len() { [text, ":00Z"].concat() } else { [text, "Z"].concat() };
    text.parse::<Timestamp>().map(|at| at.plus_seconds(-CHINA_S)).map_err(|_| Rule::Malformed)
}

/// Writes a time as such a field holds it.
#[must_use]
pub fn write_time(at: Timestamp) -> String {
    at.plus_seconds(CHINA_S).to_string().chars().take("2026-11-27T10:00".len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_typed_and_written_in_china_time() {
        let at: Timestamp = "2026-11-27T02:00:00Z".parse().unwrap();
        assert_eq!(read_time("2026-11-27T10:00"), Ok(at));
        assert_eq!(read_time(" 2026-11-27T10:00:00 "), Ok(at));
        assert_eq!(write_time(at), "2026-11-27T10:00");
        assert_eq!(read_time(&write_time(at)), Ok(at));
        assert_eq!(read_time(""), Err(Rule::Missing));
        assert_eq!(read_time("tomorrow"), Err(Rule::Malformed));
    }
}

//! Languages: the words of every folder, and dates, numbers and money as the reader writes them.
//!
//! A folder with words has a `messages.toml`; its `mod.rs` says `crate::i18n::words!("features/customers");` and then
//! `<h1>{msg::title}</h1>` follows the language without a reload. There is one clock for everybody, the vendor's:
//! all dates and times are shown in China time (GMT+08:00); a deadline says so ([`deadline`]).

mod format;
mod locale;

#[cfg(test)]
mod catalogue;

pub use format::{countdown, date, date_time, day, deadline, elsewhere, end, list, money, month, number};
pub use locale::{in_language, locale, locale_now, prefer, set_locale, start};

use std::fmt::{Display, Write};

/// Makes the module `msg` with one function for each text of `src/<folder>/messages.toml`. A text that nothing uses
/// is dead code, and so a warning. The parameters of a text with several placeholders stand in alphabetical order.
macro_rules! words {
    ($folder:literal) => {
        pub(crate) mod msg {
            include!(concat!(env!("OUT_DIR"), "/words/", $folder, ".rs"));
        }
    };
}
pub(crate) use words;

/// The text in the current language; tracked. Called by generated code.
#[must_use]
pub fn pick(zh: &'static str, en: &'static str) -> &'static str {
    use contract::session::Language;
    match locale() {
        Language::ZhCn => zh,
        Language::EnUs => en,
    }
}

/// Puts values in the place of `{name}`. Called by generated code, whose names are known to fit.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, open)| Some((before, open.split_once('}')?)))
    {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            let _ = write!(filled, "{value}");
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_any_order_and_more_than_once() {
        let filled = fill("{b} of {a}: {b}{a}.", &[("a", &12), ("b", &"x")]);
        assert_eq!(filled, "x of 12: x12.");
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        assert_eq!(fill("{a}!", &[("a", &"{b}"), ("b", &1)]), "{b}!");
    }
}

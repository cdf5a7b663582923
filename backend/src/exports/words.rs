//! The words of a file, in the language that its user reads.

use contract::{session::Language, time::Timestamp};

const CHINA_S: i64 = 8 * 3_600;

/// A language, and how times are written in it.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Language);

impl Words {
    #[must_use]
    pub const fn or(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::ZhCn => zh,
            Language::EnUs => en,
        }
    }

    /// `2026-11-23 12:00:00`, China time.
    #[must_use]
    pub fn time(self, at: Timestamp) -> String {
        at.plus_seconds(CHINA_S).to_string().replace('T', " ").replace('Z', "")
    }

    /// The same with its zone.
    #[must_use]
    pub fn instant(self, at: Timestamp) -> String {
        format!("{} (GMT+08:00)", self.time(at))
    }
}

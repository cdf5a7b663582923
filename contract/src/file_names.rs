//! Names of files, as users give them. They are shown and given back with the file; no place where something is stored is
//! ever made of one.

use crate::text::Rule;
use serde::{Deserialize, Serialize};

/// Name of a file, without its folder: 1–255 characters, trimmed. No `/` and `\`, no control characters and none that turn
/// the direction of writing (`gpj.exe` would read `exe.jpg`), no dot at the end, no name that Windows keeps for a device
/// (R2, proposed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minLength" = 1, "maxLength" = 255, "pattern" = "^[^/\\\\]*[^/\\\\.\\s]$")))]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// Names that mean a device on Windows, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same with a digit behind.
const PORTS: [&str; 2] = ["com", "lpt"];

impl FileName {
    /// Characters, not bytes.
    pub const MAX_CHARS: u32 = 255;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileName {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        let text = text.trim();
        if text.is_empty() {
            Err(Rule::Missing)
        } else if text.chars().count() > Self::MAX_CHARS as usize {
            Err(Rule::LongerThan(Self::MAX_CHARS))
        } else if text.contains(is_forbidden) || text.ends_with('.') || is_device(text) {
            Err(Rule::Malformed)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

fn is_forbidden(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    matches!(character, '/' | '\\') || character.is_control() || turns
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |lead: &&str| {
        let digit = stem.strip_prefix(*lead).and_then(|rest| rest.parse::<u8>().ok());
        digit.is_some_and(|digit| (1..=9).contains(&digit)) && stem.len() == lead.len() + 1
    };
    DEVICES.contains(&stem.as_str()) || PORTS.iter().any(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str) -> Option<Rule> {
        FileName::try_from(name.to_owned()).err()
    }

    #[test]
    fn names_that_people_use_are_names() {
        for name in [
            "合同 v2.final.pdf",
            "a.b.c.PDF",
            "communication.pdf",
            "com10.pdf",
            "console.docx",
            "价格:1?.xlsx",
        ] {
            assert_eq!(refused(name), None, "{name}");
        }
        assert_eq!(FileName::try_from("  a.pdf ".to_owned()).unwrap().as_str(), "a.pdf");
    }

    #[test]
    fn a_name_leads_into_no_other_folder() {
        for name in ["../../etc/passwd.pdf", "a/b.pdf", "C:\\temp\\a.pdf", "..\\a.pdf", ".."] {
            assert_eq!(refused(name), Some(Rule::Malformed), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_means_something_else_is_no_name() {
        for name in [
            "a\0.pdf",
            "a\n.pdf",
            "invoice\u{202e}fdp.exe",
            "a\u{61c}b.pdf",
            "a.pdf.",
            "NUL",
            "con.pdf",
            "LPT1.docx",
            "aux .pdf",
        ] {
            assert_eq!(refused(name), Some(Rule::Malformed), "{name:?}");
        }
        assert_eq!(refused(" \n"), Some(Rule::Missing));
        assert_eq!(refused(&"长".repeat(256)), Some(Rule::LongerThan(255)));
    }
}

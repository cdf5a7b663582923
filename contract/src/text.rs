//! Texts that users type, checked once for the form, the decoder and the backend.

use serde::{Deserialize, Serialize};
use std::fmt;

pub use crate::file_names::FileName;

/// Why a value was refused. The app has a sentence for each in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "rule", content = "limit", rename_all = "snake_case")]
pub enum Rule {
    /// Nothing but white space.
    Missing,
    /// More than so many characters.
    LongerThan(u32),
    /// Fewer than so many characters.
    ShorterThan(u32),
    /// Not in the expected form.
    Malformed,
    /// The field is not known here.
    Unexpected,
    /// The value is too small or too large.
    OutOfRange,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::LongerThan(n) => write!(f, "is longer than {n} characters"),
            Self::ShorterThan(n) => write!(f, "is shorter than {n} characters"),
            Self::Malformed => f.write_str("is malformed"),
            Self::Unexpected => f.write_str("is not expected"),
            Self::OutOfRange => f.write_str("is out of range"),
        }
    }
}

impl std::error::Error for Rule {}

/// What was typed where nothing has to be: nothing, or a value.
///
/// # Errors
/// Why it is no value.
pub fn optional<T: TryFrom<String, Error = Rule>>(text: &str) -> Result<Option<T>, Rule> {
    if text.trim().is_empty() { Ok(None) } else { T::try_from(text.to_owned()).map(Some) }
}

/// Why a text is no value of this type; for a form's field.
#[must_use]
pub fn wrong<T: TryFrom<String, Error = Rule>>(text: &str) -> Option<Rule> {
    T::try_from(text.to_owned()).err()
}

/// The same where nothing has to be typed.
#[must_use]
pub fn wrong_unless_empty<T: TryFrom<String, Error = Rule>>(text: &str) -> Option<Rule> {
    optional::<T>(text).err()
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(extend("minLength" = 1, "maxLength" = $max, "pattern" = "\\S")))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Characters, not bytes: a Chinese sentence counts as what the user sees.
            pub const MAX_CHARS: u32 = $max;

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Rule;
            fn try_from(text: String) -> Result<Self, Rule> {
                let text = text.trim();
                let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
                if text.is_empty() {
                    Err(Rule::Missing)
                } else if text.chars().count() > Self::MAX_CHARS as usize {
                    Err(Rule::LongerThan(Self::MAX_CHARS))
                } else if text.chars().any(is_control) {
                    Err(Rule::Malformed)
                } else {
                    Ok(Self(text.to_owned()))
                }
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )*};
}

texts! {
    /// Why an association is ended or switched, or a request rejected: 1–200 characters, trimmed (B1.4, proposed).
    Reason, 200;
    /// A custom tag of a customer: 1–64 characters, trimmed (published `label`).
    Label, 64;
    /// Name of a customer that is filed: 1–128 characters, trimmed (D1).
    CustomerName, 128;
    /// Whom to ask for at the customer: 1–64 characters.
    ContactName, 64;
    /// Line of business: 1–64 characters.
    Industry, 64;
    /// What colleagues should know: 1–200 characters.
    Remark, 200;
    /// When somebody answers, in words: 1–64 characters.
    ServiceHours, 64;
    /// What is searched for in the help: 1–64 characters.
    Keyword, 64;
    /// Name of an opportunity: 1–128 characters (api 5.6).
    OpportunityName, 128;
    /// A part of an opportunity's description, or a progress report: 1–1,000 characters (api 5.6).
    Explanation, 1_000;
    /// What a partner finds wrong with an incentive or a statement: 1–1,000 characters (api 5.7, 5.8).
    FeedbackText, 1_000;
    /// What came of a marketing task: 1–500 characters (domain I).
    TaskNote, 500;
    /// Where the customer is: 1–64 characters.
    Region, 64;
    /// Number of an object in the partner's own CRM: 1–64 characters.
    CrmReference, 64;
    /// Name of a company as it is registered: 1–128 characters.
    CompanyName, 128;
    /// Name of a bank or of its branch: 1–64 characters.
    BankName, 64;
    /// The number under which a bank booked a transfer (银行流水号): 1–64 characters.
    BankReference, 64;
    /// Name of a member of an organization: 1–64 characters.
    MemberName, 64;
    /// Name of a role that a partner makes: 1–64 characters (api 5.10).
    RoleName, 64;
    /// What a role is for: 1–256 characters (api 5.10).
    RoleDescription, 256;
    /// What a partner says of an item of a checklist: 1–500 characters (domain K).
    ChecklistNote, 500;
    /// How to improve what an item lacks: 1–500 characters (domain K).
    Advice, 500;
    /// Why a defence is asked for: 1–500 characters (domain K).
    DefenceReason, 500;
    /// A room, or the address of an online meeting: 1–256 characters.
    MeetingPlace, 256;
    /// What was said in a defence: 1–4,000 characters (domain K).
    Minutes, 4_000;
}

/// A telephone number that is shown to people, whatever its kind: 5–32 characters out of digits, spaces, `+`, `-`, `(` and
/// `)`, with five digits at least (`021-5888 1234`, `400-820-0000`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9+() -]{5,32}$")))]
#[serde(try_from = "String", into = "String")]
pub struct Telephone(String);

impl Telephone {
    pub const MAX_CHARS: u32 = 32;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Telephone {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        let text = text.trim();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')');
        if text.is_empty() {
            Err(Rule::Missing)
        } else if text.chars().count() > Self::MAX_CHARS as usize {
            Err(Rule::LongerThan(Self::MAX_CHARS))
        } else if !text.chars().all(is_part) || text.chars().filter(char::is_ascii_digit).count() < 5 {
            Err(Rule::Malformed)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl From<Telephone> for String {
    fn from(telephone: Telephone) -> Self {
        telephone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_to_be_called_may_be_of_any_kind() {
        for text in ["021-5888 1234", "400-820-0000", "+65 (6123) 4567", "13800001234", "10086"] {
            assert_eq!(wrong::<Telephone>(text), None, "{text}");
        }
        assert_eq!(wrong::<Telephone>(" "), Some(Rule::Missing));
        for text in ["1234", "call me", "021-5888<b>", "----------"] {
            assert_eq!(wrong::<Telephone>(text), Some(Rule::Malformed), "{text}");
        }
        assert_eq!(wrong::<Telephone>(&"1".repeat(33)), Some(Rule::LongerThan(32)));
    }

    #[test]
    fn a_reason_counts_characters_and_is_trimmed() {
        assert_eq!(Reason::try_from("  \n ".to_owned()), Err(Rule::Missing));
        assert_eq!(Reason::try_from("解".repeat(201)), Err(Rule::LongerThan(200)));
        assert_eq!(
            Reason::try_from(format!(" {} ", "解".repeat(200))).unwrap().as_str().chars().count(),
            200
        );
        assert_eq!(Reason::try_from("a\u{0}b".to_owned()), Err(Rule::Malformed));
    }

    #[test]
    fn what_is_optional_may_be_empty_but_not_wrong() {
        assert_eq!(optional::<Label>("  "), Ok(None));
        assert_eq!(optional::<Label>(&"x".repeat(65)), Err(Rule::LongerThan(64)));
        assert_eq!(wrong_unless_empty::<Label>(""), None);
        assert_eq!(wrong::<Label>(""), Some(Rule::Missing));
    }
}

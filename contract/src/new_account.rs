//! What somebody chooses who opens an account: login name and password.

use crate::text::Rule;
use serde::{Deserialize, Serialize};

/// A login name: 5–32 characters out of letters, digits, `_` and `-`, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Za-z][A-Za-z0-9_-]{4,31}$")))]
#[serde(try_from = "String", into = "String")]
pub struct AccountName(String);

impl AccountName {
    pub const MIN_CHARS: u32 = 5;
    pub const MAX_CHARS: u32 = 32;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountName {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        let text = text.trim();
        let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        match chars {
            0 => Err(Rule::Missing),
            _ if chars < Self::MIN_CHARS => Err(Rule::ShorterThan(Self::MIN_CHARS)),
            _ if chars > Self::MAX_CHARS => Err(Rule::LongerThan(Self::MAX_CHARS)),
            _ if text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Rule::Malformed),
        }
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.0
    }
}

/// A new password: 15–64 characters, whatever they are, since nothing else protects the account (`design`: single
/// factor). It is never logged: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minLength" = 15, "maxLength" = 64)))]
#[serde(try_from = "String", into = "String")]
pub struct NewPassword(String);

impl NewPassword {
    pub const MIN_CHARS: u32 = 15;
    pub const MAX_CHARS: u32 = 64;

    /// For the request body and for hashing only.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for NewPassword {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        match chars {
            0 => Err(Rule::Missing),
            _ if chars < Self::MIN_CHARS => Err(Rule::ShorterThan(Self::MIN_CHARS)),
            _ if chars > Self::MAX_CHARS => Err(Rule::LongerThan(Self::MAX_CHARS)),
            _ => Ok(Self(text)),
        }
    }
}

impl From<NewPassword> for String {
    fn from(password: NewPassword) -> Self {
        password.0
    }
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_name_begins_with_a_letter() {
        let name = |text: &str| AccountName::try_from(text.to_owned()).map(String::from);
        assert_eq!(name(" hw_yunfan "), Ok("hw_yunfan".to_owned()));
        assert_eq!(name("1hwyunfan"), Err(Rule::Malformed));
        assert_eq!(name("云帆云帆云帆"), Err(Rule::Malformed));
        assert_eq!(name("hw"), Err(Rule::ShorterThan(5)));
    }
}

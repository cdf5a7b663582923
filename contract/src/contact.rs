//! Mobile numbers and e-mail addresses, brought into one form by the same code in the form, the import and the backend,
//! so that two spellings of one number are one number.

use crate::text::Rule;
use serde::{Deserialize, Serialize};

/// A mobile number. Mainland China: eleven digits, `13800001234`. Elsewhere: `+` and 7–15 digits.
///
/// Spaces, hyphens, dots and parentheses are dropped, full-width characters folded, `+86` and `0086` taken off.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^(1[3-9][0-9]{9}|\\+[1-9][0-9]{6,14})$")))]
#[serde(try_from = "String", into = "String")]
pub struct MobilePhone(String);

impl MobilePhone {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a number of mainland China.
    #[must_use]
    pub fn is_mainland(&self) -> bool {
        !self.0.starts_with('+')
    }
}

impl TryFrom<String> for MobilePhone {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let folded: String = text.trim().chars().map(narrow).filter(|c| !is_separator(*c)).collect();
        if folded.is_empty() {
            return Err(Rule::Missing);
        }
        let mainland = ["+86", "0086"].iter().find_map(|prefix| folded.strip_prefix(prefix));
        let digits = mainland.unwrap_or(&folded);
        if digits.len() == 11
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
        {
            return Ok(Self(digits.to_owned()));
        }
        let abroad = folded.strip_prefix('+').filter(|_| mainland.is_none());
        match abroad {
            Some(rest)
                if (7..=15).contains(&rest.len())
                    && rest.bytes().all(|b| b.is_ascii_digit())
                    && !rest.starts_with('0') =>
            {
                Ok(Self(folded))
            }
            _ => Err(Rule::Malformed),
        }
    }
}

impl From<MobilePhone> for String {
    fn from(phone: MobilePhone) -> Self {
        phone.0
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '\t')
}

/// A full-width character as its ASCII twin.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// An e-mail address of at most 254 characters. Whether somebody reads it, only a mail can tell: so it is checked for
/// form, not more. The domain is kept in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("maxLength" = 254, "format" = "email")))]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Longest address.
    pub const MAX_CHARS: u32 = 254;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let text: String = text.trim().chars().map(narrow).collect();
        if text.is_empty() {
            return Err(Rule::Missing);
        }
        if text.chars().count() > Self::MAX_CHARS as usize {
            return Err(Rule::LongerThan(Self::MAX_CHARS));
        }
        let Some((local, domain)) = text.rsplit_once('@') else { return Err(Rule::Malformed) };
        let is_local = (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_graphic() && !b"\"(),:;<>@[\\]".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let is_domain = domain.contains('.') && domain.split('.').all(is_label);
        if is_local && is_domain {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(Rule::Malformed)
        }
    }
}

impl From<EmailAddress> for String {
    fn from(email: EmailAddress) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Result<String, Rule> {
        MobilePhone::try_from(text.to_owned()).map(String::from)
    }

    fn email(text: &str) -> Result<String, Rule> {
        EmailAddress::try_from(text.to_owned()).map(String::from)
    }

    #[test]
    fn every_spelling_of_a_number_is_one_number() {
        for text in [
            "13800001234",
            " 138 0000-1234",
            "+86 138 0000 1234",
            "008613800001234",
            "１３８００００１２３４",
            "(138)00001234",
        ] {
            assert_eq!(phone(text), Ok("13800001234".to_owned()), "{text}");
        }
        assert_eq!(phone("+65 9123-4567"), Ok("+6591234567".to_owned()));
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        assert_eq!(phone("   "), Err(Rule::Missing));
        for text in [
            "12345678901",
            "1380000123",
            "138000012345",
            "abc",
            "021-5888123",
            "+0123456789",
            "+861380000",
            "1.38E+10",
        ] {
            assert_eq!(phone(text), Err(Rule::Malformed), "{text}");
        }
    }

    #[test]
    fn an_address_is_checked_for_form() {
        assert_eq!(email(" Li.Mo+a@Example.COM "), Ok("Li.Mo+a@example.com".to_owned()));
        assert_eq!(email(""), Err(Rule::Missing));
        for text in [
            "a",
            "a@b",
            "a b@c.d",
            "a@@c.d",
            ".a@c.d",
            "a..b@c.d",
            "a@-c.d",
            "a@c..d",
            "a@c.d\nBcc: e@f.g",
            "<a@c.d>",
        ] {
            assert_eq!(email(text), Err(Rule::Malformed), "{text}");
        }
    }
}

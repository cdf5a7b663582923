//! Numbers of a company: the one that the state gave it and the one of its bank account, each in one form whatever was typed.

use crate::text::Rule;
use serde::{Deserialize, Serialize};

/// Number under which a company is registered, which is also its taxpayer number: upper-case letters, digits and hyphens,
/// 5–32. In mainland China it is a unified social credit code ([`RegistrationNumber::is_credit_code`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9A-Z-]{5,32}$")))]
#[serde(try_from = "String", into = "String")]
pub struct RegistrationNumber(String);

impl RegistrationNumber {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a unified social credit code (GB 32100): 18 characters, of which the last one proves the others.
    #[must_use]
    pub fn is_credit_code(&self) -> bool {
        const DIGITS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let digits: Option<Vec<usize>> =
            self.0.bytes().map(|byte| DIGITS.iter().position(|digit| *digit == byte)).collect();
        let Some(digits) = digits.filter(|digits| digits.len() == 18) else { return false };
        let (sum, _) = digits[..17]
            .iter()
            .fold((0, 1), |(sum, weight), digit| (sum + digit * weight, weight * 3 % DIGITS.len()));
        (sum + digits[17]).is_multiple_of(DIGITS.len())
    }
}

impl TryFrom<String> for RegistrationNumber {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        folded(&text, false, 5..=32).map(Self)
    }
}

impl From<RegistrationNumber> for String {
    fn from(number: RegistrationNumber) -> Self {
        number.0
    }
}

/// Number of a bank account: 8–34 letters and digits; spaces and hyphens are dropped. It is never answered in full.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9A-Z]{8,34}$")))]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

impl AccountNumber {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four characters, which is what a bank prints.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("**** {}", &self.0[self.0.len() - 4..])
    }
}

impl std::fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        folded(&text, true, 8..=34).map(Self)
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

/// Upper case, without what people put between groups.
fn folded(text: &str, drops_hyphens: bool, length: std::ops::RangeInclusive<usize>) -> Result<String, Rule> {
    let dropped = |c: &char| c.is_whitespace() || drops_hyphens && *c == '-';
    let folded: String =
        text.chars().map(narrow).filter(|c| !dropped(c)).collect::<String>().to_ascii_uppercase();
    if folded.is_empty() {
        return Err(Rule::Missing);
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || (!drops_hyphens && byte == b'-');
    if folded.bytes().all(fits) && length.contains(&folded.len()) { Ok(folded) } else { Err(Rule::Malformed) }
}

/// Whether two spellings name one company: width, brackets, case and spaces make no difference.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    let folded = |name: &str| -> String {
        name.chars().map(narrow).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    folded(one) == folded(other)
}

/// A full-width character as its ASCII twin.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registration(text: &str) -> RegistrationNumber {
        RegistrationNumber::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn the_last_character_of_a_credit_code_proves_the_others() {
        assert!(registration("91350100M000100Y43").is_credit_code());
        assert!(registration(" 9135 0100 m000 100y 43 ").is_credit_code());
        assert!(!registration("91350100M000100Y44").is_credit_code());
        assert!(!registration("91350100M000100Y4").is_credit_code());
        assert!(!registration("201812345K").is_credit_code());
    }

    #[test]
    fn an_account_is_one_number_however_it_is_grouped_and_shows_its_last_four() {
        let number = |text: &str| AccountNumber::try_from(text.to_owned());
        assert_eq!(number("3100 6612-0018 0088 801").unwrap().as_str(), "3100661200180088801");
        assert_eq!(number("３１００６６１２").unwrap().as_str(), "31006612");
        assert_eq!(number("3100661200180088801").unwrap().masked(), "**** 8801");
        assert_eq!(format!("{:?}", number("3100661200180088801").unwrap()), "**** 8801");
        assert_eq!(number("  "), Err(Rule::Missing));
        for text in ["1234567", "31006612a/7", &"1".repeat(35), "账号12345678"] {
            assert_eq!(number(text), Err(Rule::Malformed), "{text}");
        }
    }

    #[test]
    fn one_company_has_one_name() {
        assert!(is_same_name("云帆数智科技（上海）有限公司", "云帆数智科技(上海) 有限公司"));
        assert!(is_same_name("Nimbus Pte. Ltd.", "NIMBUS PTE. LTD."));
        assert!(!is_same_name("云帆数智科技", "云帆数智"));
    }
}

//! Money: an exact decimal with two places, always beside its currency; never computed with floats.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// An amount in hundredths of the currency's unit (fen, cent).
///
/// On the wire it is a JSON number with at most two decimals, as published; a numeric string is accepted as well,
/// because the official Go client sends one. At most 15 significant digits ([`Amount::MAX`]): up to there the
/// shortest decimal text of the nearest binary number is the decimal itself, so nothing is lost in a JSON number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// The text is no amount: not decimal, more than two places, or more than 15 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount has at most two decimals and 15 digits")
    }
}

impl std::error::Error for NotAnAmount {}

impl Amount {
    pub const ZERO: Self = Self(0);
    /// 9,999,999,999,999.99
    pub const MAX: Self = Self(999_999_999_999_999);

    /// From hundredths; `None` beyond [`Amount::MAX`] in either direction.
    #[must_use]
    pub const fn from_minor(minor: i64) -> Option<Self> {
        if minor.unsigned_abs() > Self::MAX.0 as u64 { None } else { Some(Self(minor)) }
    }

    /// In hundredths.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The sum, or `None` when it leaves the range.
    #[must_use]
    pub const fn plus(self, other: Self) -> Option<Self> {
        // Both are far below i64::MAX / 2: the sum cannot overflow.
        Self::from_minor(self.0 + other.0)
    }

    /// The difference, or `None` when it leaves the range.
    #[must_use]
    pub const fn minus(self, other: Self) -> Option<Self> {
        Self::from_minor(self.0 - other.0)
    }
}

impl fmt::Display for Amount {
    /// `-12.05`: always two places, as `Intl.NumberFormat` reads it exactly.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let minor = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let dangling_point = digits.ends_with('.');
        if whole.is_empty() || whole.len() > 13 || fraction.len() > 2 || dangling_point {
            return Err(NotAnAmount);
        }
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(NotAnAmount);
        }
        let minor: i64 = format!("{whole}{fraction:0<2}").parse().map_err(|_| NotAnAmount)?;
        Self::from_minor(if negative { -minor } else { minor }).ok_or(NotAnAmount)
    }
}

impl Serialize for Amount {
    #[expect(
        clippy::cast_precision_loss,
        reason = "15 digits survive; see the type's doc and its property test"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Amount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal with at most two places")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A decimal with at most two places and 15 digits; a numeric string is accepted on input.",
            "anyOf": [
                { "type": "number", "minimum": -9_999_999_999_999.99_f64, "maximum": 9_999_999_999_999.99_f64 },
                { "type": "string", "pattern": "^-?[0-9]{1,13}(\\.[0-9]{1,2})?$" }
            ]
        })
    }
}

words! {
    /// Currency: `CNY` on the China site, `USD` on the international one.
    Currency {
        Cny = "CNY",
        Usd = "USD",
    }
}

/// Published with every amount: 1 means the currency's main unit.
pub const MEASURE_ID: i64 = 1;

/// An amount with its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    pub amount: Amount,
    pub currency: Currency,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_amount_survives_the_wire_to_the_cent(minor in -999_999_999_999_999_i64..=999_999_999_999_999) {
            let amount = Amount::from_minor(minor).unwrap();
            let wire = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Amount>(&wire).unwrap(), amount);
            prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount);
        }
    }

    #[test]
    fn an_amount_is_refused_rather_than_rounded() {
        for wire in [
            "0.001",
            "\"1.234\"",
            "1e30",
            "\"\"",
            "\"-\"",
            "\"1.\"",
            "\".5\"",
            "true",
            "12345678901234567890",
        ] {
            assert!(serde_json::from_str::<Amount>(wire).is_err(), "{wire}");
        }
    }

    #[test]
    fn a_numeric_string_is_as_good_as_a_number() {
        assert_eq!(serde_json::from_str::<Amount>("\"2\"").unwrap(), serde_json::from_str("2.00").unwrap());
    }
}

//! A calendar month in China time, for what is reckoned month by month.

use crate::time::{Date, NotATime, Timestamp};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A month. On the wire `yyyy-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^[0-9]{4}-(0[1-9]|1[0-2])$")))]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: Date,
}

impl Month {
    /// `None` when there is no such month.
    #[must_use]
    pub fn new(year: i32, month: u8) -> Option<Self> {
        Date::new(year, month, 1).map(|first| Self { first })
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// The month that it is in China.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self::of(now.china_day())
    }

    #[must_use]
    pub const fn first_day(self) -> Date {
        self.first
    }

    #[must_use]
    pub fn last_day(self) -> Date {
        self.next().first.plus_days(-1)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first.plus_months(1) }
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.first.plus_days(-1))
    }

    /// When it begins in China.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        self.first.china_midnight()
    }

    /// When the next one begins.
    #[must_use]
    pub fn ends(self) -> Timestamp {
        self.next().begins()
    }

    /// So many months earlier.
    #[must_use]
    pub fn back(self, months: u32) -> Self {
        (0..months).fold(self, |month, _| month.previous())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.first.to_string();
        f.write_str(day.get(..7).unwrap_or_default())
    }
}

impl FromStr for Month {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        if text.len() != 7 {
            return Err(NotATime);
        }
        format!("{text}-01").parse().map(|first| Self { first })
    }
}

impl TryFrom<String> for Month {
    type Error = NotATime;
    fn try_from(text: String) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_follow_each_other_over_the_end_of_a_year() {
        assert_eq!(month("2026-12").next(), month("2027-01"));
        assert_eq!(month("2026-01").previous(), month("2025-12"));
        assert_eq!(month("2026-11").back(11), month("2025-12"));
        assert_eq!(month("2024-02").last_day().to_string(), "2024-02-29");
    }

    #[test]
    fn a_day_is_no_month() {
        for text in ["2026-11-01", "2026-13", "2026-1", "202611", ""] {
            assert_eq!(text.parse::<Month>(), Err(NotATime), "{text}");
        }
        assert_eq!(month("2026-11").to_string(), "2026-11");
    }

    #[test]
    fn the_month_is_that_of_china() {
        assert_eq!(Month::at("2026-10-31T16:00:00Z".parse().unwrap()), month("2026-11"));
    }
}

//! Time: instants in UTC, calendar rules in China time (GMT+08:00), which is the vendor's clock.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

const DAY: i64 = 86_400;
/// China time is eight hours ahead of UTC, all year round.
const CHINA_OFFSET: i64 = 8 * 3_600;

/// The text is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time is written yyyy-MM-dd'T'HH:mm:ss'Z', a day yyyy-MM-dd")
    }
}

impl std::error::Error for NotATime {}

/// An instant, whole seconds since 1970 UTC. On the wire exactly `yyyy-MM-dd'T'HH:mm:ss'Z'`, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "date-time")))]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(i64);

impl Timestamp {
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The day on which this instant falls in China.
    #[must_use]
    pub fn china_day(self) -> Date {
        Date::from_days((self.0 + CHINA_OFFSET).div_euclid(DAY))
    }
}

/// A calendar day. On the wire `yyyy-MM-dd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "date")))]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` when there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// 00:00 of this day in China.
    #[must_use]
    pub fn china_midnight(self) -> Timestamp {
        Timestamp(self.days() * DAY - CHINA_OFFSET)
    }

    /// The same day of the month so many months later, or the last day of that month when it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Self {
        let index = i32::from(self.month) - 1 + i32::from(months);
        let year = self.year + index.div_euclid(12);
        let month = u8::try_from(index.rem_euclid(12)).unwrap_or(0) + 1;
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// So many days later (or earlier).
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days() + days)
    }

    /// The first day of its month.
    #[must_use]
    pub const fn first_of_month(self) -> Self {
        Self { day: 1, ..self }
    }

    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday.
        self.days().rem_euclid(7) == 2 || self.days().rem_euclid(7) == 3
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`).
    fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The inverse (`civil_from_days`).
    fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).unwrap_or(9999),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NotATime);
        }
        let year = number(&bytes[0..4])?;
        let month = u8::try_from(number(&bytes[5..7])?).map_err(|_| NotATime)?;
        let day = u8::try_from(number(&bytes[8..10])?).map_err(|_| NotATime)?;
        Self::new(year, month, day).ok_or(NotATime)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", Date::from_days(self.0.div_euclid(DAY)))
    }
}

impl FromStr for Timestamp {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let bytes = text.as_bytes();
        if bytes.len() != 20
            || bytes[10] != b'T'
            || bytes[13] != b':'
            || bytes[16] != b':'
            || bytes[19] != b'Z'
        {
            return Err(NotATime);
        }
        let date: Date = text.get(0..10).ok_or(NotATime)?.parse()?;
        let (hour, minute, second) =
            (number(&bytes[11..13])?, number(&bytes[14..16])?, number(&bytes[17..19])?);
        if hour > 23 || minute > 59 || second > 59 {
            return Err(NotATime);
        }
        Ok(Self(date.days() * DAY + i64::from(hour * 3_600 + minute * 60 + second)))
    }
}

fn number(digits: &[u8]) -> Result<i32, NotATime> {
    digits.iter().try_fold(0_i32, |sum, b| {
        if b.is_ascii_digit() { Ok(sum * 10 + i32::from(b - b'0')) } else { Err(NotATime) }
    })
}

macro_rules! through_text {
    ($($name:ident)*) => {$(
        impl TryFrom<String> for $name {
            type Error = NotATime;
            fn try_from(text: String) -> Result<Self, NotATime> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )*};
}
through_text! { Timestamp Date }

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn every_instant_is_read_back(seconds in 0_i64..253_402_300_799) {
            let instant = Timestamp::from_seconds(seconds);
            prop_assert_eq!(instant.to_string().parse::<Timestamp>().unwrap(), instant);
        }

        #[test]
        fn midnight_in_china_falls_on_its_own_day(days in 0_i64..60_000) {
            let date = Date::from_days(days);
            prop_assert_eq!(date.china_midnight().china_day(), date);
            prop_assert_eq!(date.china_midnight().plus_seconds(-1).china_day(), date.plus_days(-1));
        }

        #[test]
        fn months_never_run_backwards(days in 0_i64..60_000, months in 1_u8..24) {
            let date = Date::from_days(days);
            prop_assert!(date.plus_months(months) > date);
        }
    }

    #[test]
    fn three_months_after_the_last_of_november_is_the_last_of_february() {
        assert_eq!(day("2026-11-30").plus_months(3), day("2027-02-28"));
        assert_eq!(day("2027-11-30").plus_months(3), day("2028-02-29"));
        assert_eq!(day("2026-08-15").plus_months(3), day("2026-11-15"));
    }

    #[test]
    fn a_time_without_zone_or_with_a_fraction_is_refused() {
        for text in [
            "2026-11-23T00:00:00",
            "2026-11-23T00:00:00.0Z",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NotATime), "{text}");
        }
        assert_eq!("2026-11-23T16:00:00Z".parse::<Timestamp>().unwrap().china_day(), day("2026-11-24"));
    }
}

//! Working days (domain 1.6): Monday to Friday in China time, but for public holidays, and with the weekend days on which
//! the country works instead. Both sides reckon with this one implementation; the days themselves are data.
//!
//! A deadline of N working days ends at 24:00 (GMT+08:00) of the N-th working day after the day of the event. Time that
//! passes on other days does not count: over a weekend the time that is left stands still.

mod china;

use crate::{
    endpoint::Fetch,
    permissions::Access,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

const DAY_S: i64 = 86_400;

/// `GET /v2/working-calendar`: the days that the backend reckons with.
pub const SHOW: Fetch<(), (), WorkingCalendar> =
    Fetch::get("ShowWorkingCalendar", "/v2/working-calendar", Access::SignedIn);

/// Which days are worked, where that differs from Monday to Friday. Both lists ascend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, from = "Listed")]
pub struct WorkingCalendar {
    /// Public holidays, as far as they fall on Monday to Friday.
    holidays: Vec<Date>,
    /// Weekend days that are worked in exchange.
    make_up_days: Vec<Date>,
}

/// Time that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkingTime {
    seconds: i64,
}

impl WorkingTime {
    /// So many seconds, not less than none.
    #[must_use]
    pub const fn of_seconds(seconds: i64) -> Self {
        Self { seconds: if seconds < 0 { 0 } else { seconds } }
    }

    /// Whole working days, of 24 hours each.
    #[must_use]
    pub const fn days(self) -> i64 {
        self.seconds / DAY_S
    }

    /// Whole hours beyond the days.
    #[must_use]
    pub const fn hours(self) -> i64 {
        self.seconds % DAY_S / 3_600
    }

    /// Whole minutes beyond the hours.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.seconds % 3_600 / 60
    }

    /// All of it, in seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    #[must_use]
    pub const fn is_over(self) -> bool {
        self.seconds == 0
    }
}

impl Default for WorkingCalendar {
    /// The days that the State Council has published.
    fn default() -> Self {
        let days = |list: &[(i32, u8, u8)]| {
            list.iter().filter_map(|(year, month, day)| Date::new(*year, *month, *day)).collect()
        };
        Self::new(days(china::HOLIDAYS), days(china::MAKE_UP_DAYS))
    }
}

impl WorkingCalendar {
    /// Days in any order.
    #[must_use]
    pub fn new(mut holidays: Vec<Date>, mut make_up_days: Vec<Date>) -> Self {
        holidays.sort_unstable();
        make_up_days.sort_unstable();
        Self { holidays, make_up_days }
    }

    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        if day.is_weekend() {
            self.make_up_days.binary_search(&day).is_ok()
        } else {
            self.holidays.binary_search(&day).is_err()
        }
    }

    /// The end of the N-th working day after the day of the event.
    #[must_use]
    pub fn deadline(&self, event: Timestamp, working_days: u32) -> Timestamp {
        let last = (0..working_days).fold(event.china_day(), |day, _| self.next_working(day));
        last.plus_days(1).china_midnight()
    }

    /// When so many working days are left until a deadline.
    #[must_use]
    pub fn before(&self, deadline: Timestamp, working_days: u32) -> Timestamp {
        let first_after = deadline.china_day();
        (0..working_days).fold(first_after, |day, _| self.previous_working(day)).china_midnight()
    }

    /// How much time that counts is left; nothing once it is over.
    #[must_use]
    pub fn left(&self, now: Timestamp, deadline: Timestamp) -> WorkingTime {
        let mut seconds = 0;
        let mut from = now;
        while from < deadline {
            let day = from.china_day();
            let to = day.plus_days(1).china_midnight().min(deadline);
            if self.is_working(day) {
                seconds += to.seconds() - from.seconds();
            }
            from = to;
        }
        WorkingTime { seconds }
    }

    fn next_working(&self, day: Date) -> Date {
        let next = day.plus_days(1);
        if self.is_working(next) { next } else { self.next_working(next) }
    }

    fn previous_working(&self, day: Date) -> Date {
        let previous = day.plus_days(-1);
        if self.is_working(previous) { previous } else { self.previous_working(previous) }
    }
}

/// As it comes over the wire or out of a file: in any order.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Listed {
    holidays: Vec<Date>,
    make_up_days: Vec<Date>,
}

impl From<Listed> for WorkingCalendar {
    fn from(listed: Listed) -> Self {
        Self::new(listed.holidays, listed.make_up_days)
    }
}

#[cfg(test)]
mod tests;

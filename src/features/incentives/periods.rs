//! The periods of a partner's incentives as choices, the newest first. Pure but for the names of the months.

use crate::{i18n, ui::Choice};
use contract::{incentives::IncentiveFilters, month::Month};

/// More than these are not offered: a longer list is typed into the address.
const MOST: usize = 60;

pub fn period_choices(known: &IncentiveFilters) -> Vec<Choice> {
    let Some((first, last)) = known.first_period.zip(known.last_period) else { return Vec::new() };
    let choice = |month: Month| {
        let day = month.first_day();
        Choice::new(month.to_string(), move || i18n::month(day))
    };
    periods(first, last).into_iter().map(choice).collect()
}

fn periods(first: Month, last: Month) -> Vec<Month> {
    std::iter::successors(Some(last), |month| Some(month.previous()))
        .take_while(|month| *month >= first)
        .take(MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_go_back_from_the_last_one_over_the_end_of_a_year() {
        let months = periods("2025-12".parse().unwrap(), "2026-02".parse().unwrap());
        let months: Vec<String> = months.iter().map(Month::to_string).collect();
        assert_eq!(months, ["2026-02", "2026-01", "2025-12"]);
        assert!(periods("2026-03".parse().unwrap(), "2026-02".parse().unwrap()).is_empty());
    }
}

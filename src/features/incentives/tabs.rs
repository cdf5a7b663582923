//! The parts of the page and the links to them. Pure.

use crate::routes::Route;
use contract::{incentives::MoneyPlace, money::Currency};

/// The part that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// 激励对账
    #[default]
    Reconciliation,
    /// 激励申付
    Payouts,
    /// 激励明细
    Details,
}

impl Part {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reconciliation => "reconciliation",
            Self::Payouts => "payouts",
            Self::Details => "details",
        }
    }

    /// Reads what [`Part::as_str`] wrote; anything else is the first one.
    pub fn parse(text: &str) -> Self {
        [Self::Payouts, Self::Details].into_iter().find(|part| part.as_str() == text).unwrap_or_default()
    }

    /// As it stands in the address: nothing for the first one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reconciliation => "",
            Self::Payouts | Self::Details => self.as_str(),
        }
    }
}

/// The incentives of which money is in a place.
pub fn href_of_place(place: MoneyPlace, currency: Currency) -> String {
    Route::Incentives.href_with(&[("place", place.as_str()), ("currency", currency.as_str())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_back_and_nonsense_is_the_first_one() {
        for part in [Part::Reconciliation, Part::Payouts, Part::Details] {
            assert_eq!(Part::parse(part.as_str()), part);
            assert_eq!(Part::parse(part.word()), part);
        }
        assert_eq!(Part::parse("bogus"), Part::Reconciliation);
    }
}

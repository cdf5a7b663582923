//! Which orders become big-order renewal tasks (domain I): computed by the generator, and explained by the app.

use crate::{
    money::{Amount, Currency, Money},
    month::Month,
    time::Date,
};

/// CNY 5,000.00, in hundredths: an order that was paid with at least so much is a big one.
pub const BIG_ORDER_MINOR: i64 = 500_000;
/// From this amount renewal rate on, in percent, nothing is to be done.
pub const RENEWED_ENOUGH_PERCENT: i64 = 60;

words! {
    /// Whether customers go on needing what they bought.
    ProductNeed {
        Lasting = "LASTING",
        /// Bought once, such as a migration or a training.
        OneOff = "ONE_OFF",
        /// Hardly ever renewed.
        Low = "LOW",
    }
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    /// Last day in force.
    pub expires_on: Date,
    pub need: ProductNeed,
    pub paid: Money,
    /// Of what was paid, the part whose resources were renewed.
    pub renewed: Amount,
}

impl OrderFacts {
    /// Whether a task is to come about in this month (I1.2).
    #[must_use]
    pub fn is_due_in(&self, month: Month) -> bool {
        Month::of(self.expires_on) == month
            && self.need == ProductNeed::Lasting
            && self.paid.currency == Currency::Cny
            && self.paid.amount.minor() >= BIG_ORDER_MINOR
            && self.renewed.minor() * 100 < self.paid.amount.minor() * RENEWED_ENOUGH_PERCENT
    }
}

/// The amount renewal rate in whole percent, rounded down: what is shown as 60 % is at least that.
#[must_use]
pub fn renewal_rate(paid: Amount, renewed: Amount) -> u32 {
    if paid.minor() <= 0 {
        return 0;
    }
    u32::try_from(renewed.minor().max(0) * 100 / paid.minor()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(paid: i64, renewed: i64) -> OrderFacts {
        let amount = |minor| Amount::from_minor(minor).unwrap();
        OrderFacts {
            expires_on: "2026-11-30".parse().unwrap(),
            need: ProductNeed::Lasting,
            paid: Money { amount: amount(paid), currency: Currency::Cny },
            renewed: amount(renewed),
        }
    }

    fn november() -> Month {
        "2026-11".parse().unwrap()
    }

    #[test]
    fn five_thousand_is_big_and_a_cent_less_is_not() {
        assert!(facts(500_000, 0).is_due_in(november()));
        assert!(!facts(499_999, 0).is_due_in(november()));
        let dollars = OrderFacts {
            paid: Money { currency: Currency::Usd, ..facts(900_000, 0).paid },
            ..facts(900_000, 0)
        };
        assert!(!dollars.is_due_in(november()));
    }

    #[test]
    fn sixty_percent_renewed_is_enough_and_a_cent_less_is_not() {
        assert!(facts(1_000_000, 599_999).is_due_in(november()));
        assert!(!facts(1_000_000, 600_000).is_due_in(november()));
        assert_eq!(renewal_rate(facts(1_000_000, 599_999).paid.amount, facts(1, 0).paid.amount), 0);
        assert_eq!(
            renewal_rate(Amount::from_minor(1_000_000).unwrap(), Amount::from_minor(599_999).unwrap()),
            59
        );
        assert_eq!(renewal_rate(Amount::ZERO, Amount::ZERO), 0);
    }

    #[test]
    fn it_is_due_in_the_month_in_which_it_expires_only() {
        let order = facts(800_000, 0);
        assert!(!order.is_due_in("2026-10".parse().unwrap()));
        assert!(!order.is_due_in("2026-12".parse().unwrap()));
    }

    #[test]
    fn what_is_bought_once_or_hardly_needed_is_left_out() {
        for need in [ProductNeed::OneOff, ProductNeed::Low] {
            assert!(!OrderFacts { need, ..facts(800_000, 0) }.is_due_in(november()));
        }
    }
}

//! Where an application stands. Pure.

use contract::check::CheckReport;

/// What the address calls the second step.
pub(super) const NOTES: &str = "notes";

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Check,
    /// Consequences, and what has to be agreed to.
    Notes,
    Submitted,
    /// Another request is open: nothing can be asked.
    Blocked,
}

/// The step that is shown: the address can lead to the notes only when the check lets it.
pub(super) fn step(wanted: Option<&str>, report: Option<&CheckReport>, submitted: bool) -> Step {
    match report {
        _ if submitted => Step::Submitted,
        Some(report) if report.open_request_id.is_some() => Step::Blocked,
        Some(report) if report.passed && wanted == Some(NOTES) => Step::Notes,
        Some(_) | None => Step::Check,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{
        check::{Consequences, VoucherSum},
        money::{Amount, Currency, Money},
        time::Timestamp,
    };

    fn report(passed: bool, open: bool) -> CheckReport {
        let none = VoucherSum { count: 0, total: Money { amount: Amount::ZERO, currency: Currency::Cny } };
        CheckReport {
            passed,
            checked_at: Timestamp::from_seconds(0),
            check_items: Vec::new(),
            consequences: Consequences {
                balance_returned: None,
                vouchers_recalled: none,
                vouchers_kept: none,
                refunds: Vec::new(),
                grace_period_raised: false,
            },
            open_request_id: open.then(|| "r-1".parse().unwrap()),
        }
    }

    #[test]
    fn an_address_cannot_skip_a_check_that_fails() {
        assert_eq!(step(Some(NOTES), Some(&report(false, false)), false), Step::Check);
        assert_eq!(step(Some(NOTES), None, false), Step::Check);
        assert_eq!(step(Some(NOTES), Some(&report(true, false)), false), Step::Notes);
        assert_eq!(step(Some("other"), Some(&report(true, false)), false), Step::Check);
    }

    #[test]
    fn an_open_request_stands_in_place_of_the_form() {
        assert_eq!(step(None, Some(&report(false, true)), false), Step::Blocked);
        assert_eq!(step(Some(NOTES), Some(&report(false, true)), true), Step::Submitted);
    }
}

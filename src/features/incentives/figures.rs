//! The one line that answers how much was earned, how much is coming, how much is blocked, who has it and when it arrives:
//! out of the summary and the open payouts, for each currency on its own. Pure.

use contract::{
    incentives::{ChartPart, IncentiveSummary, IncentiveTotals, MoneyPlace},
    money::{Amount, Currency},
    payout_tracker::{Expected, Holder},
    payouts::PayoutRow,
    time::Timestamp,
};

/// What is known of a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub currency: Currency,
    pub earned: Amount,
    pub coming: Amount,
    pub blocked: Amount,
    pub lost: Amount,
    /// Who has payouts in hand, in the order of their way.
    pub held: Vec<Held>,
    /// When the payouts on their way arrive: the first of them from, the last of them until.
    pub arrival: Option<Expected>,
}

/// What somebody has in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub holder: Holder,
    pub amount: Amount,
    pub count: u32,
    /// The longest of them.
    pub since: Option<Timestamp>,
    /// At least one is later than promised.
    pub overdue: bool,
}

/// Of what a part consists, with how much is in it.
pub fn parts(totals: &IncentiveTotals, part: ChartPart) -> Vec<(MoneyPlace, Amount)> {
    let places = MoneyPlace::ALL.into_iter().filter(|place| place.chart_part() == Some(part));
    places.map(|place| (place, totals.of(place))).collect()
}

fn sum(totals: &IncentiveTotals, part: ChartPart) -> Amount {
    let parts = parts(totals, part).into_iter().map(|(_, amount)| amount);
    parts.fold(Amount::ZERO, |sum, amount| sum.plus(amount).unwrap_or(sum))
}

/// One line per currency.
pub fn lines(summary: &IncentiveSummary, open: &[PayoutRow]) -> Vec<Line> {
    summary
        .totals
        .iter()
        .map(|totals| {
            let payouts = open.iter().filter(|row| row.currency == totals.currency && row.status.is_open());
            let payouts: Vec<&PayoutRow> = payouts.collect();
            Line {
                currency: totals.currency,
                earned: sum(totals, ChartPart::Earned),
                coming: sum(totals, ChartPart::Coming),
                blocked: sum(totals, ChartPart::Blocked),
                lost: sum(totals, ChartPart::Lost),
                held: held(&payouts),
                arrival: arrival(&payouts),
            }
        })
        .collect()
}

fn held(payouts: &[&PayoutRow]) -> Vec<Held> {
    let one = |holder: Holder| {
        let his: Vec<_> = payouts.iter().filter(|row| row.current.holder == holder).collect();
        (!his.is_empty()).then(|| Held {
            holder,
            amount: his.iter().fold(Amount::ZERO, |sum, row| sum.plus(row.amount).unwrap_or(sum)),
            count: u32::try_from(his.len()).unwrap_or(u32::MAX),
            since: his.iter().filter_map(|row| row.current.since).min(),
            overdue: his.iter().any(|row| row.current.overdue),
        })
    };
    let all = [Holder::You, Holder::VendorOperations, Holder::VendorFinance, Holder::Bank];
    all.into_iter().filter_map(one).collect()
}

fn arrival(payouts: &[&PayoutRow]) -> Option<Expected> {
    let expected = || payouts.iter().filter_map(|row| row.arrival);
    let from = expected().map(|range| range.from).min()?;
    let until = expected().map(|range| range.until).max()?;
    Some(Expected { from, until })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn summary(totals: &Value) -> IncentiveSummary {
        serde_json::from_value(json!({
            "totals": totals, "frozen": [], "to_confirm": [],
            "auto_apply": { "enabled": false, "method": null, "set_by": null, "set_at": null, "version": 1 },
            "certified": true, "redeem_until": null, "at": "2026-11-23T04:00:00Z",
        }))
        .unwrap()
    }

    fn places(currency: &str, amounts: [f64; 8]) -> Value {
        let place = |(place, amount): (MoneyPlace, f64)| json!({ "place": place, "amount": amount, "incentive_count": 1 });
        let places: Vec<Value> = MoneyPlace::ALL.into_iter().zip(amounts).map(place).collect();
        json!({ "currency": currency, "places": places })
    }

    fn payout(currency: &str, status: &str, amount: f64, holder: &str, days: [u8; 2]) -> PayoutRow {
        let at = |day: u8| format!("2026-12-{day:02}T16:00:00Z");
        serde_json::from_value(json!({
            "payout_id": "po-1", "payout_no": "SF1", "first_period": "2026-09", "last_period": "2026-10",
            "incentive_count": 2, "amount": amount, "currency": currency, "method": "BANK", "needs_invoice": true,
            "status": status, "applied_at": "2026-11-20T02:00:00Z", "applied_by": null, "invoice_due_at": null,
            "invoice_count": 0, "paid_at": null, "version": 1,
            "arrival": { "from": at(days[0]), "until": at(days[1]) },
            "current": {
                "stage": "PROCESSING", "state": "CURRENT", "holder": holder, "since": "2026-11-20T02:00:00Z",
                "ended_at": null, "visits": 1, "promised_until": null, "promise": null, "expected": null,
                "overdue": false, "advice": "WAIT",
            },
        }))
        .unwrap()
    }

    fn minor(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn every_cent_is_in_one_part_and_currencies_stay_apart() {
        let cny = places("CNY", [1.01, 2.02, 4.04, 8.08, 16.16, 32.32, 64.64, 128.28]);
        let usd = places("USD", [0.0, 0.0, -5.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let lines = lines(&summary(&json!([cny, usd])), &[]);
        assert_eq!(lines[0].earned, minor("32.32"));
        assert_eq!(lines[0].coming, minor("23.23"));
        assert_eq!(lines[0].blocked, minor("8.08"));
        assert_eq!(lines[0].lost, minor("64.64"));
        assert_eq!((lines[1].currency, lines[1].coming), (Currency::Usd, minor("-5")));
        assert_eq!(lines[1].arrival, None);
    }

    #[test]
    fn who_has_it_and_when_it_arrives_is_told_of_open_payouts_of_the_currency_only() {
        let open = [
            payout("CNY", "PROCESSING", 100.5, "VENDOR_OPERATIONS", [3, 9]),
            payout("CNY", "INVOICE_PENDING", 7.0, "YOU", [1, 20]),
            payout("CNY", "PROCESSING", 0.5, "VENDOR_OPERATIONS", [2, 4]),
            payout("USD", "PAYING", 9.0, "BANK", [1, 2]),
            payout("CNY", "DONE", 50.0, "VENDOR_FINANCE", [1, 30]),
        ];
        let lines = lines(&summary(&json!([places("CNY", [0.0; 8])])), &open);
        let held: Vec<_> = lines[0].held.iter().map(|held| (held.holder, held.amount, held.count)).collect();
        assert_eq!(held, [(Holder::You, minor("7"), 1), (Holder::VendorOperations, minor("101"), 2)]);
        let arrival = lines[0].arrival.unwrap();
        assert_eq!(arrival.from.to_string(), "2026-12-01T16:00:00Z");
        assert_eq!(arrival.until.to_string(), "2026-12-20T16:00:00Z");
    }
}

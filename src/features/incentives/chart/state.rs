//! What of the chart stands in the address, and the months as the chart shows them. Pure.

use contract::{
    incentives::{ChartBasis, ChartMonth, ChartQuery, IncentiveChart},
    money::{Amount, Currency},
    month::Month,
};

/// How many months can be looked at.
pub const SPANS: [u32; 3] = [6, 12, 24];

/// Basis and span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartState {
    pub basis: ChartBasis,
    pub months: u32,
}

impl ChartState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let months = value("months").and_then(|months| months.parse().ok());
        Self {
            basis: value("basis").as_deref().and_then(ChartBasis::parse).unwrap_or_default(),
            months: months.filter(|months| SPANS.contains(months)).unwrap_or(SPANS[0]),
        }
    }

    /// As it stands in the address; nothing for what is usual.
    pub fn words(self) -> [(&'static str, String); 2] {
        let months = if self.months == SPANS[0] { String::new() } else { self.months.to_string() };
        let basis = if self.basis == ChartBasis::default() { "" } else { self.basis.as_str() };
        [("basis", basis.to_owned()), ("months", months)]
    }

    /// A link of the page that leaves the chart as it is.
    pub fn keep(self, mut href: String) -> String {
        for (name, word) in self.words().iter().filter(|(_, word)| !word.is_empty()) {
            let mark = if href.contains('?') { "&" } else { "?" };
            href.push_str(&[mark, name, "=", word].concat());
        }
        href
    }

    pub fn query(self) -> ChartQuery {
        ChartQuery { basis: self.basis, until: None, months: Some(self.months) }
    }
}

/// A month of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRow {
    pub month: Month,
    /// In the order of the parts.
    pub amounts: [Amount; 4],
}

impl MonthRow {
    fn of(month: &ChartMonth) -> Self {
        Self { month: month.month, amounts: [month.earned, month.coming, month.blocked, month.lost] }
    }

    /// All of the month.
    pub fn total(&self) -> Amount {
        self.amounts.iter().fold(Amount::ZERO, |sum, amount| sum.plus(*amount).unwrap_or(sum))
    }
}

/// The months of each currency, which are never drawn in one chart; a currency without anything is left out.
pub fn by_currency(chart: &IncentiveChart) -> Vec<(Currency, Vec<MonthRow>)> {
    let mut charts: Vec<(Currency, Vec<MonthRow>)> = Vec::new();
    for month in &chart.months {
        let row = MonthRow::of(month);
        match charts.iter_mut().find(|(currency, _)| *currency == month.currency) {
            Some((_, rows)) => rows.push(row),
            None => charts.push((month.currency, vec![row])),
        }
    }
    charts
        .retain(|(_, rows)| rows.iter().any(|row| row.amounts.iter().any(|amount| *amount != Amount::ZERO)));
    charts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_link_shows_the_same_months_and_nonsense_the_usual_ones() {
        let read = |pairs: &'static [(&'static str, &'static str)]| {
            ChartState::read(&move |name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        let state = read(&[("basis", "PERIOD"), ("months", "24")]);
        assert_eq!(state.keep("/a?tab=details".to_owned()), "/a?tab=details&basis=PERIOD&months=24");
        assert_eq!(state.keep("/a".to_owned()), "/a?basis=PERIOD&months=24");
        let usual = read(&[("basis", "bogus"), ("months", "7")]);
        assert_eq!(usual, ChartState { basis: ChartBasis::EarnedIn, months: 6 });
        assert_eq!(usual.keep("/a".to_owned()), "/a");
    }

    #[test]
    fn each_currency_has_its_own_chart_and_one_without_anything_none() {
        let month = |month: &str, currency: &str, earned: f64, blocked: f64| json!({ "month": month, "currency": currency, "earned": earned, "coming": 0, "blocked": blocked, "lost": 0 });
        let months = [
            month("2026-09", "CNY", 0.0, 0.0),
            month("2026-09", "USD", 0.0, 0.0),
            month("2026-10", "CNY", 12.5, -2.25),
            month("2026-10", "USD", 0.0, 0.0),
        ];
        let charts = by_currency(&serde_json::from_value(json!({ "months": months })).unwrap());
        assert_eq!(charts.len(), 1);
        let (currency, rows) = &charts[0];
        assert_eq!((*currency, rows.len()), (Currency::Cny, 2));
        assert_eq!(rows[1].total(), "10.25".parse().unwrap());
    }
}

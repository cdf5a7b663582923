//! What the address says of the reconciliation list. Pure.

use crate::ui::PageChange;
use contract::{
    associations::AssociationType,
    incentives::{IncentiveQuery, IncentiveStatus, MoneyPlace},
    money::Currency,
    month::Month,
};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    pub period: Option<Month>,
    pub status: Option<IncentiveStatus>,
    /// Those of which some money is there: the list behind a figure.
    pub place: Option<MoneyPlace>,
    pub plan_name: String,
    pub association_type: Option<AssociationType>,
    pub currency: Option<Currency>,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| value(name).unwrap_or_default();
        Self {
            period: word("period").parse().ok(),
            status: IncentiveStatus::parse(&word("status")),
            place: MoneyPlace::parse(&word("place")),
            plan_name: word("plan"),
            association_type: AssociationType::parse(&word("type")),
            currency: Currency::parse(&word("currency")),
            page: PageChange::read(value),
        }
    }

    /// The question to the backend.
    pub fn query(&self) -> IncentiveQuery {
        IncentiveQuery {
            period_begin: self.period,
            period_end: self.period,
            status_list: self.status.into_iter().collect(),
            place: self.place,
            plan_name: Some(self.plan_name.clone()).filter(|name| !name.is_empty()),
            association_type: self.association_type,
            currency: self.currency,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        Self { page: PageChange::default(), ..self.clone() } != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &'static [(&'static str, &'static str)]) -> ListState {
        ListState::read(&move |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_link_asks_for_what_it_says() {
        let state = read(&[("period", "2026-10"), ("place", "FROZEN"), ("currency", "USD"), ("page", "2")]);
        let query = state.query();
        assert_eq!(query.period_begin.map(|month| month.to_string()).as_deref(), Some("2026-10"));
        assert_eq!(query.period_begin, query.period_end);
        assert_eq!((query.place, query.currency), (Some(MoneyPlace::Frozen), Some(Currency::Usd)));
        assert_eq!(query.offset, Some(10));
        assert!(state.is_filtered());
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there_and_a_page_is_no_filter() {
        assert_eq!(read(&[("period", "2026-13"), ("status", "x"), ("type", "9")]), ListState::default());
        assert!(!read(&[("page", "3")]).is_filtered());
    }
}

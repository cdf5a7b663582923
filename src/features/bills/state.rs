//! The page's state, as it stands in the address. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    bills::{BillDetailQuery, BillLineKind, months},
    ids::CustomerId,
    month::Month,
    time::Timestamp,
};

/// Month, filters of the lines, page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillsState {
    pub month: Month,
    pub kind: Option<BillLineKind>,
    pub customer_id: Option<CustomerId>,
    pub page: PageChange,
}

impl BillsState {
    /// Without a month that can be looked at, the last one that is over.
    pub fn read(value: &dyn Fn(&str) -> Option<String>, now: Timestamp) -> Self {
        let known = months(now);
        let month = value("month").and_then(|text| text.parse().ok()).filter(|month| known.contains(month));
        Self {
            month: month.unwrap_or_else(|| Month::at(now).previous()),
            kind: value("kind").and_then(|word| BillLineKind::parse(&word)),
            customer_id: value("customer").and_then(|id| id.parse().ok()),
            page: PageChange::read(value),
        }
    }

    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::Bills.href_with(&[
            ("month", &self.month.to_string()),
            ("kind", self.kind.map_or("", BillLineKind::as_str)),
            ("customer", self.customer_id.as_ref().map_or("", CustomerId::as_str)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The lines, without a page.
    pub fn filters(&self) -> BillDetailQuery {
        BillDetailQuery {
            bill_cycle: self.month,
            kind: self.kind,
            customer_id: self.customer_id.clone(),
            offset: None,
            limit: None,
        }
    }

    pub fn query(&self) -> BillDetailQuery {
        BillDetailQuery { offset: Some(self.page.offset), limit: Some(self.page.limit), ..self.filters() }
    }

    pub const fn is_filtered(&self) -> bool {
        self.kind.is_some() || self.customer_id.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(month: &'static str) -> BillsState {
        let now = "2026-11-23T04:00:00Z".parse().unwrap();
        BillsState::read(&|name| (name == "month").then(|| month.to_owned()), now)
    }

    #[test]
    fn a_link_shows_the_same_month_and_nonsense_the_last_one() {
        assert_eq!(read("2026-09").href(), "/sales/bills?month=2026-09");
        for text in ["", "2026-12", "2020-01", "soon"] {
            assert_eq!(read(text).month.to_string(), "2026-10", "{text}");
        }
    }
}

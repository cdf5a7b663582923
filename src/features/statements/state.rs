//! The list's state, as it stands in the address. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    statements::{StatementQuery, StatementStatus},
    time::Date,
};

/// Filters and page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    pub status: Option<StatementStatus>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub page: PageChange,
}

impl ListState {
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let day = |name: &str| value(name).and_then(|text| text.parse().ok());
        Self {
            status: value("status").and_then(|word| StatementStatus::parse(&word)),
            from: day("from"),
            until: day("until"),
            page: PageChange::read(value),
        }
    }

    pub fn href(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let [size, page] = self.page.address();
        Route::Statements.href_with(&[
            ("status", self.status.map_or("", StatementStatus::as_str)),
            ("from", &day(self.from)),
            ("until", &day(self.until)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The filters, without a page.
    pub fn filters(&self) -> StatementQuery {
        StatementQuery {
            generated_begin: self.from,
            generated_end: self.until,
            status_list: self.status.into_iter().collect(),
            offset: None,
            limit: None,
        }
    }

    pub fn query(&self) -> StatementQuery {
        StatementQuery { offset: Some(self.page.offset), limit: Some(self.page.limit), ..self.filters() }
    }

    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || self.from.is_some() || self.until.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_statements() {
        let read = |name: &str| match name {
            "status" => Some("PENDING_CONFIRM".to_owned()),
            "from" => Some("2026-11-01".to_owned()),
            "until" => Some("no day".to_owned()),
            "page" => Some("2".to_owned()),
            _ => None,
        };
        let state = ListState::read(&read);
        assert_eq!(state.href(), "/sales/statements?status=PENDING_CONFIRM&from=2026-11-01&page=2");
        assert_eq!(state.query().offset, Some(10));
        assert!(state.is_filtered() && !ListState::default().is_filtered());
    }
}

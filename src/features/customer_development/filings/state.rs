//! What the address of the tab means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::filings::{FilingQuery, FilingStatus};

/// Filter, order and page; names and numbers are personal and never stand here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilingsState {
    pub status: Option<FilingStatus>,
    /// The next end first.
    pub ending_first: bool,
    pub page: PageChange,
}

/// Word in the address for the order by end.
pub const ENDING: &str = "ending";

impl FilingsState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: value("status").as_deref().and_then(FilingStatus::parse),
            ending_first: value("order").as_deref() == Some(ENDING),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::CustomerDevelopment.href_with(&[
            ("status", self.status.map_or("", FilingStatus::as_str)),
            ("order", if self.ending_first { ENDING } else { "" }),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend; `name` is part of the customer's name.
    pub fn query(&self, name: &str) -> FilingQuery {
        let name = name.trim();
        FilingQuery {
            status_list: self.status.into_iter().collect(),
            customer_name: (!name.is_empty()).then(|| name.to_owned()),
            ending_first: self.ending_first,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
            ..FilingQuery::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_and_nonsense_is_as_if_it_were_not_there() {
        let state = FilingsState {
            status: Some(FilingStatus::Filed),
            ending_first: true,
            page: PageChange { offset: 20, limit: 20 },
        };
        let href = state.href();
        let read = |name: &str| {
            let query = href.split_once('?')?.1;
            let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")))?;
            Some(found.to_owned())
        };
        assert_eq!(FilingsState::read(&read), state);
        assert_eq!(FilingsState::read(&|_| Some("bogus".to_owned())), FilingsState::default());
        assert_eq!(FilingsState::default().href(), "/sales/customer-development");
    }
}

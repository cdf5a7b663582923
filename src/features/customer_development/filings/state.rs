//! What the address of the tab means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    contact::{EmailAddress, MobilePhone},
    filings::{FilingQuery, FilingStatus},
    ids::UserId,
};

/// Filter, order and page; names and numbers are personal and never stand here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilingsState {
    pub status: Option<FilingStatus>,
    /// A member's filings only.
    pub manager: Option<UserId>,
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
            manager: value("manager").and_then(|id| id.parse().ok()),
            ending_first: value("order").as_deref() == Some(ENDING),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::CustomerDevelopment.href_with(&[
            ("status", self.status.map_or("", FilingStatus::as_str)),
            ("manager", self.manager.as_ref().map_or("", UserId::as_str)),
            ("order", if self.ending_first { ENDING } else { "" }),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || self.manager.is_some() || self.page.offset > 0
    }

    /// The question to the backend. `search` is a whole number, a whole address, or part of the customer's name.
    pub fn query(&self, search: &str) -> FilingQuery {
        let whole = || search.trim().to_owned();
        let mobile_phone = MobilePhone::try_from(whole()).ok().map(String::from);
        let email = EmailAddress::try_from(whole()).ok().map(String::from);
        let is_name = mobile_phone.is_none() && email.is_none() && !search.trim().is_empty();
        FilingQuery {
            status_list: self.status.into_iter().collect(),
            customer_name: is_name.then(whole),
            mobile_phone,
            email,
            manager: self.manager.clone(),
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
            manager: "u-100001".parse().ok(),
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
        assert_eq!(FilingsState::read(&|_| Some("no sense".to_owned())), FilingsState::default());
        assert_eq!(FilingsState::default().href(), "/sales/customer-development");
    }

    #[test]
    fn what_is_searched_for_is_known_by_its_form() {
        let asked = |text: &str| {
            let query = FilingsState::default().query(text);
            (query.customer_name, query.mobile_phone, query.email)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(asked("  "), (None, None, None));
        assert_eq!(asked(" 青峰 "), (some("青峰"), None, None));
        assert_eq!(asked("138 0000-1234"), (None, some("13800001234"), None));
        assert_eq!(asked("1380000"), (some("1380000"), None, None));
        assert_eq!(asked("li@Example.com"), (None, None, some("li@example.com")));
    }
}

//! What the address of the records means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    associations::{Initiator, RecordEvent, RecordQuery, RequestStatus},
    time::Date,
};

/// Filters and page, as they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Exact; empty means all.
    pub customer_id: String,
    pub event: Option<RecordEvent>,
    pub status: Option<RequestStatus>,
    pub initiator: Option<Initiator>,
    /// First and last day of the application.
    pub begin: Option<Date>,
    pub end: Option<Date>,
    pub page: PageChange,
}

impl Filters {
    /// Reads an address; what it does not understand is left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        Self {
            customer_id: text("customer_id"),
            event: RecordEvent::parse(&text("event")),
            status: RequestStatus::parse(&text("status")),
            initiator: Initiator::parse(&text("initiator")),
            begin: text("from").parse().ok(),
            end: text("to").parse().ok(),
            page: PageChange::read(&get),
        }
    }

    /// The address.
    pub fn href(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let [size, page] = self.page.address();
        Route::AssociationRecords.href_with(&[
            ("customer_id", &self.customer_id),
            ("event", self.event.map_or("", RecordEvent::as_str)),
            ("status", self.status.map_or("", RequestStatus::as_str)),
            ("initiator", self.initiator.map_or("", Initiator::as_str)),
            ("from", &day(self.begin)),
            ("to", &day(self.end)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> RecordQuery {
        RecordQuery {
            customer_id: (!self.customer_id.is_empty()).then(|| self.customer_id.clone()),
            event: self.event,
            initiator: self.initiator,
            status_list: self.status.into_iter().collect(),
            applied_begin: self.begin,
            applied_end: self.end,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether anything is left out.
    pub fn is_filtered(&self) -> bool {
        let everything = Self { page: self.page, ..Self::default() };
        *self != everything
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(href: &str) -> Filters {
        let query = href.split_once('?').map_or("", |(_, query)| query).to_owned();
        Filters::read(|name| {
            let pair = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
            pair.map(|(_, value)| value.to_owned())
        })
    }

    #[test]
    fn an_address_is_read_back_as_it_was_written() {
        let filters = Filters {
            customer_id: "c-100017".to_owned(),
            event: Some(RecordEvent::Switch),
            status: Some(RequestStatus::PendingPartner),
            initiator: Some(Initiator::Customer),
            begin: "2026-01-31".parse().ok(),
            end: "2026-11-23".parse().ok(),
            page: PageChange { offset: 20, limit: 20 },
        };
        assert_eq!(read(&filters.href()), filters);
        assert_eq!(Filters::default().href(), "/sales/association-records");
    }

    #[test]
    fn what_an_address_should_not_say_is_left_out() {
        let filters = read("/x?event=DROP&status=&size=9999&page=-1&from=2026-02-30");
        assert_eq!(filters, Filters::default());
        assert!(!filters.is_filtered());
    }
}

//! What the address of the records means. Pure.

use crate::routes::Route;
use contract::{
    associations::{Initiator, RecordEvent, RecordQuery, RequestStatus},
    page::{DEFAULT_LIMIT, MAX_OFFSET, PAGE_SIZES},
    time::Date,
};

/// Filters and page, as they stand in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    /// Exact; empty means all.
    pub customer_id: String,
    pub event: Option<RecordEvent>,
    pub status: Option<RequestStatus>,
    pub initiator: Option<Initiator>,
    /// First and last day of the application.
    pub begin: Option<Date>,
    pub end: Option<Date>,
    pub offset: u32,
    pub limit: u32,
}

impl Default for Filters {
    fn default() -> Self {
        Self {
            customer_id: String::new(),
            event: None,
            status: None,
            initiator: None,
            begin: None,
            end: None,
            offset: 0,
            limit: DEFAULT_LIMIT,
        }
    }
}

impl Filters {
    /// Reads an address; what it does not understand is left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let limit = text("limit").parse().ok().filter(|limit| PAGE_SIZES.contains(limit));
        Self {
            customer_id: text("customer_id"),
            event: RecordEvent::parse(&text("event")),
            status: RequestStatus::parse(&text("status")),
            initiator: Initiator::parse(&text("initiator")),
            begin: text("from").parse().ok(),
            end: text("to").parse().ok(),
            offset: text("offset").parse().ok().filter(|offset| *offset <= MAX_OFFSET).unwrap_or(0),
            limit: limit.unwrap_or(DEFAULT_LIMIT),
        }
    }

    /// The address.
    pub fn href(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let number =
            |number: u32, default: u32| if number == default { String::new() } else { number.to_string() };
        Route::AssociationRecords.href_with(&[
            ("customer_id", &self.customer_id),
            ("event", self.event.map_or("", RecordEvent::as_str)),
            ("status", self.status.map_or("", RequestStatus::as_str)),
            ("initiator", self.initiator.map_or("", Initiator::as_str)),
            ("from", &day(self.begin)),
            ("to", &day(self.end)),
            ("offset", &number(self.offset, 0)),
            ("limit", &number(self.limit, DEFAULT_LIMIT)),
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
            offset: Some(self.offset),
            limit: Some(self.limit),
        }
    }

    /// Whether anything is left out.
    pub fn is_filtered(&self) -> bool {
        let everything = Self { offset: self.offset, limit: self.limit, ..Self::default() };
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
            offset: 20,
            limit: 20,
        };
        assert_eq!(read(&filters.href()), filters);
        assert_eq!(Filters::default().href(), "/sales/association-records");
    }

    #[test]
    fn what_an_address_should_not_say_is_left_out() {
        let filters = read("/x?event=DROP&status=&limit=9999&offset=-1&from=2026-02-30");
        assert_eq!(filters, Filters::default());
        assert!(!filters.is_filtered());
    }
}

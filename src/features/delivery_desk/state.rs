//! What the address of the list means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{delivery_desk::DeskQuery, delivery_projects::DeliveryStatus};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// `None` shows all of them.
    pub status: Option<DeliveryStatus>,
    /// Only those whose evidence is late.
    pub overdue: bool,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: value("status").as_deref().and_then(DeliveryStatus::parse),
            overdue: value("overdue").as_deref() == Some("yes"),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::VendorDeliveries.href_with(&[
            ("status", self.status.map_or("", DeliveryStatus::as_str)),
            ("overdue", if self.overdue { "yes" } else { "" }),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> DeskQuery {
        DeskQuery {
            status_list: self.status.into_iter().collect(),
            overdue: self.overdue,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_projects() {
        let state = ListState::read(&|name| match name {
            "status" => Some("ACCEPTED".to_owned()),
            "overdue" => Some("yes".to_owned()),
            _ => None,
        });
        assert_eq!(state.href(), "/operations/deliveries?status=ACCEPTED&overdue=yes");
        assert_eq!(state.query().status_list, [DeliveryStatus::Accepted]);
        assert_eq!(ListState::default().href(), "/operations/deliveries");
    }
}

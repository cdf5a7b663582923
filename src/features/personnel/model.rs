//! What the address of the list means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::personnel::{PersonnelQuery, PersonnelStatus};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// `None` shows all of them.
    pub status: Option<PersonnelStatus>,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: value("status").as_deref().and_then(PersonnelStatus::parse),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let status = self.status.map_or("", PersonnelStatus::as_str);
        Route::Personnel.href_with(&[("status", status), (size.0, &size.1), (page.0, &page.1)])
    }

    pub fn query(&self) -> PersonnelQuery {
        PersonnelQuery { status: self.status, offset: Some(self.page.offset), limit: Some(self.page.limit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_specialists() {
        let read = |status: &'static str| {
            ListState::read(&|name| (name == "status").then(|| status.to_owned())).href()
        };
        assert_eq!(read("BOUND"), "/organization/personnel?status=BOUND");
        assert_eq!(read("bogus"), "/organization/personnel");
    }
}

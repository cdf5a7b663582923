//! What the address of the list means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::delivery_projects::{DeliveryQuery, DeliveryStatus};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// `None` shows all of them.
    pub status: Option<DeliveryStatus>,
    pub keyword: String,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: value("status").as_deref().and_then(DeliveryStatus::parse),
            keyword: value("keyword").unwrap_or_default().trim().to_owned(),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::DeliveryEvaluations.href_with(&[
            ("status", self.status.map_or("", DeliveryStatus::as_str)),
            ("keyword", &self.keyword),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The filters without a page.
    pub fn filters(&self) -> DeliveryQuery {
        DeliveryQuery {
            status_list: self.status.into_iter().collect(),
            keyword: Some(self.keyword.clone()).filter(|keyword| !keyword.is_empty()),
            offset: None,
            limit: None,
        }
    }

    /// The question to the backend.
    pub fn query(&self) -> DeliveryQuery {
        DeliveryQuery { offset: Some(self.page.offset), limit: Some(self.page.limit), ..self.filters() }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || !self.keyword.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_projects() {
        let read = |status: &'static str| {
            ListState::read(&|name| match name {
                "status" => Some(status.to_owned()),
                "keyword" => Some(" 园区 ".to_owned()),
                _ => None,
            })
        };
        assert_eq!(
            read("REJECTED").href(),
            "/delivery/evaluations?status=REJECTED&keyword=%E5%9B%AD%E5%8C%BA"
        );
        assert_eq!(read("bogus").query().status_list, []);
        assert!(read("bogus").is_filtered() && !ListState::default().is_filtered());
    }
}

//! What the address of the list means. Pure. Names of companies and of opportunities are not personal data, so what is
//! searched for may stand in it.

use crate::{routes::Route, ui::PageChange};
use contract::{
    opportunities::{OpportunityQuery, OpportunitySort},
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
};

/// Tab of what the partner shares.
pub const TO_VENDOR: &str = "po";
/// Tab of what the vendor shares.
pub const FROM_VENDOR: &str = "ho";

/// Everything that a link to the list carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    pub direction: Direction,
    /// `None` shows every status.
    pub status: Option<OpportunityStatus>,
    /// Stage of the newest report.
    pub stage: Option<ProgressStage>,
    pub keyword: String,
    pub sort: OpportunitySort,
    pub page: PageChange,
}

impl ListState {
    /// All of one direction.
    pub fn of(direction: Direction) -> Self {
        Self {
            direction,
            status: None,
            stage: None,
            keyword: String::new(),
            sort: OpportunitySort::default(),
            page: PageChange::default(),
        }
    }

    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let direction = match value("tab").as_deref() {
            Some(TO_VENDOR) => Direction::ToVendor,
            _ => Direction::FromVendor,
        };
        let status = value("status").as_deref().and_then(OpportunityStatus::parse);
        Self {
            direction,
            status: status.filter(|status| direction.statuses().contains(status)),
            stage: value("stage").as_deref().and_then(ProgressStage::parse),
            keyword: value("keyword").unwrap_or_default().trim().to_owned(),
            sort: read_sort(&value("sort").unwrap_or_default()),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::Opportunities.href_with(&[
            ("tab", if self.direction == Direction::ToVendor { TO_VENDOR } else { "" }),
            ("status", self.status.map_or("", OpportunityStatus::as_str)),
            ("stage", self.stage.map_or("", ProgressStage::as_str)),
            ("keyword", &self.keyword),
            ("sort", sort_word(self.sort)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> OpportunityQuery {
        OpportunityQuery {
            direction: self.direction,
            status_list: self.status.into_iter().collect(),
            stage: self.stage,
            keyword: Some(self.keyword.clone()).filter(|keyword| !keyword.is_empty()),
            created_begin: None,
            created_end: None,
            sort: self.sort,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || self.stage.is_some() || !self.keyword.is_empty()
    }
}

/// As it stands in the address and in the choice.
pub const fn sort_word(sort: OpportunitySort) -> &'static str {
    match sort {
        OpportunitySort::Newest => "",
        OpportunitySort::Deadline => "deadline",
        OpportunitySort::Amount => "amount",
    }
}

/// Reads what [`sort_word`] wrote; anything else is the usual order.
pub fn read_sort(word: &str) -> OpportunitySort {
    match word {
        "deadline" => OpportunitySort::Deadline,
        "amount" => OpportunitySort::Amount,
        _ => OpportunitySort::Newest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&'static str, &'static str)]) -> ListState {
        let pairs = pairs.to_vec();
        ListState::read(&move |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_link_shows_the_same_opportunities() {
        let state = of(&[("tab", "po"), ("status", "IN_PROGRESS"), ("stage", "SIGNED"), ("sort", "amount")]);
        assert_eq!(state.href(), "/sales/opportunities?tab=po&status=IN_PROGRESS&stage=SIGNED&sort=amount");
        assert_eq!(of(&[]).href(), "/sales/opportunities");
        assert_eq!(of(&[]), ListState::of(Direction::FromVendor));
    }

    #[test]
    fn a_status_of_the_other_direction_is_as_if_it_were_not_there() {
        assert_eq!(of(&[("tab", "ho"), ("status", "VERIFIED")]).status, None);
        assert_eq!(
            of(&[("tab", "po"), ("status", "bogus"), ("keyword", "  ")]),
            ListState::of(Direction::ToVendor)
        );
    }
}

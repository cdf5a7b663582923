//! What the address of the list means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    opportunity_desk::VendorOpportunityQuery,
    opportunity_status::{Direction, OpportunityStatus},
};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// `None` shows both.
    pub direction: Option<Direction>,
    /// Empty shows every status.
    pub statuses: Vec<OpportunityStatus>,
    pub keyword: String,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let direction = value("direction").as_deref().and_then(Direction::parse);
        let words = value("status").unwrap_or_default();
        let statuses = choices(direction).into_iter();
        let statuses =
            statuses.filter(|status| words.split(',').any(|word| word == status.as_str())).collect();
        Self {
            direction,
            statuses,
            keyword: value("keyword").unwrap_or_default().trim().to_owned(),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let statuses: Vec<&str> = self.statuses.iter().map(|status| status.as_str()).collect();
        Route::VendorOpportunities.href_with(&[
            ("direction", self.direction.map_or("", Direction::as_str)),
            ("status", &statuses.join(",")),
            ("keyword", &self.keyword),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> VendorOpportunityQuery {
        VendorOpportunityQuery {
            direction: self.direction,
            status_list: self.statuses.clone(),
            keyword: Some(self.keyword.clone()).filter(|keyword| !keyword.is_empty()),
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        self.direction.is_some() || !self.statuses.is_empty() || !self.keyword.is_empty()
    }

    /// In one direction or both; a status of the other one is no longer asked for.
    pub fn turn(&mut self, direction: Option<Direction>) {
        self.direction = direction;
        let possible = choices(direction);
        self.statuses.retain(|status| possible.contains(status));
    }

    /// Asks for a status, or no longer.
    pub fn toggle(&mut self, status: OpportunityStatus) {
        let mut asked = self.statuses.clone();
        match asked.iter().position(|other| *other == status) {
            Some(at) => {
                asked.remove(at);
            }
            None => asked.push(status),
        }
        self.statuses = choices(self.direction).into_iter().filter(|status| asked.contains(status)).collect();
    }
}

/// What can be asked for. Drafts are the partner's alone.
pub fn choices(direction: Option<Direction>) -> Vec<OpportunityStatus> {
    let all = direction.map_or(OpportunityStatus::ALL.as_slice(), Direction::statuses);
    all.iter().copied().filter(|status| *status != OpportunityStatus::Draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use OpportunityStatus as S;

    fn read(direction: &'static str, status: &'static str) -> ListState {
        ListState::read(&|name| match name {
            "direction" => Some(direction.to_owned()),
            "status" => Some(status.to_owned()),
            "keyword" => Some(" 蓝天 ".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn a_link_shows_the_same_opportunities() {
        let state = read("PO", "VERIFIED,UNDER_REVIEW");
        assert_eq!(state.query().status_list, [S::UnderReview, S::Verified]);
        assert_eq!(
            state.href(),
            "/operations/opportunities?direction=PO&status=UNDER_REVIEW%2CVERIFIED&keyword=%E8%93%9D%E5%A4%A9"
        );
        assert_eq!(ListState::read(&|_| None).href(), "/operations/opportunities");
    }

    #[test]
    fn nobody_asks_for_drafts_or_for_a_status_of_the_other_direction() {
        assert!(read("PO", "DRAFT,RECALLED").statuses.is_empty());
        let mut state = read("", "RECALLED,VERIFIED,AUTO_REJECTED");
        state.turn(Some(Direction::ToVendor));
        assert_eq!(state.statuses, [S::Verified, S::AutoRejected]);
    }

    #[test]
    fn a_status_is_asked_for_and_no_longer() {
        let mut state = ListState::default();
        state.toggle(S::Verified);
        state.toggle(S::UnderReview);
        assert_eq!(state.statuses, [S::UnderReview, S::Verified]);
        assert!(state.is_filtered());
        state.toggle(S::Verified);
        state.toggle(S::UnderReview);
        assert!(!state.is_filtered());
    }
}

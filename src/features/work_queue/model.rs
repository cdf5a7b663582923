//! What the address of the queue means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::work_queue::{WorkItemKind, WorkItemQuery, WorkItemStatus};

/// Word in the address for items of every status.
pub const ALL: &str = "ALL";
/// Word in the address and in the choice for what the reader can answer.
pub const ME: &str = "me";

/// Everything that a link to the queue carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueState {
    /// `None` shows items of every status.
    pub status: Option<WorkItemStatus>,
    /// `None` shows items of every kind.
    pub kind: Option<WorkItemKind>,
    /// Only what the reader is to answer, or anybody.
    pub mine: bool,
    pub page: PageChange,
}

impl Default for QueueState {
    /// What is to be done.
    fn default() -> Self {
        Self { status: Some(WorkItemStatus::Open), kind: None, mine: false, page: PageChange::default() }
    }
}

impl QueueState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: read_status(&value("status").unwrap_or_default()),
            kind: value("kind").as_deref().and_then(WorkItemKind::parse),
            mine: value("answered_by").as_deref() == Some(ME),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let status = if self.status == Self::default().status { "" } else { status_word(self.status) };
        let kind = self.kind.map_or("", WorkItemKind::as_str);
        Route::WorkQueue.href_with(&[
            ("status", status),
            ("kind", kind),
            ("answered_by", if self.mine { ME } else { "" }),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    pub fn query(&self) -> WorkItemQuery {
        WorkItemQuery {
            status: self.status,
            kind: self.kind,
            mine: self.mine,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }
}

/// As it stands in the address and in the choice.
pub fn status_word(status: Option<WorkItemStatus>) -> &'static str {
    status.map_or(ALL, WorkItemStatus::as_str)
}

/// Reads what [`status_word`] wrote; anything else is what is to be done.
pub fn read_status(word: &str) -> Option<WorkItemStatus> {
    if word == ALL { None } else { Some(WorkItemStatus::parse(word).unwrap_or(WorkItemStatus::Open)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(status: &'static str, page: &'static str) -> String {
        QueueState::read(&|name| match name {
            "status" => Some(status.to_owned()),
            "page" => Some(page.to_owned()),
            _ => None,
        })
        .href()
    }

    #[test]
    fn what_the_reader_is_to_answer_stands_in_the_address() {
        let state = QueueState::read(&|name| (name == "answered_by").then(|| "me".to_owned()));
        assert_eq!(state.href(), "/operations/work-queue?answered_by=me");
        assert!(state.query().mine && !QueueState::default().query().mine);
    }

    #[test]
    fn a_link_shows_the_same_items_and_the_open_ones_are_the_usual() {
        assert_eq!(href("ALL", "2"), "/operations/work-queue?status=ALL&page=2");
        assert_eq!(href("DECLINED", "1"), "/operations/work-queue?status=DECLINED");
        assert_eq!(href("OPEN", "1"), "/operations/work-queue");
        assert_eq!(href("bogus", "0"), "/operations/work-queue");
    }
}

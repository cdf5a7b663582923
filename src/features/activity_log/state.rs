//! The log's state, as it stands in the address. Pure. A member stands in it by its id, never by its name.

use crate::routes::Route;
use contract::{
    activity_log::{ActivityQuery, AuditedAction},
    ids::UserId,
    page::{DEFAULT_LIMIT, PAGE_SIZES},
    time::Date,
};

/// Filters, place and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogState {
    pub member: Option<UserId>,
    pub action: Option<AuditedAction>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Only what is older than this entry.
    pub before: Option<i64>,
    pub size: u32,
    /// Ids of hidden columns.
    pub hidden: String,
}

impl Default for LogState {
    fn default() -> Self {
        Self {
            member: None,
            action: None,
            from: None,
            until: None,
            before: None,
            size: DEFAULT_LIMIT,
            hidden: String::new(),
        }
    }
}

impl LogState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let day = |name: &str| value(name).and_then(|text| text.parse().ok());
        let number = |name: &str| value(name).and_then(|text| text.parse::<i64>().ok());
        let size = number("size").and_then(|size| u32::try_from(size).ok());
        Self {
            member: value("member").and_then(|text| text.parse().ok()),
            action: value("action").and_then(|text| AuditedAction::parse(&text)),
            from: day("from"),
            until: day("until"),
            before: number("before").filter(|before| *before > 0),
            size: size.filter(|size| PAGE_SIZES.contains(size)).unwrap_or(DEFAULT_LIMIT),
            hidden: value("hide").unwrap_or_default(),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let size = if self.size == DEFAULT_LIMIT { String::new() } else { self.size.to_string() };
        Route::ActivityLog.href_with(&[
            ("member", self.member.as_ref().map_or("", UserId::as_str)),
            ("action", self.action.map_or("", AuditedAction::as_str)),
            ("from", &day(self.from)),
            ("until", &day(self.until)),
            ("hide", &self.hidden),
            ("size", &size),
            ("before", &self.before.map(|before| before.to_string()).unwrap_or_default()),
        ])
    }

    /// The filters, without a place.
    pub fn filters(&self) -> ActivityQuery {
        ActivityQuery {
            member: self.member.clone(),
            action: self.action,
            begin: self.from,
            end: self.until,
            before: None,
            limit: None,
        }
    }

    /// The question to the backend.
    pub fn query(&self) -> ActivityQuery {
        ActivityQuery { before: self.before, limit: Some(self.size), ..self.filters() }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        self.filters() != ActivityQuery::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_entries() {
        let read = |name: &str| match name {
            "member" => Some("u-yunfan-wang".to_owned()),
            "action" => Some("customer.freeze".to_owned()),
            "from" => Some("2026-11-01".to_owned()),
            "until" => Some("no day".to_owned()),
            "before" => Some("120".to_owned()),
            "size" => Some("7".to_owned()),
            _ => None,
        };
        let state = LogState::read(&read);
        let href = "/organization/activity-log?member=u-yunfan-wang&action=customer.freeze&from=2026-11-01&before=120";
        assert_eq!(state.href(), href);
        assert_eq!((state.query().before, state.query().limit), (Some(120), Some(DEFAULT_LIMIT)));
        assert!(state.is_filtered() && !LogState::default().is_filtered());
    }
}

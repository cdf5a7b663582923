//! What the address of the list means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::notifications::{NotificationQuery, Topic};

/// Which notifications are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All that were not put away.
    #[default]
    Inbox,
    Unread,
    Archived,
}

impl Shown {
    pub const ALL: [Self; 3] = [Self::Inbox, Self::Unread, Self::Archived];

    /// As it stands in the address and in the choice.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "",
            Self::Unread => "unread",
            Self::Archived => "archived",
        }
    }

    fn read(word: &str) -> Self {
        Self::ALL.into_iter().find(|known| known.as_str() == word).unwrap_or_default()
    }
}

/// Word of required ones in the address and in the choice.
pub const REQUIRED: &str = "required";
/// Word of recommended ones.
pub const RECOMMENDED: &str = "recommended";

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    pub shown: Shown,
    pub topic: Option<Topic>,
    /// `None` shows both.
    pub required: Option<bool>,
    pub page: PageChange,
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| value(name).unwrap_or_default();
        Self {
            shown: Shown::read(&word("show")),
            topic: Topic::parse(&word("topic")),
            required: read_required(&word("kind")),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::Messages.href_with(&[
            ("show", self.shown.as_str()),
            ("topic", self.topic.map_or("", Topic::as_str)),
            ("kind", required_word(self.required)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> NotificationQuery {
        NotificationQuery {
            topic: self.topic,
            required: self.required,
            unread: self.shown == Shown::Unread,
            archived: self.shown == Shown::Archived,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        Self { page: PageChange::default(), ..self.clone() } != Self::default()
    }
}

/// As it stands in the address and in the choice.
pub const fn required_word(required: Option<bool>) -> &'static str {
    match required {
        None => "",
        Some(true) => REQUIRED,
        Some(false) => RECOMMENDED,
    }
}

/// Reads what [`required_word`] wrote.
pub fn read_required(word: &str) -> Option<bool> {
    match word {
        REQUIRED => Some(true),
        RECOMMENDED => Some(false),
        _ => None,
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
    fn a_link_shows_the_same_messages() {
        let state = of(&[("show", "unread"), ("topic", "STATEMENTS"), ("kind", "required")]);
        assert_eq!(state.href(), "/messages?show=unread&topic=STATEMENTS&kind=required");
        assert!(state.is_filtered() && state.query().unread && state.query().required == Some(true));
        assert_eq!(of(&[("show", "x"), ("topic", "y"), ("kind", "z")]), ListState::default());
        assert_eq!(ListState::default().href(), "/messages");
    }
}

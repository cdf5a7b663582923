//! What the addresses of these pages mean. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    help::{Document, DocumentCategory},
    ids::{FaqId, FaqTopicId},
    suggestions::{PagePattern, SuggestionKind, SuggestionQuery, SuggestionStatus},
    text::Keyword,
    time::Date,
};

type Value<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The help: what is searched for, or else which topic is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpState {
    pub wanted: String,
    /// `None` shows all of them.
    pub topic: Option<FaqTopicId>,
}

impl HelpState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: Value<'_>) -> Self {
        let wanted = value("q").and_then(|text| Keyword::try_from(text).ok());
        Self {
            wanted: wanted.map(String::from).unwrap_or_default(),
            topic: value("topic").and_then(|text| text.parse().ok()),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let topic = self.topic.as_ref().map_or("", FaqTopicId::as_str);
        Route::Help.href_with(&[("q", &self.wanted), ("topic", topic)])
    }
}

/// The document library: its filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryState {
    pub category: Option<DocumentCategory>,
    /// Empty for all of them.
    pub format: String,
    /// Changed on this day or later.
    pub since: Option<Date>,
}

impl LibraryState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: Value<'_>) -> Self {
        let is_format = |text: &String| text.len() <= 8 && text.bytes().all(|b| b.is_ascii_uppercase());
        Self {
            category: value("category").as_deref().and_then(DocumentCategory::parse),
            format: value("format").filter(is_format).unwrap_or_default(),
            since: value("since").and_then(|text| text.parse().ok()),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let category = self.category.map_or("", DocumentCategory::as_str);
        let since = self.since.map(|day| day.to_string()).unwrap_or_default();
        Route::Documents.href_with(&[("category", category), ("format", &self.format), ("since", &since)])
    }

    /// Whether a document is shown.
    pub fn holds(&self, document: &Document) -> bool {
        self.category.is_none_or(|category| document.category == category)
            && (self.format.is_empty() || document.format == self.format)
            && self.since.is_none_or(|since| document.updated >= since)
    }
}

/// One's own suggestions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestionsState {
    /// `None` shows all of them.
    pub status: Option<SuggestionStatus>,
    pub page: PageChange,
}

impl SuggestionsState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: Value<'_>) -> Self {
        Self {
            status: value("status").as_deref().and_then(SuggestionStatus::parse),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let status = self.status.map_or("", SuggestionStatus::as_str);
        Route::Suggestions.href_with(&[("status", status), (size.0, &size.1), (page.0, &page.1)])
    }

    /// What is asked.
    pub fn query(&self) -> SuggestionQuery {
        SuggestionQuery { status: self.status, offset: Some(self.page.offset), limit: Some(self.page.limit) }
    }
}

/// What a suggestion begins with: whoever leads to the form says what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    pub kind: Option<SuggestionKind>,
    pub about: Option<PagePattern>,
    /// The question that was not answered.
    pub question: Option<FaqId>,
}

impl Beginning {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: Value<'_>) -> Self {
        Self {
            kind: value("kind").as_deref().and_then(SuggestionKind::parse),
            about: value("about").and_then(|text| PagePattern::try_from(text).ok()),
            question: value("question").and_then(|text| text.parse().ok()),
        }
    }

    /// The link to the form.
    pub fn href(&self) -> String {
        Route::Suggestions.href_with(&[
            ("kind", self.kind.map_or("", SuggestionKind::as_str)),
            ("about", self.about.as_ref().map_or("", PagePattern::as_str)),
            ("question", self.question.as_ref().map_or("", FaqId::as_str)),
        ])
    }
}

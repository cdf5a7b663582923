//! Help (支持, domain M): questions and answers by topic, release notes, and the document library. All of it is written in the
//! repository's folder `help` and compiled into one [`Book`] per language, which the app keeps in the open tab; the backend
//! gives the same questions to whoever asks over HTTP.

mod library;
mod search;

pub use library::{Document, DocumentCategory, ReleaseNote};
pub use search::{Found, Index, fold, marks};

use crate::{
    endpoint::Fetch,
    ids::{FaqId, FaqTopicId},
    problem::ErrorCode,
    session::Language,
    text::Keyword,
};
use serde::{Deserialize, Serialize};

/// `GET …/faqs?keyword=&parent=&language=`: best first where something is searched for, else in the order of the topics.
pub const FAQS: Fetch<(), FaqQuery, FaqList> = Fetch::published("ListFaqs", "/v2/portal/faqs");
/// `GET …/faqs/{faq_id}?language=`: with its answer. `CBC.99100001` when there is none.
pub const FAQ: Fetch<(FaqId,), LanguageQuery, Faq> = Fetch::published("ShowFaq", "/v2/portal/faqs/{faq_id}");
/// `GET …/release-notes?language=`: newest first.
pub const RELEASE_NOTES: Fetch<(), LanguageQuery, ReleaseNotes> =
    Fetch::published("ListReleaseNotes", "/v2/portal/release-notes");

/// Everything that the help holds in one language. The app reads it from a file whose name changes with what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub language: Language,
    /// In the order in which they are shown.
    pub topics: Vec<Topic>,
    /// By topic, in the order in which they are shown.
    pub entries: Vec<Entry>,
    /// Newest first.
    pub release_notes: Vec<ReleaseNote>,
    pub documents: Vec<Document>,
    /// Addresses of the app's pages, `:name` for what differs: `/sales/customers/:customer_id`.
    pub pages: Vec<String>,
}

/// What questions are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FaqTopic"))]
pub struct Topic {
    pub id: FaqTopicId,
    pub title: String,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: FaqId,
    /// Its topic (父主题).
    pub parent: FaqTopicId,
    /// The question.
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// How `title` sounds: see [`Index`]. Empty where nothing is Chinese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title_sound: String,
    /// The same for each of `keywords`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyword_sounds: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<FaqId>,
    /// Pages on which it is offered, out of [`Book::pages`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
    /// Refusals with which it is offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<ErrorCode>,
    pub answer: Vec<Block>,
}

/// A part of a text, one below the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FaqBlock"))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Heading(String),
    Paragraph(Vec<Inline>),
    Ordered(Vec<Vec<Inline>>),
    Unordered(Vec<Vec<Inline>>),
    Table(Table),
}

/// A table with a head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FaqTable"))]
pub struct Table {
    pub head: Vec<Vec<Inline>>,
    /// Each as long as `head`.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FaqInline"))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    Text(String),
    Strong(String),
    Code(String),
    /// To a page of the app.
    Page {
        href: String,
        text: String,
    },
    /// To another question.
    Faq {
        id: FaqId,
        text: String,
    },
}

impl Inline {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Strong(text)
            | Self::Code(text)
            | Self::Page { text, .. }
            | Self::Faq { text, .. } => text,
        }
    }
}

impl Block {
    /// Everything that it says, a space between its parts.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |line: &Vec<Inline>| line.iter().map(Inline::text).collect::<String>();
        match self {
            Self::Heading(text) => text.clone(),
            Self::Paragraph(text) => line(text),
            Self::Ordered(items) | Self::Unordered(items) => {
                items.iter().map(line).collect::<Vec<_>>().join(" ")
            }
            Self::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).map(line).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

impl Book {
    /// The question with this id.
    #[must_use]
    pub fn entry(&self, id: &FaqId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// What the topic of this id is called; empty when there is none.
    #[must_use]
    pub fn topic(&self, id: &FaqTopicId) -> &str {
        self.topics.iter().find(|topic| topic.id == *id).map_or("", |topic| topic.title.as_str())
    }

    /// The page at an address, as it stands in [`Book::pages`]: nothing of the address but what every user shares.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<&str> {
        let exact = self.pages.iter().find(|page| *page == path);
        exact.or_else(|| self.pages.iter().find(|page| fits(page, path))).map(String::as_str)
    }

    /// Questions for the page at an address: those that name it, or else those that name the closest page above it.
    #[must_use]
    pub fn for_page(&self, path: &str) -> Vec<&Entry> {
        let mut path = path.trim_end_matches('/');
        while !path.is_empty() {
            if let Some(page) = self.page(path) {
                let named: Vec<&Entry> = self
                    .entries
                    .iter()
                    .filter(|entry| entry.routes.iter().any(|route| route == page))
                    .collect();
                if !named.is_empty() {
                    return named;
                }
            }
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
        Vec::new()
    }

    /// Questions about a refusal.
    #[must_use]
    pub fn for_code(&self, code: ErrorCode) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| entry.codes.contains(&code)).collect()
    }
}

/// Whether an address is of this page; `:name` stands for any one part.
fn fits(page: &str, path: &str) -> bool {
    let (page, path) = (page.split('/'), path.split('/'));
    page.clone().count() == path.clone().count()
        && page.zip(path).all(|(part, word)| part == word || (part.starts_with(':') && !word.is_empty()))
}

/// Input of [`FAQS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FaqQuery {
    /// Words, all of which are found; in Chinese also by pinyin or its initials.
    pub keyword: Option<Keyword>,
    /// Only those of this topic.
    pub parent: Option<FaqTopicId>,
    /// `zh-CN` when absent.
    pub language: Option<Language>,
}

/// Input of [`FAQ`] and [`RELEASE_NOTES`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LanguageQuery {
    /// `zh-CN` when absent.
    pub language: Option<Language>,
}

/// Answer of [`FAQS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaqList {
    pub topics: Vec<Topic>,
    pub faqs: Vec<FaqSummary>,
    pub total_count: u32,
}

/// A question without its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaqSummary {
    pub id: FaqId,
    pub question: String,
    pub parent: FaqTopicId,
}

/// Answer of [`FAQ`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Faq {
    pub id: FaqId,
    pub question: String,
    pub answer: Vec<Block>,
    pub parent: Topic,
    pub related: Vec<FaqSummary>,
}

/// Answer of [`RELEASE_NOTES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReleaseNotes {
    pub release_notes: Vec<ReleaseNote>,
}

impl From<&Entry> for FaqSummary {
    fn from(entry: &Entry) -> Self {
        Self { id: entry.id.clone(), question: entry.title.clone(), parent: entry.parent.clone() }
    }
}

#[cfg(test)]
mod tests;

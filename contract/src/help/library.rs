//! Release notes and the document library.

use super::Inline;
use crate::{session::Language, time::Date};
use serde::{Deserialize, Serialize};

/// What changed in one release (资料变更).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReleaseNote {
    /// Number of the issue.
    pub ordinal: u32,
    pub date: Date,
    /// Sections that changed, each with a link to it.
    pub sections: Vec<Vec<Inline>>,
}

words! {
    /// What a document is for.
    DocumentCategory {
        Guide = "GUIDE",
        Template = "TEMPLATE",
        Api = "API",
        Security = "SECURITY",
        Policy = "POLICY",
    }
}

/// A document of the library (资料库).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: String,
    pub category: DocumentCategory,
    pub title: String,
    pub description: String,
    /// `PDF`, `CSV` and the like.
    pub format: String,
    /// Languages in which it is written.
    pub languages: Vec<Language>,
    pub updated: Date,
    /// Where the file lies, from the root of the site.
    pub href: String,
    /// Name under which it is kept.
    pub name: String,
    pub bytes: u64,
}

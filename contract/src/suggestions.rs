//! Suggestions to the vendor (支持 > 建议反馈, domain 1.2): any member makes them, the vendor's operator answers in the work
//! queue. Each member sees its own.

use crate::{
    endpoint::{Fetch, Submit},
    ids::SuggestionId,
    permissions::Access,
    problem::ErrorCode,
    text::{FeedbackText, Rule},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST …`: `CBC.99100007` after [`PER_DAY`].
pub const SUGGEST: Submit<(), SuggestionDraft, Suggestion> =
    Submit::post("CreateFeedback", "/v2/partners/feedbacks", Access::Member);
/// `POST …/query`: one's own, newest first.
pub const LIST: Fetch<(), SuggestionQuery, SuggestionList> =
    Fetch::query("ListFeedbacks", "/v2/partners/feedbacks/query", Access::Member);
/// `GET …/{suggestion_id}`: one's own.
pub const SHOW: Fetch<(SuggestionId,), (), Suggestion> =
    Fetch::get("ShowFeedback", "/v2/partners/feedbacks/{suggestion_id}", Access::Member);
/// `GET /v2/operations/feedbacks/{suggestion_id}`: as who answers it sees it.
pub const CASE: Fetch<(SuggestionId,), (), SuggestionCase> =
    Fetch::get("ShowFeedbackCase", "/v2/operations/feedbacks/{suggestion_id}", Access::Operator);

/// Suggestions that a member can make in a day (GMT+08:00).
pub const PER_DAY: u32 = 20;

words! {
    /// What is said.
    SuggestionKind {
        /// Something does not work as it should.
        Problem = "PROBLEM",
        /// Something could be better.
        Improvement = "IMPROVEMENT",
        /// The help does not answer a question.
        Help = "HELP",
        Other = "OTHER",
    }
    /// Where a suggestion stands.
    SuggestionStatus {
        /// The vendor has not answered.
        Submitted = "SUBMITTED",
        /// The vendor takes it up.
        Accepted = "ACCEPTED",
        /// The vendor does not take it up, and says why.
        Declined = "DECLINED",
    }
}

impl SuggestionStatus {
    /// The state after the vendor's answer.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was answered before.
    pub const fn answered(self, accepted: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Submitted if accepted => Ok(Self::Accepted),
            Self::Submitted => Ok(Self::Declined),
            Self::Accepted | Self::Declined => Err(ErrorCode::NotInThisState),
        }
    }
}

/// The page that a suggestion is about, without whose it is: `/sales/customers/:customer_id`. A part is small letters and
/// hyphens, or a name after a colon; no id fits, and no name of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("maxLength" = 128, "pattern" = "^(/|(/([a-z-]+|:[a-z_]+))+)$")))]
#[serde(try_from = "String", into = "String")]
pub struct PagePattern(String);

impl PagePattern {
    pub const MAX_CHARS: usize = 128;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PagePattern {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        let is_of = |part: &str, extra: u8| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == extra)
        };
        let is_part =
            |part: &str| part.strip_prefix(':').map_or_else(|| is_of(part, b'-'), |name| is_of(name, b'_'));
        let Some(rest) = text.strip_prefix('/') else { return Err(Rule::Malformed) };
        if text.len() > Self::MAX_CHARS {
            return Err(Rule::LongerThan(u32::try_from(Self::MAX_CHARS).unwrap_or(u32::MAX)));
        }
        if rest.is_empty() || rest.split('/').all(is_part) { Ok(Self(text)) } else { Err(Rule::Malformed) }
    }
}

impl From<PagePattern> for String {
    fn from(page: PagePattern) -> Self {
        page.0
    }
}

/// Input of [`SUGGEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SuggestionDraft {
    pub kind: SuggestionKind,
    /// The page that it is about.
    #[serde(default)]
    pub page: Option<PagePattern>,
    pub text: FeedbackText,
    /// Whether the vendor may ask back: then it sees name and e-mail address of who says it.
    pub may_contact: bool,
}

/// A suggestion, as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    pub suggestion_id: SuggestionId,
    pub kind: SuggestionKind,
    pub page: Option<PagePattern>,
    pub text: String,
    pub may_contact: bool,
    pub status: SuggestionStatus,
    pub submitted_at: Timestamp,
    pub answer: Option<String>,
    pub answered_at: Option<Timestamp>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SuggestionQuery {
    pub status: Option<SuggestionStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of suggestions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionList {
    pub suggestions: Vec<Suggestion>,
    pub total_count: u32,
}

/// Answer of [`CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionCase {
    pub partner_name: String,
    pub suggestion: Suggestion,
    /// Who may be asked back; absent unless the author allowed it.
    pub contact: Option<SuggestionContact>,
}

/// The author of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionContact {
    pub name: String,
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_stands() {
        assert_eq!(SuggestionStatus::Submitted.answered(true), Ok(SuggestionStatus::Accepted));
        assert_eq!(SuggestionStatus::Submitted.answered(false), Ok(SuggestionStatus::Declined));
        for settled in [SuggestionStatus::Accepted, SuggestionStatus::Declined] {
            for accepted in [true, false] {
                assert_eq!(settled.answered(accepted), Err(ErrorCode::NotInThisState));
            }
        }
    }

    #[test]
    fn words_are_read_back() {
        for kind in SuggestionKind::ALL {
            assert_eq!(SuggestionKind::parse(kind.as_str()), Some(kind));
        }
        for status in SuggestionStatus::ALL {
            assert_eq!(SuggestionStatus::parse(status.as_str()), Some(status));
        }
    }

    #[test]
    fn a_page_is_named_without_whose_it_is() {
        let page = |text: &str| PagePattern::try_from(text.to_owned());
        for named in ["/", "/sales/customers", "/sales/customers/:customer_id/disassociate"] {
            assert!(page(named).is_ok(), "{named}");
        }
        for not in ["", "sales", "/sales/customers/c-1", "/a//b", "/a?b", "/张三", "/Sales", "/:", "//host"]
        {
            assert_eq!(page(not), Err(Rule::Malformed), "{not}");
        }
        assert_eq!(page(&format!("/{}", "a".repeat(128))), Err(Rule::LongerThan(128)));
    }
}

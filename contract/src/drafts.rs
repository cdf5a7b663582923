//! What a user has typed and not sent: kept by the server for [`KEPT_DAYS`] days, for this user only, so that a
//! reload, a crash or another device loses nothing. Never codes or passwords.

use crate::{
    endpoint::{Fetch, Submit},
    ids::FormId,
    permissions::Access,
    text::Rule,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Days after the last change for which a draft is kept.
pub const KEPT_DAYS: i64 = 7;

/// `GET /v2/drafts/{form_id}`: what was typed; an empty answer when there is nothing.
pub const SHOW: Fetch<(FormId,), (), SavedDraft> =
    Fetch::get("ShowDraft", "/v2/drafts/{form_id}", Access::SignedIn);
/// `PUT /v2/drafts/{form_id}`: the last one wins; with an empty text nothing is kept.
pub const SAVE: Submit<(FormId,), Draft, ()> =
    Submit::put("SaveDraft", "/v2/drafts/{form_id}", Access::SignedIn);
/// `DELETE /v2/drafts/{form_id}`: gone, whether there was one or not.
pub const DISCARD: Submit<(FormId,), (), ()> =
    Submit::delete("DiscardDraft", "/v2/drafts/{form_id}", Access::SignedIn);

/// What a form holds, as the form itself wrote it: at most [`DraftText::MAX_CHARS`] characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("maxLength" = 20_000)))]
#[serde(try_from = "String", into = "String")]
pub struct DraftText(String);

impl DraftText {
    pub const MAX_CHARS: u32 = 20_000;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DraftText {
    type Error = Rule;
    fn try_from(text: String) -> Result<Self, Rule> {
        if text.chars().count() > Self::MAX_CHARS as usize {
            return Err(Rule::LongerThan(Self::MAX_CHARS));
        }
        Ok(Self(text))
    }
}

impl From<DraftText> for String {
    fn from(text: DraftText) -> Self {
        text.0
    }
}

/// Input of [`SAVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    pub text: DraftText,
}

/// Answer of [`SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavedDraft {
    /// `null` when nothing is kept.
    pub text: Option<DraftText>,
    pub saved_at: Option<Timestamp>,
}

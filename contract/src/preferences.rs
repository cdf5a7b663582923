//! What a user prefers, and how that is changed.

use crate::session::Language;
use serde::{Deserialize, Serialize};

/// What a user prefers, on every device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preferences {
    pub language: Language,
    /// The user has said that the notice of the international site is not to be shown again (api 5.1).
    #[serde(default)]
    pub hide_intl_site_notice: bool,
}

/// Input of [`crate::session::SET_PREFERENCES`]: at least one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferenceChange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hide_intl_site_notice: Option<bool>,
}

impl PreferenceChange {
    /// Another language, and nothing else.
    #[must_use]
    pub const fn language(language: Language) -> Self {
        Self { language: Some(language), hide_intl_site_notice: None }
    }
}

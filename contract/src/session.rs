//! Signing in, who is signed in, preferences, the list of sessions.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{CustomerId, PartnerId, SessionId, UserId},
    new_account::NewPassword,
    permissions::{
        Access, CustomRole, DataScope, Identity, Permission, Restriction, Role, allows_with, data_scope,
    },
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::preferences::{PreferenceChange, Preferences};

/// Where whoever has an account of the international site is recommended to go (domain A).
pub const INTL_SITE: &str = "https://www.huaweicloud.com/intl/zh-cn";

/// A session ends after so many seconds without an action, and in any case after [`ABSOLUTE_S`].
pub const IDLE_S: i64 = 3_600;
pub const ABSOLUTE_S: i64 = 43_200;
/// The user is warned so many seconds before.
pub const WARN_S: i64 = 120;
/// The id of a session is renewed after so many seconds; the old one lives on for [`RENEW_GRACE_S`].
pub const RENEW_S: i64 = 1_800;
pub const RENEW_GRACE_S: i64 = 30;
/// Sessions per user; the oldest one ends when another begins.
pub const MAX_SESSIONS: usize = 10;
/// Wrong passwords per account and address in [`SIGN_IN_WINDOW_S`] after which sign-in is refused for as long.
pub const SIGN_IN_FAILURES: u32 = 5;
pub const SIGN_IN_WINDOW_S: i64 = 900;

/// `POST /v2/session`: sign in; the session is a cookie that no script can read.
pub const SIGN_IN: Submit<(), Credentials, Me> = Submit::post("SignIn", "/v2/session", Access::Public);
/// `GET /v2/session`: who is signed in.
pub const ME: Fetch<(), (), Me> = Fetch::get("ShowSession", "/v2/session", Access::SignedIn);
/// `DELETE /v2/session`: sign out here.
pub const SIGN_OUT: Submit<(), (), ()> = Submit::delete("SignOut", "/v2/session", Access::SignedIn);
/// `GET /v2/sessions`: all sessions of this user.
pub const SESSIONS: Fetch<(), (), Sessions> = Fetch::get("ListSessions", "/v2/sessions", Access::SignedIn);
/// `DELETE /v2/sessions/{session_id}`: sign out on another device; it counts from its next call on. `CBC.99100001` for one
/// that is not this user's or has ended, `CBC.99100002` for the one that asks: it signs out by [`SIGN_OUT`].
pub const SIGN_OUT_THERE: Submit<(SessionId,), (), ()> =
    Submit::delete("SignOutThere", "/v2/sessions/{session_id}", Access::SignedIn);
/// `POST /v2/sessions/sign-out-others`: everywhere but here.
pub const SIGN_OUT_OTHERS: Submit<(), (), SignedOut> =
    Submit::post("SignOutOthers", "/v2/sessions/sign-out-others", Access::SignedIn);
/// `DELETE /v2/sessions`: sign out everywhere, here too.
pub const SIGN_OUT_EVERYWHERE: Submit<(), (), ()> =
    Submit::delete("SignOutEverywhere", "/v2/sessions", Access::SignedIn);
/// `PUT /v2/session/preferences`: what is named changes, the rest stays.
pub const SET_PREFERENCES: Submit<(), PreferenceChange, ()> =
    Submit::put("UpdatePreferences", "/v2/session/preferences", Access::SignedIn);

/// `PUT /v2/session/password`: a new password for oneself. All other sessions of this user end. The current one wrong is
/// `CBC.99100090`, and counts like a wrong password at sign-in.
pub const CHANGE_PASSWORD: Submit<(), PasswordChange, ()> =
    Submit::put("ChangePassword", "/v2/session/password", Access::SignedIn);

/// All that somebody can call who still has the password that an administrator set: anything else is `CBC.99100065`.
pub const BEFORE_PASSWORD_CHANGE: [&str; 4] =
    [ME.spec.id, SIGN_OUT.spec.id, SIGN_OUT_EVERYWHERE.spec.id, CHANGE_PASSWORD.spec.id];

/// Input of [`CHANGE_PASSWORD`]. It is never logged: `Debug` hides both.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    pub current_password: String,
    pub new_password: NewPassword,
}

impl std::fmt::Debug for PasswordChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordChange(***)")
    }
}

/// Input of [`SIGN_IN`]. It is never logged: `Debug` hides the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    pub account_name: String,
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(***)")
    }
}

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en-US")]
    EnUs,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::EnUs];

    /// BCP 47.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::EnUs => "en-US",
        }
    }

    /// Reads a BCP 47 tag: anything Chinese is `zh-CN`, anything English `en-US`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.get(0..2)? {
            "zh" => Some(Self::ZhCn),
            "en" => Some(Self::EnUs),
            _ => None,
        }
    }
}

words! {
    /// The site on which an account was opened.
    #[derive(Default)]
    Site {
        #[default]
        Cn = "cn",
        Intl = "intl",
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    pub user_id: UserId,
    /// Display name.
    pub name: String,
    pub account_name: String,
    pub preferences: Preferences,
    pub principal: Principal,
    /// The password was set by an administrator: nothing can be done before it is changed.
    #[serde(default)]
    pub must_change_password: bool,
    /// Seconds until the session ends if nothing more is done, by the server's clock.
    pub session_ends_in_seconds: u32,
}

impl Me {
    /// Where the account was opened. The vendor's own people have none elsewhere.
    #[must_use]
    pub const fn account_site(&self) -> Site {
        match &self.principal {
            Principal::Member(membership) => membership.account_site,
            Principal::Customer { account_site, .. } => *account_site,
            Principal::Operator => Site::Cn,
        }
    }

    /// Whether the international site is recommended to whoever this is (A1, A4): to every account of it, until its user
    /// says that it is enough. Browser and session may know more.
    #[must_use]
    pub const fn is_told_of_intl_site(&self) -> bool {
        matches!(self.account_site(), Site::Intl) && !self.preferences.hide_intl_site_notice
    }
}

/// As what somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Principal {
    Member(Membership),
    Customer {
        customer_id: CustomerId,
        #[serde(default)]
        account_site: Site,
    },
    Operator,
}

/// A member of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub identity: Identity,
    pub account_site: Site,
    pub roles: Vec<Role>,
    /// Roles that the partner made for itself.
    #[serde(default)]
    pub custom_roles: Vec<CustomRole>,
    /// What the vendor has taken from this partner; mostly nothing.
    #[serde(default)]
    pub restrictions: Vec<Restriction>,
    /// Whom "contact your ecosystem manager" means.
    pub ecosystem_manager: Contact,
    /// Names of the partner's administrators: who can grant what is missing.
    pub administrators: Vec<String>,
}

impl Membership {
    /// Whether this member may do it. The backend asks the same question again on every call.
    #[must_use]
    pub fn can(&self, permission: Permission) -> bool {
        allows_with(self.identity, &self.restrictions, &self.roles, &self.custom_roles, permission)
    }

    #[must_use]
    pub fn data_scope(&self) -> DataScope {
        data_scope(&self.roles, &self.custom_roles)
    }
}

/// A person at the vendor's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// A place where this user is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionInfo {
    pub session_id: SessionId,
    pub current: bool,
    pub started_at: Timestamp,
    pub last_seen_at: Timestamp,
    /// Browser and system in a few words; no address.
    pub device: String,
}

/// Answer of [`SESSIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sessions {
    pub sessions: Vec<SessionInfo>,
}

/// Answer of [`SIGN_OUT_OTHERS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedOut {
    /// Sessions that were ended.
    pub ended: u32,
}

//! The customer's side of an invitation (domain D4): open a link, see who invites, register or sign in, associate.
//!
//! The token travels in bodies only, never in a path, so that no log and no referrer holds it. Looking up and checking
//! change nothing: a mail scanner that opens every link uses none up.

use crate::{
    associations::AssociationType,
    contact::{EmailAddress, MobilePhone},
    endpoint::{Fetch, Submit},
    ids::CustomerId,
    invitations::InvitationKind,
    joining_rules::JoinRefusal,
    permissions::Access,
    text::CustomerName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST …/look-up`: what a link offers. Answers for nonsense as well (`UNKNOWN`); [`LOOK_UPS_PER_MINUTE`] per address.
pub const LOOK_UP: Fetch<(), TokenQuery, Invite> =
    Fetch::query("ShowInvitation", "/v2/invitations/look-up", Access::Public);
/// `POST …/verification-codes`: send the code that proves the mobile number. `CBC.99100032` when the link does not work,
/// `CBC.99100012` within [`crate::verification::RESEND_AFTER_S`], `CBC.99004015` when too many were sent.
pub const SEND_CODE: Submit<(), JoinCodeDraft, JoinCodeSent> =
    Submit::post("SendInvitationCode", "/v2/invitations/verification-codes", Access::Public);
/// `POST …/register`: open an account and associate it. `CBC.99000026`/`27` for the code, `CBC.99000029` when the number
/// has an account (sign in instead), `CBC.99000038` when the login name is taken, `CBC.99100032`, `CBC.99100033`,
/// `CBC.99100023`. Signs the customer in.
pub const REGISTER: Submit<(), RegisterDraft, Joined> =
    Submit::post("RegisterByInvitation", "/v2/invitations/register", Access::Public);
/// `POST …/check`: whether the account that is signed in may associate, every reason at once.
pub const CHECK: Fetch<(), TokenQuery, JoinCheck> =
    Fetch::query("CheckInvitation", "/v2/customers/joining/check", Access::SignedIn);
/// `POST …/associate`: associate the account that is signed in; a code is always asked for (`CBC.99100010`).
pub const ASSOCIATE: Submit<(), AssociateDraft, Joined> =
    Submit::post("AssociateByInvitation", "/v2/customers/joining/associate", Access::Customer);

pub use crate::new_account::{AccountName, NewPassword};

/// Look-ups from one address in a minute.
pub const LOOK_UPS_PER_MINUTE: u32 = 20;
/// Associations from one address in a minute.
pub const JOINS_PER_MINUTE: u32 = 5;

/// The secret part of a link, 32–64 characters of base64url. It is never logged: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("maxLength" = 512)))]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// Whatever stood in the address; whether it means anything is the backend's to say.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// For the request body and for hashing only.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(***)")
    }
}

/// Whether a link works. The reasons may be told apart, because a token cannot be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkState {
    Valid,
    /// Seven days are over: ask for a new one.
    Expired,
    /// Somebody associated by it.
    Used,
    /// The partner took it back or switched it off.
    Revoked,
    /// A newer link was sent.
    Replaced,
    /// No such link: forged, cut off, or mistyped.
    Unknown,
    /// An offline link that was used [`crate::invitation_links::USES_PER_DAY`] times today: come back tomorrow.
    Exhausted,
}

/// Input of [`LOOK_UP`] and [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TokenQuery {
    pub token: Token,
}

/// Answer of [`LOOK_UP`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invite {
    pub link_state: LinkState,
    /// Absent with `UNKNOWN`.
    pub offer: Option<Offer>,
}

/// Who invites to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    pub partner_name: String,
    /// Display name of the member who invites.
    pub inviter: String,
    pub kind: InvitationKind,
    pub association_type: AssociationType,
    /// The filed number, masked: with `ONLINE`, the one that must be used.
    pub mobile_masked: Option<String>,
    /// With `ONLINE`.
    pub expire_at: Option<Timestamp>,
    /// Whether the notes must be read and ticked (consignment and resale).
    pub notes_needed: bool,
}

/// Input of [`SEND_CODE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinCodeDraft {
    pub token: Token,
    /// With an online invitation the filed one, else `CBC.99100033` with `OTHER_PHONE`.
    pub mobile_phone: MobilePhone,
}

/// Answer of [`SEND_CODE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JoinCodeSent {
    /// Masked.
    pub receiver: String,
    pub resend_after_seconds: u32,
    pub expires_in_seconds: u32,
}

/// Input of [`REGISTER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterDraft {
    pub token: Token,
    pub mobile_phone: MobilePhone,
    /// The six digits of [`SEND_CODE`].
    pub verification_code: String,
    pub account_name: AccountName,
    pub password: NewPassword,
    /// As on the business licence; it can be given later.
    #[serde(default)]
    pub customer_name: Option<CustomerName>,
    #[serde(default)]
    pub email: Option<EmailAddress>,
    /// Must be true where [`Offer::notes_needed`] (`CBC.99100023`).
    pub notes_accepted: bool,
    /// The customer agreement of the vendor; must be true (`CBC.99100023`).
    pub terms_accepted: bool,
}

/// Input of [`ASSOCIATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssociateDraft {
    pub token: Token,
    /// Must be true where [`Offer::notes_needed`] (`CBC.99100023`).
    pub notes_accepted: bool,
    /// Must be true (`CBC.99100023`). Also opens the cloud service for an account that has none yet.
    pub terms_accepted: bool,
}

/// Answer of [`REGISTER`] and [`ASSOCIATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Joined {
    pub customer_id: CustomerId,
    pub account_name: String,
    pub partner_name: String,
    pub association_type: AssociationType,
    pub associated_on: Timestamp,
}

/// Answer of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JoinCheck {
    /// Empty when the account may associate.
    pub refusals: Vec<JoinRefusal>,
    /// Whether the cloud service is opened together with the association (开通并关联).
    pub opens_cloud: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_show_up_in_logs() {
        let token = Token::new("canary-canary-canary-canary-canary".to_owned());
        let password = NewPassword::try_from("canary canary canary".to_owned()).unwrap();
        assert!(!format!("{token:?}{password:?}").contains("canary"));
    }
}

//! Verification codes for sensitive operations (domain C): the policy's figures, challenges, the setting.
//!
//! A sensitive change that comes without a code is answered `CBC.99100010` with a [`Challenge`], bound to this user,
//! session, operation, payload and idempotency key. The app has a code sent for it and repeats the same request, with
//! the same key, plus the headers of [`crate::endpoint::header`].

use crate::{
    endpoint::{Fetch, Submit},
    ids::ChallengeId,
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// A code lives ten minutes.
pub const CODE_LIFETIME_S: i64 = 600;
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;
/// Wrong tries after which a challenge is dead.
pub const MAX_TRIES: u32 = 5;
/// Seconds between two codes of a challenge.
pub const RESEND_AFTER_S: i64 = 60;
/// Codes that can be sent for one challenge.
pub const MAX_SENDS: u32 = 5;
/// Codes that a user can have sent in an hour and in a day.
pub const SENDS_PER_HOUR: u32 = 10;
pub const SENDS_PER_DAY: u32 = 30;
/// Wrong codes of one user in [`LOCK_WINDOW_S`] after which step-up is locked for [`LOCK_S`].
pub const FAILURES_TO_LOCK: u32 = 15;
pub const LOCK_WINDOW_S: i64 = 3_600;
pub const LOCK_S: i64 = 900;
/// Consecutive wrong codes after which a user's step-up stays locked until an administrator re-verifies the channel.
pub const FAILURES_TO_DISABLE: u32 = 100;

/// `POST …/send`: send (or send again) the code of a challenge. A new code replaces the old one at once.
pub const SEND: Submit<(), SendCode, CodeSent> =
    Submit::post("SendVerificationCode", "/v2/verification-codes/send", Access::SignedIn);
/// `GET …/verification-settings`. Who has no customers is never asked for a code.
pub const SETTINGS: Fetch<(), (), VerificationSettings> =
    Fetch::get("ShowVerificationSettings", "/v2/partners/verification-settings", Access::MemberWithCustomers);
/// `PUT …/verification-settings`: turning off itself needs a code, by SMS only.
pub const SET_SETTINGS: Submit<(), VerificationSwitch, ()> = Submit::put(
    "UpdateVerificationSettings",
    "/v2/partners/verification-settings",
    Access::Partner(Permission::ManageVerification),
);

words! {
    /// What a code is for; the dialog and the message name it.
    Operation {
        Disassociate = "UNBIND",
        Switch = "SWITCH",
        /// Answer the other side's request.
        HandleApply = "HANDLE_APPLY",
        Grant = "GRANT",
        PayOrder = "PAY_ORDER",
        Freeze = "FREEZE",
        Unfreeze = "UNFREEZE",
        /// Turn code verification off.
        Setting = "SETTING",
        /// A customer associates with the partner that invited it.
        Associate = "ASSOCIATE",
        /// Apply for a payout of incentives.
        ApplyPayout = "APPLY_PAYOUT",
        /// Send business information.
        BusinessInfo = "BUSINESS_INFO",
        /// Send it with another bank account: nobody redirects payments with a stolen session.
        PayoutAccount = "PAYOUT_ACCOUNT",
        /// Take money out.
        Withdraw = "WITHDRAW",
        /// Open the dedicated account for remittances.
        ActivateRemittance = "ACTIVATE_REMITTANCE",
        /// Make a member, or change what codes are sent to or what somebody signs in with: nobody makes a second person of
        /// itself with a stolen session.
        ManageMember = "MANAGE_MEMBER",
    }
}

impl Operation {
    /// Whether the code is asked for even when the partner's switch is off.
    #[must_use]
    pub const fn always_asked(self) -> bool {
        match self {
            Self::Setting
            | Self::Associate
            | Self::PayoutAccount
            | Self::Withdraw
            | Self::ActivateRemittance => true,
            Self::Disassociate
            | Self::Switch
            | Self::HandleApply
            | Self::Grant
            | Self::PayOrder
            | Self::Freeze
            | Self::Unfreeze
            | Self::ApplyPayout
            | Self::BusinessInfo
            | Self::ManageMember => false,
        }
    }

    /// Whether a code by e-mail is accepted.
    #[must_use]
    pub const fn allows_email(self) -> bool {
        !matches!(self, Self::Setting | Self::Associate | Self::PayoutAccount | Self::Withdraw)
    }
}

/// Where a code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ReceiverType {
    #[serde(rename = "1")]
    Sms,
    #[serde(rename = "2")]
    Email,
}

/// A bound phone or e-mail, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receiver {
    pub receiver_type: ReceiverType,
    pub masked: String,
}

/// A code is needed for this operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Challenge {
    pub challenge_id: ChallengeId,
    pub operation: Operation,
    /// Where the code can be sent; at least one.
    pub receivers: Vec<Receiver>,
    pub remaining_tries: u32,
}

/// Input of [`SEND`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SendCode {
    pub challenge_id: ChallengeId,
    pub receiver_type: ReceiverType,
}

/// Answer of [`SEND`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeSent {
    pub receiver_masked: String,
    pub expire_at: Timestamp,
    /// Seconds by the server's clock, so that a wrong client clock does not matter.
    pub expires_in_seconds: u32,
    pub resend_after_seconds: u32,
    pub remaining_sends: u32,
}

/// Answer of [`SETTINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerificationSettings {
    pub enabled: bool,
    pub receivers: Vec<Receiver>,
    pub always_required: Vec<Operation>,
    /// Operations that ask for a code when the switch is on.
    pub sensitive: Vec<Operation>,
}

/// Input of [`SET_SETTINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VerificationSwitch {
    pub enabled: bool,
}

/// The digits of what a user typed or pasted: spaces and hyphens go, full-width digits become plain ones.
/// `None` unless exactly [`CODE_DIGITS`] digits remain.
#[must_use]
pub fn normalise_code(text: &str) -> Option<String> {
    let digits: Option<String> = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '‐' | '–'))
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => u8::try_from(u32::from(c) - u32::from('０')).ok().map(|n| char::from(b'0' + n)),
            _ => None,
        })
        .collect();
    digits.filter(|digits| digits.len() == CODE_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_code_is_read_as_a_person_means_it() {
        assert_eq!(normalise_code(" 012-345 "), Some("012345".to_owned()));
        assert_eq!(normalise_code("０１２３４５"), Some("012345".to_owned()));
        assert_eq!(normalise_code("12345"), None);
        assert_eq!(normalise_code("12345a"), None);
        assert_eq!(normalise_code("1234567"), None);
    }
}

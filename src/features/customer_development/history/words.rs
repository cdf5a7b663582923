//! What states of invitations and causes of failures are called.

use super::msg;
use crate::ui::Tone;
use contract::{
    invitations::{InvitationKind, InvitationStatus},
    joining_rules::JoinRefusal,
};

pub fn invitation_status(status: InvitationStatus) -> (&'static str, Tone) {
    match status {
        InvitationStatus::Invited => (msg::status_invited(), Tone::Info),
        InvitationStatus::LinkExpired => (msg::status_link_expired(), Tone::Warning),
        InvitationStatus::Associated => (msg::status_associated(), Tone::Success),
        InvitationStatus::Failed => (msg::status_failed(), Tone::Danger),
        InvitationStatus::Revoked => (msg::status_revoked(), Tone::Neutral),
        InvitationStatus::Replaced => (msg::status_replaced(), Tone::Neutral),
    }
}

pub fn kind(kind: InvitationKind) -> &'static str {
    match kind {
        InvitationKind::Online => msg::online(),
        InvitationKind::Offline => msg::offline(),
    }
}

/// Why the customer was refused.
pub fn fail_cause(cause: JoinRefusal) -> &'static str {
    match cause {
        JoinRefusal::OtherSite => msg::cause_other_site(),
        JoinRefusal::AlreadyYours => msg::cause_already_yours(),
        JoinRefusal::AssociatedElsewhere => msg::cause_elsewhere(),
        JoinRefusal::IsPartner => msg::cause_is_partner(),
        JoinRefusal::VendorContract => msg::cause_contract(),
        JoinRefusal::FiledByAnotherPartner => msg::cause_filed_elsewhere(),
        JoinRefusal::OtherPhone => msg::cause_other_phone(),
        JoinRefusal::RegisteredTooLongAgo => msg::cause_too_long_ago(),
        JoinRefusal::HasCashSpend => msg::cause_cash_spend(),
        JoinRefusal::UnsettledBill => msg::cause_unsettled(),
        JoinRefusal::TrusteeshipAccount => msg::cause_trusteeship(),
        JoinRefusal::ReservedInstance => msg::cause_reserved(),
        JoinRefusal::EnterpriseSub => msg::cause_enterprise_sub(),
        JoinRefusal::MasterWithSubs => msg::cause_master(),
        JoinRefusal::StoredValueCard => msg::cause_card(),
        JoinRefusal::GiftBalance => msg::cause_gift(),
        JoinRefusal::PartnerRestricted => msg::cause_restricted(),
        JoinRefusal::Busy => msg::cause_busy(),
    }
}

//! Words for where members stand.

use super::msg;
use crate::{flows::permitted, i18n, ui::Tone};
use contract::{
    members::{Colleague, HeldRole, MemberStatus},
    roles::RoleConflict,
};

pub fn status(status: MemberStatus) -> (&'static str, Tone) {
    match status {
        MemberStatus::Active => (msg::status_active(), Tone::Success),
        MemberStatus::InitialPassword => (msg::status_initial_password(), Tone::Info),
        MemberStatus::PasswordExpired => (msg::status_password_expired(), Tone::Warning),
        MemberStatus::Disabled => (msg::status_disabled(), Tone::Neutral),
    }
}

pub fn conflict(conflict: RoleConflict) -> &'static str {
    match conflict {
        RoleConflict::AdministratorAlone => msg::administrator_alone(),
        RoleConflict::ManagerAndDirector => msg::manager_or_director(),
    }
}

/// The roles of somebody in one line.
pub fn roles(held: &[HeldRole]) -> String {
    if held.is_empty() {
        return msg::no_roles().to_owned();
    }
    i18n::list(held.iter().map(|held| permitted::role(&held.role_id, &held.name)))
}

/// Name and account name of a colleague.
pub fn named(colleague: &Colleague) -> String {
    [colleague.name.as_str(), " (", &colleague.account_name, ")"].concat()
}

//! Whether a caller may use an endpoint at all. The one place that decides it, for every call.

use super::principal::{Caller, Kind, Member};
use contract::{
    endpoint::Spec,
    permissions::{Access, Identity, Permission, Role},
    problem::ErrorCode,
    session::BEFORE_PASSWORD_CHANGE,
};

/// # Errors
/// `PasswordChangeNeeded` for whoever has an initial password, but for what it takes to change it; `SignedOut`, `AccessDenied`, `AdministratorOnly` where no other role could ever do it, or `ProgrammeNotJoined` where no
/// member of this partner could.
pub fn check(spec: &Spec, caller: &Caller) -> Result<(), ErrorCode> {
    let must_change = caller.signed_in().is_some_and(|user| user.must_change_password);
    if must_change && !BEFORE_PASSWORD_CHANGE.contains(&spec.id) {
        return Err(ErrorCode::PasswordChangeNeeded);
    }
    allowed(spec.access, caller)
}

fn allowed(access: Access, caller: &Caller) -> Result<(), ErrorCode> {
    let kind = caller.signed_in().map(|user| &user.kind);
    match (access, kind) {
        (Access::Public | Access::Demo, _)
        | (Access::SignedIn, Some(_))
        | (Access::Member, Some(Kind::Member(_)))
        | (Access::Customer, Some(Kind::Customer(_)))
        | (Access::Operator, Some(Kind::Operator(_))) => Ok(()),
        (Access::MemberWithCustomers, Some(Kind::Member(member))) if member.identity.has_customers() => {
            Ok(())
        }
        (Access::Partner(permission), Some(Kind::Member(member))) => member_may(member, permission),
        (
            Access::SignedIn
            | Access::Member
            | Access::MemberWithCustomers
            | Access::Partner(_)
            | Access::Customer
            | Access::Operator,
            None,
        ) => Err(ErrorCode::SignedOut),
        (
            Access::Member
            | Access::MemberWithCustomers
            | Access::Partner(_)
            | Access::Customer
            | Access::Operator,
            Some(_),
        ) => Err(ErrorCode::AccessDenied),
    }
}

fn member_may(member: &Member, permission: Permission) -> Result<(), ErrorCode> {
    if member.can(permission) {
        return Ok(());
    }
    // Procurement is a programme of its own: who did not join it hears that, whatever its roles.
    if permission.is_of_procurement() && member.identity != Identity::EiProcurement {
        return Err(ErrorCode::ProgrammeNotJoined);
    }
    let is_administrator = member.roles.contains(&Role::Administrator);
    if member.identity.has_customers() && permission.is_administrators_only() && !is_administrator {
        Err(ErrorCode::AdministratorOnly)
    } else {
        Err(ErrorCode::AccessDenied)
    }
}

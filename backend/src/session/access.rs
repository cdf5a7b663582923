//! Whether a caller may use an endpoint at all. The one place that decides it, for every call.

use super::principal::{Caller, Kind, Member};
use contract::{
    permissions::{Access, Permission, Role},
    problem::ErrorCode,
};

/// # Errors
/// `SignedOut`, `AccessDenied`, or `AdministratorOnly` where no other role could ever do it.
pub fn check(access: Access, caller: &Caller) -> Result<(), ErrorCode> {
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
    let others = Role::ALL.into_iter().filter(|role| *role != Role::Administrator);
    let for_others = others.into_iter().any(|role| role.permissions().contains(&permission));
    let is_administrator = member.roles.contains(&Role::Administrator);
    if member.identity.has_customers() && !for_others && !is_administrator {
        Err(ErrorCode::AdministratorOnly)
    } else {
        Err(ErrorCode::AccessDenied)
    }
}

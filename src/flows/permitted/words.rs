//! Words for permissions and roles, in the matrix of a role as in the reason of a grey button.

use super::msg;
use crate::shell;
use contract::{
    ids::RoleId,
    permissions::{DefaultPermission, Permission, PermissionGroup},
    roles::default_role,
};

/// What a member with it may do.
#[must_use]
pub fn permission(permission: Permission) -> &'static str {
    match permission {
        Permission::ViewCustomers => msg::permission_view_customers(),
        Permission::RevealPersonalData => msg::permission_reveal_personal_data(),
        Permission::TagCustomer => msg::permission_tag_customer(),
        Permission::ManageAssociations => msg::permission_manage_associations(),
        Permission::ViewRecords => msg::permission_view_records(),
        Permission::GrantFunds => msg::permission_grant_funds(),
        Permission::PayOrder => msg::permission_pay_order(),
        Permission::FreezeCustomer => msg::permission_freeze_customer(),
        Permission::ViewFundRecords => msg::permission_view_fund_records(),
        Permission::ManageVerification => msg::permission_manage_verification(),
        Permission::RaiseWorkItem => msg::permission_raise_work_item(),
        Permission::DevelopCustomers => msg::permission_develop_customers(),
        Permission::MigrateCustomers => msg::permission_migrate_customers(),
        Permission::WorkOpportunities => msg::permission_work_opportunities(),
        Permission::JoinProgrammes => msg::permission_join_programmes(),
        Permission::ViewIncentives => msg::permission_view_incentives(),
        Permission::ConfirmIncentives => msg::permission_confirm_incentives(),
        Permission::ApplyPayouts => msg::permission_apply_payouts(),
        Permission::TransferIncentives => msg::permission_transfer_incentives(),
        Permission::ManageBusinessInfo => msg::permission_manage_business_info(),
        Permission::AttachFiles => msg::permission_attach_files(),
        Permission::ViewBills => msg::permission_view_bills(),
        Permission::ViewStatements => msg::permission_view_statements(),
        Permission::ConfirmStatements => msg::permission_confirm_statements(),
        Permission::ManageMembers => msg::permission_manage_members(),
        Permission::WorkMarketingTasks => msg::permission_work_marketing_tasks(),
        Permission::ViewActivityLog => msg::permission_view_activity_log(),
        Permission::ManageContacts => msg::permission_manage_contacts(),
        Permission::ManagePersonnel => msg::permission_manage_personnel(),
        Permission::ViewCertifications => msg::permission_view_certifications(),
        Permission::ManageCertifications => msg::permission_manage_certifications(),
        Permission::ViewDeliveries => msg::permission_view_deliveries(),
        Permission::ManageDeliveries => msg::permission_manage_deliveries(),
    }
}

/// What every member may do.
#[must_use]
pub fn default_permission(permission: DefaultPermission) -> &'static str {
    match permission {
        DefaultPermission::Home => msg::default_home(),
        DefaultPermission::BasicInformation => msg::default_basic_information(),
        DefaultPermission::Credentials => msg::default_credentials(),
        DefaultPermission::ViewBalance => msg::default_view_balance(),
        DefaultPermission::TopUp => msg::default_top_up(),
        DefaultPermission::Withdraw => msg::default_withdraw(),
        DefaultPermission::BalanceAlert => msg::default_balance_alert(),
    }
}

/// Heads a part of the matrix.
#[must_use]
pub fn group(group: PermissionGroup) -> &'static str {
    match group {
        PermissionGroup::Customers => msg::group_customers(),
        PermissionGroup::Development => msg::group_development(),
        PermissionGroup::Funds => msg::group_funds(),
        PermissionGroup::Incentives => msg::group_incentives(),
        PermissionGroup::Reconciliation => msg::group_reconciliation(),
        PermissionGroup::Capability => msg::group_capability(),
        PermissionGroup::Delivery => msg::group_delivery(),
        PermissionGroup::Organization => msg::group_organization(),
    }
}

/// Heads the part that every role has.
#[must_use]
pub fn default_group() -> &'static str {
    msg::group_default()
}

/// What a role is called: ours by our words, a partner's own as the partner named it.
#[must_use]
pub fn role(role_id: &RoleId, name: &str) -> String {
    default_role(role_id).map_or_else(|| name.to_owned(), |role| shell::role(role).to_owned())
}

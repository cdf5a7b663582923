//! Who may do what: identities, roles, permissions, and the access rule that every endpoint carries. Longer than most files,
//! because it is one table.

use crate::ids::RoleId;
use serde::{Deserialize, Serialize};

words! {
    /// What a partner account is (domain 1.1).
    Identity {
        /// 总经销商: own customers, and resellers with theirs.
        GeneralDistributor = "GENERAL_DISTRIBUTOR",
        /// 云经销商: managed by a general distributor.
        CloudReseller = "CLOUD_RESELLER",
        /// 解决方案提供商.
        SolutionProvider = "SOLUTION_PROVIDER",
        /// 采购介入类: confirms statements, has no customers.
        EiProcurement = "EI_PROCUREMENT",
    }
}

impl Identity {
    /// Whether this identity has customers at all (the three identities of section B).
    #[must_use]
    pub const fn has_customers(self) -> bool {
        match self {
            Self::GeneralDistributor | Self::CloudReseller | Self::SolutionProvider => true,
            Self::EiProcurement => false,
        }
    }
}

words! {
    /// A default role of a partner's member (domain J). An administrator holds no other role.
    Role {
        Administrator = "ADMINISTRATOR",
        /// 客户经理主管: sees the customers of its managers.
        AccountManagerDirector = "ACCOUNT_MANAGER_DIRECTOR",
        /// 客户经理: sees only its own customers, unless it holds another role as well.
        AccountManager = "ACCOUNT_MANAGER",
        /// SA专人: works on opportunities, and sees the customers whom they are about.
        SaSpecialist = "SA_SPECIALIST",
        Finance = "FINANCE",
        /// An operator without any business permission; still has the default ones.
        Operator = "OPERATOR",
    }
}

impl Role {
    /// What this role adds to the default permissions.
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::Administrator => &Permission::ALL,
            Self::AccountManagerDirector => &[
                P::ViewCustomers,
                P::RevealPersonalData,
                P::TagCustomer,
                P::ViewRecords,
                P::DevelopCustomers,
                P::WorkOpportunities,
                P::AttachFiles,
                P::WorkMarketingTasks,
                P::ViewCertifications,
                P::ManageCertifications,
                P::ViewDeliveries,
            ],
            Self::AccountManager => &[
                P::ViewCustomers,
                P::RevealPersonalData,
                P::TagCustomer,
                P::DevelopCustomers,
                P::WorkOpportunities,
                P::AttachFiles,
                P::WorkMarketingTasks,
                P::ViewCertifications,
            ],
            Self::SaSpecialist => &[
                P::ViewCustomers,
                P::WorkOpportunities,
                P::AttachFiles,
                P::ViewCertifications,
                P::ManageCertifications,
                P::ViewDeliveries,
                P::ManageDeliveries,
            ],
            Self::Finance => &[
                P::ViewCustomers,
                P::ViewRecords,
                P::GrantFunds,
                P::PayOrder,
                P::ViewFundRecords,
                P::ViewIncentives,
                P::ConfirmIncentives,
                P::ApplyPayouts,
                P::ManageBusinessInfo,
                P::AttachFiles,
                P::ViewBills,
                P::ViewStatements,
                P::ConfirmStatements,
                P::ViewCertifications,
            ],
            Self::Operator => &[],
        }
    }
}

words! {
    /// One thing that a member may do. Default permissions, which every role has, are not listed here: they are
    /// [`Access::Member`].
    Permission {
        /// Customer list and detail.
        ViewCustomers = "VIEW_CUSTOMERS",
        /// The eye in a column's header.
        RevealPersonalData = "REVEAL_PERSONAL_DATA",
        /// Set a customer's tag.
        TagCustomer = "TAG_CUSTOMER",
        /// Account check, disassociate, switch, answer a customer's request: administrators only (B).
        ManageAssociations = "MANAGE_ASSOCIATIONS",
        /// Association records.
        ViewRecords = "VIEW_RECORDS",
        /// Appropriate money to a customer.
        GrantFunds = "GRANT_FUNDS",
        /// Pay a customer's order.
        PayOrder = "PAY_ORDER",
        /// Freeze and unfreeze a customer.
        FreezeCustomer = "FREEZE_CUSTOMER",
        /// Funds records and issued vouchers.
        ViewFundRecords = "VIEW_FUND_RECORDS",
        /// Switch code verification on and off.
        ManageVerification = "MANAGE_VERIFICATION",
        /// Ask the vendor's operator for something.
        RaiseWorkItem = "RAISE_WORK_ITEM",
        /// File and invite customers (D). Not at a distributor that only develops resellers.
        DevelopCustomers = "DEVELOP_CUSTOMERS",
        /// Ask for customers to be handed over to a reseller: administrators of solution providers (E).
        MigrateCustomers = "MIGRATE_CUSTOMERS",
        /// Opportunities of a partner that joined the programme (F).
        WorkOpportunities = "WORK_OPPORTUNITIES",
        /// Join a programme for the partner: administrators only.
        JoinProgrammes = "JOIN_PROGRAMMES",
        /// Incentives, payouts and their invoices (G).
        ViewIncentives = "VIEW_INCENTIVES",
        /// Confirm a period's incentives, and give feedback about them.
        ConfirmIncentives = "CONFIRM_INCENTIVES",
        /// Apply for payouts, switch automatic application, hand in invoices.
        ApplyPayouts = "APPLY_PAYOUTS",
        /// Ask for incentives to be transferred, or e+Partner to be rebound: administrators only (G6).
        TransferIncentives = "TRANSFER_INCENTIVES",
        /// Certify the business information (G5), which every partner needs to be paid.
        ManageBusinessInfo = "MANAGE_BUSINESS_INFO",
        /// Send files that something of the partner's is to refer to.
        AttachFiles = "ATTACH_FILES",
        /// The partner's own bill of a month (H13).
        ViewBills = "VIEW_BILLS",
        /// Statements of a procurement partner, with their lines (H).
        ViewStatements = "VIEW_STATEMENTS",
        /// Confirm and dispute them, hand in invoices for them (H).
        ConfirmStatements = "CONFIRM_STATEMENTS",
        /// Members of the organization and their roles: administrators only (J).
        ManageMembers = "MANAGE_MEMBERS",
        /// See and process marketing tasks within the data scope (I).
        WorkMarketingTasks = "WORK_MARKETING_TASKS",
        /// See and export what was done in the partner's name: administrators only.
        ViewActivityLog = "VIEW_ACTIVITY_LOG",
        /// Whom customers can turn to (J): administrators only.
        ManageContacts = "MANAGE_CONTACTS",
        /// Invite and release project specialists (J): administrators only, of every identity.
        ManagePersonnel = "MANAGE_PERSONNEL",
        /// Capability labels, applications for them and their badges (K): of every identity.
        ViewCertifications = "VIEW_CERTIFICATIONS",
        /// Apply for labels, hand in material, ask for defences (K).
        ManageCertifications = "MANAGE_CERTIFICATIONS",
        /// Delivery projects of baseline solutions, with their evidence and their scores (L).
        ViewDeliveries = "VIEW_DELIVERIES",
        /// Register them, report on them, hand in their evidence (L).
        ManageDeliveries = "MANAGE_DELIVERIES",
    }
}

/// Where the matrix of a role shows a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionGroup {
    Customers,
    Development,
    Funds,
    Incentives,
    Reconciliation,
    Capability,
    Delivery,
    Organization,
}

impl PermissionGroup {
    pub const ALL: [Self; 8] = [
        Self::Customers,
        Self::Development,
        Self::Funds,
        Self::Incentives,
        Self::Reconciliation,
        Self::Capability,
        Self::Delivery,
        Self::Organization,
    ];
}

impl Permission {
    /// Whether no role but the administrator's can have it: neither a default one has it, nor may a custom one.
    #[must_use]
    pub fn is_administrators_only(self) -> bool {
        !Role::ALL.into_iter().any(|role| role != Role::Administrator && role.permissions().contains(&self))
    }

    /// What a role needs as well, for this to be of any use.
    #[must_use]
    pub const fn needs(self) -> Option<Self> {
        match self {
            Self::RevealPersonalData | Self::TagCustomer | Self::GrantFunds | Self::PayOrder => {
                Some(Self::ViewCustomers)
            }
            Self::ConfirmIncentives | Self::ApplyPayouts => Some(Self::ViewIncentives),
            Self::ConfirmStatements => Some(Self::ViewStatements),
            Self::ManageCertifications => Some(Self::ViewCertifications),
            Self::ManageDeliveries => Some(Self::ViewDeliveries),
            _ => None,
        }
    }

    #[must_use]
    pub const fn group(self) -> PermissionGroup {
        use PermissionGroup as G;
        match self {
            Self::ViewCustomers
            | Self::RevealPersonalData
            | Self::TagCustomer
            | Self::ManageAssociations
            | Self::ViewRecords
            | Self::FreezeCustomer
            | Self::MigrateCustomers
            | Self::RaiseWorkItem => G::Customers,
            Self::DevelopCustomers
            | Self::WorkOpportunities
            | Self::WorkMarketingTasks
            | Self::JoinProgrammes
            | Self::AttachFiles => G::Development,
            Self::ViewCertifications | Self::ManageCertifications => G::Capability,
            Self::ViewDeliveries | Self::ManageDeliveries => G::Delivery,
            Self::GrantFunds | Self::PayOrder | Self::ViewFundRecords | Self::ViewBills => G::Funds,
            Self::ViewIncentives
            | Self::ConfirmIncentives
            | Self::ApplyPayouts
            | Self::TransferIncentives => G::Incentives,
            Self::ViewStatements | Self::ConfirmStatements => G::Reconciliation,
            Self::ManageVerification
            | Self::ManageBusinessInfo
            | Self::ManageMembers
            | Self::ManageContacts
            | Self::ManagePersonnel
            | Self::ViewActivityLog => G::Organization,
        }
    }

    /// Whether it is for partners of an EI procurement programme only (H).
    #[must_use]
    pub const fn is_of_procurement(self) -> bool {
        matches!(self, Self::ViewStatements | Self::ConfirmStatements)
    }
}

/// What every member of a partner may do whatever its roles are (S10): shown in the matrix of a role, ticked and locked.
/// Endpoints call it [`Access::Member`] and [`Access::MemberWithCustomers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultPermission {
    Home,
    BasicInformation,
    /// The own password and the own sessions.
    Credentials,
    ViewBalance,
    TopUp,
    Withdraw,
    BalanceAlert,
}

impl DefaultPermission {
    pub const ALL: [Self; 7] = [
        Self::Home,
        Self::BasicInformation,
        Self::Credentials,
        Self::ViewBalance,
        Self::TopUp,
        Self::Withdraw,
        Self::BalanceAlert,
    ];

    /// Whether members of such a partner have it.
    #[must_use]
    pub const fn is_of(self, identity: Identity) -> bool {
        match self {
            Self::Home | Self::BasicInformation | Self::Credentials => true,
            Self::ViewBalance | Self::TopUp | Self::Withdraw | Self::BalanceAlert => identity.has_customers(),
        }
    }
}

/// A role that a partner has made for itself, as somebody holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomRole {
    pub role_id: RoleId,
    pub name: String,
    pub permissions: Vec<Permission>,
}

/// Which customers a member sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataScope {
    /// All customers of the partner.
    All,
    /// Only those that the member manages itself (a director: itself and the managers it leads).
    Own,
}

/// The scope of somebody with these roles: an account manager or director sees its own, any other role sees all.
#[must_use]
pub fn data_scope(roles: &[Role], custom_roles: &[CustomRole]) -> DataScope {
    let narrow = |role: &Role| matches!(role, Role::AccountManager | Role::AccountManagerDirector);
    let is_narrow = !roles.is_empty() && roles.iter().all(narrow) && custom_roles.is_empty();
    if is_narrow { DataScope::Own } else { DataScope::All }
}

/// What the vendor has taken from a partner, beyond what its identity lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Restriction {
    /// 仅拓渠: a distributor that develops resellers only; it has no customer development at all.
    ChannelOnly,
    /// A reseller whose distributor has left the programme: it sees its filings but cannot file or invite.
    DistributorDelisted,
    /// It delivers no baseline solutions, so that there is nothing to evaluate (L).
    NoBaselineSolutions,
}

/// Whether members of such a partner can have it at all, by identity and restrictions.
#[must_use]
pub fn is_open_to(identity: Identity, restrictions: &[Restriction], permission: Permission) -> bool {
    let of_identity = match permission {
        Permission::MigrateCustomers => identity == Identity::SolutionProvider,
        // Any partner that joined the programme (4.4); EI procurement partners are paid as well, and every partner has
        // an organization.
        Permission::WorkOpportunities
        | Permission::JoinProgrammes
        | Permission::ManageBusinessInfo
        | Permission::AttachFiles
        | Permission::ManageMembers
        | Permission::ViewActivityLog
        | Permission::ManagePersonnel
        | Permission::ViewCertifications
        | Permission::ManageCertifications
        | Permission::ViewDeliveries
        | Permission::ManageDeliveries => true,
        permission if permission.is_of_procurement() => identity == Identity::EiProcurement,
        _ => identity.has_customers(),
    };
    let taken = match permission {
        Permission::DevelopCustomers => restrictions.contains(&Restriction::ChannelOnly),
        Permission::ViewDeliveries | Permission::ManageDeliveries => {
            restrictions.contains(&Restriction::NoBaselineSolutions)
        }
        _ => false,
    };
    of_identity && !taken
}

/// Whether a member of such a partner may do it: identity, restrictions and default roles together. Both sides ask this.
#[must_use]
pub fn allows(
    identity: Identity,
    restrictions: &[Restriction],
    roles: &[Role],
    permission: Permission,
) -> bool {
    is_open_to(identity, restrictions, permission) && holds(roles, permission)
}

/// The same for somebody who may hold custom roles as well. What only administrators may do stands in no custom role,
/// whatever is written there.
#[must_use]
pub fn allows_with(
    identity: Identity,
    restrictions: &[Restriction],
    roles: &[Role],
    custom_roles: &[CustomRole],
    permission: Permission,
) -> bool {
    let by_custom = || {
        !permission.is_administrators_only()
            && custom_roles.iter().any(|role| role.permissions.contains(&permission))
    };
    is_open_to(identity, restrictions, permission) && (holds(roles, permission) || by_custom())
}

/// Whether somebody with these roles holds a permission.
#[must_use]
pub fn holds(roles: &[Role], permission: Permission) -> bool {
    roles.iter().any(|role| role.permissions().contains(&permission))
}

/// Who may call an endpoint. There is no default: an endpoint without a rule does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Anybody who is signed in, whatever the kind of account.
    SignedIn,
    /// Any member of a partner: the default permissions of every role.
    Member,
    /// Any member of a partner that has customers ([`Identity::has_customers`]).
    MemberWithCustomers,
    /// A member for whom [`allows`] says yes: identity, restrictions and roles together.
    Partner(Permission),
    /// The customer itself.
    Customer,
    /// The vendor's operator.
    Operator,
    /// Anybody, but only where the backend runs in demo mode; elsewhere the address does not exist.
    Demo,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_administrator_may_manage_associations() {
        for role in Role::ALL {
            assert_eq!(
                holds(&[role], Permission::ManageAssociations),
                role == Role::Administrator,
                "{role:?}"
            );
        }
    }

    #[test]
    fn a_distributor_that_only_develops_resellers_has_no_customer_development() {
        let may = |restrictions: &[Restriction]| {
            allows(
                Identity::GeneralDistributor,
                restrictions,
                &[Role::Administrator],
                Permission::DevelopCustomers,
            )
        };
        assert!(may(&[]) && may(&[Restriction::DistributorDelisted]));
        assert!(!may(&[Restriction::ChannelOnly]));
    }

    #[test]
    fn whoever_delivers_no_baseline_solutions_has_no_delivery_evaluation() {
        for identity in Identity::ALL {
            let may = |restrictions: &[Restriction]| {
                allows(identity, restrictions, &[Role::Administrator], Permission::ManageDeliveries)
            };
            assert!(may(&[]), "{identity:?}");
            assert!(!may(&[Restriction::NoBaselineSolutions]), "{identity:?}");
        }
    }

    #[test]
    fn only_solution_providers_hand_customers_over() {
        for identity in Identity::ALL {
            assert_eq!(
                allows(identity, &[], &[Role::Administrator], Permission::MigrateCustomers),
                identity == Identity::SolutionProvider
            );
        }
    }

    #[test]
    fn an_account_manager_with_another_role_sees_all_customers() {
        assert_eq!(data_scope(&[Role::AccountManager], &[]), DataScope::Own);
        assert_eq!(data_scope(&[Role::AccountManager, Role::Finance], &[]), DataScope::All);
        assert_eq!(data_scope(&[Role::Administrator], &[]), DataScope::All);
        assert_eq!(data_scope(&[Role::AccountManager], &[custom(&[])]), DataScope::All);
    }

    fn custom(permissions: &[Permission]) -> CustomRole {
        CustomRole {
            role_id: "rl-1".parse().unwrap(),
            name: "Service".to_owned(),
            permissions: permissions.to_vec(),
        }
    }

    #[test]
    fn a_custom_role_gives_what_stands_in_it_and_never_what_is_the_administrators() {
        let all = [custom(&Permission::ALL)];
        let may = |identity, permission| allows_with(identity, &[], &[], &all, permission);
        for permission in Permission::ALL {
            let expected = Identity::SolutionProvider.has_customers()
                && !permission.is_of_procurement()
                && !permission.is_administrators_only();
            assert_eq!(may(Identity::SolutionProvider, permission), expected, "{permission:?}");
        }
        assert!(may(Identity::EiProcurement, Permission::ViewStatements));
        assert!(!may(Identity::EiProcurement, Permission::ViewCustomers));
        assert!(!allows_with(
            Identity::SolutionProvider,
            &[],
            &[],
            &[custom(&[])],
            Permission::ViewCustomers
        ));
    }

    #[test]
    fn what_a_permission_needs_is_open_to_whoever_it_is_open_to() {
        for permission in Permission::ALL {
            let Some(needed) = permission.needs() else { continue };
            assert_eq!(needed.needs(), None, "{permission:?}");
            assert_eq!(permission.is_administrators_only(), needed.is_administrators_only());
            for identity in Identity::ALL {
                assert_eq!(is_open_to(identity, &[], permission), is_open_to(identity, &[], needed));
            }
        }
    }
}

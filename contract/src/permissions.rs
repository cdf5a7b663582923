//! Who may do what: identities, roles, permissions, and the access rule that every endpoint carries.

use serde::{Deserialize, Serialize};

/// What a partner account is (domain 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Identity {
    /// 总经销商: own customers, and resellers with theirs.
    GeneralDistributor,
    /// 云经销商: managed by a general distributor.
    CloudReseller,
    /// 解决方案提供商.
    SolutionProvider,
    /// 采购介入类: confirms statements, has no customers.
    EiProcurement,
}

impl Identity {
    pub const ALL: [Self; 4] =
        [Self::GeneralDistributor, Self::CloudReseller, Self::SolutionProvider, Self::EiProcurement];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GeneralDistributor => "GENERAL_DISTRIBUTOR",
            Self::CloudReseller => "CLOUD_RESELLER",
            Self::SolutionProvider => "SOLUTION_PROVIDER",
            Self::EiProcurement => "EI_PROCUREMENT",
        }
    }

    /// Reads what [`Identity::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }

    /// Whether this identity has customers at all (the three identities of section B).
    #[must_use]
    pub const fn has_customers(self) -> bool {
        match self {
            Self::GeneralDistributor | Self::CloudReseller | Self::SolutionProvider => true,
            Self::EiProcurement => false,
        }
    }
}

/// A default role of a partner's member (domain J). An administrator holds no other role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    Administrator,
    /// 客户经理主管: sees the customers of its managers.
    AccountManagerDirector,
    /// 客户经理: sees only its own customers, unless it holds another role as well.
    AccountManager,
    Finance,
    /// An operator without any business permission; still has the default ones.
    Operator,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Administrator,
        Self::AccountManagerDirector,
        Self::AccountManager,
        Self::Finance,
        Self::Operator,
    ];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "ADMINISTRATOR",
            Self::AccountManagerDirector => "ACCOUNT_MANAGER_DIRECTOR",
            Self::AccountManager => "ACCOUNT_MANAGER",
            Self::Finance => "FINANCE",
            Self::Operator => "OPERATOR",
        }
    }

    /// Reads what [`Role::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

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
            ],
            Self::AccountManager => &[
                P::ViewCustomers,
                P::RevealPersonalData,
                P::TagCustomer,
                P::DevelopCustomers,
                P::WorkOpportunities,
            ],
            Self::Finance => {
                &[P::ViewCustomers, P::ViewRecords, P::GrantFunds, P::PayOrder, P::ViewFundRecords]
            }
            Self::Operator => &[],
        }
    }
}

/// One thing that a member may do. Default permissions, which every role has, are not listed here: they are
/// [`Access::Member`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Permission {
    /// Customer list and detail.
    ViewCustomers,
    /// The eye in a column's header.
    RevealPersonalData,
    /// Set a customer's tag.
    TagCustomer,
    /// Account check, disassociate, switch, answer a customer's request: administrators only (B).
    ManageAssociations,
    /// Association records.
    ViewRecords,
    /// Appropriate money to a customer.
    GrantFunds,
    /// Pay a customer's order.
    PayOrder,
    /// Freeze and unfreeze a customer.
    FreezeCustomer,
    /// Funds records and issued vouchers.
    ViewFundRecords,
    /// Switch code verification on and off.
    ManageVerification,
    /// Ask the vendor's operator for something.
    RaiseWorkItem,
    /// File and invite customers (D). Not at a distributor that only develops resellers.
    DevelopCustomers,
    /// Ask for customers to be handed over to a reseller: administrators of solution providers (E).
    MigrateCustomers,
    /// Opportunities of a partner that joined the programme (F).
    WorkOpportunities,
    /// Join a programme for the partner: administrators only.
    JoinProgrammes,
}

impl Permission {
    pub const ALL: [Self; 15] = [
        Self::ViewCustomers,
        Self::RevealPersonalData,
        Self::TagCustomer,
        Self::ManageAssociations,
        Self::ViewRecords,
        Self::GrantFunds,
        Self::PayOrder,
        Self::FreezeCustomer,
        Self::ViewFundRecords,
        Self::ManageVerification,
        Self::RaiseWorkItem,
        Self::DevelopCustomers,
        Self::MigrateCustomers,
        Self::WorkOpportunities,
        Self::JoinProgrammes,
    ];
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
pub fn data_scope(roles: &[Role]) -> DataScope {
    let narrow = |role: &Role| matches!(role, Role::AccountManager | Role::AccountManagerDirector);
    if !roles.is_empty() && roles.iter().all(narrow) { DataScope::Own } else { DataScope::All }
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
}

/// Whether a member of such a partner may do it: identity, restrictions and roles together. Both sides ask this.
#[must_use]
pub fn allows(
    identity: Identity,
    restrictions: &[Restriction],
    roles: &[Role],
    permission: Permission,
) -> bool {
    let of_identity = match permission {
        Permission::MigrateCustomers => identity == Identity::SolutionProvider,
        // Any partner that joined the programme (4.4).
        Permission::WorkOpportunities | Permission::JoinProgrammes => true,
        _ => identity.has_customers(),
    };
    let taken =
        permission == Permission::DevelopCustomers && restrictions.contains(&Restriction::ChannelOnly);
    of_identity && !taken && holds(roles, permission)
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
        assert_eq!(data_scope(&[Role::AccountManager]), DataScope::Own);
        assert_eq!(data_scope(&[Role::AccountManager, Role::Finance]), DataScope::All);
        assert_eq!(data_scope(&[Role::Administrator]), DataScope::All);
    }
}

//! Words for identities and roles, as the vendor says them.

use super::msg;
use contract::permissions::{Identity, Role};

/// What a partner account is.
#[must_use]
pub fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::GeneralDistributor => msg::identity_general_distributor(),
        Identity::CloudReseller => msg::identity_cloud_reseller(),
        Identity::SolutionProvider => msg::identity_solution_provider(),
        Identity::EiProcurement => msg::identity_ei_procurement(),
    }
}

/// What a member of a partner does.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => msg::role_administrator(),
        Role::AccountManagerDirector => msg::role_account_manager_director(),
        Role::AccountManager => msg::role_account_manager(),
        Role::SaSpecialist => msg::role_sa_specialist(),
        Role::Finance => msg::role_finance(),
        Role::Operator => msg::role_operator(),
    }
}

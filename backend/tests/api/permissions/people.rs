//! Who calls, and what the contract says they may do: computed from the contract and the demo's own tables, so that
//! it does not lean on what the backend enforces.

use crate::harness::{Browser, Service};
use backend::seed::partners::{MEMBERS, PARTNERS};
use contract::{
    permissions::{Access, Identity, Permission, Restriction, Role, allows},
    problem::ErrorCode,
};

/// As what somebody calls.
pub enum Who {
    /// Without a session, or with one that has ended.
    Nobody,
    Member {
        identity: Identity,
        restrictions: Vec<Restriction>,
        roles: &'static [Role],
    },
    Customer,
    Operator,
}

/// One column of the matrix.
pub struct Person {
    pub name: &'static str,
    pub who: Who,
    pub browser: Browser,
}

/// Members that differ in identity, role or restriction.
const MEMBER_NAMES: [&str; 14] = [
    "yunfan-admin",
    "yunfan-director",
    "yunfan-wang",
    "yunfan-zhao",
    "yunfan-finance",
    "yunfan-operator",
    "huashang-admin",
    "lingxi-admin",
    "beidou-admin",
    "caizhi-admin",
    "caizhi-operator",
    "tongda-admin",
    "xingchen-admin",
    "nimbus-admin",
];

/// Signs everybody in.
pub async fn all(service: &Service) -> Vec<Person> {
    let expired = service.signed_in("yunfan-admin2").await;
    service.pass(13 * 3600);
    let mut people = vec![
        Person { name: "anonymous", who: Who::Nobody, browser: service.visitor() },
        Person { name: "expired session", who: Who::Nobody, browser: expired },
    ];
    for name in MEMBER_NAMES {
        people.push(Person { name, who: member(name), browser: service.signed_in(name).await });
    }
    for (name, who) in
        [("lantian", Who::Customer), ("vendor-operator", Who::Operator), ("vendor-pdm", Who::Operator)]
    {
        people.push(Person { name, who, browser: service.signed_in(name).await });
    }
    people
}

fn member(account_name: &str) -> Who {
    let member = MEMBERS.iter().find(|member| member.account_name == account_name).unwrap();
    let partner_of = |id: &str| PARTNERS.iter().find(|partner| partner.partner_id == id).unwrap();
    let partner = partner_of(member.partner_id);
    let mut restrictions = Vec::new();
    if partner.channel_only {
        restrictions.push(Restriction::ChannelOnly);
    }
    if partner.distributor_id.is_some_and(|id| partner_of(id).delisted) {
        restrictions.push(Restriction::DistributorDelisted);
    }
    Who::Member { identity: partner.identity, restrictions, roles: member.roles }
}

impl Who {
    /// With which code the contract's table refuses; `None` where it lets them call.
    pub fn refusal(&self, access: Access) -> Option<ErrorCode> {
        let denied = Some(ErrorCode::AccessDenied);
        match (access, self) {
            (Access::Public | Access::Demo, _) => None,
            (_, Self::Nobody) => Some(ErrorCode::SignedOut),
            (Access::SignedIn, _)
            | (Access::Member, Self::Member { .. })
            | (Access::Customer, Self::Customer)
            | (Access::Operator, Self::Operator) => None,
            (Access::MemberWithCustomers, Self::Member { identity, .. }) => {
                if identity.has_customers() {
                    None
                } else {
                    denied
                }
            }
            (Access::Partner(permission), Self::Member { identity, restrictions, roles }) => {
                if allows(*identity, restrictions, roles, permission) {
                    None
                } else if ADMINISTRATORS_ONLY.contains(&permission)
                    && identity.has_customers()
                    && !roles.contains(&Role::Administrator)
                {
                    Some(ErrorCode::AdministratorOnly)
                } else {
                    denied
                }
            }
            _ => denied,
        }
    }
}

/// What no other role can be given: the refusal says so, instead of leaving a member to ask for it in vain.
const ADMINISTRATORS_ONLY: [Permission; 6] = [
    Permission::ManageAssociations,
    Permission::FreezeCustomer,
    Permission::ManageVerification,
    Permission::RaiseWorkItem,
    Permission::MigrateCustomers,
    Permission::JoinProgrammes,
];

//! Who calls, and what the contract says they may do: computed from the contract and the demo's own tables, so that
//! it does not lean on what the backend enforces.

use crate::harness::{Browser, Service};
use backend::seed::{
    PASSWORD,
    partners::{MEMBERS, PARTNERS},
};
use contract::{
    endpoint::Spec,
    members::{self, MemberDraft},
    permissions::{Access, CustomRole, Identity, Permission, Restriction, Role, allows_with},
    problem::ErrorCode,
    roles::{self, RoleDraft, RoleInfo, grantable},
    session::BEFORE_PASSWORD_CHANGE,
};

/// As what somebody calls.
pub enum Who {
    /// Without a session, or with one that has ended.
    Nobody,
    Member {
        identity: Identity,
        restrictions: Vec<Restriction>,
        roles: &'static [Role],
        custom_roles: Vec<CustomRole>,
    },
    /// A member with the password that its administrator chose.
    Newcomer,
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
    // Making members is not the matter here, so nobody is asked for a code.
    service.write("UPDATE partners SET verification_enabled = 0 WHERE partner_id = 'p-yunfan'").await;
    let wanted: [(_, _, Gives); 4] = [
        ("yunfan-admin", "custom-nothing", |_| false),
        ("yunfan-admin", "custom-reads", |permission| format!("{permission:?}").starts_with("View")),
        ("yunfan-admin", "custom-everything", |_| true),
        ("caizhi-admin", "custom-caizhi", |permission| permission == Permission::ViewStatements),
    ];
    for (administrator, name, gives) in wanted {
        let who = with_custom_role(service, administrator, name, gives).await;
        people.push(Person { name, who, browser: service.signed_in(name).await });
    }
    service.write("UPDATE partners SET verification_enabled = 1 WHERE partner_id = 'p-yunfan'").await;
    let name = "yunfan-newcomer";
    people.push(Person { name, who: Who::Newcomer, browser: service.signed_in(name).await });
    people
}

/// What a custom role gives.
type Gives = fn(Permission) -> bool;

/// Made as an administrator makes them: a role, and a member who holds it and no other.
async fn with_custom_role(service: &Service, administrator: &str, account_name: &str, gives: Gives) -> Who {
    let partner = MEMBERS.iter().find(|member| member.account_name == administrator).unwrap().partner_id;
    let identity = PARTNERS.iter().find(|known| known.partner_id == partner).unwrap().identity;
    let text = |text: &str| text.to_owned();
    let admin = service.signed_in(administrator).await;
    let draft = RoleDraft {
        name: text(account_name).try_into().unwrap(),
        description: None,
        permissions: grantable(identity).filter(|permission| gives(*permission)).collect(),
    };
    let role: RoleInfo = admin.submit(&roles::CREATE, (), &draft).await.ok();
    let draft = MemberDraft {
        account_name: text(account_name).try_into().unwrap(),
        name: text("Casey").try_into().unwrap(),
        mobile_phone: None,
        email: format!("{account_name}@mail.example.com").try_into().unwrap(),
        initial_password: text(PASSWORD).try_into().unwrap(),
        role_ids: vec![role.role_id.clone()],
    };
    let member: members::Member = admin.submit(&members::CREATE, (), &draft).await.ok();
    // As if it had been changed, to the same.
    service
        .write(format!("UPDATE users SET initial_password_until = NULL WHERE user_id = '{}'", member.user_id))
        .await;
    let custom = CustomRole { role_id: role.role_id, name: role.name, permissions: role.permissions };
    Who::Member { identity, restrictions: Vec::new(), roles: &[], custom_roles: vec![custom] }
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
    if !partner.baseline_solutions {
        restrictions.push(Restriction::NoBaselineSolutions);
    }
    Who::Member { identity: partner.identity, restrictions, roles: member.roles, custom_roles: Vec::new() }
}

impl Who {
    /// With which code the contract's table refuses; `None` where it lets them call.
    pub fn refusal(&self, spec: &Spec) -> Option<ErrorCode> {
        let access = spec.access;
        let is_public = matches!(access, Access::Public | Access::Demo);
        if matches!(self, Self::Newcomer) && !is_public && !BEFORE_PASSWORD_CHANGE.contains(&spec.id) {
            return Some(ErrorCode::PasswordChangeNeeded);
        }
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
            (Access::Partner(permission), Self::Member { identity, restrictions, roles, custom_roles }) => {
                if allows_with(*identity, restrictions, roles, custom_roles, permission) {
                    None
                } else if permission.is_of_procurement() && *identity != Identity::EiProcurement {
                    Some(ErrorCode::ProgrammeNotJoined)
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
const ADMINISTRATORS_ONLY: [Permission; 11] = [
    Permission::ManageAssociations,
    Permission::FreezeCustomer,
    Permission::ManageVerification,
    Permission::RaiseWorkItem,
    Permission::MigrateCustomers,
    Permission::JoinProgrammes,
    Permission::TransferIncentives,
    Permission::ManageMembers,
    Permission::ManageContacts,
    Permission::ManagePersonnel,
    Permission::ViewActivityLog,
];

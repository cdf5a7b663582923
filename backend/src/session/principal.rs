//! Who calls. Which of these a handler may take is decided by the endpoint's [`Access`].

use contract::{
    ids::{CustomerId, PartnerId, SessionId, UserId},
    opportunity_desk::ReviewerRole,
    permissions::{
        Access, CustomRole, DataScope, Identity, Permission, Restriction, Role, allows_with, data_scope,
    },
    session::{Language, Site},
};

/// Anybody, signed in or not: what a handler of a public endpoint takes.
#[derive(Clone, Copy, Debug)]
pub struct Anyone;

/// A member of a partner.
#[derive(Clone, Debug)]
pub struct Member {
    pub user_id: UserId,
    pub name: String,
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub identity: Identity,
    pub site: Site,
    pub roles: Vec<Role>,
    /// Roles that the partner made for itself.
    pub custom_roles: Vec<CustomRole>,
    /// What the vendor has taken from the partner.
    pub restrictions: Vec<Restriction>,
    /// Whether the partner's sensitive operations ask for a verification code.
    pub verification_enabled: bool,
}

impl Member {
    /// Whether the roles and the identity allow it.
    #[must_use]
    pub fn can(&self, permission: Permission) -> bool {
        allows_with(self.identity, &self.restrictions, &self.roles, &self.custom_roles, permission)
    }

    /// Which customers this member sees.
    #[must_use]
    pub fn data_scope(&self) -> DataScope {
        data_scope(&self.roles, &self.custom_roles)
    }
}

/// The user of a customer's account.
#[derive(Clone, Debug)]
pub struct CustomerUser {
    pub user_id: UserId,
    pub customer_id: CustomerId,
    pub name: String,
}

/// Somebody at the vendor's.
#[derive(Clone, Debug)]
pub struct OperatorUser {
    pub user_id: UserId,
    pub name: String,
    /// As what it judges opportunities.
    pub reviewer_role: Option<ReviewerRole>,
}

/// As what somebody is signed in.
#[derive(Clone, Debug)]
pub enum Kind {
    Member(Member),
    Customer(CustomerUser),
    Operator(OperatorUser),
}

/// Anybody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub user_id: UserId,
    pub name: String,
    pub account_name: String,
    pub language: Language,
    /// Bound phone and e-mail, in full: never sent to anybody unmasked.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub session_id: SessionId,
    /// Whether the password is still the one that an administrator set.
    pub must_change_password: bool,
    pub kind: Kind,
}

impl SignedIn {
    /// The chain of the audit to which this user's actions belong.
    #[must_use]
    pub fn chain(&self) -> &str {
        match &self.kind {
            Kind::Member(member) => member.partner_id.as_str(),
            Kind::Customer(_) | Kind::Operator(_) => "system",
        }
    }
}

/// The one who makes a call, after authentication.
#[derive(Clone, Debug)]
pub enum Caller {
    Anyone(Anyone),
    SignedIn(Box<SignedIn>),
}

impl Caller {
    #[must_use]
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::Anyone(_) => None,
            Self::SignedIn(user) => Some(user),
        }
    }
}

/// What a handler can take as its caller.
pub trait FromPrincipal: Send + Sync + 'static {
    /// Whether an endpoint with this rule always has such a caller.
    fn fits(access: Access) -> bool;
    /// The caller as such; `None` cannot happen where [`FromPrincipal::fits`].
    fn of(caller: &Caller) -> Option<&Self>;
}

impl FromPrincipal for Anyone {
    fn fits(access: Access) -> bool {
        matches!(access, Access::Public | Access::Demo)
    }
    fn of(caller: &Caller) -> Option<&Self> {
        match caller {
            Caller::Anyone(anyone) => Some(anyone),
            Caller::SignedIn(_) => None,
        }
    }
}

impl FromPrincipal for SignedIn {
    fn fits(access: Access) -> bool {
        !matches!(access, Access::Public | Access::Demo)
    }
    fn of(caller: &Caller) -> Option<&Self> {
        caller.signed_in()
    }
}

impl FromPrincipal for Member {
    fn fits(access: Access) -> bool {
        matches!(access, Access::Member | Access::MemberWithCustomers | Access::Partner(_))
    }
    fn of(caller: &Caller) -> Option<&Self> {
        match &caller.signed_in()?.kind {
            Kind::Member(member) => Some(member),
            Kind::Customer(_) | Kind::Operator(_) => None,
        }
    }
}

impl FromPrincipal for CustomerUser {
    fn fits(access: Access) -> bool {
        access == Access::Customer
    }
    fn of(caller: &Caller) -> Option<&Self> {
        match &caller.signed_in()?.kind {
            Kind::Customer(customer) => Some(customer),
            Kind::Member(_) | Kind::Operator(_) => None,
        }
    }
}

impl FromPrincipal for OperatorUser {
    fn fits(access: Access) -> bool {
        access == Access::Operator
    }
    fn of(caller: &Caller) -> Option<&Self> {
        match &caller.signed_in()?.kind {
            Kind::Operator(operator) => Some(operator),
            Kind::Member(_) | Kind::Customer(_) => None,
        }
    }
}

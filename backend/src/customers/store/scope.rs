//! Which customers a member sees (B0.4): all of its partner, or those that it or its team manages.

use crate::{
    covers,
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Conditions,
};
use contract::{
    customers::CustomerScope,
    ids::PartnerId,
    permissions::{DataScope, Identity, Role},
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// User ids of those whose customers `who` sees: its own, its team's, and those whose queue it holds now. `None`: everybody's.
///
/// # Errors
/// When the database fails.
pub async fn managers_seen(
    conn: &mut AnyConnection,
    who: &Member,
    now: Timestamp,
) -> Result<Option<Vec<String>>, Fault> {
    if who.data_scope() == DataScope::All {
        return Ok(None);
    }
    let mut managers = vec![who.user_id.to_string()];
    if who.roles.contains(&Role::AccountManagerDirector) {
        managers.extend(super::team(conn, &who.user_id).await?);
    }
    for manager in covers::store::in_hand(conn, who, now).await?.managers() {
        if managers.iter().all(|known| known != manager) {
            managers.push(manager.to_owned());
        }
    }
    Ok(Some(managers))
}

/// Customers of one partner, as far as a member sees them.
#[derive(Clone, Debug)]
pub struct Visible {
    partner_id: String,
    /// `None`: whoever manages them.
    managed_by: Option<Vec<String>>,
}

impl Visible {
    /// What `who` sees.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn to(conn: &mut AnyConnection, who: &Member, now: Timestamp) -> Result<Self, Fault> {
        let managed_by = managers_seen(conn, who, now).await?;
        Ok(Self { partner_id: who.partner_id.to_string(), managed_by })
    }

    #[must_use]
    pub fn partner_id(&self) -> &str {
        &self.partner_id
    }

    /// As conditions on `customers`.
    #[must_use]
    pub fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::default();
        conditions.text("partner_id = ?", self.partner_id.clone());
        self.narrow(&mut conditions);
        conditions
    }

    /// Only what the member's team manages, on any table with `manager_user_id`.
    pub fn narrow(&self, conditions: &mut Conditions) {
        if let Some(managers) = &self.managed_by {
            conditions.one_of("manager_user_id", managers.iter().cloned());
        }
    }
}

/// The conditions of a distributor's tab (B0.3): its own customers, or those of its resellers.
///
/// # Errors
/// `CBC.0151` for other identities in the second tab, `CBC.99000037` for a reseller that is not its own.
pub async fn tab(
    conn: &mut AnyConnection,
    who: &Member,
    (scope, reseller): (CustomerScope, Option<&PartnerId>),
    now: Timestamp,
) -> Result<Conditions, Refused> {
    let visible = Visible::to(conn, who, now).await?;
    if scope == CustomerScope::Own {
        return match reseller {
            None => Ok(visible.conditions()),
            Some(_) => Err(Refused::field("indirect_partner_id", Rule::Unexpected)),
        };
    }
    if who.identity != Identity::GeneralDistributor {
        return Err(ErrorCode::AccessDenied.into());
    }
    let mut conditions = Conditions::default();
    match reseller {
        None => conditions.text(
            "partner_id IN (SELECT partner_id FROM partners WHERE distributor_id = ?)",
            who.partner_id.to_string(),
        ),
        Some(reseller) => {
            if !super::is_reseller_of(conn, reseller, &who.partner_id).await? {
                return Err(ErrorCode::NotYourReseller.into());
            }
            conditions.text("partner_id = ?", reseller.to_string());
        }
    }
    visible.narrow(&mut conditions);
    Ok(conditions)
}

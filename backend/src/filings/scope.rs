//! Which filings and invitations a member sees (B0.4): all of its partner, or its own, its team's and those it holds for a
//! colleague.

use crate::{
    customers::store::scope::managers_seen, problem::Fault, session::principal::Member,
    store::conditions::Conditions,
};
use contract::time::Timestamp;
use sqlx::AnyConnection;

/// What a member sees within its partner.
#[derive(Clone, Debug)]
pub struct Scope {
    /// `None`: whoever's they are.
    of_users: Option<Vec<String>>,
}

impl Scope {
    /// What `who` sees.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(conn: &mut AnyConnection, who: &Member, now: Timestamp) -> Result<Self, Fault> {
        Ok(Self { of_users: managers_seen(conn, who, now).await? })
    }

    /// Adds it to conditions that name the partner already; `column` holds a member's user id.
    pub fn limit(&self, conditions: &mut Conditions, column: &'static str) {
        if let Some(users) = &self.of_users {
            conditions.one_of(column, users.iter().cloned());
        }
    }

    /// Whether what this member of the partner made is seen.
    #[must_use]
    pub fn covers(&self, user_id: &str) -> bool {
        self.of_users.as_ref().is_none_or(|users| users.iter().any(|user| user == user_id))
    }
}

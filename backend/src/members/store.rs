//! All SQL on members and teams. Longer than most files, because a member is spread over three tables.

use crate::{
    masking,
    problem::Fault,
    session::principal::Member as Caller,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    ids::{PartnerId, RoleId, UserId},
    members::{Colleague, HeldRole, Manager, Member, MemberQuery, MemberStatus},
    permissions::Role,
    roles::default_role,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const MEMBERS: &str = "SELECT u.user_id, u.account_name, u.name, u.phone, u.email, u.disabled, \
     u.initial_password_until, u.created_at, u.version FROM users u";
/// Roles of one page of members.
const HELD_AT_ONCE: u32 = 1_000;

/// A member as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    pub user_id: UserId,
    pub account_name: String,
    pub name: String,
    phone: Option<String>,
    email: Option<String>,
    pub roles: Vec<HeldRole>,
    disabled: bool,
    pub initial_password_until: Option<Timestamp>,
    created_at: Option<Timestamp>,
    version: i64,
}

impl Stored {
    /// Whether a default role is among its roles.
    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.roles.iter().any(|held| default_role(&held.role_id) == Some(role))
    }

    #[must_use]
    pub fn status(&self, now: Timestamp) -> MemberStatus {
        match self.initial_password_until {
            _ if self.disabled => MemberStatus::Disabled,
            None => MemberStatus::Active,
            Some(until) if now < until => MemberStatus::InitialPassword,
            Some(_) => MemberStatus::PasswordExpired,
        }
    }

    /// As colleagues see it: the contact masked.
    #[must_use]
    pub fn shown(self, now: Timestamp) -> Member {
        Member {
            status: self.status(now),
            mobile_phone: self.phone.as_deref().map(masking::telephone),
            email: self.email.as_deref().map(masking::email),
            user_id: self.user_id,
            account_name: self.account_name,
            name: self.name,
            roles: self.roles,
            created_at: self.created_at,
            version: self.version,
        }
    }
}

fn read(row: &AnyRow) -> Result<Stored, Fault> {
    let time =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    Ok(Stored {
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        account_name: row.try_get("account_name")?,
        name: row.try_get("name")?,
        phone: row.try_get("phone")?,
        email: row.try_get("email")?,
        roles: Vec::new(),
        disabled: row.try_get::<i64, _>("disabled")? != 0,
        initial_password_until: time("initial_password_until")?,
        created_at: time("created_at")?,
        version: row.try_get("version")?,
    })
}

fn colleague(row: &AnyRow) -> Result<Colleague, Fault> {
    Ok(Colleague {
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        account_name: row.try_get("account_name")?,
        name: row.try_get("name")?,
    })
}

/// A page of a partner's members, by account name; and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    query: &MemberQuery,
    page: Page,
) -> Result<(Vec<Stored>, u32), Fault> {
    let mut found = Conditions::default();
    found.text("u.partner_id = ?", partner.as_str());
    found.fixed("u.deleted_at IS NULL");
    if let Some(part) = query.account_name.as_deref().filter(|part| !part.trim().is_empty()) {
        found.contains("lower(u.account_name) LIKE lower(?) ESCAPE '\\'", part);
    }
    if let Some(part) = query.name.as_deref().filter(|part| !part.trim().is_empty()) {
        found.contains("lower(u.name) LIKE lower(?) ESCAPE '\\'", part);
    }
    if let Some(role) = &query.role_id {
        found.text(
            "EXISTS (SELECT 1 FROM user_roles r WHERE r.user_id = u.user_id AND r.role = ?)",
            role.as_str(),
        );
    }
    let total = found.count(conn, "users u").await?;
    let rows = found.rows(conn, MEMBERS, "ORDER BY u.account_name", page, "").await?;
    let mut members = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    fill_roles(conn, &mut members).await?;
    Ok((members, total))
}

/// A member of this partner; a removed one is none.
pub async fn find(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    user: &UserId,
) -> Result<Option<Stored>, Fault> {
    let mut found = Conditions::default();
    found.text("u.user_id = ?", user.as_str());
    found.text("u.partner_id = ?", partner.as_str());
    found.fixed("u.deleted_at IS NULL");
    let rows = found.rows(conn, MEMBERS, "", Page::first(1), "").await?;
    let mut members = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    fill_roles(conn, &mut members).await?;
    Ok(members.pop())
}

async fn fill_roles(conn: &mut AnyConnection, members: &mut [Stored]) -> Result<(), Fault> {
    let mut of_these = Conditions::default();
    of_these.one_of("r.user_id", members.iter().map(|member| member.user_id.to_string()));
    let select = "SELECT r.user_id, r.role, cr.name AS custom_name FROM user_roles r \
         LEFT JOIN custom_roles cr ON cr.role_id = r.role";
    let order = "ORDER BY r.user_id, r.role";
    let rows = of_these.rows(conn, select, order, Page::stretch(0, HELD_AT_ONCE), "").await?;
    for row in &rows {
        let user_id: UserId = known(row, "user_id", |text| text.parse().ok())?;
        let name: Option<String> = row.try_get("custom_name")?;
        let role_id = known(row, "role", |text| text.parse().ok())?;
        if let Some(member) = members.iter_mut().find(|member| member.user_id == user_id) {
            member.roles.push(HeldRole { role_id, name: name.unwrap_or_default() });
        }
    }
    Ok(())
}

/// Counts a change, unless somebody else counted one since `seen`; tells whether it did.
pub async fn touch(conn: &mut AnyConnection, user: &UserId, seen: i64) -> Result<bool, Fault> {
    let touched = sqlx::query("UPDATE users SET version = version + 1 WHERE user_id = $1 AND version = $2")
        .bind(user.as_str())
        .bind(seen)
        .execute(conn)
        .await?;
    Ok(touched.rows_affected() == 1)
}

/// Whether a member of any partner has this address, but for `except`.
pub async fn email_is_taken(
    conn: &mut AnyConnection,
    email: &str,
    except: Option<&UserId>,
) -> Result<bool, Fault> {
    let row = sqlx::query(
        "SELECT 1 FROM users WHERE lower(email) = lower($1) AND kind = 'MEMBER' AND user_id <> $2 LIMIT 1",
    )
    .bind(email)
    .bind(except.map_or("", UserId::as_str))
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// A member to be.
pub struct NewMember<'a> {
    pub user_id: &'a UserId,
    pub partner_id: &'a PartnerId,
    pub account_name: &'a str,
    pub name: &'a str,
    pub phone: Option<&'a str>,
    pub email: &'a str,
    pub password_hash: &'a str,
    pub initial_password_until: Timestamp,
}

/// Adds it; messages come in the language of whoever made it, until the member chooses another.
pub async fn add(
    conn: &mut AnyConnection,
    new: &NewMember<'_>,
    maker: &Caller,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO users (user_id, kind, partner_id, account_name, name, password_hash, language, phone, email,
         initial_password_until, created_at)
         SELECT $1, 'MEMBER', $2, $3, $4, $5, language, $6, $7, $8, $9 FROM users WHERE user_id = $10",
    )
    .bind(new.user_id.as_str())
    .bind(new.partner_id.as_str())
    .bind(new.account_name)
    .bind(new.name)
    .bind(new.password_hash)
    .bind(new.phone)
    .bind(new.email)
    .bind(new.initial_password_until.seconds())
    .bind(now.seconds())
    .bind(maker.user_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Name and contact; what is `None` stays.
pub async fn update(
    conn: &mut AnyConnection,
    user: &UserId,
    name: &str,
    phone: Option<&str>,
    email: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE users SET name = $2, phone = COALESCE($3, phone), email = COALESCE($4, email)
         WHERE user_id = $1",
    )
    .bind(user.as_str())
    .bind(name)
    .bind(phone)
    .bind(email)
    .execute(conn)
    .await?;
    Ok(())
}

/// These roles and no others.
pub async fn set_roles(conn: &mut AnyConnection, user: &UserId, roles: &[RoleId]) -> Result<(), Fault> {
    sqlx::query("DELETE FROM user_roles WHERE user_id = $1").bind(user.as_str()).execute(&mut *conn).await?;
    for role in roles {
        sqlx::query("INSERT INTO user_roles (user_id, role) VALUES ($1, $2)")
            .bind(user.as_str())
            .bind(role.as_str())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

pub async fn set_disabled(conn: &mut AnyConnection, user: &UserId, disabled: bool) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET disabled = $2 WHERE user_id = $1")
        .bind(user.as_str())
        .bind(i64::from(disabled))
        .execute(conn)
        .await?;
    Ok(())
}

/// Contact, roles and teams go; the name stays for history.
pub async fn remove(conn: &mut AnyConnection, user: &UserId, now: Timestamp) -> Result<(), Fault> {
    set_roles(conn, user, &[]).await?;
    leave_team(conn, user).await?;
    sqlx::query(
        "UPDATE users SET disabled = 1, deleted_at = $2, phone = NULL, email = NULL WHERE user_id = $1",
    )
    .bind(user.as_str())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Administrators of a partner who can sign in, but for this one.
pub async fn other_administrators(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    except: &UserId,
) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM users u JOIN user_roles r ON r.user_id = u.user_id
         WHERE u.partner_id = $1 AND u.user_id <> $2 AND u.disabled = 0 AND u.initial_password_until IS NULL
         AND r.role = $3",
    )
    .bind(partner.as_str())
    .bind(except.as_str())
    .bind(Role::Administrator.as_str())
    .fetch_one(conn)
    .await?)
}

/// Customers whose manager a member is.
pub async fn customers(conn: &mut AnyConnection, partner: &PartnerId, user: &UserId) -> Result<u32, Fault> {
    let mut own = Conditions::default();
    own.text("partner_id = ?", partner.as_str());
    own.text("manager_user_id = ?", user.as_str());
    own.count(conn, "customers").await
}

/// They have no manager from now on; tells how many they are.
pub async fn release_customers(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    user: &UserId,
) -> Result<u64, Fault> {
    let released = sqlx::query(
        "UPDATE customers SET manager_user_id = NULL WHERE partner_id = $1 AND manager_user_id = $2",
    )
    .bind(partner.as_str())
    .bind(user.as_str())
    .execute(conn)
    .await?;
    Ok(released.rows_affected())
}

/// Members of a partner who hold a default role, by account name; disabled ones as well.
pub async fn with_role(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    role: Role,
) -> Result<Vec<Colleague>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, u.account_name, u.name FROM users u JOIN user_roles r ON r.user_id = u.user_id
         WHERE u.partner_id = $1 AND r.role = $2 ORDER BY u.account_name",
    )
    .bind(partner.as_str())
    .bind(role.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(colleague).collect()
}

/// Account managers of a partner, with who leads them.
pub async fn managers(conn: &mut AnyConnection, partner: &PartnerId) -> Result<Vec<Manager>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, u.account_name, u.name, MIN(t.director_user_id) AS director FROM users u
         JOIN user_roles r ON r.user_id = u.user_id
         LEFT JOIN account_manager_teams t ON t.manager_user_id = u.user_id
         WHERE u.partner_id = $1 AND r.role = $2 GROUP BY u.user_id, u.account_name, u.name
         ORDER BY u.account_name",
    )
    .bind(partner.as_str())
    .bind(Role::AccountManager.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let director: Option<String> = row.try_get("director")?;
            Ok(Manager { manager: colleague(row)?, led_by: director.and_then(|id| id.parse().ok()) })
        })
        .collect()
}

/// Whom a director leads.
pub async fn led_by(conn: &mut AnyConnection, director: &UserId) -> Result<Vec<Colleague>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, u.account_name, u.name FROM account_manager_teams t
         JOIN users u ON u.user_id = t.manager_user_id WHERE t.director_user_id = $1 ORDER BY u.account_name",
    )
    .bind(director.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(colleague).collect()
}

/// Who leads a manager.
pub async fn director_of(conn: &mut AnyConnection, manager: &UserId) -> Result<Option<Colleague>, Fault> {
    let row = sqlx::query(
        "SELECT u.user_id, u.account_name, u.name FROM account_manager_teams t
         JOIN users u ON u.user_id = t.director_user_id WHERE t.manager_user_id = $1 ORDER BY u.account_name LIMIT 1",
    )
    .bind(manager.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(colleague).transpose()
}

/// Nobody is led by this director any more.
pub async fn clear_team(conn: &mut AnyConnection, director: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM account_manager_teams WHERE director_user_id = $1")
        .bind(director.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Nobody leads this manager any more.
pub async fn leave_team(conn: &mut AnyConnection, manager: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM account_manager_teams WHERE manager_user_id = $1")
        .bind(manager.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// From now on this director leads this manager, and nobody else does.
pub async fn lead(conn: &mut AnyConnection, director: &UserId, manager: &UserId) -> Result<(), Fault> {
    leave_team(conn, manager).await?;
    sqlx::query("INSERT INTO account_manager_teams (director_user_id, manager_user_id) VALUES ($1, $2)")
        .bind(director.as_str())
        .bind(manager.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

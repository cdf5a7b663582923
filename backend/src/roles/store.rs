//! All SQL on roles that partners make.

use crate::{
    problem::Fault,
    session::store::{read_permissions, write_permissions},
    store::conditions::known,
};
use contract::{
    ids::{PartnerId, RoleId},
    permissions::Permission,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};
use std::collections::HashMap;

/// A row of `custom_roles`.
#[derive(Clone, Debug)]
pub struct Stored {
    pub role_id: RoleId,
    pub name: String,
    pub description: String,
    pub permissions: Vec<Permission>,
    pub version: i64,
}

/// All roles of a partner's own, by name.
pub async fn all(conn: &mut AnyConnection, partner: &PartnerId) -> Result<Vec<Stored>, Fault> {
    let rows = sqlx::query(
        "SELECT role_id, name, description, permissions, version FROM custom_roles WHERE partner_id = $1
         ORDER BY lower(name), role_id",
    )
    .bind(partner.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Stored {
                role_id: known(row, "role_id", |text| text.parse().ok())?,
                name: row.try_get("name")?,
                description: row.try_get("description")?,
                permissions: read_permissions(&row.try_get::<String, _>("permissions")?)?,
                version: row.try_get("version")?,
            })
        })
        .collect()
}

/// How many members hold each role that somebody holds.
pub async fn members(conn: &mut AnyConnection, partner: &PartnerId) -> Result<HashMap<String, u32>, Fault> {
    let rows = sqlx::query(
        "SELECT r.role, CAST(COUNT(*) AS BIGINT) AS members FROM users u
         JOIN user_roles r ON r.user_id = u.user_id WHERE u.partner_id = $1 GROUP BY r.role",
    )
    .bind(partner.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let members: i64 = row.try_get("members")?;
            Ok((row.try_get("role")?, u32::try_from(members).unwrap_or(u32::MAX)))
        })
        .collect()
}

pub async fn add(
    conn: &mut AnyConnection,
    partner: &PartnerId,
    role: &Stored,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO custom_roles (role_id, partner_id, name, description, permissions, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(role.role_id.as_str())
    .bind(partner.as_str())
    .bind(role.name.as_str())
    .bind(role.description.as_str())
    .bind(write_permissions(&role.permissions)?)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a role, unless somebody wrote since `seen`; tells whether it did.
pub async fn save(conn: &mut AnyConnection, role: &Stored, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE custom_roles SET name = $1, description = $2, permissions = $3, version = version + 1
         WHERE role_id = $4 AND version = $5",
    )
    .bind(role.name.as_str())
    .bind(role.description.as_str())
    .bind(write_permissions(&role.permissions)?)
    .bind(role.role_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// The same for taking it away.
pub async fn delete(conn: &mut AnyConnection, role_id: &RoleId, seen: i64) -> Result<bool, Fault> {
    let deleted = sqlx::query("DELETE FROM custom_roles WHERE role_id = $1 AND version = $2")
        .bind(role_id.as_str())
        .bind(seen)
        .execute(conn)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

//! Roles as a user's rows hold them: a default one by its name, a partner's own by its id and with what it gives.

use super::id;
use crate::problem::Fault;
use contract::permissions::{CustomRole, Permission, Role};
use serde_json::Value;
use sqlx::{Row, any::AnyRow};

pub(super) fn roles(rows: &[AnyRow]) -> Result<Vec<Role>, Fault> {
    let named = rows.iter().filter_map(|row| row.try_get::<Option<String>, _>("role").transpose());
    let named = named.collect::<Result<Vec<_>, _>>()?;
    Ok(named.iter().filter_map(|name| Role::parse(name)).collect())
}

pub(super) fn custom_roles(rows: &[AnyRow]) -> Result<Vec<CustomRole>, Fault> {
    let mut found = Vec::new();
    for row in rows {
        if let Some(name) = row.try_get::<Option<String>, _>("custom_name")? {
            found.push(CustomRole { role_id: id(row, "role")?, name, permissions: custom_permissions(row)? });
        }
    }
    Ok(found)
}

/// What a row's custom role gives; nothing when its role is a default one. A word of another release is nothing.
fn custom_permissions(row: &AnyRow) -> Result<Vec<Permission>, Fault> {
    let Some(text) = row.try_get::<Option<String>, _>("custom_permissions")? else { return Ok(Vec::new()) };
    read_permissions(&text)
}

/// Reads what [`write_permissions`] wrote.
///
/// # Errors
/// When it is something else.
pub fn read_permissions(text: &str) -> Result<Vec<Permission>, Fault> {
    let words: Vec<Value> = serde_json::from_str(text)?;
    Ok(words.into_iter().filter_map(|word| serde_json::from_value(word).ok()).collect())
}

/// Permissions as they are stored.
///
/// # Errors
/// Never: they are words.
pub fn write_permissions(permissions: &[Permission]) -> Result<String, Fault> {
    Ok(serde_json::to_string(permissions)?)
}

/// Whether the role of this row (`role` of `user_roles`, `custom_permissions` of `custom_roles`) gives a permission.
///
/// # Errors
/// When the columns are missing.
pub fn gives(row: &AnyRow, permission: Permission) -> Result<bool, Fault> {
    let role: String = row.try_get("role")?;
    match Role::parse(&role) {
        Some(role) => Ok(role.permissions().contains(&permission)),
        None => Ok(!permission.is_administrators_only() && custom_permissions(row)?.contains(&permission)),
    }
}

//! On whose behalf something was done, for the audit.

use super::store;
use crate::{problem::Fault, session::principal::Member};
use contract::time::Timestamp;
use serde_json::Value;
use sqlx::AnyConnection;

/// Objects of one action that are looked at.
const MOST: usize = 100;

/// User id of the colleague in whose queue the object of an action is, while `who` holds that queue. The objects are those
/// that the audit names: in its own column, or as lists in its detail.
///
/// # Errors
/// When the database fails.
pub async fn on_behalf_of(
    conn: &mut AnyConnection,
    who: &Member,
    object: &str,
    detail: &Value,
    now: Timestamp,
) -> Result<Option<String>, Fault> {
    let in_hand = store::in_hand(conn, who, now).await?;
    if in_hand.is_empty() {
        return Ok(None);
    }
    for object_id in named(object, detail) {
        let manager = store::manager_of(conn, who.partner_id.as_str(), object_id).await?;
        if let Some(owner) = manager.and_then(|manager| in_hand.owner_of(&manager)) {
            return Ok(Some(owner.to_owned()));
        }
    }
    Ok(None)
}

fn named<'a>(object: &'a str, detail: &'a Value) -> impl Iterator<Item = &'a str> {
    let lists = detail.as_object().into_iter().flat_map(|fields| fields.values()).filter_map(Value::as_array);
    object.split(',').chain(lists.flatten().filter_map(Value::as_str)).take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_are_found_in_their_column_and_in_lists() {
        let detail = json!({ "customer_ids": ["c-3"], "fields": ["email"], "reason": "c-9" });
        assert_eq!(named("c-1,c-2", &detail).collect::<Vec<_>>(), ["c-1", "c-2", "c-3", "email"]);
    }
}

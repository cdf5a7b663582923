//! What an entry of the audit says, field by field: `{"before": …, "after": …}` is a change, anything else a fact.

use contract::activity_log::ActivityChange;
use serde_json::{Map, Value};

/// Reads a row's detail; nothing where it says nothing.
pub(super) fn changes(detail: &str) -> Vec<ActivityChange> {
    let Ok(Value::Object(mut told)) = serde_json::from_str(detail) else { return Vec::new() };
    let (before, after) = (told.remove("before"), told.remove("after"));
    let mut changes = between(before, after);
    changes.extend(told.iter().filter_map(|(field, value)| {
        let after = Some(written(value)?);
        Some(ActivityChange { field: field.clone(), before: None, after })
    }));
    changes
}

fn between(before: Option<Value>, after: Option<Value>) -> Vec<ActivityChange> {
    match (before, after) {
        (None, None) => Vec::new(),
        (Some(Value::Object(before)), Some(Value::Object(after))) => by_field(&before, &after),
        (Some(Value::Object(before)), None) => by_field(&before, &Map::new()),
        (None | Some(Value::Null), Some(Value::Object(after))) => by_field(&Map::new(), &after),
        (before, after) => change(String::new(), before.as_ref(), after.as_ref()).into_iter().collect(),
    }
}

/// The fields that differ, in the order of their names.
fn by_field(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<ActivityChange> {
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
        .into_iter()
        .filter(|field| before.get(*field) != after.get(*field))
        .filter_map(|field| change(field.clone(), before.get(field), after.get(field)))
        .collect()
}

fn change(field: String, before: Option<&Value>, after: Option<&Value>) -> Option<ActivityChange> {
    let (before, after) = (before.and_then(written), after.and_then(written));
    (before.is_some() || after.is_some()).then_some(ActivityChange { field, before, after })
}

/// A value as a text; nothing for what is empty.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(values) => values.iter().filter_map(written).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields
            .iter()
            .filter_map(|(field, value)| Some(format!("{field}: {}", written(value)?)))
            .collect::<Vec<_>>()
            .join(", "),
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Said<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

    fn is(detail: &str, expected: &[Said<'_>]) {
        let changes = changes(detail);
        let said: Vec<Said<'_>> = changes
            .iter()
            .map(|one| (one.field.as_str(), one.before.as_deref(), one.after.as_deref()))
            .collect();
        assert_eq!(said, expected, "{detail}");
    }

    #[test]
    fn a_change_has_both_sides_and_a_fact_one() {
        is(r#"{"after":"en-US","before":"zh-CN"}"#, &[("", Some("zh-CN"), Some("en-US"))]);
        let facts = [("amount", None, Some("12.50")), ("currency", None, Some("CNY"))];
        is(r#"{"amount":"12.50","currency":"CNY"}"#, &facts);
    }

    #[test]
    fn only_fields_that_differ_are_told() {
        let detail = r#"{"before":{"a":1,"b":"x","c":null},"after":{"a":1,"b":"y","c":true}}"#;
        is(detail, &[("b", Some("x"), Some("y")), ("c", None, Some("true"))]);
    }

    #[test]
    fn what_says_nothing_is_left_out_and_lists_are_one_text() {
        for nothing in ["null", "{}", "no json"] {
            is(nothing, &[]);
        }
        is(r#"{"ids":["a","b"],"none":[]}"#, &[("ids", None, Some("a, b"))]);
        is(r#"{"before":{"label":null},"after":{"label":"VIP"}}"#, &[("label", None, Some("VIP"))]);
    }
}

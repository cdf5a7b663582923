//! Understanding path parameters and bodies; what is wrong is named by field, as the contract's forms are.

use crate::{
    http::call,
    problem::Refused,
    secret::{Pepper, sha256_hex},
};
use axum::body::Body;
use contract::{
    endpoint::{Method, PathParams, Spec},
    problem::{ErrorCode, Problem},
    text::Rule,
};
use http::HeaderMap;
use http_body_util::{BodyExt, Limited};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Bytes that a body may have.
pub const MAX_BYTES: usize = 256 * 1024;

/// The whole body, if it is no larger than it may be and of the one type that is read.
///
/// # Errors
/// `APIG.0201` and `APIG.0202`, and `CBC.0100` when it broke off.
pub(super) async fn received(spec: Spec, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Refused> {
    if spec.method == Method::Get {
        return Ok(Vec::new());
    }
    let declared = headers.get(http::header::CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|bytes| bytes > MAX_BYTES) {
        return Err(ErrorCode::BodyTooLarge.into());
    }
    let bytes = match Limited::new(body, MAX_BYTES).collect().await {
        Ok(collected) => collected.to_bytes().to_vec(),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            return Err(ErrorCode::BodyTooLarge.into());
        }
        Err(_) => return Err(Problem::new(ErrorCode::InvalidParameter, "The body broke off.").into()),
    };
    let typed = headers.contains_key(http::header::CONTENT_TYPE);
    if (typed || !bytes.is_empty()) && !call::is_json(headers) {
        return Err(ErrorCode::UnsupportedMediaType.into());
    }
    Ok(bytes)
}

/// The query string as the body that says the same: an object of texts. A name without a value is as if it were not there.
pub(super) fn query(query: &str) -> Result<Vec<u8>, Refused> {
    let mut fields = serde_json::Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let malformed = || Refused::field("query", Rule::Malformed);
        let (name, value) = (decoded(name).ok_or_else(malformed)?, decoded(value).ok_or_else(malformed)?);
        if !value.is_empty() && fields.insert(name.clone(), Value::String(value)).is_some() {
            return Err(Refused::field(name, Rule::Unexpected));
        }
    }
    Ok(Value::Object(fields).to_string().into_bytes())
}

/// Undoes percent encoding.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (digits, after) = after.split_at_checked(2)?;
                let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
                let digits = std::str::from_utf8(digits).ok().filter(|_| is_hex)?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = after;
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).ok()
}

/// The values of the `{…}` parts.
pub(super) fn params<P: PathParams>(values: &[(String, String)]) -> Result<P, Refused> {
    let texts: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
    P::parse(&texts).ok_or_else(|| {
        Refused::field(values.first().map_or("path", |(name, _)| name.as_str()), Rule::Malformed)
    })
}

/// The body as `I`. Endpoints without input take no body, `null`, or an empty object.
pub(super) fn input<I: DeserializeOwned>(body: &[u8]) -> Result<I, Refused> {
    let is_empty = matches!(body.trim_ascii(), b"" | b"{}");
    let takes_nothing = is_empty && serde_json::from_slice::<I>(b"null").is_ok();
    let text: &[u8] = if takes_nothing || body.is_empty() { b"null" } else { body };
    // serde takes a list for a struct, by position; the contract does not.
    let is_list = text.trim_ascii_start().starts_with(b"[");
    if is_list && serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok() {
        return Err(Refused::field("body", Rule::Malformed));
    }
    let mut json = serde_json::Deserializer::from_slice(text);
    let input = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        if error.is_syntax() || error.is_eof() {
            return not_json();
        }
        let (field, rule) = explain(&path, &error.to_string());
        Refused::field(field, rule)
    })?;
    json.end().map_err(|_| not_json())?;
    Ok(input)
}

fn not_json() -> Refused {
    Problem::new(ErrorCode::InvalidParameter, "The body is not JSON.").into()
}

/// Which field and which rule; serde says it in words only.
fn explain(path: &str, message: &str) -> (String, Rule) {
    let inside = |name: &str| match path {
        "." | "" => name.to_owned(),
        _ if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        _ => format!("{path}.{name}"),
    };
    let quoted = |lead: &str| message.strip_prefix(lead)?.split('`').next();
    if let Some(name) = quoted("missing field `") {
        return (inside(name), Rule::Missing);
    }
    if let Some(name) = quoted("unknown field `") {
        return (inside(name), Rule::Unexpected);
    }
    let field = if path == "." || path.is_empty() { "body".to_owned() } else { path.to_owned() };
    (field, rule(message))
}

/// The contract's texts say why they refuse by the [`Rule`]'s own sentence.
fn rule(message: &str) -> Rule {
    let limit = |lead: &str| message.strip_prefix(lead)?.split(' ').next()?.parse().ok();
    if message.starts_with(&Rule::Missing.to_string()) {
        Rule::Missing
    } else if let Some(limit) = limit("is longer than ") {
        Rule::LongerThan(limit)
    } else if let Some(limit) = limit("is shorter than ") {
        Rule::ShorterThan(limit)
    } else if message.starts_with(&Rule::OutOfRange.to_string()) {
        Rule::OutOfRange
    } else {
        Rule::Malformed
    }
}

/// Keyed hash of method, path and body in hex: it may cover a password, and nobody is to try passwords out on the database.
/// The body is taken with sorted keys and without white space, so that the same request is the same however it is written.
#[must_use]
pub fn fingerprint(pepper: &Pepper, method: &str, path: &str, body: &[u8]) -> String {
    let canonical = serde_json::from_slice::<Value>(body)
        .map_or_else(|_| body.to_vec(), |value| value.to_string().into_bytes());
    let text = [method.as_bytes(), b"\n", path.as_bytes(), b"\n", &canonical].concat();
    pepper.mac(&sha256_hex(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{associations::RequestDraft, customers::CustomerQuery};

    fn field<I: DeserializeOwned>(body: &str) -> (String, Rule) {
        let Err(Refused::Problem(problem)) = input::<I>(body.as_bytes()) else {
            panic!("understood: {body}")
        };
        let first = problem.fields.into_iter().next().unwrap();
        (first.field, first.rule)
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let draft = r#"{"customer_id":"c-1","action":"UNBIND","notes_accepted":true}"#;
        assert_eq!(field::<RequestDraft>(draft), ("reason".into(), Rule::Missing));
        let draft = r#"{"customer_id":"c-1","action":"UNBIND","reason":" ","notes_accepted":true}"#;
        assert_eq!(field::<RequestDraft>(draft), ("reason".into(), Rule::Missing));
        let draft = format!(r#"{{"customer_id":"c-1","reason":"{}"}}"#, "x".repeat(201));
        assert_eq!(field::<RequestDraft>(&draft), ("reason".into(), Rule::LongerThan(200)));
        assert_eq!(field::<CustomerQuery>(r#"{"partner_id":"p"}"#), ("partner_id".into(), Rule::Unexpected));
        assert_eq!(field::<CustomerQuery>(r#"{"limit":"ten"}"#), ("limit".into(), Rule::Malformed));
    }

    #[test]
    fn a_query_string_says_what_a_body_would() {
        let read = |text: &str| query(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        assert_eq!(read("").as_deref(), Some("{}"));
        assert_eq!(read("keyword=a+b%20%E5%90%8D&parent=").as_deref(), Some(r#"{"keyword":"a b 名"}"#));
        for malformed in ["a=%", "a=%zz", "a=%ff", "a=1&a=2", "a=%+1"] {
            assert!(query(malformed).is_err(), "{malformed}");
        }
    }

    #[test]
    fn an_endpoint_without_input_takes_nothing_or_an_empty_object() {
        for nothing in ["", "null", "{}", " {} "] {
            assert!(input::<()>(nothing.as_bytes()).is_ok(), "{nothing}");
        }
        assert!(input::<()>(br#"{"a":1}"#).is_err());
        assert!(input::<CustomerQuery>(b"{}").is_ok());
    }

    #[test]
    fn the_same_request_has_the_same_fingerprint_however_it_is_written() {
        let pepper = Pepper::fresh().unwrap();
        let of = |path: &str, body: &[u8]| fingerprint(&pepper, "POST", path, body);
        let one = of("/v2/x", br#"{"a":1,"b":2}"#);
        assert_eq!(one, of("/v2/x", br#"{ "b": 2, "a": 1 }"#));
        assert_ne!(one, of("/v2/x", br#"{"a":1,"b":3}"#));
        assert_ne!(one, of("/v2/y", br#"{"a":1,"b":2}"#));
        // Read without care, a number changes each time it is written again. Found by fuzzing.
        let number = b"99998.88888888899999988";
        let again = serde_json::from_slice::<Value>(number).unwrap().to_string();
        assert_eq!(of("/v2/x", number), of("/v2/x", again.as_bytes()));
    }
}

//! Answers of the API: JSON, refusals, and the headers that every one of them carries.

use crate::{problem::Refused, secret::sha256_hex};
use axum::{body::Body, response::Response};
use contract::problem::ErrorCode;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

/// Headers of every answer under `/v2`.
pub const API_HEADERS: [(&str, &str); 8] = [
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains; preload"),
    ("x-api-version", env!("CARGO_PKG_VERSION")),
    ("vary", "Origin, Sec-Fetch-Site"),
];

/// Adds [`API_HEADERS`].
pub fn add_api_headers(headers: &mut HeaderMap) {
    for (name, value) in API_HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}

/// JSON with a status; without JSON it is 204.
#[must_use]
pub fn json(status: u16, body: Option<String>) -> Response {
    let is_empty = body.is_none();
    let mut response = Response::new(body.map_or_else(Body::empty, Body::from));
    if is_empty {
        *response.status_mut() = StatusCode::NO_CONTENT;
    } else {
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
    }
    add_api_headers(response.headers_mut());
    response
}

/// JSON that is the same for everybody: caches keep it, and ask whether it changed.
#[must_use]
pub fn published(asked: &HeaderMap, body: String) -> Response {
    let tag = format!("\"{}\"", &sha256_hex(body.as_bytes())[..24]);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = known
        .split(',')
        .any(|known| matches!(known.trim(), "*") || known.trim().trim_start_matches("W/") == tag);
    let mut response = json(200, Some(body));
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A refusal as an answer; faults lose their text here.
#[must_use]
pub fn problem(refused: Refused) -> Response {
    match refused {
        Refused::Problem(problem) | Refused::After(problem, _) => {
            let body = serde_json::to_string(&problem).ok();
            let mut response = json(problem.error_code.status(), body);
            if let Some(seconds) = problem.retry_after_seconds {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
        Refused::Fault(fault) => {
            let mut response = if fault.is_overload() {
                problem(Refused::wait(ErrorCode::Unavailable, 1))
            } else {
                problem(ErrorCode::ServerFault.into())
            };
            response.extensions_mut().insert(Broken(fault.to_string()));
            response
        }
    }
}

/// What broke, carried to the log with the answer.
#[derive(Clone, Debug)]
pub struct Broken(pub String);

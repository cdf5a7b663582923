//! What browsers tell about themselves: violations of the policy, and errors of the app. Anybody may send it, so it is
//! small, rare, and never more than a line in the log.

use super::{answer, call};
use crate::app::App;
use crate::problem::Refused;
use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use contract::problem::ErrorCode;
use http_body_util::{BodyExt, Limited};
use serde_json::Value;

/// Bytes of a report.
const MAX_BYTES: usize = 16 * 1024;
/// Reports of one address in a minute.
const PER_MINUTE: f64 = 10.0;
/// Characters of one value that are kept.
const MAX_CHARS: usize = 300;
/// The only members that are kept: none of them is meant to hold personal data.
const KEPT: [&str; 14] = [
    "effectiveDirective",
    "effective-directive",
    "violated-directive",
    "blockedURL",
    "blocked-uri",
    "documentURL",
    "document-uri",
    "disposition",
    "type",
    "destination",
    "message",
    "location",
    "build",
    "kind",
];

/// `POST /v2/csp-reports`, in both forms that browsers use.
pub(super) async fn csp(State(app): State<App>, request: Request) -> Response {
    take(&app, request, "csp report").await
}

/// `POST /v2/client-errors`: `{message, location, build, kind}`.
pub(super) async fn client_error(State(app): State<App>, request: Request) -> Response {
    take(&app, request, "client error").await
}

async fn take(app: &App, request: Request, what: &'static str) -> Response {
    let (parts, body) = request.into_parts();
    let address = call::address(&parts, app.config.behind_proxy).map(|address| address.to_string());
    let bucket = format!("reports {}", address.unwrap_or_default());
    if let Err(seconds) = app.limits.take_from(&bucket, PER_MINUTE / 60.0, PER_MINUTE) {
        return answer::problem(Refused::wait(ErrorCode::TooManyRequests, seconds));
    }
    let Ok(bytes) = read(body).await else { return answer::problem(ErrorCode::BodyTooLarge.into()) };
    let Ok(report) = serde_json::from_slice::<Value>(&bytes) else {
        return answer::problem(ErrorCode::InvalidParameter.into());
    };
    let mut kept = Vec::new();
    collect(&report, &mut kept, 0);
    tracing::warn!(report = kept.join(" "), "{what}");
    answer::json(204, None)
}

async fn read(body: Body) -> Result<Vec<u8>, ()> {
    Ok(Limited::new(body, MAX_BYTES).collect().await.map_err(|_| ())?.to_bytes().to_vec())
}

fn collect(value: &Value, kept: &mut Vec<String>, depth: u8) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if KEPT.contains(&name.as_str()) => {
                        kept.push(format!("{name}={}", scrub(text)));
                    }
                    Value::Object(_) | Value::Array(_) if depth < 3 => collect(value, kept, depth + 1),
                    _ => {}
                }
            }
        }
        Value::Array(items) => items.iter().take(10).for_each(|item| collect(item, kept, depth + 1)),
        _ => {}
    }
}

/// Digits and what stands in quotes may be somebody's data; a URL's query may hold anything.
fn scrub(text: &str) -> String {
    let mut in_quotes = false;
    let mut scrubbed = String::new();
    for c in text.chars().take(MAX_CHARS).take_while(|c| *c != '?' && *c != '#') {
        match c {
            '"' | '\'' | '`' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            c if c.is_control() => scrubbed.push(' '),
            c if c.is_ascii_digit() => scrubbed.push('0'),
            c => scrubbed.push(c),
        }
    }
    scrubbed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_loses_what_could_be_personal() {
        assert_eq!(scrub("index 12 of \"张三\" at https://a/b?q=x"), "index 00 of  at https://a/b");
        let mut kept = Vec::new();
        let report =
            serde_json::json!([{"type": "csp-violation", "body": {"blockedURL": "inline", "sample": "x"}}]);
        collect(&report, &mut kept, 0);
        assert_eq!(kept, ["blockedURL=inline", "type=csp-violation"]);
    }
}

//! The OpenAPI document, generated from the contract: nothing in it is written twice.

pub mod permissions;

use contract::{
    endpoint::{Method, header},
    permissions::Access,
    problem::{ErrorCode, Problem},
    registry::{self, Described},
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The document, OpenAPI 3.1.
#[must_use]
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
    });
    let mut schemas = SchemaGenerator::new(settings);
    let problem = schemas.subschema_for::<Problem>();
    let mut paths = Map::new();
    for endpoint in registry::all(&mut schemas) {
        let path = paths.entry(endpoint.spec.path).or_insert_with(|| json!({}));
        path[endpoint.spec.method.as_str().to_ascii_lowercase()] = operation(&endpoint);
    }
    for (path, what) in
        [("/v2/csp-reports", "violations of the policy"), ("/v2/client-errors", "errors of the app")]
    {
        paths.insert(path.to_owned(), json!({ "post": report(path, what) }));
    }
    let schemas = schemas.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Partner center",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Paths, field names, paging, dates, money and the error envelope follow the vendor's \
                published API.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": { "Problem": {
                "description": format!("Refused. Codes: {}.", codes()),
                "headers": headers(),
                "content": { "application/json": { "schema": problem } }
            }},
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "__Host-sid" } }
        }
    })
}

/// The document as it is checked in.
#[must_use]
pub fn text() -> String {
    format!("{:#}\n", document())
}

fn codes() -> String {
    let codes: Vec<String> =
        ErrorCode::ALL.iter().map(|code| format!("{} ({})", code.as_str(), code.status())).collect();
    codes.join(", ")
}

fn operation(endpoint: &Described) -> Value {
    let spec = endpoint.spec;
    let mut operation = json!({
        "operationId": spec.id,
        "description": format!("{} Kind: {}.", access(spec.access), if spec.changes { "change" } else { "read" }),
        "parameters": parameters(spec.path, spec.changes, spec.method),
        "responses": responses(endpoint)
    });
    if let (Some(query), Some(parameters)) = (&endpoint.query, operation["parameters"].as_array_mut()) {
        parameters.push(
            json!({ "name": "query", "in": "query", "style": "form", "explode": true, "schema": query }),
        );
    }
    if let Some(input) = &endpoint.input {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": input } } });
    }
    if !matches!(spec.access, Access::Public | Access::Demo) {
        operation["security"] = json!([{ "session": [] }]);
    }
    operation
}

fn access(access: Access) -> String {
    match access {
        Access::Public => "Anybody.".to_owned(),
        Access::SignedIn => "Anybody who is signed in.".to_owned(),
        Access::Member => "Any member of a partner.".to_owned(),
        Access::MemberWithCustomers => "Any member of a partner that has customers.".to_owned(),
        Access::Partner(permission) => format!("Members with the permission {permission:?}."),
        Access::Customer => "The customer itself.".to_owned(),
        Access::Operator => "The vendor's operator.".to_owned(),
        Access::Demo => "Anybody, in demo mode only.".to_owned(),
    }
}

fn parameters(path: &str, changes: bool, method: Method) -> Vec<Value> {
    let id = json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" });
    let in_path = path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> =
        in_path.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": id })).collect();
    if method == Method::Get {
        return parameters;
    }
    if changes {
        parameters
            .push(json!({ "name": header::IDEMPOTENCY_KEY, "in": "header", "required": true, "schema": id,
            "description": "Names one user action; a retry repeats it. Answers are kept for 72 hours." }));
        parameters.push(
            json!({ "name": header::CSRF, "in": "header", "required": true, "schema": { "const": "1" },
            "description": "Together with Sec-Fetch-Site: same-origin, or an equal Origin." }),
        );
        parameters.push(json!({ "name": header::VERIFICATION_CHALLENGE, "in": "header", "schema": id }));
        parameters.push(
            json!({ "name": header::VERIFICATION_CODE, "in": "header", "schema": { "type": "string" } }),
        );
    }
    parameters
}

fn responses(endpoint: &Described) -> Value {
    let mut responses = match &endpoint.output {
        _ if endpoint.events => json!({ "200": {
            "description": "Events as they happen; the answer goes on.",
            "headers": headers(),
            "content": { "text/event-stream": { "schema": { "type": "string" } } }
        }}),
        _ if endpoint.file => json!({ "200": {
            "description": "The file as it is, with its type and name.",
            "headers": headers(),
            "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } }
        }}),
        Some(output) => json!({ "200": {
            "description": "Done.",
            "headers": headers(),
            "content": { "application/json": { "schema": output } }
        }}),
        None => json!({ "204": { "description": "Done; there is nothing to say.", "headers": headers() } }),
    };
    if endpoint.spec.published {
        responses["304"] = json!({ "description": "As it was, by its `ETag`.", "headers": headers() });
    }
    let mut statuses = vec!["400", "403", "429", "500", "503"];
    if endpoint.spec.access == Access::Demo {
        statuses.push("404");
    }
    if !matches!(endpoint.spec.access, Access::Public | Access::Demo) {
        statuses.push("401");
    }
    if endpoint.spec.method != Method::Get {
        statuses.extend(["413", "415"]);
    }
    if endpoint.spec.changes {
        statuses.extend(["409", "412", "422", "423"]);
    } else if endpoint.spec.path.contains('{') {
        // An object that does not wait for what is asked about it.
        statuses.push("409");
    }
    for status in statuses {
        responses[status] = json!({ "$ref": "#/components/responses/Problem" });
    }
    responses
}

fn headers() -> Value {
    let text = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        header::REQUEST_ID: text("Names the request."),
        header::IDEMPOTENT_REPLAY: text("true on an answer that an earlier try with the same key got."),
        header::SESSION_ENDS_IN: text("Seconds until the session ends if nothing more is done."),
        header::NOW: text("The backend's time, in seconds since 1970."),
        "retry-after": text("Seconds to wait, with refusals that end by waiting.")
    })
}

fn report(path: &str, what: &str) -> Value {
    json!({
        "operationId": if path.ends_with("csp-reports") { "ReportViolation" } else { "ReportClientError" },
        "description": format!("Browsers report {what}: at most 16 KiB, ten in a minute. Logged without personal data."),
        "requestBody": { "required": true, "content": { "*/*": { "schema": {} } } },
        "responses": {
            "204": { "description": "Taken." },
            "400": { "$ref": "#/components/responses/Problem" },
            "413": { "$ref": "#/components/responses/Problem" },
            "429": { "$ref": "#/components/responses/Problem" }
        }
    })
}

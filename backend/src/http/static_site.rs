//! The built app as files. A page address without an extension is the app; anything else that is not there is 404,
//! never HTML, so that a missing script is not taken for a page.

use super::site_headers::{CACHE_HASHED, CACHE_NAMED, SITE_HEADERS, is_hashed};
use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use std::path::{Path, PathBuf};

/// Encodings that may lie beside a file, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// Answers for `path` out of `directory`.
pub(super) async fn serve(directory: &Path, method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut response = empty(StatusCode::METHOD_NOT_ALLOWED);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let Some(wanted) = wanted(path) else { return empty(StatusCode::NOT_FOUND) };
    match file(directory, &wanted, headers).await {
        Some(response) => response,
        None => empty(StatusCode::NOT_FOUND),
    }
}

/// The file that an address means; `None` for addresses that no file may have.
fn wanted(path: &str) -> Option<PathBuf> {
    let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~".contains(&b));
    if !plain {
        // Addresses of pages may hold anything; files have plain names.
        return (!path.rsplit('/').next().unwrap_or_default().contains('.'))
            .then(|| PathBuf::from("index.html"));
    }
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_hidden = |segment: &&str| segment.starts_with('.') && *segment != ".well-known";
    if segments.iter().any(is_hidden) || path.rsplit('.').next() == Some("map") {
        return None;
    }
    match segments.last() {
        Some(last) if last.contains('.') => Some(segments.iter().collect()),
        Some(_) | None => Some(PathBuf::from("index.html")),
    }
}

async fn file(directory: &Path, wanted: &Path, headers: &HeaderMap) -> Option<Response> {
    let name = wanted.file_name()?.to_str()?.to_owned();
    let plain = directory.join(wanted);
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |encoding: &str| {
        accepted.split(',').any(|part| {
            let mut words = part.split(';').map(str::trim);
            words.next() == Some(encoding) && words.all(|word| word != "q=0")
        })
    };
    let mut encoding = None;
    let mut bytes = None;
    for (name, extension) in ENCODINGS.into_iter().filter(|(name, _)| accepts(name)) {
        let packed = PathBuf::from(format!("{}.{extension}", plain.display()));
        if let Ok(read) = tokio::fs::read(&packed).await {
            (encoding, bytes) = (Some(name), Some(read));
            break;
        }
    }
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => tokio::fs::read(&plain).await.ok()?,
    };
    let tag = format!("\"{}\"", &crate::secret::sha256_hex(&bytes)[..24]);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        with_headers(Response::new(Body::from(bytes)))
    };
    let own = response.headers_mut();
    let cache = if is_hashed(&name) { CACHE_HASHED } else { CACHE_NAMED };
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    own.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    if !is_known {
        own.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
        if let Some(encoding) = encoding {
            own.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    Some(response)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

fn empty(status: StatusCode) -> Response {
    let mut response = with_headers(Response::new(Body::empty()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE_NAMED));
    response
}

fn with_headers(mut response: Response) -> Response {
    for (name, value) in SITE_HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_app_and_a_file_is_itself() {
        for page in ["/", "/customers", "/customers/c-1", "/customers/%E5%AE%A2"] {
            assert_eq!(wanted(page), Some(PathBuf::from("index.html")), "{page}");
        }
        assert_eq!(wanted("/snippets/a/b.js"), Some(PathBuf::from("snippets/a/b.js")));
        for nothing in
            ["/.git/config", "/a/../../etc/passwd", "/..", "/app.js.map", "/%2e%2e/x.js", "/a\\b.js"]
        {
            assert_eq!(wanted(nothing), None, "{nothing}");
        }
    }
}

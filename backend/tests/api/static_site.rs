//! The built app, served as files.

use crate::harness::Service;
use backend::{config::Config, http::site_headers::SITE_HEADERS};
use std::fs;
use tempfile::TempDir;

async fn site() -> (Service, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "<title>app</title>"),
        ("config.json", "{}"),
        ("app-0123456789abcdef.js", "plain"),
        ("app-0123456789abcdef.js.br", "brotli"),
        ("app-0123456789abcdef_bg.wasm", "wasm"),
        (".secret", "x"),
    ] {
        fs::write(directory.path().join(name), text).unwrap();
    }
    let config = Config { static_dir: Some(directory.path().to_owned()), ..Config::default() };
    (Service::start_with(config).await, directory)
}

#[tokio::test]
async fn a_page_is_the_app_and_a_missing_file_is_not() {
    let (service, _directory) = site().await;
    let browser = service.visitor();
    for page in ["/", "/customers", "/customers/c-1/disassociate", "/index.html"] {
        let answer = browser.raw("GET", page, &[], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "<title>app</title>"), "{page}");
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    for nothing in [
        "/missing.js",
        "/.secret",
        "/a/%2e%2e/%2e%2e/etc/passwd.txt",
        "/v2/missing",
        "/health/x",
        "/app.js.map",
    ] {
        let answer = browser.raw("GET", nothing, &[], "").await;
        assert_eq!(answer.status, 404, "{nothing}");
        assert!(!answer.body.contains("<title>"));
    }
    assert_eq!(browser.raw("POST", "/customers", &[], "").await.status, 405);
}

#[tokio::test]
async fn every_file_has_every_header() {
    let (service, _directory) = site().await;
    for path in ["/", "/missing.js", "/app-0123456789abcdef_bg.wasm"] {
        let answer = service.visitor().raw("GET", path, &[], "").await;
        for (name, value) in SITE_HEADERS {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_come_packed() {
    let (service, _directory) = site().await;
    let browser = service.visitor();
    let wasm = browser.raw("GET", "/app-0123456789abcdef_bg.wasm", &[], "").await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    let path = "/app-0123456789abcdef.js";
    let packed = browser.raw("GET", path, &[("accept-encoding", "gzip, br")], "").await;
    assert_eq!((packed.body.as_str(), packed.header("content-encoding")), ("brotli", "br"));
    assert_eq!(packed.header("content-type"), "text/javascript; charset=utf-8");
    for refused in ["", "gzip", "br;q=0"] {
        let plain = browser.raw("GET", path, &[("accept-encoding", refused)], "").await;
        assert_eq!((plain.body.as_str(), plain.header("content-encoding")), ("plain", ""));
        assert_eq!(plain.header("vary"), "Accept-Encoding");
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let (service, directory) = site().await;
    let browser = service.visitor();
    let first = browser.raw("GET", "/config.json", &[], "").await;
    let tag = first.header("etag").to_owned();
    let again = browser.raw("GET", "/config.json", &[("if-none-match", &tag)], "").await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    fs::write(directory.path().join("config.json"), "{\"new\":1}").unwrap();
    let changed = browser.raw("GET", "/config.json", &[("if-none-match", &tag)], "").await;
    assert_eq!((changed.status, changed.body.as_str()), (200, "{\"new\":1}"));
}

#[tokio::test]
async fn without_a_directory_there_is_only_the_api() {
    let service = Service::start().await;
    assert_eq!(service.visitor().raw("GET", "/customers", &[], "").await.code().as_str(), "APIG.0101");
}

#[tokio::test]
async fn documents_of_the_help_are_what_they_are_and_never_change_under_their_names() {
    let (service, directory) = site().await;
    fs::create_dir(directory.path().join("help")).unwrap();
    for (name, kind) in [
        ("zh-CN-0123456789abcdef.json", "application/json; charset=utf-8"),
        ("guide-0123456789abcdef.md", "text/plain; charset=utf-8"),
        ("template-0123456789abcdef.csv", "text/csv; charset=utf-8"),
        ("manual-0123456789abcdef.pdf", "application/pdf"),
    ] {
        fs::write(directory.path().join("help").join(name), "text").unwrap();
        let answer = service.visitor().raw("GET", &format!("/help/{name}"), &[], "").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{name}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{name}");
    }
}

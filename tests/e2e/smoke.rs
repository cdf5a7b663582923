//! The static page alone: it starts under the headers that it ships with, and says so when it cannot.

use harness::{Browser, Engine, Product};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Chromium's remarks that are no fault of the page.
const REMARKS: [&str; 3] = [
    // Nobody is signed in yet.
    "/v2/session - Failed to load resource: the server responded with a status of 401",
    "was preloaded using link preload but not used",
    // Trunk's link; boot.js gives the integrity to `fetch`, where it counts.
    "`integrity` attribute is currently ignored",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_page_starts_under_its_own_policy_without_a_word_on_the_console() {
    let (product, browser) = (Product::start(), Browser::start().await);
    browser.goto(product.url("/")).await.expect("open");
    browser.until("!document.querySelector('.boot') && document.querySelector('form input')").await;
    let said = browser.console().await;
    let wrong =
        said.iter().filter(|line| !REMARKS.iter().any(|remark| line.contains(remark))).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{wrong:#?}");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_wasm_file_is_not_run_and_the_user_is_told() {
    let site = Product::copy_of_site();
    for name in wasm_files(site.path()) {
        let mut bytes = fs::read(&name).expect("read");
        let last = bytes.last_mut().expect("a byte");
        *last ^= 1;
        fs::write(&name, bytes).expect("write");
        let _ = fs::remove_file(name.with_extension("wasm.br"));
        let _ = fs::remove_file(name.with_extension("wasm.gz"));
    }
    let (product, browser) = (Product::with_site(site.path()), Browser::start().await);
    browser.goto(product.url("/")).await.expect("open");
    browser.until("document.querySelector('#not-loaded[open] output').textContent.length > 4").await;
    if Engine::wished() == Engine::Chromium {
        let said = browser.console().await;
        assert!(said.iter().any(|line| line.contains("integrity")), "{said:#?}");
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_shows_what_to_do_and_an_id_instead_of_a_dead_page() {
    let (product, browser) = (Product::start(), Browser::start().await);
    browser.goto(product.url("/")).await.expect("open");
    browser.until("!document.querySelector('.boot')").await;
    // Firefox gives scripts of a driver a world of their own; the error has to come from the page's.
    let panic = "
        const page = window.wrappedJSObject ?? window;
        const error = new page.WebAssembly.RuntimeError('unreachable');
        const options = new page.Object();
        options.error = error;
        page.dispatchEvent(new page.ErrorEvent('error', options));";
    browser.execute(panic, Vec::new()).await.expect("dispatch");
    browser.until("document.querySelector('#crash[open] output').textContent.length > 4").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_that_could_run_is_refused() {
    let (product, browser) = (Product::start(), Browser::start().await);
    browser.goto(product.url("/")).await.expect("open");
    browser.until("!document.querySelector('.boot')").await;
    let knows = browser.execute("return 'trustedTypes' in window", Vec::new()).await.expect("run");
    if knows.json() != true {
        // Older Firefox: there the policy of scripts alone stands in the way of markup.
        assert_eq!(Engine::wished(), Engine::Firefox, "Chromium knows Trusted Types");
        return browser.quit().await;
    }
    let attempt = "try { document.createElement('template').innerHTML = arguments[0]; return 'taken' } catch { return 'refused' }";
    for (markup, outcome) in [
        ("<p>text</p>", "taken"),
        ("<img src=x onerror=alert(1)>", "refused"),
        ("<script>1</script>", "refused"),
    ] {
        let answer = browser.execute(attempt, vec![markup.into()]).await.expect("run");
        assert_eq!(answer.json(), outcome, "{markup}");
    }
    browser.quit().await;
}

fn wasm_files(site: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(site).into_iter().flatten().flatten().map(|entry| entry.path());
    let files =
        entries.filter(|path| path.extension().is_some_and(|kind| kind == "wasm")).collect::<Vec<_>>();
    assert!(!files.is_empty(), "no wasm in {}", site.display());
    files
}

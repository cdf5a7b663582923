//! Each file that the first page loads, damaged in each way: no blank page, nothing damaged runs, and a reload mends it.

use crate::table::Table;
use harness::{Browser, Fault, Network, Product, path};
use serde_json::json;
use std::{fs, time::Duration};

/// What happens to a file, and whether it can be told from the right one.
const DAMAGES: [Fault; 6] = [
    Fault::Gateway(404),
    Fault::Gateway(500),
    Fault::Captive,
    Fault::CutOff,
    Fault::Tampered,
    Fault::StalledBefore,
];
/// A page without these works, unstyled or without pictures.
const DISPENSABLE: [&str; 6] = ["style-", "config.json", "icons.svg", "favicon.svg", "version.json", "help/"];

/// What stands there: the sign-in form or a dialog.
const STATE: &str = "
    const seen = (css) => [...document.querySelectorAll(css)].some((found) =>
        found.checkVisibility({ visibilityProperty: true }));
    if (seen('#not-loaded[open] button')) return 'told';
    if (seen('form input[type=password]')) return 'works';
    return '';";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "three minutes: cargo xtask faults"]
async fn no_damaged_file_leaves_a_blank_page_or_runs() {
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let browser = Browser::start_impatient().await;
    let mut wrong = Vec::new();
    let files = first_files();
    let mut table = Table::new(
        "What stands there when a file of the first page is damaged",
        files.iter().map(|file| without_hash(file)).collect(),
        DAMAGES.iter().map(|damage| format!("{damage:?}")).collect(),
    );
    for file in &files {
        for damage in DAMAGES {
            network.mend();
            network.plan(&format!("GET /{file}"), damage, usize::MAX);
            let state = visit(&browser, &network).await;
            let is_right = match state.as_str() {
                // Without its file there is no app that could work.
                "works" => DISPENSABLE.iter().any(|name| file.starts_with(name)),
                "told" | "late" => true,
                _ => false,
            };
            let said = if is_right { state.clone() } else { "**wrong**".to_owned() };
            table.fill(&without_hash(file), &format!("{damage:?}"), said);
            if !is_right {
                wrong.push(format!("{file}, {damage:?}: {state:?}"));
            }
        }
        network.mend();
        let mended = visit(&browser, &network).await;
        if mended != "works" {
            wrong.push(format!("{file}: {mended:?} after it was mended"));
        }
    }
    table.write("files.md");
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), files.len() * DAMAGES.len());
    browser.quit().await;
}

/// The skeleton stands by now, and says nothing yet.
const SKELETON: Duration = Duration::from_secs(4);

/// What the page says at last, twelve seconds after it was opened anew at most; nothing comes out of a cache. `late` when
/// its skeleton, which is an image, has come to say that.
async fn visit(browser: &Browser, network: &Network) -> String {
    browser.goto("about:blank").await.expect("an empty page");
    let cdp = browser.cdp();
    cdp.send_raw("Network.enable", json!({})).await.expect("the network listens");
    cdp.send_raw("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await.expect("no cache");
    // A file that never comes keeps the page from being complete; nobody waits for that.
    let open = format!("location.href = '{}/'", network.address());
    browser.execute(open, Vec::new()).await.expect("on its way");
    let since = std::time::Instant::now();
    let mut state = String::new();
    let mut skeleton = None;
    while since.elapsed() < Duration::from_secs(12) && !matches!(state.as_str(), "works" | "told") {
        tokio::time::sleep(Duration::from_millis(50)).await;
        if let Ok(said) = browser.execute(STATE, Vec::new()).await {
            said.json().as_str().unwrap_or_default().clone_into(&mut state);
        }
        if skeleton.is_none() && since.elapsed() > SKELETON {
            skeleton = browser.screenshot_as_png().await.ok();
        }
    }
    if state.is_empty() && skeleton.is_some() && browser.screenshot_as_png().await.ok() != skeleton {
        return "late".to_owned();
    }
    state
}

/// What `index.html` names, and what these name in turn.
fn first_files() -> Vec<String> {
    let site = path("PARTNER_CENTER_SITE", "dist");
    let page = fs::read_to_string(site.join("index.html")).expect("a page");
    let named = page.split('"').filter_map(|text| text.strip_prefix('/'));
    let mut files = named.filter(|name| site.join(name).is_file()).map(str::to_owned).collect::<Vec<_>>();
    files.push("config.json".to_owned());
    files.sort_unstable();
    files.dedup();
    // Those of a page that is behind the sign-in.
    files.retain(|file| !is_in_template(&page, file));
    files
}

/// `main-0a1b2c3d.wasm` is called `main.wasm` in every release; its folder says nothing more.
fn without_hash(file: &str) -> String {
    let file = file.rsplit('/').next().unwrap_or(file);
    match (file.rsplit_once('-'), file.rsplit_once('.')) {
        (Some((stem, _)), Some((_, kind))) => format!("{stem}.{kind}"),
        _ => file.to_owned(),
    }
}

fn is_in_template(page: &str, file: &str) -> bool {
    let inside = page.split("<template").nth(1).and_then(|rest| rest.split("</template>").next());
    inside.is_some_and(|inside| inside.contains(file))
}

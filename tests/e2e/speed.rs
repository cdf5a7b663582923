//! Time to the usable customers table, printed for `cargo xtask bench` and judged by nobody: a number that depends on the
//! machine is no test. Five cold loads for each setting; the median is shown.

use harness::{Browser, Product};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

/// A phone on a slow network, as browsers' own tools define "Fast 3G": 562.5 ms and 1.44 Mbit/s; a processor at a quarter.
const SETTINGS: [Setting; 2] = [
    Setting { name: "unthrottled", latency_ms: 0.0, bytes_per_second: -1.0, slowdown: 1 },
    Setting { name: "4x CPU, Fast 3G", latency_ms: 562.5, bytes_per_second: 180_000.0, slowdown: 4 },
];
const LOADS: usize = 5;

struct Setting {
    name: &'static str,
    latency_ms: f64,
    /// Below zero: as fast as it goes.
    bytes_per_second: f64,
    slowdown: u32,
}

/// Notes the moment at which the table has rows.
const WATCH: &str = "new MutationObserver((_, observer) => { \
    if (document.querySelectorAll('table tbody tr a').length >= 10) { \
        window.tableAt = performance.now(); observer.disconnect(); } \
    }).observe(document, { childList: true, subtree: true });";
const RESULT: &str = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
    const bytes = [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')] \
        .reduce((sum, entry) => sum + entry.transferSize, 0); \
    return { table: window.tableAt, paint: paint?.startTime ?? 0, bytes };";

#[tokio::test(flavor = "multi_thread")]
async fn time_to_the_usable_customers_table() -> WebDriverResult<()> {
    let (product, browser) = (Product::start(), Browser::start().await);
    browser.goto(product.url("/")).await?;
    browser.type_into("input[autocomplete='username']", "yunfan-admin").await;
    browser.type_into("input[type='password']", "Partner-Center-2026").await;
    browser.click("form button[type='submit']").await;
    browser.until("!document.querySelector('input[type=password]')").await;
    let tools = browser.cdp();
    tools.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    println!("{:<20} {:>14} {:>14} {:>12}", "setting", "first paint", "table", "bytes");
    for Setting { name, latency_ms, bytes_per_second, slowdown } in SETTINGS {
        let conditions = json!({
            "offline": false, "latency": latency_ms,
            "downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second,
        });
        tools.send_raw("Network.enable", json!({})).await?;
        tools.send_raw("Network.emulateNetworkConditions", conditions).await?;
        tools.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": slowdown })).await?;
        let mut loads = Vec::new();
        for _ in 0..LOADS {
            tools.send_raw("Network.clearBrowserCache", json!({})).await?;
            browser.goto(product.url("/sales/customers")).await?;
            browser.until("window.tableAt").await;
            tokio::time::sleep(Duration::from_millis(200)).await;
            loads.push(browser.execute(RESULT, Vec::new()).await?.json().clone());
        }
        let (paint, table, bytes) =
            (median(&loads, "paint"), median(&loads, "table"), median(&loads, "bytes"));
        println!("{name:<20} {paint:>11.0} ms {table:>11.0} ms {bytes:>12.0}");
    }
    browser.quit().await;
    Ok(())
}

fn median(loads: &[Value], field: &str) -> f64 {
    let mut values = loads.iter().filter_map(|load| load[field].as_f64()).collect::<Vec<_>>();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

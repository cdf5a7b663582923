//! Controls and pages in a headless browser. Run by `cargo xtask test`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking, wherever it does")]

mod business_info;
mod certifications;
mod customers;
mod delivery_projects;
mod development;
mod flows;
mod held;
mod help;
mod imports;
mod incentives;
mod joining;
mod mail;
mod marketing_tasks;
mod mounted;
mod network;
mod notifications;
mod opportunities;
mod organization;
mod pages;
mod people;
mod shell;
mod time_left;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

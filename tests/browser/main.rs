//! Controls and pages in a headless browser. Run by `cargo xtask test`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking, wherever it does")]

mod customers;
mod development;
mod flows;
mod held;
mod imports;
mod joining;
mod mail;
mod mounted;
mod network;
mod opportunities;
mod pages;
mod shell;
mod time_left;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

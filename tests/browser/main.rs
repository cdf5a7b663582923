//! Controls and pages in a headless browser. Run by `cargo xtask test`.
#![cfg(target_arch = "wasm32")]

mod customers;
mod flows;
mod mounted;
mod network;
mod shell;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

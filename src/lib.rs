//! The partner center: a single-page app over the vendor's JSON API.
//!
//! Read in this order: `app` (providers and the tree of routes), `features/customers/page` (a page, top to bottom),
//! `flows` (what interrupts a page), `api` (the only module that touches the network).
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        clippy::large_types_passed_by_value,
        reason = "handles of signals are half as large where the app runs"
    )
)]
#![recursion_limit = "256"]

pub mod app;
pub mod features;
pub mod flows;
pub mod routes;
pub mod session;
pub mod shell;

pub mod api;
pub mod browser;
pub mod i18n;
pub mod ui;

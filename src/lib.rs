//! The partner center: a single-page app over the vendor's JSON API.
//!
//! Read in this order: `app` (providers and the tree of routes), `features/customers/page` (a page, top to bottom),
//! `flows` (what interrupts a page), `api` (the only module that touches the network).

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

//! What every end-to-end test needs: the product on an address of its own, a browser, and somebody who uses it.
//!
//! Paths come from `cargo xtask test`; without them the release in `dist/`, the backend in `target/debug/` and the
//! browser on the search path are taken, so that `cargo test -p partner-center-e2e` works by hand.

mod browser;
mod documents;
mod engine;
mod network;
mod person;
mod product;
mod programs;

pub use browser::Browser;
pub use documents::pdf;
pub use engine::Engine;
pub use network::{Fault, Network};
pub use person::{CodeWords, Person};
pub use product::Product;
pub use programs::path;

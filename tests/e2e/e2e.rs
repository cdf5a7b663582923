//! The product as its users meet it: the built app against the real backend in a real browser.

#![expect(clippy::expect_used, reason = "a test ends where what it waits for does not come")]

mod accessibility;
mod associations;
mod customers;
mod development;
mod opportunities;
mod session;
mod words;

//! The product as its users meet it: the built app against the real backend in a real browser.

#![expect(clippy::expect_used, reason = "a test ends where what it waits for does not come")]

mod accessibility;
mod associations;
mod business_info;
mod certifications;
mod customers;
mod deliveries;
mod development;
mod funds;
mod help;
mod incentives;
mod marketing_tasks;
mod notifications;
mod opportunities;
mod organization;
mod people;
mod session;
mod site_notice;
mod statements;
mod words;

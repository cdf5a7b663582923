//! The service as its callers see it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

mod browser;
mod database;
mod harness;

mod audit;
mod deadlines;
mod delivery;
mod demo;
mod guessing;
mod jobs;
mod nodes;
mod openapi;
mod operations;
mod opportunities;
mod opportunity_sharing;
mod permissions;
mod pipeline;
mod races;
mod session;
mod static_site;
mod tenants;
mod trouble;
mod verification;

mod world;

mod accounts;
mod associations;
mod attachments;
mod customer_migrations;
mod customer_portal;
mod customers;
mod filing_imports;
mod filings;
mod interleavings;
mod invitation_links;
mod invitations;
mod joining;
mod seed;
mod work_queue;

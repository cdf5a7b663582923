//! The service as its callers see it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

mod browser;
mod database;
mod documents;
mod harness;
mod help;
mod s3_server;

mod audit;
mod book;
mod deadlines;
mod delivery;
mod delivery_projects;
mod demo;
mod drafts;
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
mod suggestions;
mod tenants;
mod trouble;
mod verification;

mod world;

mod accounts;
mod activity_log;
mod associations;
mod attachments;
mod bills;
mod business_info;
mod certifications;
mod covers;
mod customer_contacts;
mod customer_migrations;
mod customer_portal;
mod customers;
mod exports;
mod file_stores;
mod filing_imports;
mod filings;
mod funds;
mod funds_games;
mod incentives;
mod inspection;
mod interleavings;
mod invitation_links;
mod invitations;
mod joining;
mod marketing_tasks;
mod members;
mod notifications;
mod payouts;
mod personnel;
mod remittances;
mod seed;
mod statements;
mod top_ups;
mod transfers;
mod withdrawals;
mod work_queue;

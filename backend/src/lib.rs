//! The reference backend of the partner center: the contract's endpoints over SQLite (PostgreSQL by another feature
//! of sqlx), and the built app as static files.
//!
//! Read in this order: [`http`] (how a call becomes a handler's arguments, and an error an answer), [`store`]
//! (transactions), [`session`] (who calls), then one noun. SQL stands only in files called `store.rs` and in [`store`].

pub mod app;
pub mod certifications;
pub mod clock;
pub mod config;
pub mod http;
pub mod moment;
pub mod problem;
pub mod seal;
pub mod secret;
pub mod stopping;
pub mod store;
pub mod upkeep;

pub mod audit;
pub mod book;
pub mod demo;
pub mod drafts;
pub mod files;
pub mod inspection;
pub mod jobs;
pub mod openapi;
pub mod operations;
pub mod outbox;
pub mod session;
pub mod verification;
pub mod virus_scanner;

pub mod accounts;
pub mod accounts_known;
pub mod activity_log;
pub mod associations;
pub mod attachments;
pub mod bills;
pub mod business_info;
pub mod covers;
pub mod customer_contacts;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod deadlines;
pub mod delivery_projects;
pub mod exports;
pub mod filing_imports;
pub mod filings;
pub mod funds;
pub mod help;
pub mod incentive_transfers;
pub mod incentives;
pub mod invitation_links;
pub mod invitations;
pub mod joining;
pub mod marketing_tasks;
pub mod masking;
pub mod members;
pub mod notifications;
pub mod opportunities;
pub mod payouts;
pub mod personnel;
pub mod programmes;
pub mod remittances;
pub mod roles;
pub mod seed;
pub mod statements;
pub mod suggestions;
pub mod top_ups;
pub mod withdrawals;
pub mod work_queue;

//! The reference backend of the partner center: the contract's endpoints over SQLite (PostgreSQL by another feature
//! of sqlx), and the built app as static files.
//!
//! Read in this order: [`http`] (how a call becomes a handler's arguments, and an error an answer), [`store`]
//! (transactions), [`session`] (who calls), then one noun. SQL stands only in files called `store.rs` and in [`store`].

pub mod app;
pub mod clock;
pub mod config;
pub mod http;
pub mod problem;
pub mod seal;
pub mod secret;
pub mod stopping;
pub mod store;
pub mod upkeep;

pub mod audit;
pub mod demo;
pub mod drafts;
pub mod jobs;
pub mod openapi;
pub mod operations;
pub mod outbox;
pub mod session;
pub mod verification;

pub mod accounts;
pub mod accounts_known;
pub mod associations;
pub mod attachments;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod deadlines;
pub mod filing_imports;
pub mod filings;
pub mod invitation_links;
pub mod invitations;
pub mod joining;
pub mod masking;
pub mod opportunities;
pub mod programmes;
pub mod seed;
pub mod work_queue;

//! What the app and the backend agree on, said once: endpoints, data, state machines, rules, error codes.
//!
//! This crate does no I/O, reads no clock and knows neither side. Paths, field names, paging, dates, money and the
//! error envelope follow the vendor's published API; what the vendor does not publish is in the same style.
//!
//! Read in this order: [`endpoint`] (how a call is described), [`problem`] (how it is refused), one noun
//! ([`associations`] is the richest), then the value types.

pub mod endpoint;
pub mod permissions;
pub mod problem;

pub mod accounts;
pub mod associations;
pub mod attachments;
pub mod check;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod deadlines;
pub mod demo;
pub mod drafts;
pub mod filing_imports;
pub mod filing_rules;
pub mod filing_status;
pub mod filings;
pub mod invitation_links;
pub mod invitation_status;
pub mod invitations;
pub mod joining;
pub mod joining_rules;
pub mod operations;
pub mod opportunities;
pub mod opportunity_desk;
pub mod opportunity_form;
pub mod opportunity_status;
pub mod programmes;
mod progress_stage;
pub mod session;
pub mod verification;
pub mod work_queue;

pub mod contact;
pub mod ids;
pub mod money;
pub mod new_account;
pub mod page;
pub mod text;
pub mod time;
pub mod working_days;

#[cfg(feature = "schema")]
pub mod registry;

//! What the app and the backend agree on, said once: endpoints, data, state machines, rules, error codes.
//!
//! This crate does no I/O, reads no clock and knows neither side. Paths, field names, paging, dates, money and the
//! error envelope follow the vendor's published API; what the vendor does not publish is in the same style.
//!
//! Read in this order: [`endpoint`] (how a call is described), [`problem`] (how it is refused), one noun
//! ([`associations`] is the richest), then the value types.

#[macro_use]
mod words;

pub mod endpoint;
pub mod permissions;
pub mod problem;

pub mod accounts;
mod activity_actions;
pub mod activity_log;
pub mod associations;
pub mod attachments;
pub mod bills;
pub mod business_info;
pub mod business_info_status;
pub mod capability_labels;
pub mod certification_defences;
pub mod certification_desk;
pub mod certification_standards;
pub mod certification_status;
pub mod certifications;
pub mod check;
pub mod covers;
pub mod customer_contacts;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod deadlines;
pub mod delivery_desk;
pub mod delivery_evidence;
pub mod delivery_projects;
pub mod delivery_report;
pub mod delivery_sampling;
pub mod delivery_score;
pub mod delivery_status;
pub mod demo;
pub mod drafts;
pub mod export_status;
pub mod exports;
pub mod file_names;
pub mod file_rules;
pub mod file_types;
pub mod filing_imports;
pub mod filing_rules;
pub mod filing_status;
pub mod filings;
pub mod funds;
pub mod help;
pub mod incentive_transfers;
pub mod incentives;
pub mod invitation_links;
pub mod invitation_status;
pub mod invitations;
pub mod invoices;
pub mod joining;
pub mod joining_rules;
pub mod marketing_task_status;
pub mod marketing_tasks;
pub mod members;
pub mod notification_settings;
pub mod notification_topics;
pub mod notifications;
pub mod operations;
pub mod opportunities;
pub mod opportunity_desk;
pub mod opportunity_form;
pub mod opportunity_status;
pub mod payout_status;
pub mod payout_tracker;
pub mod payouts;
pub mod pdf_pages;
pub mod personnel;
pub mod personnel_status;
pub mod preferences;
pub mod programmes;
mod progress_stage;
pub mod remittances;
pub mod renewal_rules;
pub mod roles;
pub mod session;
pub mod statement_disputes;
pub mod statement_invoices;
pub mod statement_status;
pub mod statements;
pub mod suggestions;
pub mod test_gateway;
pub mod top_ups;
pub mod verification;
pub mod withdrawals;
pub mod work_queue;

pub mod company;
pub mod contact;
pub mod csv;
pub mod ids;
pub mod money;
pub mod month;
pub mod new_account;
pub mod page;
pub mod payee;
pub mod taxpayer;
pub mod text;
pub mod time;
pub mod working_days;

#[cfg(feature = "schema")]
pub mod registry;

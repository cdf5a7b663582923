//! What each kind of user does, one folder per noun. Features never import each other.

pub mod activity_log;
pub mod addresses;
pub mod associations;
pub mod bills;
pub mod business_info;
pub mod certification_desk;
pub mod certifications;
pub mod covers;
pub mod customer_contacts;
pub mod customer_development;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod delivery_desk;
pub mod delivery_projects;
pub mod demo;
pub mod exports;
pub mod funds;
pub mod help;
pub mod home;
pub mod incentive_transfers;
pub mod incentives;
pub mod joining;
pub mod marketing_tasks;
pub mod members;
mod not_found;
pub mod notifications;
pub mod opportunities;
pub mod opportunity_desk;
pub mod partner_information;
pub mod payouts;
pub mod personnel;
pub mod programmes;
pub mod roles;
pub mod statements;
pub mod work_queue;

pub use not_found::NotFoundPage;

crate::i18n::words!("features");

//! What each kind of user does, one folder per noun. Features never import each other.

pub mod accounts;
pub mod associations;
pub mod customer_development;
pub mod customer_migrations;
pub mod customer_portal;
pub mod customers;
pub mod demo;
pub mod home;
pub mod joining;
mod not_found;
pub mod opportunities;
pub mod partner_information;
pub mod work_queue;

pub use not_found::NotFoundPage;

crate::i18n::words!("features");

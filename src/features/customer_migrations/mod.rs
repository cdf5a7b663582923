//! Handing customers over to a cloud reseller (domain E): what was asked for, asking, and what became of each customer.

mod items;
mod list_page;
mod new_page;
mod page;
mod words;

pub use list_page::MigrationsPage;
pub use new_page::NewMigrationPage;
pub use page::MigrationPage;

crate::i18n::words!("features/customer_migrations");

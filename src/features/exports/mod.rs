//! Files that were asked for: how far they are, and fetching them.

mod page;

pub use page::ExportsPage;

crate::i18n::words!("features/exports");

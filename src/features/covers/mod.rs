//! 组织 > 代班: handing one's queue to a colleague for some days, and the queues that one holds for others.

mod end;
mod form;
pub(in crate::features) mod model;
mod page;
mod rows;
mod words;

pub use page::CoversPage;

crate::i18n::words!("features/covers");

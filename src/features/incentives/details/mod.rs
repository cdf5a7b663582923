//! 激励明细: for which orders, from what spend, at which rate; filtered, summed up and exported.

mod columns;
mod filters;
mod list;
mod state;

pub use columns::columns;
pub use list::Details;

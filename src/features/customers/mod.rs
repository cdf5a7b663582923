//! The partner's customers: the list, one customer, and what can be done with them except ending or switching the
//! association, which is a feature of its own.
//!
//! Read `list_page` and `detail_page` first; what an address means is in `model`.

mod actions;
mod columns;
mod detail;
mod detail_page;
mod dialogs;
mod ending;
mod filters;
mod freeze;
mod grant;
mod label;
mod list_page;
mod list_state;
pub(super) mod model;
mod pay_order;
mod reveal;
mod search_box;
mod selection;
mod visits;
mod words;

pub use detail_page::CustomerPage;
pub use list_page::CustomersPage;

crate::i18n::words!("features/customers");

/// Whether the signed-in member may do it. Not tracked: another user gets pages of its own.
fn may(permission: contract::permissions::Permission) -> bool {
    leptos::prelude::untrack(|| crate::session::can(permission))
}

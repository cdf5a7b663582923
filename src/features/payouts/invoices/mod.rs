//! The invoices of a payout: writing them down, the difference to the cent, what was handed in.

mod form;
mod kept;
mod part;
mod row;
mod typed;

pub use part::InvoicePart;

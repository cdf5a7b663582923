//! Payouts of incentives (domain G2 to G4): applications, by hand or automatic; their way through the vendor's queue; invoices;
//! and the entries in the book that go with each step. [`settling`] is the one place where a payout changes its state.

mod applying;
pub mod booking;
mod buyer;
mod handlers;
mod invoicing;
mod notices;
mod reviewing;
pub mod settling;
pub mod store;

pub use applying::apply_automatically;
pub use reviewing::{case, credit, judged, reminder, taken_up};

use crate::{
    http::router::Router,
    problem::{Fault, Refused},
};
use contract::{invoices, payouts};

/// Serves the endpoints of [`contract::payouts`] and [`contract::invoices`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(payouts::PAYABLES, handlers::payables)
        .submit(payouts::APPLY, applying::apply)
        .fetch(payouts::LIST, handlers::list)
        .fetch(payouts::SHOW, handlers::show)
        .fetch(payouts::AUTO_APPLY, handlers::auto_apply)
        .submit(payouts::SET_AUTO_APPLY, handlers::set_auto_apply)
        .fetch(invoices::INVOICE_LIST, invoicing::invoice_list)
        .submit(invoices::HAND_IN, invoicing::hand_in)
}

/// A refusal where nobody is there to read it: something is wrong with us.
pub fn as_fault(refused: Refused) -> Fault {
    match refused {
        Refused::Fault(fault) => fault,
        other => Fault::new(format!("{other:?}")),
    }
}

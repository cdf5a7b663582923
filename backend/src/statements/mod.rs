//! What a procurement partner is owed (domain H): statements come about month by month, the partner confirms or disputes them,
//! the vendor's operator settles them step by step. The money is in the book from the confirmation to the payment.

mod confirming;
mod disputing;
mod evidence;
mod exporting;
mod generating;
mod handlers;
mod invoicing;
mod notices;
mod settling;
pub mod store;

pub use disputing::{Outcome, answered};
pub use exporting::{one, several, write_one, write_several};
pub use generating::{generate, next_run, number_of, reminder};
pub use settling::{operator_answered, taken_up, work_item};

use crate::http::router::Router;
use contract::statements;

/// Serves the endpoints of [`contract::statements`]; the work queue serves the one that completes an item.
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(statements::LIST, handlers::list)
        .fetch(statements::SHOW, handlers::show)
        .fetch(statements::LINES, handlers::lines)
        .submit(statements::CONFIRM, confirming::confirm)
        .submit(statements::DISPUTE, disputing::dispute)
        .submit(statements::WITHDRAW_DISPUTE, disputing::withdraw)
        .submit(statements::HAND_IN_INVOICES, invoicing::hand_in)
        .fetch(statements::CASE, handlers::case)
        .fetch(statements::CASE_LINES, handlers::case_lines)
        .download(statements::EVIDENCE, evidence::own)
        .download(statements::CASE_EVIDENCE, evidence::any)
}

//! Paying in by bank transfer: the dedicated account, who may pay for the partner, and claims, which the vendor's staff
//! compares with the bank's statement (N4).

mod account;
mod claims;
pub(crate) mod store;

use crate::http::router::Router;
use contract::remittances;

pub use claims::reviewed;

/// Serves the endpoints of [`contract::remittances`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(remittances::ACCOUNT, account::show)
        .submit(remittances::ACTIVATE, account::activate)
        .submit(remittances::ADD_PAYER, account::add_payer)
        .submit(remittances::END_PAYER, account::end_payer)
        .submit(remittances::CLAIM, claims::claim)
        .fetch(remittances::LIST, claims::list)
        .fetch(remittances::CASE, claims::case)
}

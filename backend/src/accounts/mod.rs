//! Money between a partner and its customers: balances, appropriating, paying an order, the records of it, vouchers.
//!
//! Money moves only in [`moving`], which books it ([`crate::book`]) and keeps the record that the partner reads.

mod handlers;
pub mod moving;
pub mod store;

use crate::http::router::Router;
use contract::accounts;

/// Serves the endpoints of [`contract::accounts`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(accounts::PARTNER_BALANCES, handlers::partner_balances)
        .fetch(accounts::CUSTOMER_BALANCES, handlers::customer_balances)
        .submit(accounts::GRANT, handlers::grant)
        .submit(accounts::PAY_ORDER, handlers::pay_order)
        .fetch(accounts::ADJUST_RECORDS, handlers::adjust_records)
        .fetch(accounts::ISSUED_VOUCHERS, handlers::issued_vouchers)
}

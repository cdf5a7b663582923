//! 激励申付: applying for a payout, where it is, and its invoices.

mod apply;
mod calendar;
mod invoice_list_page;
mod invoices;
mod overdue;
mod payout_page;

pub use apply::ApplyPage;
pub use invoice_list_page::InvoiceListPage;
pub use payout_page::{PayoutPage, PayoutView};

crate::i18n::words!("features/payouts");

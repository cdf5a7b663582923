//! Several accounts of one company (domain G6): incentives transferred between them, and e+Partner rebound. Asked for by an
//! administrator, decided by the vendor.

mod form;
mod list_page;
mod page;

pub use list_page::TransfersPage;
pub use page::TransferPage;

crate::i18n::words!("features/incentive_transfers");

//! Ending and switching associations, and the association records, for a partner's members.
//!
//! The steps themselves are a flow (`flows::association_request`); here is where they stand and who may come.

mod ask_vendor;
mod columns;
mod filters;
pub(super) mod model;
mod record_page;
mod records_page;
mod request_page;

pub use record_page::RecordPage;
pub use records_page::RecordsPage;
pub use request_page::{DisassociatePage, SwitchAssociationPage};

crate::i18n::words!("features/associations");

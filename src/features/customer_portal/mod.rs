//! The customer's side: my partner, answering and making requests, my account.
//!
//! The steps of asking and answering are a flow (`flows::association_request`).

mod account_page;
mod disassociation_page;
mod end_holding;
mod holdings;
mod model;
mod partner_page;
mod place_order;
mod request_page;

pub use account_page::MyAccountPage;
pub use disassociation_page::MyDisassociationPage;
pub use partner_page::MyPartnerPage;
pub use request_page::MyRequestPage;

crate::i18n::words!("features/customer_portal");

//! What the vendor knows of accounts, whether or not they are a partner's customers: who may be filed and who may
//! associate is judged by it.

pub mod store;

use contract::{filing_rules::FollowedBy, ids::CustomerId, session::Site, time::Timestamp};

pub use store::{add, by_contact, of};

/// What is known of one account.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; no two make one")]
pub struct Standing {
    pub customer_id: CustomerId,
    /// Whose customer it is; nobody's without one.
    pub partner_id: Option<String>,
    /// Real name; empty before verification.
    pub name: String,
    pub account_name: String,
    pub telephone: Option<String>,
    pub site: Site,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    pub registered_at: Timestamp,
    /// Whether it has opened the cloud service.
    pub cloud_open: bool,
    pub has_cash_spend: bool,
    pub followed_by: FollowedBy,
    pub filed_by_vendor: bool,
    pub consumer_account: bool,
    pub trusteeship: bool,
    pub stored_value_card: bool,
    pub gift_balance: bool,
}

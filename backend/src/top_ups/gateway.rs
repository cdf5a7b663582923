//! What the product needs of a payment gateway. Another one is another implementation, set where [`crate::app::App`] is
//! made; everything else stays.

use contract::{ids::TopUpId, top_ups::SignedNotice};

/// A payment gateway.
pub trait Gateway: Send + Sync {
    /// Where the payer of this order pays.
    fn payment_page(&self, top_up_id: &TopUpId) -> Option<String>;
    /// Whether this notice is the gateway's own.
    fn vouches_for(&self, notice: &SignedNotice) -> bool;
}

//! What the address says of the applications. Pure.

use crate::ui::PageChange;
use contract::{money::Currency, payout_status::PayoutStatus, payouts::PayoutQuery};

/// Everything that a link to the list carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationState {
    pub status: Option<PayoutStatus>,
    pub payout_no: String,
    pub currency: Option<Currency>,
    pub page: PageChange,
}

impl ApplicationState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| value(name).unwrap_or_default();
        Self {
            status: PayoutStatus::parse(&word("status")),
            payout_no: word("payout_no"),
            currency: Currency::parse(&word("currency")),
            page: PageChange::read(value),
        }
    }

    /// The question to the backend.
    pub fn query(&self) -> PayoutQuery {
        PayoutQuery {
            status_list: self.status.into_iter().collect(),
            payout_no: Some(self.payout_no.trim().to_owned()).filter(|number| !number.is_empty()),
            currency: self.currency,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        Self { page: PageChange::default(), ..self.clone() } != Self::default()
    }
}

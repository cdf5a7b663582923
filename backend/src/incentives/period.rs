//! A partner's period, as jobs name it.

use crate::problem::Fault;
use contract::{ids::PartnerId, month::Month};
use std::fmt;

/// All incentives of a partner that are reconciled together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodOf {
    pub partner_id: PartnerId,
    pub period: Month,
}

impl PeriodOf {
    /// Reads what [`fmt::Display`] wrote.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let parts = text.rsplit_once('.').and_then(|(partner_id, period)| {
            Some(Self { partner_id: partner_id.parse().ok()?, period: period.parse().ok()? })
        });
        parts.ok_or_else(|| Fault::new("a job about no period"))
    }
}

impl fmt::Display for PeriodOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.partner_id, self.period)
    }
}

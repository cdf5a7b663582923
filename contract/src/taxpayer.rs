//! How a partner is taxed, which decides the rate on its invoices to the vendor (domain G5).

use serde::{Deserialize, Serialize};

words! {
    /// How a company pays value-added tax; its rate follows, and is never asked for.
    TaxpayerType {
        /// 一般纳税人.
        General = "GENERAL",
        /// 小规模纳税人.
        SmallScale = "SMALL_SCALE",
    }
}

impl TaxpayerType {
    /// Rate of the special VAT invoice for service fees.
    #[must_use]
    pub const fn rate(self) -> TaxRate {
        match self {
            Self::General => TaxRate { basis_points: 600 },
            Self::SmallScale => TaxRate { basis_points: 300 },
        }
    }
}

/// A rate in hundredths of a percent: money is not multiplied with floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaxRate {
    basis_points: u32,
}

impl TaxRate {
    #[must_use]
    pub const fn basis_points(self) -> u32 {
        self.basis_points
    }
}

impl std::fmt::Display for TaxRate {
    /// `6%`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.basis_points / 100, self.basis_points % 100);
        if rest == 0 { write!(f, "{whole}%") } else { write!(f, "{whole}.{rest:02}%") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_follows_from_the_type() {
        let rates: Vec<String> = TaxpayerType::ALL.map(|kind| kind.rate().to_string()).into();
        assert_eq!(rates, ["6%", "3%"]);
    }
}

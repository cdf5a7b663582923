//! Where a bank is to pay money to. Account numbers are personal: they lie sealed and are shown masked.

use crate::{
    company::AccountNumber,
    text::{BankName, CompanyName},
};
use serde::{Deserialize, Serialize};

/// An account of the partner's own company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payee {
    pub holder: CompanyName,
    pub bank_name: BankName,
    pub account_number: AccountNumber,
}

impl Payee {
    /// As it is shown.
    #[must_use]
    pub fn shown(&self) -> ShownPayee {
        ShownPayee {
            holder: self.holder.as_str().to_owned(),
            bank_name: self.bank_name.as_str().to_owned(),
            account_number: self.account_number.masked(),
        }
    }
}

/// The same, its number masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownPayee {
    pub holder: String,
    pub bank_name: String,
    /// The last four characters.
    pub account_number: String,
}

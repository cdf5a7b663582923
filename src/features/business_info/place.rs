//! Places of the form: where each is, what it is called, what can be said against it.

use super::{address::Step, msg};
use crate::ui::rule_sentence;
use contract::text::Rule;

/// A place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    CompanyName,
    RegistrationNumber,
    SigningEntity,
    TaxpayerType,
    ContactName,
    ContactMobile,
    ContactEmail,
    Privacy,
    Bank,
    Holder,
    BankName,
    BranchName,
    AccountNumber,
    Letter,
    Currency,
}

impl Place {
    pub const fn step(self) -> Step {
        match self {
            Self::CompanyName
            | Self::RegistrationNumber
            | Self::SigningEntity
            | Self::TaxpayerType
            | Self::ContactName
            | Self::ContactMobile
            | Self::ContactEmail
            | Self::Privacy => Step::Basic,
            Self::Bank
            | Self::Holder
            | Self::BankName
            | Self::BranchName
            | Self::AccountNumber
            | Self::Letter
            | Self::Currency => Step::Bank,
        }
    }
}

/// Something wrong.
pub type Wrong = (Place, Rule);

/// What is wrong with it.
pub fn said(place: Place, rule: &Rule) -> String {
    match (place, rule) {
        (Place::Holder | Place::Bank, Rule::Unexpected) => msg::holder_differs().to_owned(),
        _ => rule_sentence(rule),
    }
}

/// What it is called.
pub fn name(place: Place) -> &'static str {
    match place {
        Place::CompanyName => msg::company_name(),
        Place::RegistrationNumber => msg::registration_number(),
        Place::SigningEntity => msg::signing_entity(),
        Place::TaxpayerType => msg::taxpayer_type(),
        Place::ContactName => msg::contact_name(),
        Place::ContactMobile => msg::contact_mobile(),
        Place::ContactEmail => msg::contact_email(),
        Place::Privacy => msg::privacy_short(),
        Place::Bank => msg::which_account(),
        Place::Holder => msg::holder(),
        Place::BankName => msg::bank_name(),
        Place::BranchName => msg::branch_name(),
        Place::AccountNumber => msg::account_number(),
        Place::Letter => msg::letter(),
        Place::Currency => msg::settlement_currency(),
    }
}

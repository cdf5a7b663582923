//! What is stored of a partner, and what of it is sealed.

use crate::{
    problem::Fault,
    seal::{self, Purpose},
    secret::Pepper,
};
use contract::{
    business_info::{BankAccount, FinanceContact, NewBankAccount, SigningEntity},
    business_info_status::BusinessInfoStatus,
    ids::{AttachmentId, PartnerId, UserId},
    money::{Amount, Currency},
    taxpayer::TaxpayerType,
    time::Timestamp,
};

/// A partner's business information.
#[derive(Clone, Debug)]
pub struct Record {
    pub partner_id: PartnerId,
    pub status: BusinessInfoStatus,
    pub answer: Option<String>,
    pub company_name: String,
    pub registration_number: String,
    pub signing_entity: SigningEntity,
    pub taxpayer_type: TaxpayerType,
    pub settlement_currency: Currency,
    pub contact: SealedContact,
    pub account: SealedAccount,
    pub letter_id: Option<AttachmentId>,
    pub amount_mac: Option<String>,
    pub wrong_call: Option<String>,
    pub proven_mac: Option<String>,
    pub submitted_by: UserId,
    pub submitted_at: Timestamp,
    pub expected_by: Option<Timestamp>,
    pub certified_at: Option<Timestamp>,
    pub version: i64,
}

impl Record {
    /// HMAC of what an amount proves: that this company, signing with this entity, reads the statements of this account.
    #[must_use]
    pub fn identity_mac(&self, pepper: &Pepper) -> String {
        let Self { partner_id, company_name, signing_entity, account, .. } = self;
        let entity = signing_entity.as_str();
        pepper.mac(&format!("payee|{partner_id}|{company_name}|{entity}|{}", account.mac))
    }

    /// HMAC of an amount on its way to this partner.
    #[must_use]
    pub fn amount_mac(&self, pepper: &Pepper, amount: Amount) -> String {
        pepper.mac(&self.amount_text(amount))
    }

    /// Whether that is the amount, in constant time.
    #[must_use]
    pub fn is_amount(&self, pepper: &Pepper, amount: Amount) -> bool {
        self.amount_mac.as_ref().is_some_and(|mac| pepper.verify(&self.amount_text(amount), mac))
    }

    fn amount_text(&self, amount: Amount) -> String {
        format!("transfer|{}|{}|{}", self.partner_id, self.account.mac, amount.minor())
    }
}

/// The finance contact, sealed for its partner.
#[derive(Clone, Debug)]
pub struct SealedContact(pub String);

impl SealedContact {
    /// # Errors
    /// When the system has no randomness to give.
    pub fn seal(pepper: &Pepper, partner_id: &str, contact: &FinanceContact) -> Result<Self, Fault> {
        let text = serde_json::to_string(contact)?;
        Ok(Self(seal::seal(pepper, Purpose::BusinessInfo, &[partner_id, "contact"], &text)?))
    }

    /// `None` when it was sealed with another key.
    #[must_use]
    pub fn open(&self, pepper: &Pepper, partner_id: &str) -> Option<FinanceContact> {
        let text = seal::open(pepper, Purpose::BusinessInfo, &[partner_id, "contact"], &self.0)?;
        serde_json::from_str(&text).ok()
    }
}

/// A bank account; its number is sealed for its partner.
#[derive(Clone, Debug)]
pub struct SealedAccount {
    pub holder: String,
    pub bank_name: String,
    pub branch_name: String,
    pub sealed: String,
    pub masked: String,
    /// HMAC of the number, the same for every partner, so that one account of two partners is found.
    pub mac: String,
}

impl SealedAccount {
    /// # Errors
    /// When the system has no randomness to give.
    pub fn seal(pepper: &Pepper, partner_id: &str, account: &NewBankAccount) -> Result<Self, Fault> {
        let number = &account.account_number;
        Ok(Self {
            holder: account.holder.as_str().to_owned(),
            bank_name: account.bank_name.as_str().to_owned(),
            branch_name: account.branch_name.as_str().to_owned(),
            sealed: seal::seal(pepper, Purpose::BusinessInfo, &[partner_id, "account"], number.as_str())?,
            masked: number.masked(),
            mac: pepper.mac(&format!("account|{}", number.as_str())),
        })
    }

    /// The number; `None` when it was sealed with another key.
    #[must_use]
    pub fn open(&self, pepper: &Pepper, partner_id: &str) -> Option<String> {
        seal::open(pepper, Purpose::BusinessInfo, &[partner_id, "account"], &self.sealed)
    }

    /// As it is answered.
    #[must_use]
    pub fn shown(&self) -> BankAccount {
        BankAccount {
            holder: self.holder.clone(),
            bank_name: self.bank_name.clone(),
            branch_name: self.branch_name.clone(),
            account_number: self.masked.clone(),
        }
    }
}

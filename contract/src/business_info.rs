//! What a partner tells of itself to be paid (商业信息, domain G5): company, tax, finance contact, bank account, and the proof
//! that the account is its own. Without it nothing is paid out. The states are in [`crate::business_info_status`].

use crate::{
    attachments::{Attachment, FileType},
    business_info_status::BusinessInfoStatus,
    company::{AccountNumber, RegistrationNumber},
    contact::{EmailAddress, MobilePhone},
    endpoint::{Download, Fetch, Submit},
    file_rules::FileRules,
    ids::{AttachmentId, PartnerId},
    money::{Amount, Currency},
    permissions::{Access, Permission},
    session::Site,
    taxpayer::{TaxRate, TaxpayerType},
    text::{BankName, CompanyName, ContactName, Reason},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// The bank's confirmation letter: scans and documents; nobody stamps a spreadsheet.
pub const LETTER_FILES: FileRules = FileRules::of_types(1, &[FileType::Pdf, FileType::Png, FileType::Jpeg]);

const MANAGE: Access = Access::Partner(Permission::ManageBusinessInfo);

/// `GET …`: where it stands, for every member; the details for those who may manage it.
pub const SHOW: Fetch<(), (), BusinessInfo> =
    Fetch::get("ShowBusinessInfo", "/v2/partners/business-info", Access::Member);
/// `PUT …`: the form, the first time or with changes; the check begins. Needs a code, by SMS only, when the bank account
/// changes. Under check it is `CBC.99100002`, locked `CBC.99100055`.
pub const SUBMIT: Submit<(), BusinessInfoDraft, BusinessInfo> =
    Submit::put("UpdateBusinessInfo", "/v2/partners/business-info", MANAGE);
/// `POST …/verify-amount`: what the bank statement shows. A wrong one is `CBC.99100054` with `remaining_tries`, the third
/// `CBC.99100055`; one that cannot be ([`TRANSFER_MINOR`]) is refused without costing a try.
pub const VERIFY: Submit<(), TransferEntry, BusinessInfo> =
    Submit::post("VerifyBusinessInfoAmount", "/v2/partners/business-info/verify-amount", MANAGE);
/// `POST …/tickets`: ask the vendor to unlock, or to look at a failure again. One at a time: asking twice changes nothing.
pub const RAISE_TICKET: Submit<(), BusinessInfoTicket, BusinessInfo> =
    Submit::post("RaiseBusinessInfoTicket", "/v2/partners/business-info/tickets", MANAGE);
/// `GET /v2/operations/business-info/{partner_id}`: what the auditor has to know.
pub const CASE: Fetch<(PartnerId,), (), BusinessInfoCase> =
    Fetch::get("ShowBusinessInfoCase", "/v2/operations/business-info/{partner_id}", Access::Operator);
/// `GET …/letter`: the bank's confirmation letter.
pub const LETTER: Download<(PartnerId,)> = Download::get(
    "DownloadBankConfirmationLetter",
    "/v2/operations/business-info/{partner_id}/letter",
    Access::Operator,
);

/// The check by machine takes one to three hours.
pub const CHECK_FROM_S: i64 = 3_600;
pub const CHECK_WITHIN_S: i64 = 3 * 3_600;
/// A person answers in three to five working days.
pub const AUDIT_FROM_DAYS: u32 = 3;
pub const AUDIT_WITHIN_DAYS: u32 = 5;
/// A ticket is answered within so many working days.
pub const TICKET_WITHIN_DAYS: u32 = 3;
/// The transfer is at least and at most so many hundredths.
pub const TRANSFER_MINOR: std::ops::RangeInclusive<i64> = 1..=99;

words! {
    /// 签约主体: the vendor's company with which the partner signs.
    SigningEntity {
        Mainland = "MAINLAND",
        HongKong = "HONG_KONG",
        Singapore = "SINGAPORE",
    }
}

impl SigningEntity {
    /// Those with which partners of a site sign.
    #[must_use]
    pub const fn of_site(site: Site) -> &'static [Self] {
        match site {
            Site::Cn => &[Self::Mainland],
            Site::Intl => &[Self::Singapore, Self::HongKong],
        }
    }
}

/// Currencies in which partners of a site are paid.
#[must_use]
pub const fn settlement_currencies(site: Site) -> &'static [Currency] {
    match site {
        Site::Cn => &[Currency::Cny],
        Site::Intl => &[Currency::Usd],
    }
}

/// Answer of [`SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BusinessInfo {
    #[serde(flatten)]
    pub status: BusinessInfoStatus,
    /// When the check or the ticket is answered, at the latest.
    pub expected_by: Option<Timestamp>,
    pub ticket_open: bool,
    pub submitted_at: Option<Timestamp>,
    pub certified_at: Option<Timestamp>,
    /// Display names of the members who may manage it.
    pub managers: Vec<String>,
    /// For those alone; absent as long as nothing was submitted.
    pub details: Option<BusinessDetails>,
    /// For those alone.
    pub known: Option<KnownCompany>,
    /// 0 as long as nothing was submitted.
    pub version: i64,
}

/// What the vendor knows without asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnownCompany {
    /// As the account was verified.
    pub company_name: String,
    pub site: Site,
    /// The account that the supplier system holds: it needs no letter.
    pub bank_account: Option<BankAccount>,
}

/// What was submitted. Contact and account come masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BusinessDetails {
    pub company_name: String,
    pub registration_number: String,
    pub signing_entity: SigningEntity,
    pub taxpayer_type: TaxpayerType,
    pub tax_rate: TaxRate,
    pub contact_name: String,
    pub contact_mobile: String,
    pub contact_email: String,
    pub bank_account: BankAccount,
    pub settlement_currency: Currency,
    pub letter: Option<Attachment>,
    /// The auditor's words, with `FAILED`; the vendor's to a ticket.
    pub answer: Option<String>,
}

/// A bank account, its number masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BankAccount {
    pub holder: String,
    pub bank_name: String,
    pub branch_name: String,
    pub account_number: String,
}

/// Input of [`SUBMIT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessInfoDraft {
    pub version: i64,
    pub company_name: CompanyName,
    /// On the China site a unified social credit code.
    pub registration_number: RegistrationNumber,
    pub signing_entity: SigningEntity,
    pub taxpayer_type: TaxpayerType,
    /// Absent: the one that was submitted before.
    pub finance_contact: Option<FinanceContact>,
    pub bank_account: BankAccountChoice,
    pub settlement_currency: Currency,
    /// The privacy statement was ticked; nothing is taken without.
    pub privacy_accepted: bool,
}

/// Whom the vendor's finance asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FinanceContact {
    pub name: ContactName,
    pub mobile_phone: MobilePhone,
    pub email: EmailAddress,
}

/// Which account is to be paid. Nobody types again what the vendor has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "choice", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum BankAccountChoice {
    /// The one that was submitted before.
    Keep,
    /// The one that the supplier system holds.
    Known,
    New(NewBankAccount),
}

/// A corporate account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBankAccount {
    /// The company's name: personal accounts are not paid.
    pub holder: CompanyName,
    pub bank_name: BankName,
    pub branch_name: BankName,
    pub account_number: AccountNumber,
    /// The bank's confirmation letter with its stamp (PDF, PNG, JPG); needed unless the supplier system holds this account.
    pub letter_id: Option<AttachmentId>,
}

/// Input of [`VERIFY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferEntry {
    pub version: i64,
    pub amount: Amount,
}

/// Input of [`RAISE_TICKET`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessInfoTicket {
    pub version: i64,
    pub note: Reason,
}

/// What the machine found, for a person to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Finding {
    /// The company is named otherwise than the partner's account was verified.
    OtherCompanyName,
    /// Another partner of the vendor's is paid to the same account.
    AccountOfAnother,
}

/// Answer of [`CASE`]. Contact and account stay masked: the letter says what the auditor compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BusinessInfoCase {
    #[serde(flatten)]
    pub status: BusinessInfoStatus,
    pub partner_id: PartnerId,
    /// As the partner's account was verified.
    pub verified_name: String,
    pub submitted_at: Timestamp,
    pub details: BusinessDetails,
    pub findings: Vec<Finding>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_has_somebody_to_sign_with_and_a_currency() {
        for site in Site::ALL {
            assert!(!SigningEntity::of_site(site).is_empty());
            assert!(!settlement_currencies(site).is_empty());
        }
    }
}

//! What stands in the form, as text; what of it is wrong; and what is sent.

use super::place::{Place, Wrong};
use contract::{
    business_info::{
        BankAccountChoice, BusinessInfo, BusinessInfoDraft, FinanceContact, KnownCompany, NewBankAccount,
        SigningEntity, settlement_currencies,
    },
    company::{RegistrationNumber, is_same_name},
    money::Currency,
    session::Site,
    taxpayer::TaxpayerType,
    text::Rule,
};
use serde::{Deserialize, Serialize};

/// Whether what the vendor has stays, or another is typed.
pub const KEEP: &str = "KEEP";
pub const KNOWN: &str = "KNOWN";
pub const NEW: &str = "NEW";

/// Texts of all fields. It is what the draft keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub company_name: String,
    pub registration_number: String,
    pub signing_entity: String,
    pub taxpayer_type: String,
    pub contact: String,
    pub contact_name: String,
    pub contact_mobile: String,
    pub contact_email: String,
    pub bank: String,
    pub holder: String,
    pub bank_name: String,
    pub branch_name: String,
    pub account_number: String,
    pub letter_id: String,
    pub settlement_currency: String,
    pub privacy: bool,
}

impl Typed {
    /// As the form opens: what the vendor has stands in it.
    pub fn of(info: &BusinessInfo) -> Self {
        let Some(known) = &info.known else { return Self::default() };
        let first = Self {
            company_name: known.company_name.clone(),
            signing_entity: first_entity(known.site),
            contact: NEW.to_owned(),
            bank: if known.bank_account.is_some() { KNOWN } else { NEW }.to_owned(),
            holder: known.company_name.clone(),
            settlement_currency: first_currency(known.site),
            ..Self::default()
        };
        let Some(details) = &info.details else { return first };
        Self {
            company_name: details.company_name.clone(),
            registration_number: details.registration_number.clone(),
            signing_entity: details.signing_entity.as_str().to_owned(),
            taxpayer_type: details.taxpayer_type.as_str().to_owned(),
            contact: KEEP.to_owned(),
            bank: KEEP.to_owned(),
            holder: details.company_name.clone(),
            settlement_currency: details.settlement_currency.as_str().to_owned(),
            ..first
        }
    }

    pub fn has_new_contact(&self) -> bool {
        self.contact == NEW
    }

    pub fn has_new_account(&self) -> bool {
        self.bank == NEW
    }

    /// What is sent.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn read(&self, info: &BusinessInfo) -> Result<BusinessInfoDraft, Vec<Wrong>> {
        let mut reader = Reader(Vec::new());
        let company_name = reader.text(Place::CompanyName, &self.company_name);
        let registration_number = reader.text(Place::RegistrationNumber, &self.registration_number);
        let site = info.known.as_ref().map_or(Site::Cn, |known| known.site);
        if registration_number.as_ref().is_some_and(|number| !is_number_of(site, number)) {
            reader.wrong(Place::RegistrationNumber, Rule::Malformed);
        }
        let signing_entity = reader.chosen(Place::SigningEntity, SigningEntity::parse(&self.signing_entity));
        let taxpayer_type = reader.chosen(Place::TaxpayerType, TaxpayerType::parse(&self.taxpayer_type));
        let finance_contact = if self.has_new_contact() {
            let name = reader.text(Place::ContactName, &self.contact_name);
            let mobile_phone = reader.text(Place::ContactMobile, &self.contact_mobile);
            let email = reader.text(Place::ContactEmail, &self.contact_email);
            name.zip(mobile_phone)
                .zip(email)
                .map(|((name, mobile_phone), email)| Some(FinanceContact { name, mobile_phone, email }))
        } else {
            Some(None)
        };
        if !self.privacy {
            reader.wrong(Place::Privacy, Rule::Missing);
        }
        let bank_account = self.account(&mut reader, info);
        let settlement_currency = reader.chosen(Place::Currency, Currency::parse(&self.settlement_currency));
        let draft = || {
            Some(BusinessInfoDraft {
                version: info.version,
                company_name: company_name?,
                registration_number: registration_number?,
                signing_entity: signing_entity?,
                taxpayer_type: taxpayer_type?,
                finance_contact: finance_contact?,
                bank_account: bank_account?,
                settlement_currency: settlement_currency?,
                privacy_accepted: true,
            })
        };
        match draft() {
            Some(draft) if reader.0.is_empty() => Ok(draft),
            _ => Err(reader.0),
        }
    }

    fn account(&self, reader: &mut Reader, info: &BusinessInfo) -> Option<BankAccountChoice> {
        let kept = match self.bank.as_str() {
            KEEP => info.details.as_ref().map(|details| (&details.bank_account, BankAccountChoice::Keep)),
            KNOWN => known_account(info.known.as_ref()).map(|account| (account, BankAccountChoice::Known)),
            _ => None,
        };
        if let Some((account, choice)) = kept {
            if !is_same_name(&account.holder, &self.company_name) {
                reader.wrong(Place::Bank, Rule::Unexpected);
            }
            return Some(choice);
        }
        let holder = reader.text(Place::Holder, &self.holder);
        if holder.is_some() && !is_same_name(&self.holder, &self.company_name) {
            reader.wrong(Place::Holder, Rule::Unexpected);
        }
        let bank_name = reader.text(Place::BankName, &self.bank_name);
        let branch_name = reader.text(Place::BranchName, &self.branch_name);
        let account_number = reader.text(Place::AccountNumber, &self.account_number);
        let letter_id = self.letter_id.parse().ok();
        if letter_id.is_none() {
            reader.wrong(Place::Letter, Rule::Missing);
        }
        Some(BankAccountChoice::New(NewBankAccount {
            holder: holder?,
            bank_name: bank_name?,
            branch_name: branch_name?,
            account_number: account_number?,
            letter_id,
        }))
    }
}

/// Whether a company of this site has such a number.
pub fn is_number_of(site: Site, number: &RegistrationNumber) -> bool {
    site != Site::Cn || number.is_credit_code()
}

fn known_account(known: Option<&KnownCompany>) -> Option<&contract::business_info::BankAccount> {
    known.and_then(|known| known.bank_account.as_ref())
}

fn first_entity(site: Site) -> String {
    SigningEntity::of_site(site).first().map_or("", |entity| entity.as_str()).to_owned()
}

fn first_currency(site: Site) -> String {
    settlement_currencies(site).first().map_or("", |currency| currency.as_str()).to_owned()
}

/// Collects what is wrong.
struct Reader(Vec<Wrong>);

impl Reader {
    fn wrong(&mut self, place: Place, rule: Rule) {
        self.0.push((place, rule));
    }

    fn text<T: TryFrom<String, Error = Rule>>(&mut self, place: Place, text: &str) -> Option<T> {
        T::try_from(text.to_owned()).map_err(|rule| self.wrong(place, rule)).ok()
    }

    fn chosen<T>(&mut self, place: Place, choice: Option<T>) -> Option<T> {
        if choice.is_none() {
            self.wrong(place, Rule::Missing);
        }
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{
        business_info::{BankAccount, BusinessDetails},
        business_info_status::BusinessInfoStatus,
    };

    fn account(holder: &str) -> BankAccount {
        let text = str::to_owned;
        BankAccount {
            holder: text(holder),
            bank_name: text("中国银行"),
            branch_name: text("北京支行"),
            account_number: text("**** 8801"),
        }
    }

    fn nothing_submitted() -> BusinessInfo {
        BusinessInfo {
            status: BusinessInfoStatus::NotCertified,
            expected_by: None,
            ticket_open: false,
            submitted_at: None,
            certified_at: None,
            managers: Vec::new(),
            details: None,
            known: Some(KnownCompany {
                company_name: "华上云".to_owned(),
                site: Site::Cn,
                bank_account: Some(account("华上云")),
            }),
            version: 0,
        }
    }

    fn certified() -> BusinessInfo {
        let details = BusinessDetails {
            company_name: "华上云".to_owned(),
            registration_number: "91350100M000100Y43".to_owned(),
            signing_entity: SigningEntity::Mainland,
            taxpayer_type: TaxpayerType::General,
            tax_rate: TaxpayerType::General.rate(),
            contact_name: "曾*".to_owned(),
            contact_mobile: "139****5678".to_owned(),
            contact_email: "f***@h***.com".to_owned(),
            bank_account: account("华上云"),
            settlement_currency: Currency::Cny,
            letter: None,
            answer: None,
        };
        let status = BusinessInfoStatus::Certified;
        BusinessInfo { status, details: Some(details), version: 4, ..nothing_submitted() }
    }

    #[test]
    fn what_the_vendor_has_is_never_asked_for_again() {
        let info = certified();
        let typed = Typed { privacy: true, ..Typed::of(&info) };
        let draft = typed.read(&info).unwrap();
        assert_eq!((draft.version, draft.bank_account), (4, BankAccountChoice::Keep));
        assert_eq!(draft.finance_contact, None, "masked data is never sent back as if it were the data");
    }

    #[test]
    fn everything_wrong_is_named_in_the_order_of_the_form() {
        let info = nothing_submitted();
        let typed = Typed { bank: NEW.to_owned(), holder: "方正".to_owned(), ..Typed::of(&info) };
        let wrong: Vec<Place> = typed.read(&info).unwrap_err().into_iter().map(|(place, _)| place).collect();
        let places = [
            Place::RegistrationNumber,
            Place::TaxpayerType,
            Place::ContactName,
            Place::ContactMobile,
            Place::ContactEmail,
            Place::Privacy,
            Place::Holder,
            Place::BankName,
            Place::BranchName,
            Place::AccountNumber,
            Place::Letter,
        ];
        assert_eq!(wrong, places);
    }

    #[test]
    fn an_account_that_is_kept_has_to_be_the_companys() {
        let info = certified();
        let typed = Typed { privacy: true, company_name: "新名公司".to_owned(), ..Typed::of(&info) };
        assert_eq!(typed.read(&info), Err(vec![(Place::Bank, Rule::Unexpected)]));
    }
}

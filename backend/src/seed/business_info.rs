//! Business information of the demo: five partners are certified, 华上云 is not, and the supplier system knows an account of
//! its. A transfer to an account whose number ends in 0000 comes back.

use super::partners::{
    CAIZHI, DemoPartner, HUASHANG, LINGXI, NIMBUS, PARTNERS, YUNFAN, YUNFAN_SECOND, user_id,
};
use crate::{
    business_info::{
        record::{Record, SealedAccount, SealedContact},
        store,
    },
    problem::Fault,
    secret::Pepper,
    store::Tx,
};
use contract::{
    business_info::{FinanceContact, NewBankAccount, SigningEntity},
    business_info_status::BusinessInfoStatus,
    taxpayer::TaxpayerType,
    text::Rule,
    time::Timestamp,
};

struct Certified {
    partner_id: &'static str,
    registration_number: &'static str,
    taxpayer_type: TaxpayerType,
    /// Login name of the member who is the finance contact, and its display name.
    contact: (&'static str, &'static str),
    bank: (&'static str, &'static str),
    account_number: &'static str,
}

const CERTIFIED: [Certified; 5] = [
    Certified {
        partner_id: YUNFAN,
        registration_number: "91310115MA1K4XQY34",
        taxpayer_type: TaxpayerType::General,
        contact: ("yunfan-finance", "钱敏"),
        bank: ("招商银行", "上海张江支行"),
        account_number: "121912345610801",
    },
    // The same company.
    Certified {
        partner_id: YUNFAN_SECOND,
        registration_number: "91310115MA1K4XQY34",
        taxpayer_type: TaxpayerType::General,
        contact: ("yunfan2-admin", "顾青"),
        bank: ("招商银行", "上海张江支行"),
        account_number: "121912345610926",
    },
    Certified {
        partner_id: LINGXI,
        registration_number: "91510100MA6C8L2N7U",
        taxpayer_type: TaxpayerType::SmallScale,
        contact: ("lingxi-finance", "谭静"),
        bank: ("中国建设银行", "成都高新支行"),
        account_number: "51001870836051500123",
    },
    Certified {
        partner_id: CAIZHI,
        registration_number: "91440300MA5G2R8T4J",
        taxpayer_type: TaxpayerType::General,
        contact: ("caizhi-finance", "苏芮"),
        bank: ("中国工商银行", "深圳南山支行"),
        account_number: "4000021219200456789",
    },
    Certified {
        partner_id: NIMBUS,
        registration_number: "201812345K",
        taxpayer_type: TaxpayerType::General,
        contact: ("nimbus-finance", "Oliver Hart"),
        bank: ("DBS Bank", "Marina Bay"),
        account_number: "0039876543",
    },
];

fn partner(partner_id: &str) -> Result<&'static DemoPartner, Fault> {
    PARTNERS
        .iter()
        .find(|partner| partner.partner_id == partner_id)
        .ok_or_else(|| Fault::new("business information of nobody"))
}

fn typed<T: TryFrom<String, Error = Rule>>(text: impl Into<String>) -> Result<T, Fault> {
    T::try_from(text.into()).map_err(|rule| Fault::new(format!("demo data: {rule}")))
}

fn account(holder: &str, (bank, branch): (&str, &str), number: &str) -> Result<NewBankAccount, Fault> {
    Ok(NewBankAccount {
        holder: typed(holder)?,
        bank_name: typed(bank)?,
        branch_name: typed(branch)?,
        account_number: typed(number)?,
        letter_id: None,
    })
}

pub(super) async fn plant(tx: &mut Tx, pepper: &Pepper, now: Timestamp) -> Result<(), Fault> {
    for certified in &CERTIFIED {
        let partner = partner(certified.partner_id)?;
        let contact = FinanceContact {
            name: typed(certified.contact.1)?,
            mobile_phone: typed("13800138000")?,
            email: typed(format!("{}@mail.example.com", certified.contact.0))?,
        };
        let account = account(partner.name, certified.bank, certified.account_number)?;
        let id = partner.partner_id;
        let unknown = |_| Fault::new("a demo id is no id");
        let mut record = Record {
            partner_id: id.parse().map_err(unknown)?,
            status: BusinessInfoStatus::Certified,
            answer: None,
            company_name: partner.name.to_owned(),
            registration_number: certified.registration_number.to_owned(),
            signing_entity: SigningEntity::of_site(partner.site)[0],
            taxpayer_type: certified.taxpayer_type,
            settlement_currency: partner.currency(),
            contact: SealedContact::seal(pepper, id, &contact)?,
            account: SealedAccount::seal(pepper, id, &account)?,
            letter_id: None,
            amount_mac: None,
            wrong_call: None,
            proven_mac: None,
            submitted_by: user_id(certified.contact.0).parse().map_err(unknown)?,
            submitted_at: now.plus_seconds(-90 * 86_400),
            expected_by: None,
            certified_at: Some(now.plus_seconds(-89 * 86_400)),
            version: 0,
        };
        record.proven_mac = Some(record.identity_mac(pepper));
        store::save(tx, &record, 0).await?;
    }
    let known = account(partner(HUASHANG)?.name, ("中国银行", "北京中关村支行"), "331156020018801")?;
    store::add_supplier_account(tx, HUASHANG, &SealedAccount::seal(pepper, HUASHANG, &known)?).await
}

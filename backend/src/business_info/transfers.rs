//! The vendor's bank: a small amount goes to an account, and only whoever reads the account's statements learns how much.
//!
//! The demo's bank writes its statement to the finance contact, through the outbox. A deployment puts its bank's interface
//! here; without one nothing is sent, and a job that needs it waits until there is one.
//!
//! The book knows nothing of it: no account of the partner moves, the vendor gives the money, and a line with the amount
//! would tell what is to be proved.

use super::record::Record;
use crate::{
    app::App,
    outbox::{self, Letter, Message, Recipient},
    problem::Fault,
    secret,
};
use contract::{
    business_info::TRANSFER_MINOR,
    demo::Channel,
    money::{Amount, Currency},
    session::Language,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Accounts with such an end are closed at the demo's bank.
const CLOSED: &str = "0000";

/// What the bank answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// On its way; all that is kept is the amount's HMAC.
    Sent { amount_mac: String },
    /// The bank sent it back.
    Returned,
}

/// Sends a random amount to the account of a record, in the transaction of its cause.
///
/// # Errors
/// When there is no bank, no randomness, or the database fails.
pub async fn send(
    conn: &mut AnyConnection,
    app: &App,
    now: Timestamp,
    record: &Record,
) -> Result<Transfer, Fault> {
    if !app.config.demo {
        return Err(Fault::new("no bank is connected"));
    }
    let number = record.account.open(&app.pepper, record.partner_id.as_str());
    let number = number.ok_or_else(|| Fault::new("an account number that does not open"))?;
    if number.ends_with(CLOSED) {
        return Ok(Transfer::Returned);
    }
    let amount = random_amount()?;
    outbox::send(conn, app, None, now, statement(app, record, amount)).await?;
    Ok(Transfer::Sent { amount_mac: record.amount_mac(&app.pepper, amount) })
}

/// Every amount is as likely as any other.
fn random_amount() -> Result<Amount, Fault> {
    const AMOUNTS: u8 = 99;
    const FAIR: u8 = u8::MAX - u8::MAX % AMOUNTS;
    loop {
        let [byte] = secret::random::<1>()?;
        if byte < FAIR {
            let minor = TRANSFER_MINOR.start() + i64::from(byte % AMOUNTS);
            return Amount::from_minor(minor).ok_or_else(|| Fault::new("an amount is out of range"));
        }
    }
}

/// What the bank writes. Sealed until it has left, like a code.
fn statement(app: &App, record: &Record, amount: Amount) -> Message {
    let contact = record.contact.open(&app.pepper, record.partner_id.as_str());
    let language = match record.settlement_currency {
        Currency::Cny => Language::ZhCn,
        Currency::Usd => Language::EnUs,
    };
    let (account, currency) = (&record.account.masked, record.settlement_currency.as_str());
    Message {
        kind: "BANK_STATEMENT",
        to: Recipient::Address {
            phone: contact.as_ref().map(|contact| contact.mobile_phone.as_str().to_owned()),
            email: contact.map(|contact| contact.email.as_str().to_owned()),
            language,
        },
        about: None,
        channels: vec![Channel::Sms, Channel::Email],
        zh: Letter::new(
            format!("{}：入账通知", record.account.bank_name),
            format!("贵公司账户 {account} 入账 {currency} {amount}，摘要：商业信息认证。"),
        ),
        en: Letter::new(
            format!("{}: credit advice", record.account.bank_name),
            format!(
                "Your account {account} was credited with {currency} {amount}. Reference: business information certification."
            ),
        ),
        secret: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_amount_comes_and_none_besides() {
        let amounts: HashSet<i64> = (0..20_000).map(|_| random_amount().unwrap().minor()).collect();
        assert_eq!(amounts, TRANSFER_MINOR.collect());
    }
}

//! Messages that leave the house: written in the transaction of their cause, delivered afterwards.

pub mod delivery;
pub mod store;

use crate::{problem::Fault, secret};
use contract::{
    demo::Channel,
    ids::{CustomerId, PartnerId, UserId},
    session::Language,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Whom a message is for.
#[derive(Clone, Debug)]
pub enum Recipient {
    User(UserId),
    /// The user of this customer's account.
    Customer(CustomerId),
    /// Every administrator of this partner.
    Administrators(PartnerId),
}

/// Subject and body in one language. Never a full name of a customer.
#[derive(Clone, Debug)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

/// A message; everybody gets it in their own language.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is about, such as `VERIFICATION_CODE`.
    pub kind: &'static str,
    pub to: Recipient,
    pub channels: Vec<Channel>,
    pub zh: Letter,
    pub en: Letter,
}

/// One letter on its way.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub message_id: String,
    pub kind: String,
    pub channel: Channel,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub attempts: i64,
    pub created_at: Timestamp,
}

/// Puts a message into the outbox.
///
/// # Errors
/// When the database fails.
pub async fn send(conn: &mut AnyConnection, now: Timestamp, message: Message) -> Result<(), Fault> {
    for address in store::addresses(conn, &message.to).await? {
        let letter = match address.language {
            Language::ZhCn => &message.zh,
            Language::EnUs => &message.en,
        };
        for channel in &message.channels {
            let recipient = match channel {
                Channel::Sms => address.phone.clone(),
                Channel::Email => address.email.clone(),
                Channel::InSite => Some(address.account_name.clone()),
            };
            let Some(recipient) = recipient else { continue };
            let outgoing = Outgoing {
                message_id: format!("m-{}", secret::random_id()?),
                kind: message.kind.to_owned(),
                channel: *channel,
                recipient,
                subject: letter.subject.clone(),
                body: letter.body.clone(),
                attempts: 0,
                created_at: now,
            };
            store::add(conn, &outgoing, now).await?;
        }
    }
    Ok(())
}

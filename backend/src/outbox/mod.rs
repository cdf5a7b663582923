//! Messages that leave the house: written in the transaction of their cause, delivered afterwards.

pub mod delivery;
pub mod store;

use crate::{
    problem::Fault,
    secret::{self, Pepper},
};
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
    /// Somebody who has no account here.
    Address {
        phone: Option<String>,
        email: Option<String>,
        language: Language,
    },
}

/// Subject and body in one language. Never a full name of a customer, but for one to the customer itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
    /// The body as HTML, for mails that have both. Everything that somebody typed is escaped.
    pub html: Option<String>,
}

impl Letter {
    /// One without HTML.
    #[must_use]
    pub fn new(subject: impl Into<String>, body: impl Into<String>) -> Self {
        Self { subject: subject.into(), body: body.into(), html: None }
    }
}

/// A message; everybody gets it in their own language. Not `Debug`: it may hold a secret.
#[derive(Clone)]
pub struct Message {
    /// What it is about, such as `VERIFICATION_CODE`.
    pub kind: &'static str,
    pub to: Recipient,
    pub channels: Vec<Channel>,
    pub zh: Letter,
    pub en: Letter,
    /// Whether the body holds a code or a link: it lies sealed until it has left, and is forgotten then.
    pub secret: bool,
}

/// One letter on its way. Not `Debug`: it may hold a secret.
#[derive(Clone)]
pub struct Outgoing {
    pub message_id: String,
    pub kind: String,
    pub channel: Channel,
    pub recipient: String,
    pub subject: String,
    /// Sealed in the database while `secret`; open here.
    pub body: String,
    pub html: Option<String>,
    pub secret: bool,
    pub attempts: i64,
    pub created_at: Timestamp,
}

/// Puts a message into the outbox, one for each channel and address; gives their ids in the order of the channels.
///
/// # Errors
/// When the database fails.
pub async fn send(
    conn: &mut AnyConnection,
    pepper: &Pepper,
    now: Timestamp,
    message: Message,
) -> Result<Vec<String>, Fault> {
    let mut ids = Vec::new();
    for address in store::addresses(conn, &message.to).await? {
        let letter = match address.language {
            Language::ZhCn => &message.zh,
            Language::EnUs => &message.en,
        };
        for channel in &message.channels {
            let recipient = match channel {
                Channel::Sms => address.phone.clone(),
                Channel::Email => address.email.clone(),
                Channel::InSite => Some(address.account_name.clone()).filter(|name| !name.is_empty()),
            };
            let Some(recipient) = recipient else { continue };
            let outgoing = Outgoing {
                message_id: format!("m-{}", secret::random_id()?),
                kind: message.kind.to_owned(),
                channel: *channel,
                recipient,
                subject: letter.subject.clone(),
                body: letter.body.clone(),
                html: letter.html.clone().filter(|_| *channel == Channel::Email),
                secret: message.secret,
                attempts: 0,
                created_at: now,
            };
            store::add(conn, pepper, &outgoing, now).await?;
            ids.push(outgoing.message_id);
        }
    }
    Ok(ids)
}

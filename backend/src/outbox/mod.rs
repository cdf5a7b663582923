//! Messages that leave the house: written in the transaction of their cause, delivered afterwards.

pub mod delivery;
pub mod mail;
pub mod store;
pub mod times;

use crate::{
    app::App,
    notifications::{self, Told},
    problem::Fault,
    secret,
};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    ids::{CustomerId, PartnerId, UserId},
    notifications::About as Page,
    permissions::Permission,
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
    /// Every member of this partner whose roles give this permission.
    Holders(PartnerId, Permission),
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
    /// The body as HTML, where it is more than paragraphs. Everything that somebody typed is escaped.
    pub html: Option<String>,
}

impl Letter {
    /// One without HTML.
    #[must_use]
    pub fn new(subject: impl Into<String>, body: impl Into<String>) -> Self {
        Self { subject: subject.into(), body: body.into(), html: None }
    }
}

/// What a message is about: the page that it leads to, and the deadline on which it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub page: Page,
    /// Id of what is there.
    pub id: Option<String>,
    /// With what has to be done until then; the deadline is that of `id`.
    pub due: Option<(DeadlineKind, Timestamp)>,
}

impl About {
    /// A page that needs no id.
    #[must_use]
    pub const fn page(page: Page) -> Self {
        Self { page, id: None, due: None }
    }

    /// One thing.
    #[must_use]
    pub fn one(page: Page, id: impl ToString) -> Self {
        Self { page, id: Some(id.to_string()), due: None }
    }

    /// It has to be done until then. Without a deadline nothing is required.
    #[must_use]
    pub fn until(self, kind: DeadlineKind, end: Option<Timestamp>) -> Self {
        Self { due: end.map(|end| (kind, end)), ..self }
    }
}

/// A message; everybody gets it in their own language. Not `Debug`: it may hold a secret.
#[derive(Clone)]
pub struct Message {
    /// What it is about, such as `VERIFICATION_CODE`.
    pub kind: &'static str,
    pub to: Recipient,
    pub about: Option<About>,
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
    pub user_id: Option<UserId>,
    pub notification_id: Option<String>,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Sent {
    /// Ids of the messages, in the order of the channels.
    pub messages: Vec<String>,
    /// Ids of the notifications that they carry: one for each user.
    pub notifications: Vec<String>,
}

/// Puts a message into the outbox, one for each channel and address, and into the list of every user whom it is for. What a
/// user has switched off is left out. `site` is the address of the product's own pages, for links in mails.
///
/// # Errors
/// When the database fails.
pub async fn send(
    conn: &mut AnyConnection,
    app: &App,
    site: Option<&str>,
    now: Timestamp,
    message: Message,
) -> Result<Sent, Fault> {
    let mut sent = Sent::default();
    for address in store::addresses(conn, &message.to).await? {
        let told = match &address.user_id {
            Some(user_id) => notifications::tell(conn, user_id, &message, now).await?,
            None => None,
        };
        for channel in &message.channels {
            if told.as_ref().is_some_and(|told| told.off.contains(channel)) {
                continue;
            }
            let recipient = match channel {
                Channel::Sms => address.phone.clone(),
                Channel::Email => address.email.clone(),
                Channel::InSite => Some(address.account_name.clone()).filter(|name| !name.is_empty()),
            };
            let Some(recipient) = recipient else { continue };
            let (subject, body, html) = letter(&message, &address, *channel, told.as_ref(), site);
            let outgoing = Outgoing {
                message_id: format!("m-{}", secret::random_id()?),
                kind: message.kind.to_owned(),
                channel: *channel,
                recipient,
                subject,
                body,
                html,
                secret: message.secret,
                attempts: 0,
                created_at: now,
                user_id: address.user_id.clone(),
                notification_id: told.as_ref().map(|told| told.notification_id.clone()),
            };
            store::add(conn, &app.pepper, &outgoing, now).await?;
            sent.messages.push(outgoing.message_id);
        }
        sent.notifications.extend(told.map(|told| told.notification_id));
    }
    Ok(sent)
}

/// Subject, text and HTML for one reader: in its language, by its clock. Every mail has both parts.
fn letter(
    message: &Message,
    address: &store::Address,
    channel: Channel,
    told: Option<&Told>,
    site: Option<&str>,
) -> (String, String, Option<String>) {
    let language = address.language;
    let letter = match language {
        Language::ZhCn => &message.zh,
        Language::EnUs => &message.en,
    };
    let written = |text: &str| times::written(text, language, address.offset_minutes);
    let (subject, text) = (written(&letter.subject), written(&letter.body));
    if channel != Channel::Email {
        return (subject, text, None);
    }
    if let Some(html) = &letter.html {
        return (subject, text, Some(html.clone()));
    }
    let link = told.zip(site).map(|(told, site)| format!("{site}/messages/{}", told.notification_id));
    let plain = mail::Plain { subject: &subject, text: &text, link, chosen: told.is_some() };
    let (text, html) = plain.parts(language);
    (subject, text, Some(html))
}

//! Delivery of what lies in the outbox: mail by SMTP, text messages by a webhook. It works off what is due, so that
//! nothing is lost in a restart; a message may arrive twice when the process dies between sending and noting it.

use super::{Outgoing, store};
use crate::{app::App, problem::Fault};
use contract::{demo::Channel, time::Timestamp, verification::CODE_LIFETIME_S};
use http_body_util::Full;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{Mailbox, MessageBuilder, MultiPart, header::ContentType},
};
use serde_json::json;
use std::time::Duration;

/// Messages that are looked at in one round, and the pause between rounds.
const AT_ONCE: i64 = 20;
const PAUSE: Duration = Duration::from_secs(3);
/// Before what another node undid is done again.
const BRIEFLY: Duration = Duration::from_millis(50);
/// Seconds to the second try; doubled each time up to [`LONGEST_WAIT_S`].
const FIRST_WAIT_S: i64 = 10;
const LONGEST_WAIT_S: i64 = 3_600;
/// Seconds that carrying one away takes at most. Then another node may try, since this one must have died.
const CARRYING_S: i64 = 60;
/// Tries after which a message that the receiving server refuses for good is given up: a server may be set up wrongly
/// for a moment.
const REFUSED_TRIES: i64 = 5;
/// Seconds after which any message is given up: nobody waits for it any more.
const LONGEST_S: i64 = 7 * 86_400;

/// Who carries messages away.
pub struct Carriers {
    smtp: Option<(AsyncSmtpTransport<Tokio1Executor>, Mailbox)>,
    webhook: Option<(Client<HttpConnector, Full<axum::body::Bytes>>, http::Uri)>,
}

impl Carriers {
    /// As configured.
    ///
    /// # Errors
    /// When an address cannot be read.
    pub fn new(
        smtp_url: Option<&str>,
        mail_from: Option<&str>,
        sms_webhook: Option<&str>,
    ) -> Result<Self, Fault> {
        let smtp = match smtp_url {
            Some(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| Fault::new(format!("SMTP address: {error}")))?
                    .timeout(Some(Duration::from_secs(20)))
                    .build();
                let from = mail_from.unwrap_or("partner-center@localhost").parse();
                Some((transport, from.map_err(|error| Fault::new(format!("mail sender: {error}")))?))
            }
            None => None,
        };
        let webhook = match sms_webhook {
            Some(url) => {
                let uri: http::Uri = url.parse().map_err(|_| Fault::new("the SMS webhook is no address"))?;
                if uri.scheme_str() != Some("http") {
                    return Err(Fault::new("the SMS webhook must be a local http:// address"));
                }
                Some((Client::builder(TokioExecutor::new()).build_http(), uri))
            }
            None => None,
        };
        Ok(Self { smtp, webhook })
    }

    const fn carry_at_all(&self, channel: Channel) -> bool {
        match channel {
            Channel::InSite => true,
            Channel::Email => self.smtp.is_some(),
            Channel::Sms => self.webhook.is_some(),
        }
    }

    /// `None` when nobody carries this channel.
    async fn carry(&self, message: &Outgoing) -> Option<Result<(), Failure>> {
        match message.channel {
            Channel::InSite => Some(Ok(())),
            Channel::Email => {
                let (transport, from) = self.smtp.as_ref()?;
                Some(mail(transport, from, message).await)
            }
            Channel::Sms => {
                let (client, uri) = self.webhook.as_ref()?;
                Some(text(client, uri, message).await)
            }
        }
    }
}

/// Why it did not leave.
struct Failure {
    /// For the log; holds nothing of the message.
    why: String,
    /// The other side will say the same next time.
    for_good: bool,
}

impl Failure {
    /// It may work later.
    fn for_now(why: impl ToString) -> Self {
        Self { why: why.to_string(), for_good: false }
    }

    /// It will not.
    fn for_good(why: impl ToString) -> Self {
        Self { why: why.to_string(), for_good: true }
    }
}

async fn mail(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    from: &Mailbox,
    message: &Outgoing,
) -> Result<(), Failure> {
    let to: Mailbox =
        message.recipient.parse().map_err(|_| Failure::for_good("the recipient is no address"))?;
    // The id lets the recipient's server drop a second copy.
    let letter = MessageBuilder::new()
        .message_id(Some(format!("<{}@{}>", message.message_id, from.email.domain())))
        .from(from.clone())
        .to(to)
        .subject(message.subject.clone());
    let mail = match &message.html {
        Some(html) => letter.multipart(MultiPart::alternative_plain_html(message.body.clone(), html.clone())),
        None => letter.header(ContentType::TEXT_PLAIN).body(message.body.clone()),
    };
    let mail = mail.map_err(Failure::for_good)?;
    let Err(error) = transport.send(mail).await else { return Ok(()) };
    // The number only: what a server says quotes the recipient.
    let why =
        error.status().map_or_else(|| error.to_string(), |code| format!("the mail server answered {code}"));
    Err(Failure { why, for_good: error.is_permanent() })
}

async fn text(
    client: &Client<HttpConnector, Full<axum::body::Bytes>>,
    uri: &http::Uri,
    message: &Outgoing,
) -> Result<(), Failure> {
    let body = json!({ "id": message.message_id, "to": message.recipient, "text": message.body }).to_string();
    let request = http::Request::post(uri)
        .header(http::header::CONTENT_TYPE, "application/json")
        .body(Full::from(body))
        .map_err(Failure::for_good)?;
    let answer = tokio::time::timeout(Duration::from_secs(20), client.request(request)).await;
    match answer {
        Ok(Ok(answer)) if answer.status().is_success() => Ok(()),
        Ok(Ok(answer)) => Err(Failure::for_now(format!("the webhook answered {}", answer.status().as_u16()))),
        Ok(Err(error)) => Err(Failure::for_now(error)),
        Err(_) => Err(Failure::for_now("the webhook did not answer")),
    }
}

/// Delivers for ever.
pub async fn run(app: App, carriers: Carriers) {
    loop {
        if let Err(fault) = deliver_due(&app, &carriers).await {
            tracing::error!(what = %fault, "outbox");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One round: everything that is due now.
///
/// # Errors
/// When the database fails.
pub async fn deliver_due(app: &App, carriers: &Carriers) -> Result<(), Fault> {
    let now = app.clock.now();
    let due = store::due(&mut *app.store.read().await?, &app.pepper, now, AT_ONCE).await?;
    for message in due {
        if !claim(app, &message, now).await? {
            continue;
        }
        let is_stale = now.seconds() > message.created_at.seconds() + lifetime_s(&message);
        let carried = if is_stale { None } else { carriers.carry(&message).await };
        // What has left has to be noted, whoever else writes.
        until_decided(|| note(app, carriers, &message, now, is_stale, carried.as_ref())).await?;
    }
    Ok(())
}

/// Writes down what became of a message.
async fn note(
    app: &App,
    carriers: &Carriers,
    message: &Outgoing,
    now: Timestamp,
    is_stale: bool,
    carried: Option<&Result<(), Failure>>,
) -> Result<(), Fault> {
    let id = message.message_id.as_str();
    let mut tx = app.store.write().await?;
    match carried {
        Some(Ok(())) => {
            // A secret that has left is nobody's business any more; the demo shows it in its outbox.
            let keeps_body = app.config.demo || !message.secret;
            store::mark_sent(&mut tx, id, now, keeps_body).await?;
        }
        Some(Err(Failure { why, for_good })) => {
            let attempts = message.attempts;
            tracing::warn!(message_id = id, attempts, why, "not delivered");
            store::mark_failed(&mut tx, id, now.plus_seconds(wait(attempts))).await?;
            if *for_good && attempts + 1 >= REFUSED_TRIES {
                store::give_up(&mut tx, id).await?;
            }
        }
        None if app.config.demo && !carriers.carry_at_all(message.channel) => {
            store::mark_sent(&mut tx, id, now, true).await?;
        }
        None if is_stale => store::give_up(&mut tx, id).await?,
        None => store::mark_failed(&mut tx, id, now.plus_seconds(LONGEST_WAIT_S)).await?,
    }
    tx.commit().await?;
    if let (Some(Ok(())), Channel::InSite, Some(user_id)) = (carried, message.channel, &message.user_id) {
        app.streams.tell(user_id);
    }
    Ok(())
}

/// Whether this node is the one that delivers it: another may have seen it at the same moment. The database may undo
/// a claim for the sake of a write about another message; taken for an answer, both nodes could leave a message to
/// each other.
async fn claim(app: &App, message: &Outgoing, now: Timestamp) -> Result<bool, Fault> {
    let take = || async {
        let mut tx = app.store.write().await?;
        let taken = store::claim(&mut tx, &message.message_id, now, now.plus_seconds(CARRYING_S)).await?;
        tx.commit().await?;
        Ok(taken)
    };
    until_decided(take).await
}

/// Does it again for as long as the database undoes it in favour of another's write.
async fn until_decided<T, F>(attempt: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    loop {
        match attempt().await {
            Err(fault) if fault.is_lost_to_another() => tokio::time::sleep(BRIEFLY).await,
            decided => return decided,
        }
    }
}

/// Seconds for which a message is worth anything.
fn lifetime_s(message: &Outgoing) -> i64 {
    if message.kind == "VERIFICATION_CODE" { CODE_LIFETIME_S } else { LONGEST_S }
}

/// Seconds to the next try after so many.
fn wait(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts).unwrap_or(0).min(16);
    (FIRST_WAIT_S << doublings).min(LONGEST_WAIT_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_become_rarer() {
        assert_eq!([0, 1, 2, 30].map(wait), [10, 20, 40, 3_600]);
    }

    #[test]
    fn addresses_are_checked_at_start() {
        assert!(Carriers::new(Some("smtp://localhost:2525"), Some("Center <c@example.com>"), None).is_ok());
        assert!(Carriers::new(Some("localhost"), None, None).is_err());
        assert!(Carriers::new(None, None, Some("https://sms.example")).is_err());
    }
}

//! How messages leave the house.

use crate::harness::Service;
use axum::{Router, extract::State, routing::post};
use backend::{
    config::Config,
    outbox::delivery::{Carriers, deliver_due},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    associations::AssociationType,
    ids::FilingId,
    invitations::{
        Delivery, DeliveryState, HISTORY, INVITE, InvitationDraft, InvitationPage, InvitationQuery,
        InvitationStatus, InvitedBatch,
    },
    session::Language,
    verification::{CodeSent, ReceiverType, SEND, SET_SETTINGS, SendCode, VerificationSwitch},
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What a gateway for text messages got, and what it answers.
#[derive(Clone, Default)]
struct Gateway(Arc<Mutex<(Vec<String>, bool)>>);

impl Gateway {
    async fn start(&self) -> String {
        async fn take(State(gateway): State<Gateway>, body: String) -> http::StatusCode {
            let mut state = gateway.0.lock().unwrap();
            if state.1 {
                return http::StatusCode::BAD_GATEWAY;
            }
            state.0.push(body);
            http::StatusCode::OK
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/sms", post(take)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        format!("http://{address}/sms")
    }

    fn fail(&self, fails: bool) {
        self.0.lock().unwrap().1 = fails;
    }

    fn taken(&self) -> Vec<String> {
        self.0.lock().unwrap().0.clone()
    }
}

/// Has a code sent: by text message, or for another operation than turning off by mail.
async fn have_code_sent(service: &Service) -> String {
    let browser = service.signed_in("yunfan-admin").await;
    let off = VerificationSwitch { enabled: false };
    let challenge = browser.submit(&SET_SETTINGS, (), &off).await.problem().challenge.unwrap();
    let wish = SendCode { challenge_id: challenge.challenge_id, receiver_type: ReceiverType::Sms };
    browser.submit(&SEND, (), &wish).await.ok::<CodeSent>();
    service.newest_code().await
}

#[tokio::test]
async fn a_text_message_is_tried_again_until_it_is_taken_and_then_forgets_its_code() {
    let service = Service::start_with(Config::default()).await;
    let gateway = Gateway::default();
    let carriers = Carriers::new(None, None, Some(&gateway.start().await)).unwrap();
    let code = have_code_sent(&service).await;
    gateway.fail(true);
    deliver_due(&service.app, &carriers).await.unwrap();
    gateway.fail(false);
    deliver_due(&service.app, &carriers).await.unwrap();
    assert_eq!(gateway.taken().len(), 0, "the next try is ten seconds later");
    service.pass(10);
    for _ in 0..2 {
        deliver_due(&service.app, &carriers).await.unwrap();
    }
    assert_eq!(gateway.taken().len(), 1);
    assert!(gateway.taken()[0].contains(&code));
    let forgotten = "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL AND body = '' AND attempts = 2";
    assert_eq!(service.count(forgotten).await, 1);
}

#[tokio::test]
async fn two_nodes_deliver_each_message_once() {
    let service = Service::start_with(Config::default()).await;
    let other = service.beside().await;
    let gateway = Gateway::default();
    let address = gateway.start().await;
    let carriers = || Carriers::new(None, None, Some(&address)).unwrap();
    service
        .write(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
             INSERT INTO outbox (message_id, seq, kind, channel, recipient, subject, body, sealed, created_at,
             next_attempt_at) SELECT 'm-' || i, 1000 + i, 'NOTE', 'SMS', '13700000000', '', 'note ' || i, 0,
             1795406400, 0 FROM n",
        )
        .await;
    let (one, another) = (carriers(), carriers());
    let (first, second) = tokio::join!(deliver_due(&service.app, &one), deliver_due(&other.app, &another));
    first.and(second).unwrap();
    assert_eq!(gateway.taken().len(), 20);
    assert_eq!(service.count("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL").await, 0);
}

#[tokio::test]
async fn a_code_that_has_expired_is_not_delivered_any_more() {
    let service = Service::start_with(Config::default()).await;
    let gateway = Gateway::default();
    let carriers = Carriers::new(None, None, Some(&gateway.start().await)).unwrap();
    have_code_sent(&service).await;
    service.pass(601);
    deliver_due(&service.app, &carriers).await.unwrap();
    service.pass(7_200);
    deliver_due(&service.app, &carriers).await.unwrap();
    assert_eq!(gateway.taken().len(), 0);
    assert_eq!(service.count("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND body = ''").await, 1);
}

#[tokio::test]
async fn in_the_demo_messages_count_as_sent_and_stay_readable() {
    let service = Service::start().await;
    let code = have_code_sent(&service).await;
    deliver_due(&service.app, &Carriers::new(None, None, None).unwrap()).await.unwrap();
    let message = service.newest_message("137").await;
    assert!(message.sent_at.is_some() && message.body.contains(&code));
}

/// What a mail server does with the next mails.
#[derive(Clone, Copy, Default)]
enum Mood {
    #[default]
    Takes,
    /// 451: come again.
    IsBusy,
    /// 550: never.
    Refuses,
}

/// A mail server, and what it took.
#[derive(Clone, Default)]
struct Post(Arc<Mutex<(Vec<String>, Mood)>>);

impl Post {
    async fn open(&self, address: SocketAddr) {
        let listener = TcpListener::bind(address).await.unwrap();
        let post = self.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                post.serve(stream).await;
            }
        });
    }

    async fn serve(&self, stream: TcpStream) {
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let mut mail: Option<String> = None;
        writer.write_all(b"220 ready\r\n").await.unwrap();
        while let Some(line) = lines.next_line().await.unwrap() {
            let mood = self.0.lock().unwrap().1;
            let answer: &[u8] = match (line.as_str(), &mut mail) {
                (".", Some(_)) => {
                    self.0.lock().unwrap().0.extend(mail.take());
                    b"250 taken\r\n"
                }
                (text, Some(mail)) => {
                    mail.push_str(text);
                    mail.push('\n');
                    continue;
                }
                ("DATA", None) => {
                    mail = Some(String::new());
                    b"354 go on\r\n"
                }
                ("QUIT", None) => break,
                (text, None) if text.starts_with("RCPT") => match mood {
                    Mood::Takes => b"250 fine\r\n",
                    Mood::IsBusy => b"451 busy\r\n",
                    Mood::Refuses => b"550 nobody of this name\r\n",
                },
                _ => b"250 fine\r\n",
            };
            if writer.write_all(answer).await.is_err() {
                break;
            }
        }
    }

    fn is(&self, mood: Mood) {
        self.0.lock().unwrap().1 = mood;
    }

    fn taken(&self) -> Vec<String> {
        self.0.lock().unwrap().0.clone()
    }
}

/// An address where nobody listens yet.
async fn closed() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

fn by_mail(address: SocketAddr) -> Carriers {
    Carriers::new(Some(&format!("smtp://{address}")), Some("Center <center@partner.example>"), None).unwrap()
}

#[tokio::test]
async fn mail_goes_by_smtp() {
    let service = Service::start_with(Config::default()).await;
    let (post, address) = (Post::default(), closed().await);
    post.open(address).await;
    let carriers = by_mail(address);
    service
        .write(
            "INSERT INTO outbox (message_id, seq, kind, channel, recipient, subject, body, created_at, next_attempt_at)
             VALUES ('m-1', 1, 'NOTICE', 'EMAIL', 'someone@mail.example.com', 'Subject', 'Body of the mail', 1795406400, 0)",
        )
        .await;
    deliver_due(&service.app, &carriers).await.unwrap();
    let mail = post.taken().remove(0);
    for part in [
        "Message-ID: <m-1@partner.example>",
        "To: someone@mail.example.com",
        "Subject: Subject",
        "Body of the mail",
    ] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    assert_eq!(
        service.count("SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL AND body <> ''").await,
        1
    );
}

/// Invites a filed customer; gives the link.
async fn invite(service: &Service, language: Language) -> String {
    let draft = InvitationDraft {
        filing_ids: vec!["f-100001".parse::<FilingId>().unwrap()],
        association_type: AssociationType::Consignment,
        language,
    };
    let browser = service.signed_in("yunfan-wang").await;
    let batch: InvitedBatch = browser.submit(&INVITE, (), &draft).await.ok();
    batch.invitations[0].url.clone()
}

/// What the partner sees of the newest invitation.
async fn newest(service: &Service) -> (InvitationStatus, Delivery) {
    let browser = service.signed_in("yunfan-wang").await;
    let page: InvitationPage = browser.fetch(&HISTORY, (), &InvitationQuery::default()).await.ok();
    (page.invitations[0].status, page.invitations[0].delivery.unwrap())
}

/// The parts of a mail as `Content-Type` and text.
fn parts(mail: &str) -> Vec<(String, String)> {
    let (_, rest) = mail.split_once("boundary=\"").unwrap();
    let (boundary, rest) = rest.split_once('"').unwrap();
    let mark = format!("--{boundary}");
    let parts = rest.split(&mark).skip(1).filter(|part| !part.starts_with("--"));
    parts
        .map(|part| {
            let (head, body) = part.trim_start().split_once("\n\n").unwrap();
            let kind = head.split_once("Content-Type: ").unwrap().1.split(';').next().unwrap();
            let bytes = if head.contains("base64") {
                BASE64_STANDARD.decode(body.replace('\n', "")).unwrap()
            } else {
                assert!(head.contains("quoted-printable"), "{head}");
                from_quoted(&body.replace("=\n", ""))
            };
            (kind.to_owned(), String::from_utf8(bytes).unwrap())
        })
        .collect()
}

fn from_quoted(text: &str) -> Vec<u8> {
    let mut pieces = text.split('=');
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    bytes
}

#[tokio::test]
async fn an_invitation_goes_as_text_and_html_with_the_same_link_in_both() {
    let service = Service::start_with(Config::default()).await;
    let (post, address) = (Post::default(), closed().await);
    post.open(address).await;
    for language in Language::ALL {
        let url = invite(&service, language).await;
        deliver_due(&service.app, &by_mail(address)).await.unwrap();
        let mail = post.taken().pop().unwrap();
        assert!(mail.contains("multipart/alternative") && mail.contains("To: contact@f-100001.example.com"));
        let parts = parts(&mail);
        let kinds: Vec<&str> = parts.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["text/plain", "text/html"]);
        for (_, text) in &parts {
            assert!(text.contains(&url), "{text}");
        }
        assert!(parts[1].1.starts_with(&format!("<div lang=\"{}\"", language.as_str())));
    }
    // What has left is forgotten.
    let kept = "SELECT COUNT(*) FROM outbox WHERE kind = 'INVITATION' AND (body <> '' OR html IS NOT NULL)";
    assert_eq!((post.taken().len(), service.count(kept).await), (2, 0));
}

#[tokio::test]
async fn while_the_mail_server_is_down_the_invitation_stands_and_its_mail_waits_longer_each_time() {
    let service = Service::start_with(Config::default()).await;
    let (post, address) = (Post::default(), closed().await);
    let url = invite(&service, Language::EnUs).await;
    for (attempts, wait) in [(1, 10), (2, 20), (3, 40)] {
        deliver_due(&service.app, &by_mail(address)).await.unwrap();
        let (status, delivery) = newest(&service).await;
        assert_eq!(status, InvitationStatus::Invited);
        assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Retrying, attempts));
        assert_eq!(delivery.next_attempt_at, Some(service.now().plus_seconds(wait)));
        // Too early.
        service.pass(wait - 1);
        deliver_due(&service.app, &by_mail(address)).await.unwrap();
        assert_eq!(newest(&service).await.1.attempts, attempts);
        service.pass(1);
    }
    post.open(address).await;
    post.is(Mood::IsBusy);
    deliver_due(&service.app, &by_mail(address)).await.unwrap();
    assert_eq!(newest(&service).await.1.state, DeliveryState::Retrying);
    post.is(Mood::Takes);
    service.pass(80);
    // As after a restart: nothing but the database is known of it.
    for _ in 0..2 {
        deliver_due(&service.app, &by_mail(address)).await.unwrap();
    }
    let (_, delivery) = newest(&service).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Sent, 5));
    assert_eq!((delivery.sent_at, delivery.next_attempt_at), (Some(service.now()), None));
    assert_eq!(post.taken().len(), 1, "once");
    assert!(parts(&post.taken()[0])[0].1.contains(&url));
}

#[tokio::test]
async fn an_address_that_is_refused_for_good_is_given_up_after_five_tries() {
    let service = Service::start_with(Config::default()).await;
    let (post, address) = (Post::default(), closed().await);
    post.open(address).await;
    post.is(Mood::Refuses);
    invite(&service, Language::ZhCn).await;
    for _ in 0..4 {
        deliver_due(&service.app, &by_mail(address)).await.unwrap();
        assert_eq!(newest(&service).await.1.state, DeliveryState::Retrying);
        service.pass(600);
    }
    deliver_due(&service.app, &by_mail(address)).await.unwrap();
    let (status, delivery) = newest(&service).await;
    assert_eq!(
        (status, delivery.state, delivery.attempts),
        (InvitationStatus::Invited, DeliveryState::GivenUp, 5)
    );
    assert_eq!(delivery.next_attempt_at, None);
    post.is(Mood::Takes);
    service.pass(3_600);
    deliver_due(&service.app, &by_mail(address)).await.unwrap();
    assert_eq!(post.taken().len(), 0);
    assert_eq!(
        service.count("SELECT COUNT(*) FROM outbox WHERE kind = 'INVITATION' AND body <> ''").await,
        0
    );
}

#[tokio::test]
async fn a_mail_that_could_not_leave_for_a_week_is_given_up() {
    let service = Service::start_with(Config::default()).await;
    let address = closed().await;
    invite(&service, Language::ZhCn).await;
    deliver_due(&service.app, &by_mail(address)).await.unwrap();
    service.pass(7 * 86_400 + 1);
    deliver_due(&service.app, &by_mail(address)).await.unwrap();
    let (status, delivery) = newest(&service).await;
    assert_eq!((status, delivery.state), (InvitationStatus::LinkExpired, DeliveryState::GivenUp));
}

//! How messages leave the house.

use crate::harness::Service;
use axum::{Router, extract::State, routing::post};
use backend::{
    config::Config,
    outbox::delivery::{Carriers, deliver_due},
};
use contract::verification::{CodeSent, ReceiverType, SEND, SET_SETTINGS, SendCode, VerificationSwitch};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
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

/// Takes one mail as an SMTP server does.
async fn one_mail(listener: TcpListener) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut mail = String::new();
    let mut in_data = false;
    writer.write_all(b"220 ready\r\n").await.unwrap();
    while let Some(line) = lines.next_line().await.unwrap() {
        let answer: &[u8] = match line.as_str() {
            "." if in_data => {
                in_data = false;
                b"250 taken\r\n"
            }
            text if in_data => {
                mail.push_str(text);
                mail.push('\n');
                continue;
            }
            "DATA" => {
                in_data = true;
                b"354 go on\r\n"
            }
            "QUIT" => break,
            _ => b"250 fine\r\n",
        };
        writer.write_all(answer).await.unwrap();
        if !in_data && !mail.is_empty() {
            break;
        }
    }
    mail
}

#[tokio::test]
async fn mail_goes_by_smtp() {
    let service = Service::start_with(Config::default()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(one_mail(listener));
    let carriers = Carriers::new(Some(&url), Some("Center <center@partner.example>"), None).unwrap();
    service
        .write(
            "INSERT INTO outbox (message_id, seq, kind, channel, recipient, subject, body, created_at, next_attempt_at)
             VALUES ('m-1', 1, 'NOTICE', 'EMAIL', 'someone@mail.example.com', 'Subject', 'Body of the mail', 0, 0)",
        )
        .await;
    deliver_due(&service.app, &carriers).await.unwrap();
    let mail = server.await.unwrap();
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

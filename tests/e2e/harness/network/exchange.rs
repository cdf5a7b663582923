//! One connection of the browser: requests come one after the other, and each gets its answer, or what a fault leaves of it.

use super::{Fault, Shared};
use serde_json::{Map, Value};
use socket2::SockRef;
use std::{
    io::{Read, Result, Write},
    net::{Shutdown, TcpStream},
    thread,
    time::Duration,
};

/// Longer than any page waits.
const STALL: Duration = Duration::from_mins(2);
const PIECES: usize = 20;
const PAUSE: Duration = Duration::from_millis(100);

pub(super) fn exchange(mut browser: TcpStream, backend: &str, shared: &Shared) -> Result<()> {
    while let Some(request) = Message::read(&mut browser)? {
        let line = request.first_line().trim_end_matches(" HTTP/1.1").to_owned();
        let fault = shared.ask(&line);
        if let Some(fault) = fault
            && suffers_before(&mut browser, fault)?
        {
            return Ok(());
        }
        let falsified = matches!(fault, Some(Fault::Tampered | Fault::FromTheFuture));
        if fault == Some(Fault::Twice) {
            ask(backend, &request, false)?;
        }
        let mut answer = ask(backend, &request, falsified)?;
        answer.forget("connection");
        if let Some(fault) = fault {
            suffers_after(&mut browser, fault, answer)?;
            return browser.shutdown(Shutdown::Both);
        }
        browser.write_all(&answer.bytes())?;
        if !answer.has_an_end() {
            return browser.shutdown(Shutdown::Both);
        }
    }
    Ok(())
}

fn ask(backend: &str, request: &Message, plain: bool) -> Result<Message> {
    let mut server = TcpStream::connect(backend)?;
    server.write_all(&request.closing(plain))?;
    let mut bytes = Vec::new();
    server.read_to_end(&mut bytes)?;
    let body = bytes.split_off(end_of_head(&bytes).unwrap_or(bytes.len()));
    Ok(Message { head: String::from_utf8_lossy(&bytes).into_owned(), body })
}

/// What keeps the request from the backend; tells whether it did.
fn suffers_before(browser: &mut TcpStream, fault: Fault) -> Result<bool> {
    match fault {
        Fault::LostBefore => {}
        Fault::ResetBefore => return reset(browser).map(|()| true),
        Fault::Gateway(status) => say(browser, status, "text/html", "<h1>Gateway</h1>")?,
        Fault::Broken => say(browser, 500, "application/json", BROKEN)?,
        Fault::Refusal(status, code) => {
            let body = format!(r#"{{"error_code":"{code}","error_msg":"planned by the test"}}"#);
            say(browser, status, "application/json", &body)?;
        }
        Fault::Captive => say(browser, 200, "text/html", "<h1>Sign in to this network</h1>")?,
        _ => return Ok(false),
    }
    browser.shutdown(Shutdown::Both)?;
    Ok(true)
}

const BROKEN: &str = r#"{"error_code":"CBC.0999","error_msg":"planned by the test"}"#;

/// What becomes of an answer.
fn suffers_after(browser: &mut TcpStream, fault: Fault, mut answer: Message) -> Result<()> {
    match fault {
        Fault::ResetAfter => return reset(browser),
        Fault::GatewayAfter(status) => return say(browser, status, "text/html", "<h1>Gateway</h1>"),
        Fault::BrokenAfter => return say(browser, 500, "application/json", BROKEN),
        Fault::Garbage => return say(browser, 200, "application/json", r#"{"customer_id": "c-1000"#),
        Fault::Empty => return say(browser, 200, "application/json", ""),
        Fault::CutShort => {
            // Without a body, half of it is all of it: then the head is what breaks off.
            let bytes = answer.bytes();
            let kept = if answer.body.is_empty() {
                answer.head.len() / 2
            } else {
                bytes.len() - answer.body.len().div_ceil(2)
            };
            return browser.write_all(&bytes[..kept]);
        }
        Fault::CutOff => {
            answer.forget("content-length");
            answer.body.truncate(answer.body.len() / 2);
        }
        Fault::StalledBefore => {
            thread::sleep(STALL);
            return Ok(());
        }
        Fault::StalledInBody => {
            let bytes = answer.bytes();
            browser.write_all(&bytes[..bytes.len() - answer.body.len().div_ceil(2) - 1])?;
            thread::sleep(STALL);
            return Ok(());
        }
        Fault::Late(milliseconds) => thread::sleep(Duration::from_millis(milliseconds)),
        Fault::Drip => {
            let bytes = answer.bytes();
            for piece in bytes.chunks(bytes.len().div_ceil(PIECES)) {
                browser.write_all(piece)?;
                thread::sleep(PAUSE);
            }
            return Ok(());
        }
        Fault::Tampered => {
            if let Some(byte) = answer.body.last_mut() {
                *byte ^= 1;
            }
        }
        Fault::FromTheFuture => {
            if let Ok(mut value) = serde_json::from_slice(&answer.body) {
                advance(&mut value);
                answer.body = value.to_string().into_bytes();
                answer.forget("content-length");
            }
        }
        _ if fault == Fault::LostAfter => return Ok(()),
        _ => {}
    }
    browser.write_all(&answer.bytes())
}

/// As a backend two releases on would say it.
fn advance(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(advance);
            fields.insert("from_the_future".to_owned(), Value::Object(Map::new()));
        }
        Value::Array(items) => items.iter_mut().for_each(advance),
        Value::String(word) if is_word(word) => "SOMETHING_NEW".clone_into(word),
        _ => {}
    }
}

/// Whether a text looks like a word of an enumeration.
fn is_word(text: &str) -> bool {
    text.len() > 3 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

fn reset(browser: &TcpStream) -> Result<()> {
    SockRef::from(browser).set_linger(Some(Duration::ZERO))
}

fn say(browser: &mut TcpStream, status: u16, kind: &str, body: &str) -> Result<()> {
    let wait = match status {
        503 => "retry-after: 2\r\n",
        429 => "retry-after: 5\r\n",
        _ => "",
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Planned\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{wait}connection: close\r\n\r\n"
    );
    browser.write_all((head + body).as_bytes())
}

/// A request or an answer as it arrived.
struct Message {
    head: String,
    body: Vec<u8>,
}

impl Message {
    /// The next request; `None` when there is no other.
    fn read(from: &mut TcpStream) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut part = [0; 8_192];
        let end = loop {
            if let Some(end) = end_of_head(&bytes) {
                break end;
            }
            match from.read(&mut part)? {
                0 => return Ok(None),
                read => bytes.extend_from_slice(&part[..read]),
            }
        };
        let mut body = bytes.split_off(end);
        let head = String::from_utf8_lossy(&bytes).into_owned();
        while body.len() < content_length(&head).unwrap_or(0) {
            match from.read(&mut part)? {
                0 => return Ok(None),
                read => body.extend_from_slice(&part[..read]),
            }
        }
        Ok(Some(Self { head, body }))
    }

    fn first_line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    fn bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }

    /// The browser knows where it ends while the connection stays.
    fn has_an_end(&self) -> bool {
        let chunked = self.head.lines().any(|line| names(line, "transfer-encoding"));
        let bodyless = [" 204", " 304"].iter().any(|status| self.first_line().contains(status));
        chunked || bodyless || content_length(&self.head).is_some()
    }

    fn forget(&mut self, header: &str) {
        self.head = self.without(&[header]) + "\r\n";
    }

    fn without(&self, headers: &[&str]) -> String {
        let kept = self.head.lines().filter(|line| !line.is_empty());
        let kept = kept.filter(|line| !headers.iter().any(|header| names(line, header)));
        kept.fold(String::new(), |head, line| head + line + "\r\n")
    }

    /// The same request, asking the backend to close the connection after its answer, and not to compress it if it has to
    /// be `plain`.
    fn closing(&self, plain: bool) -> Vec<u8> {
        let dropped: &[&str] = if plain { &["connection", "accept-encoding"] } else { &["connection"] };
        let head = self.without(dropped) + "connection: close\r\n\r\n";
        [head.as_bytes(), &self.body].concat()
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}

fn names(line: &str, header: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| name.eq_ignore_ascii_case(header))
}

fn content_length(head: &str) -> Option<usize> {
    let line = head.lines().find(|line| names(line, "content-length"))?;
    line.split_once(':')?.1.trim().parse().ok()
}

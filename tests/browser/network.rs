//! A network whose every answer the test decides: it stands in the place of `window.fetch`.
#![expect(clippy::disallowed_types, reason = "the network itself is what is played here")]

use contract::{
    endpoint::header,
    notifications::{UNREAD, Unread},
    problem::{ErrorCode, Problem},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response, ResponseInit};

/// A request as it would have left.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: String,
    pub path: String,
    pub body: String,
    pub key: Option<String>,
    pub challenge: Option<String>,
    pub code: Option<String>,
    pub csrf: Option<String>,
}

impl Sent {
    /// The body as the contract reads it.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Nothing: the connection breaks.
    Lost,
    Answer {
        status: u16,
        body: String,
        after_ms: u32,
    },
}

impl Reply {
    pub fn ok(answer: &impl Serialize) -> Self {
        Self::Answer { status: 200, body: serde_json::to_string(answer).unwrap(), after_ms: 0 }
    }

    pub fn slow(answer: &impl Serialize, after_ms: u32) -> Self {
        Self::Answer { status: 200, body: serde_json::to_string(answer).unwrap(), after_ms }
    }

    pub fn refused(problem: &Problem) -> Self {
        let body = serde_json::to_string(problem).unwrap();
        Self::Answer { status: problem.error_code.status(), body, after_ms: 0 }
    }

    pub fn code(code: ErrorCode) -> Self {
        Self::refused(&Problem::new(code, "told by the test"))
    }
}

/// The backend's time on every answer: noon of 23 November 2026 in China.
pub const NOW: &str = "1795406400";

type Handler = Closure<dyn FnMut(Request) -> js_sys::Promise>;

/// Gone, and the real network back, when it is dropped.
pub struct Network {
    sent: Rc<RefCell<Vec<Sent>>>,
    real: JsValue,
    _handler: Handler,
}

fn set_fetch(function: &JsValue) {
    js_sys::Reflect::set(&web_sys::window().unwrap(), &"fetch".into(), function).unwrap();
}

impl Network {
    /// Answers every request by `answer`.
    pub fn start(answer: impl FnMut(&Sent) -> Reply + 'static) -> Self {
        let sent: Rc<RefCell<Vec<Sent>>> = Rc::default();
        let answer = Rc::new(RefCell::new(answer));
        let seen = Rc::clone(&sent);
        let handler: Handler = Closure::new(move |request: Request| {
            let (seen, answer) = (Rc::clone(&seen), Rc::clone(&answer));
            future_to_promise(async move {
                let request = read(&request).await;
                if request.path == UNREAD.spec.path {
                    // The bell of the frame asks by itself, whenever it likes.
                    return respond(Reply::ok(&Unread { unread: 0 })).await;
                }
                seen.borrow_mut().push(request.clone());
                let reply = answer.borrow_mut()(&request);
                respond(reply).await
            })
        });
        let real = js_sys::Reflect::get(&web_sys::window().unwrap(), &"fetch".into()).unwrap();
        set_fetch(handler.as_ref());
        Self { sent, real, _handler: handler }
    }

    /// Everything that left so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }

    /// What left for one endpoint.
    pub fn sent_to(&self, method: &str, path: &str) -> Vec<Sent> {
        self.sent().into_iter().filter(|sent| sent.method == method && sent.path == path).collect()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        set_fetch(&self.real);
    }
}

async fn read(request: &Request) -> Sent {
    let body = JsFuture::from(request.text().unwrap()).await.unwrap().as_string().unwrap();
    let headers = request.headers();
    let value = |name: &str| headers.get(name).unwrap();
    Sent {
        method: request.method(),
        path: web_sys::Url::new(&request.url()).unwrap().pathname(),
        body,
        key: value(header::IDEMPOTENCY_KEY),
        challenge: value(header::VERIFICATION_CHALLENGE),
        code: value(header::VERIFICATION_CODE),
        csrf: value(header::CSRF),
    }
}

async fn respond(reply: Reply) -> Result<JsValue, JsValue> {
    match reply {
        Reply::Lost => Err(js_sys::TypeError::new("Failed to fetch").unchecked_into()),
        Reply::Answer { status, body, after_ms } => {
            partner_center::browser::sleep_ms(after_ms).await;
            let headers = web_sys::Headers::new()?;
            headers.set("content-type", "application/json")?;
            headers.set(header::NOW, NOW)?;
            let init = ResponseInit::new();
            init.set_status(status);
            init.set_headers(&headers);
            Ok(Response::new_with_opt_str_and_init(Some(&body), &init)?.into())
        }
    }
}

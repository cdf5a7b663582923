//! One exchange over the network: time limits, abort when nobody waits any more, headers. Knows no endpoint.

#![expect(clippy::disallowed_types, reason = "this is the one place that touches the network")]

use contract::endpoint::{Method, header};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// What is sent.
pub struct Outgoing<'a> {
    pub method: Method,
    pub path: &'a str,
    pub body: Option<&'a str>,
    pub headers: &'a [(&'a str, String)],
    pub limits: Limits,
}

/// Milliseconds until the headers, and until the whole answer, must be there.
#[derive(Clone, Copy)]
pub struct Limits {
    pub headers_ms: i32,
    pub whole_ms: i32,
}

impl Limits {
    /// The same, cut to what is left.
    pub fn within(self, left_ms: u32) -> Self {
        let left = i32::try_from(left_ms).unwrap_or(i32::MAX);
        Self { headers_ms: self.headers_ms.min(left), whole_ms: self.whole_ms.min(left) }
    }
}

/// For reads.
pub const READ: Limits = Limits { headers_ms: 10_000, whole_ms: 20_000 };
/// For changes.
pub const CHANGE: Limits = Limits { headers_ms: 15_000, whole_ms: 30_000 };

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub request_id: Option<String>,
    pub retry_after_seconds: Option<u32>,
    pub session_ends_in_seconds: Option<u32>,
    /// The backend's time, in seconds since 1970.
    pub now: Option<i64>,
    pub is_json: bool,
}

/// Nothing usable came back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    Network,
    Timeout,
}

/// Sends one request and reads the whole answer. Dropping the future aborts it.
pub async fn exchange(outgoing: Outgoing<'_>) -> Result<Answer, Lost> {
    let deadline = Deadline::start(outgoing.limits.headers_ms).ok_or(Lost::Network)?;
    let Ok(response) = send(&outgoing, &deadline).await else { return Err(deadline.cause()) };
    deadline.restart(outgoing.limits.whole_ms - outgoing.limits.headers_ms);
    let text = response.text().map_err(|_| deadline.cause())?;
    let body = JsFuture::from(text).await.map_err(|_| deadline.cause())?.as_string().unwrap_or_default();
    let headers = response.headers();
    let header = |name: &str| headers.get(name).ok().flatten();
    let number = |name: &str| header(name).and_then(|text| text.parse().ok());
    let now = header(header::NOW).and_then(|text| text.parse().ok());
    Ok(Answer {
        status: response.status(),
        request_id: header(header::REQUEST_ID),
        retry_after_seconds: number("retry-after"),
        session_ends_in_seconds: number(header::SESSION_ENDS_IN),
        now,
        is_json: header("content-type").is_some_and(|kind| kind.starts_with("application/json")),
        body,
    })
}

/// Reads a file of this site: status and bytes.
pub async fn file(path: &str, limits: Limits) -> Result<(u16, Vec<u8>), Lost> {
    let deadline = Deadline::start(limits.headers_ms).ok_or(Lost::Network)?;
    let init = RequestInit::new();
    init.set_signal(Some(&deadline.controller.signal()));
    let request = web_sys::Request::new_with_str_and_init(path, &init).map_err(|_| Lost::Network)?;
    let window = web_sys::window().ok_or(Lost::Network)?;
    let sent = JsFuture::from(window.fetch_with_request(&request)).await;
    let response: Response =
        sent.ok().and_then(|sent| sent.dyn_into().ok()).ok_or_else(|| deadline.cause())?;
    deadline.restart(limits.whole_ms - limits.headers_ms);
    let buffer = response.array_buffer().map_err(|_| deadline.cause())?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| deadline.cause())?;
    Ok((response.status(), js_sys::Uint8Array::new(&buffer).to_vec()))
}

/// Sends one request of a page that is being left: the browser carries it on, and nobody reads the answer.
pub fn send_leaving(outgoing: &Outgoing<'_>) {
    let init = init(outgoing);
    // Setting a property of a fresh plain object cannot fail; web-sys does not know this one.
    let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    // Whether it arrives is asked with the same key if the page comes back.
    let _ = start(outgoing, &init);
}

async fn send(outgoing: &Outgoing<'_>, deadline: &Deadline) -> Result<Response, ()> {
    let init = init(outgoing);
    init.set_signal(Some(&deadline.controller.signal()));
    let sent = start(outgoing, &init).ok_or(())?;
    JsFuture::from(sent).await.map_err(|_| ())?.dyn_into().map_err(|_| ())
}

fn start(outgoing: &Outgoing<'_>, init: &RequestInit) -> Option<js_sys::Promise> {
    let url = [&crate::browser::api_base(), outgoing.path].concat();
    let request = web_sys::Request::new_with_str_and_init(&url, init).ok()?;
    Some(web_sys::window()?.fetch_with_request(&request))
}

fn init(outgoing: &Outgoing<'_>) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(outgoing.method.as_str());
    init.set_credentials(web_sys::RequestCredentials::Include);
    if let Ok(headers) = web_sys::Headers::new() {
        let set = |name: &str, value: &str| headers.set(name, value).is_ok();
        // Nothing changes by GET; without a header of its own it can be an answer that the page preloads.
        if outgoing.method != Method::Get {
            set(header::CSRF, "1");
        }
        if let Some(body) = outgoing.body {
            set("content-type", "application/json");
            init.set_body(&body.into());
        }
        for (name, value) in outgoing.headers {
            set(name, value);
        }
        init.set_headers(&headers);
    }
    init
}

/// Aborts the request when its time is over, or when it is dropped before the answer is complete.
struct Deadline {
    controller: web_sys::AbortController,
    timed_out: Rc<RefCell<bool>>,
    on_timeout: Closure<dyn FnMut()>,
    timer: RefCell<Option<i32>>,
}

impl Deadline {
    fn start(limit_ms: i32) -> Option<Self> {
        let controller = web_sys::AbortController::new().ok()?;
        let timed_out = Rc::new(RefCell::new(false));
        let on_timeout = {
            let (controller, timed_out) = (controller.clone(), Rc::clone(&timed_out));
            Closure::new(move || {
                *timed_out.borrow_mut() = true;
                controller.abort();
            })
        };
        let deadline = Self { controller, timed_out, on_timeout, timer: RefCell::new(None) };
        deadline.restart(limit_ms);
        Some(deadline)
    }

    fn restart(&self, limit_ms: i32) {
        self.stop();
        let timer = web_sys::window().and_then(|window| {
            let callback = self.on_timeout.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, limit_ms).ok()
        });
        *self.timer.borrow_mut() = timer;
    }

    fn stop(&self) {
        if let (Some(timer), Some(window)) = (self.timer.borrow_mut().take(), web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }

    fn cause(&self) -> Lost {
        if *self.timed_out.borrow() { Lost::Timeout } else { Lost::Network }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.stop();
        self.controller.abort();
    }
}

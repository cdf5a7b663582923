//! The way of every call, in this order: size, content type, origin, a place, who, how often, may they, what, and only
//! then the handler. A change runs in one transaction with its audit row and its stored answer.
//! Longer than most files, because this way is read in one piece.

use crate::{
    app::App,
    audit,
    http::{
        again, answer, body,
        call::Call,
        change::{Change, Read},
        csrf, events, file,
        handler::{Handler, Json, Raw, ReadyRead, ReadySubmit},
    },
    jobs, operations,
    problem::{Fault, Refused},
    secret,
    session::{
        access, keep,
        principal::{Anyone, Caller},
    },
    store::Reader,
};
use axum::{body::Body, extract::Request, response::Response};
use contract::{
    endpoint::{Spec, header},
    permissions::Access,
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
};
use http::{HeaderName, HeaderValue, request::Parts};
use std::time::{Duration, Instant};

/// After so long a call is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

type Params = Vec<(String, String)>;
type Headers = Vec<(HeaderName, HeaderValue)>;

/// Serves one call: never fails, never unwinds, always logs one line.
pub(super) async fn serve(
    app: App,
    spec: Spec,
    handler: Handler,
    params: Params,
    request: Request,
) -> Response {
    let begun = Instant::now();
    let request_id = request_id();
    let (parts, body) = request.into_parts();
    let call = Call::read(spec, request_id.clone(), &parts, app.config.behind_proxy);
    // A task of its own: a client that hangs up does not stop a change halfway, and a panic stays in here.
    let task = tokio::spawn(async move {
        Run { app, parts, params, headers: Vec::new(), user: None }.run(call, handler, body).await
    });
    let abort = task.abort_handle();
    let (response, user) = match tokio::time::timeout(TIMEOUT, task).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => (answer::problem(Fault::new("the handler panicked").into()), None),
        Err(_) => {
            abort.abort();
            (answer::problem(Fault::new("the call took too long").into()), None)
        }
    };
    finish(response, spec, &request_id, user.as_deref(), begun)
}

fn finish(
    mut response: Response,
    spec: Spec,
    request_id: &str,
    user: Option<&str>,
    begun: Instant,
) -> Response {
    if let Ok(value) = HeaderValue::from_str(request_id) {
        response.headers_mut().insert(HeaderName::from_static(header::REQUEST_ID), value);
    }
    let status = response.status().as_u16();
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let method = spec.method.as_str();
    if let Some(answer::Broken(what)) = response.extensions_mut().remove() {
        tracing::error!(method, route = spec.path, status, ms, request_id, user, what, "fault");
    } else {
        tracing::info!(method, route = spec.path, status, ms, request_id, user, "call");
    }
    response
}

/// A UUID, version 4.
pub(super) fn request_id() -> String {
    let Ok(mut bytes) = secret::random::<16>() else {
        return "00000000-0000-4000-8000-000000000000".to_owned();
    };
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = secret::hex(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

struct Run {
    app: App,
    parts: Parts,
    params: Params,
    /// Headers that the answer gets whatever it says.
    headers: Headers,
    user: Option<String>,
}

impl Run {
    async fn run(mut self, call: Call, handler: Handler, body: Body) -> (Response, Option<String>) {
        let mut response = match self.answer(call, handler, body).await {
            Ok(response) => response,
            Err(refused) => answer::problem(refused),
        };
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        (response, self.user)
    }

    async fn answer(&mut self, mut call: Call, handler: Handler, body: Body) -> Result<Response, Refused> {
        let spec = call.spec;
        if spec.access == Access::Demo && !self.app.config.demo {
            return Err(ErrorCode::UnknownAddress.into());
        }
        let body = if spec.published {
            body::query(self.parts.uri.query().unwrap_or_default())?
        } else {
            body::received(spec, &self.parts.headers, body).await?
        };
        if spec.changes && !csrf::is_ours(&self.parts.headers, self.app.config.origin.as_deref()) {
            tracing::warn!(route = spec.path, request_id = call.request_id, "refused: not from our own page");
            return Err(ErrorCode::AccessDenied.into());
        }
        let _place = self.app.limits.place()?;
        let now = self.app.clock.now();
        // A browser opens a stream by itself, again and again.
        call.background |= matches!(handler, Handler::Events(_));
        let mut reader = None;
        let caller = self.caller(&call, now, &mut reader).await?;
        let raw = Raw { params: &self.params, body: &body };
        match handler {
            Handler::Fetch(prepare) => {
                let ready = prepare(raw)?;
                if spec.changes {
                    self.key(&mut call)?;
                }
                let json = self.read(reader, call, caller, now, ready).await?;
                if spec.published {
                    return Ok(answer::published(&self.parts.headers, json.unwrap_or_default()));
                }
                Ok(answer::json(200, json))
            }
            Handler::Download(prepare) => {
                Ok(file::answer(self.read(reader, call, caller, now, prepare(raw)?).await?))
            }
            Handler::Events(prepare) => {
                Ok(events::answer(self.read(reader, call, caller, now, prepare(raw)?).await?))
            }
            Handler::Submit(prepare) => {
                drop(reader);
                let first = prepare(raw)?;
                self.identify(&mut call, &body)?;
                let params = self.params.clone();
                let again = || prepare(Raw { params: &params, body: &body });
                self.insist(call, caller, now, first, again).await
            }
            Handler::PreparedSubmit(prepare) => {
                drop(reader);
                let preparation = prepare(raw)?;
                self.identify(&mut call, &body)?;
                let ready = preparation(self.app.clone(), &caller).await?;
                self.insist(call, caller, now, ready(), || Ok(ready())).await
            }
        }
    }

    /// By what a change is known again.
    fn identify(&self, call: &mut Call, body: &[u8]) -> Result<(), Refused> {
        self.key(call)?;
        let (method, path) = (call.spec.method.as_str(), self.parts.uri.path());
        call.fingerprint = body::fingerprint(&self.app.pepper, method, path, body);
        Ok(())
    }

    /// Of two nodes that change the same, the engine lets one win; nothing of the other's was done.
    async fn insist(
        &mut self,
        call: Call,
        caller: Caller,
        now: Timestamp,
        mut ready: ReadySubmit,
        again: impl Fn() -> Result<ReadySubmit, Refused> + Send + Sync,
    ) -> Result<Response, Refused> {
        for pause in again::PAUSES_MS {
            match self.submit(call.clone(), caller.clone(), now, ready).await {
                Err(Refused::Fault(fault)) if fault.is_lost_to_another() => {
                    again::pause(pause).await;
                    ready = again()?;
                }
                settled => return settled,
            }
        }
        self.submit(call, caller, now, ready).await
    }

    /// Who calls, whether not too often, and whether they may.
    async fn caller(
        &mut self,
        call: &Call,
        now: Timestamp,
        reader: &mut Option<Reader>,
    ) -> Result<Caller, Refused> {
        if matches!(call.spec.access, Access::Public | Access::Demo) {
            let caller = Caller::Anyone(Anyone);
            self.limit(call, &caller)?;
            return Ok(caller);
        }
        let Some(live) = keep::authenticate(&self.app, call, now, reader).await? else {
            return Err(ErrorCode::SignedOut.into());
        };
        self.user = Some(live.user.user_id.to_string());
        self.headers.push(keep::ends_in(live.ends_at, now));
        self.headers.push((HeaderName::from_static(header::NOW), HeaderValue::from(now.seconds())));
        self.headers.extend(live.cookie);
        let caller = Caller::SignedIn(Box::new(live.user));
        // Before the refusal, which writes to the audit: nobody fills the disk with refusals.
        self.limit(call, &caller)?;
        if let Err(code) = access::check(&call.spec, &caller) {
            *reader = None;
            let mut tx = self.app.store.write().await?;
            audit::denied(&mut tx, now, call, &caller).await?;
            tx.commit().await?;
            return Err(code.into());
        }
        Ok(caller)
    }

    fn limit(&self, call: &Call, caller: &Caller) -> Result<(), Refused> {
        let who = match (caller.signed_in(), call.address) {
            (Some(user), _) => user.user_id.to_string(),
            (None, Some(address)) => address.to_string(),
            (None, None) => String::new(),
        };
        self.app
            .limits
            .take(&who, call.spec.id)
            .map_err(|seconds| Refused::wait(ErrorCode::TooManyRequests, seconds))
    }

    fn key(&self, call: &mut Call) -> Result<(), Refused> {
        let value = self.parts.headers.get(header::IDEMPOTENCY_KEY).ok_or(ErrorCode::KeyMissing)?;
        let key = value.to_str().ok().and_then(|text| text.parse().ok());
        call.key = Some(key.ok_or_else(|| Refused::field(header::IDEMPOTENCY_KEY, Rule::Malformed))?);
        Ok(())
    }

    async fn read<T>(
        &mut self,
        reader: Option<Reader>,
        call: Call,
        caller: Caller,
        now: Timestamp,
        ready: ReadyRead<T>,
    ) -> Result<T, Refused> {
        let conn = match reader {
            Some(reader) => reader,
            None => self.app.store.read().await?,
        };
        let mut cx = Read { conn, now, app: self.app.clone(), call, headers: Vec::new() };
        let read = ready(&mut cx, &caller).await;
        read.inspect(|_| self.headers.extend(cx.headers))
    }

    async fn submit(
        &mut self,
        call: Call,
        caller: Caller,
        now: Timestamp,
        ready: ReadySubmit,
    ) -> Result<Response, Refused> {
        let mut tx = self.app.store.write().await?;
        // What was true before the transaction may have changed while it waited for its turn.
        let caller = keep::again(&mut tx, caller, now).await?.ok_or(ErrorCode::SignedOut)?;
        access::check(&call.spec, &caller)?;
        if let Some(stored) = operations::find(&mut tx, &self.app.pepper, &caller, &call).await? {
            tx.rollback().await?;
            let mut response = answer::json(stored.status, (!stored.body.is_empty()).then_some(stored.body));
            let replay = HeaderName::from_static(header::IDEMPOTENT_REPLAY);
            response.headers_mut().insert(replay, HeaderValue::from_static("true"));
            return Ok(response);
        }
        tx.mark().await?;
        let mut cx = Change {
            tx,
            now,
            app: self.app.clone(),
            call,
            caller: caller.clone(),
            note: None,
            headers: Vec::new(),
            renews_session: false,
            advances_clock: 0,
            wakes_jobs: false,
            unread_of: None,
        };
        match ready(&mut cx, &caller).await {
            Ok(body) => self.commit(cx, body).await,
            Err(Refused::After(problem, aftermath)) => {
                cx.tx.undo_to_mark().await?;
                aftermath(&mut cx).await?;
                cx.tx.commit().await?;
                Err(Refused::Problem(problem))
            }
            Err(refused) => {
                cx.tx.rollback().await?;
                Err(refused)
            }
        }
    }

    async fn commit(&mut self, mut cx: Change, body: Json) -> Result<Response, Refused> {
        audit::changed(&mut cx).await?;
        let status = if body.is_some() { 200 } else { 204 };
        operations::keep(&mut cx, status, body.as_deref().unwrap_or_default()).await?;
        if cx.renews_session
            && let Some(user) = cx.caller.signed_in()
        {
            let cookie = keep::renew(&mut cx.tx, &user.session_id, cx.now).await?;
            cx.headers.push(cookie);
        }
        cx.tx.commit().await?;
        self.app.clock.advance(cx.advances_clock);
        if cx.advances_clock != 0 || cx.wakes_jobs {
            jobs::wake(&self.app);
        }
        if let Some(user_id) = &cx.unread_of {
            self.app.streams.tell(user_id);
        }
        self.headers.extend(cx.headers);
        Ok(answer::json(status, body))
    }
}

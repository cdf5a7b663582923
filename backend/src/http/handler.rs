//! Async functions as handlers: their types are erased here, so that the pipeline is compiled once and not per
//! endpoint.

use crate::{
    app::App,
    http::{
        body,
        change::{Change, Read},
        events::EventStream,
        file::File,
    },
    problem::{Fault, Refused},
    session::principal::{Caller, FromPrincipal},
};
use contract::endpoint::PathParams;
use futures_util::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// The JSON of an answer; `None` where there is nothing to say (204).
pub type Json = Option<String>;

/// `async fn(&mut Read, &Who, Params, Input) -> Result<Output, Refused>`.
pub trait FetchHandler<'a, W, P, I, O>: Send + Sync {
    type Future: Future<Output = Result<O, Refused>> + Send + 'a;
    fn call(&self, cx: &'a mut Read, who: &'a W, params: P, input: I) -> Self::Future;
}

impl<'a, F, Fut, W: 'a, P, I, O> FetchHandler<'a, W, P, I, O> for F
where
    F: Fn(&'a mut Read, &'a W, P, I) -> Fut + Send + Sync,
    Fut: Future<Output = Result<O, Refused>> + Send + 'a,
{
    type Future = Fut;
    fn call(&self, cx: &'a mut Read, who: &'a W, params: P, input: I) -> Fut {
        self(cx, who, params, input)
    }
}

/// `async fn(&mut Read, &Who, Params) -> Result<File, Refused>`.
pub trait DownloadHandler<'a, W, P>: Send + Sync {
    type Future: Future<Output = Result<File, Refused>> + Send + 'a;
    fn call(&self, cx: &'a mut Read, who: &'a W, params: P) -> Self::Future;
}

impl<'a, F, Fut, W: 'a, P> DownloadHandler<'a, W, P> for F
where
    F: Fn(&'a mut Read, &'a W, P) -> Fut + Send + Sync,
    Fut: Future<Output = Result<File, Refused>> + Send + 'a,
{
    type Future = Fut;
    fn call(&self, cx: &'a mut Read, who: &'a W, params: P) -> Fut {
        self(cx, who, params)
    }
}

/// `async fn(&mut Change, &Who, Params, Input) -> Result<Output, Refused>`.
pub trait SubmitHandler<'a, W, P, I, O>: Send + Sync {
    type Future: Future<Output = Result<O, Refused>> + Send + 'a;
    fn call(&self, cx: &'a mut Change, who: &'a W, params: P, input: I) -> Self::Future;
}

impl<'a, F, Fut, W: 'a, P, I, O> SubmitHandler<'a, W, P, I, O> for F
where
    F: Fn(&'a mut Change, &'a W, P, I) -> Fut + Send + Sync,
    Fut: Future<Output = Result<O, Refused>> + Send + 'a,
{
    type Future = Fut;
    fn call(&self, cx: &'a mut Change, who: &'a W, params: P, input: I) -> Fut {
        self(cx, who, params, input)
    }
}

/// `async fn(App, &Who, Params, &Input) -> Result<T, Refused>`: what a change does before its transaction, because it takes
/// long and nobody is to wait for it. It may happen several times for one change, and may leave no trace that counts.
pub trait Preparation<'a, W, P, I, T>: Send + Sync {
    type Future: Future<Output = Result<T, Refused>> + Send + 'a;
    fn call(&self, app: App, who: &'a W, params: P, input: &'a I) -> Self::Future;
}

impl<'a, F, Fut, W: 'a, P, I: 'a, T> Preparation<'a, W, P, I, T> for F
where
    F: Fn(App, &'a W, P, &'a I) -> Fut + Send + Sync,
    Fut: Future<Output = Result<T, Refused>> + Send + 'a,
{
    type Future = Fut;
    fn call(&self, app: App, who: &'a W, params: P, input: &'a I) -> Fut {
        self(app, who, params, input)
    }
}

/// `async fn(&mut Change, &Who, Params, Input, T) -> Result<Output, Refused>`, with what the [`Preparation`] found.
pub trait PreparedHandler<'a, W, P, I, T, O>: Send + Sync {
    type Future: Future<Output = Result<O, Refused>> + Send + 'a;
    fn call(&self, cx: &'a mut Change, who: &'a W, params: P, input: I, prepared: T) -> Self::Future;
}

impl<'a, F, Fut, W: 'a, P, I, T, O> PreparedHandler<'a, W, P, I, T, O> for F
where
    F: Fn(&'a mut Change, &'a W, P, I, T) -> Fut + Send + Sync,
    Fut: Future<Output = Result<O, Refused>> + Send + 'a,
{
    type Future = Fut;
    fn call(&self, cx: &'a mut Change, who: &'a W, params: P, input: I, prepared: T) -> Fut {
        self(cx, who, params, input, prepared)
    }
}

/// A read whose input was understood: of JSON, or of a file.
pub type ReadyRead<T> =
    Box<dyn for<'a> FnOnce(&'a mut Read, &'a Caller) -> BoxFuture<'a, Result<T, Refused>> + Send>;
/// A change whose input was understood.
pub type ReadySubmit =
    Box<dyn for<'a> FnOnce(&'a mut Change, &'a Caller) -> BoxFuture<'a, Result<Json, Refused>> + Send>;

/// Understands the input of a read, or says what is wrong with it.
pub type PrepareFetch = dyn Fn(Raw<'_>) -> Result<ReadyRead<Json>, Refused> + Send + Sync;
/// The same for a file.
pub type PrepareDownload = dyn Fn(Raw<'_>) -> Result<ReadyRead<File>, Refused> + Send + Sync;
/// The same for events.
pub type PrepareEvents = dyn Fn(Raw<'_>) -> Result<ReadyRead<EventStream>, Refused> + Send + Sync;
/// The same for a change.
pub type PrepareSubmit = dyn Fn(Raw<'_>) -> Result<ReadySubmit, Refused> + Send + Sync;

/// A preparation whose input was understood, and what is to be run afterwards, as often as the engine asks for it.
pub type ReadyPreparation =
    Box<dyn for<'a> FnOnce(App, &'a Caller) -> BoxFuture<'a, Result<AnyTimes, Refused>> + Send>;
pub type AnyTimes = Box<dyn Fn() -> ReadySubmit + Send + Sync>;
/// The same for a change with a preparation.
pub type PreparePreparation = dyn Fn(Raw<'_>) -> Result<ReadyPreparation, Refused> + Send + Sync;

/// Path parameters and body of a call.
#[derive(Clone, Copy)]
pub struct Raw<'r> {
    pub params: &'r [(String, String)],
    pub body: &'r [u8],
}

/// Understands the input, then gives what is to be run.
#[derive(Clone)]
pub enum Handler {
    Fetch(Arc<PrepareFetch>),
    Download(Arc<PrepareDownload>),
    Events(Arc<PrepareEvents>),
    Submit(Arc<PrepareSubmit>),
    PreparedSubmit(Arc<PreparePreparation>),
}

pub(super) fn fetch<P, I, O, W, H>(handler: H) -> Handler
where
    P: PathParams + Send + 'static,
    I: DeserializeOwned + Send + 'static,
    O: Serialize + 'static,
    W: FromPrincipal,
    H: for<'a> FetchHandler<'a, W, P, I, O> + 'static,
{
    let handler = Arc::new(handler);
    Handler::Fetch(Arc::new(move |raw| {
        let (params, input) = understand::<P, I>(raw)?;
        let handler = Arc::clone(&handler);
        let ready: ReadyRead<Json> = Box::new(move |cx, caller| {
            Box::pin(async move { json(&handler.call(cx, principal(caller)?, params, input).await?) })
        });
        Ok(ready)
    }))
}

pub(super) fn download<P, W, H>(handler: H) -> Handler
where
    P: PathParams + Send + 'static,
    W: FromPrincipal,
    H: for<'a> DownloadHandler<'a, W, P> + 'static,
{
    let handler = Arc::new(handler);
    Handler::Download(Arc::new(move |raw| {
        let params: P = body::params(raw.params)?;
        let handler = Arc::clone(&handler);
        let ready: ReadyRead<File> = Box::new(move |cx, caller| {
            Box::pin(async move { handler.call(cx, principal(caller)?, params).await })
        });
        Ok(ready)
    }))
}

pub(super) fn events<W, H>(handler: H) -> Handler
where
    W: FromPrincipal,
    H: for<'a> FetchHandler<'a, W, (), (), EventStream> + 'static,
{
    let handler = Arc::new(handler);
    Handler::Events(Arc::new(move |raw| {
        let params: () = body::params(raw.params)?;
        let handler = Arc::clone(&handler);
        let ready: ReadyRead<EventStream> = Box::new(move |cx, caller| {
            Box::pin(async move { handler.call(cx, principal(caller)?, params, ()).await })
        });
        Ok(ready)
    }))
}

pub(super) fn submit<P, I, O, W, H>(handler: H) -> Handler
where
    P: PathParams + Send + 'static,
    I: DeserializeOwned + Send + 'static,
    O: Serialize + 'static,
    W: FromPrincipal,
    H: for<'a> SubmitHandler<'a, W, P, I, O> + 'static,
{
    let handler = Arc::new(handler);
    Handler::Submit(Arc::new(move |raw| {
        let (params, input) = understand::<P, I>(raw)?;
        let handler = Arc::clone(&handler);
        let ready: ReadySubmit = Box::new(move |cx, caller| {
            Box::pin(async move { json(&handler.call(cx, principal(caller)?, params, input).await?) })
        });
        Ok(ready)
    }))
}

pub(super) fn prepared_submit<P, I, T, O, W, B, H>(before: B, handler: H) -> Handler
where
    P: PathParams + Clone + Send + Sync + 'static,
    I: DeserializeOwned + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    O: Serialize + 'static,
    W: FromPrincipal,
    B: for<'a> Preparation<'a, W, P, I, T> + 'static,
    H: for<'a> PreparedHandler<'a, W, P, I, T, O> + 'static,
{
    let (before, handler) = (Arc::new(before), Arc::new(handler));
    Handler::PreparedSubmit(Arc::new(move |raw| {
        let (params, input) = understand::<P, I>(raw)?;
        let (before, handler) = (Arc::clone(&before), Arc::clone(&handler));
        let ready: ReadyPreparation = Box::new(move |app, caller| {
            Box::pin(async move {
                let prepared = before.call(app, principal(caller)?, params.clone(), &input).await?;
                let again: AnyTimes = Box::new(move || {
                    let (params, input, prepared) = (params.clone(), input.clone(), prepared.clone());
                    let handler = Arc::clone(&handler);
                    Box::new(move |cx, caller| {
                        Box::pin(async move {
                            json(&handler.call(cx, principal(caller)?, params, input, prepared).await?)
                        })
                    })
                });
                Ok(again)
            })
        });
        Ok(ready)
    }))
}

fn understand<P: PathParams, I: DeserializeOwned>(raw: Raw<'_>) -> Result<(P, I), Refused> {
    Ok((body::params(raw.params)?, body::input(raw.body)?))
}

fn principal<W: FromPrincipal>(caller: &Caller) -> Result<&W, Refused> {
    // The router compared handler and access when it was built; this is for the compiler.
    W::of(caller).ok_or_else(|| Fault::new("the caller does not fit the handler").into())
}

fn json<O: Serialize>(output: &O) -> Result<Json, Refused> {
    let text = serde_json::to_string(output).map_err(Fault::from)?;
    Ok((text != "null").then_some(text))
}

//! Events as they happen: one answer that goes on (`text/event-stream`).

use crate::http::answer;
use axum::{
    body::{Body, Bytes},
    response::Response,
};
use futures_util::{StreamExt, stream::BoxStream};
use http::{HeaderName, HeaderValue, header};
use std::convert::Infallible;

/// Events, each written as the browser reads it: lines, and an empty one at the end.
pub struct EventStream(pub BoxStream<'static, String>);

/// The stream with the headers of the API.
#[must_use]
pub fn answer(events: EventStream) -> Response {
    let mut response =
        Response::new(Body::from_stream(events.0.map(|event| Ok::<_, Infallible>(Bytes::from(event)))));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    // A proxy that collects answers would keep every event to itself.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    answer::add_api_headers(headers);
    response
}

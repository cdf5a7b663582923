//! How a call is described: one constant gives method, path, who may call it, input and output, for both sides.

use crate::permissions::Access;
use std::{fmt::Display, marker::PhantomData, str::FromStr};

/// HTTP method of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// As it is written on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// The part of an endpoint that does not depend on its types.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Operation id; the vendor's own where it publishes one.
    pub id: &'static str,
    pub method: Method,
    /// Path template, each parameter in braces: `/v2/partners/associations/requests/{request_id}`.
    pub path: &'static str,
    /// Who may call it. The backend builds its router from this; the app hides what is not allowed.
    pub access: Access,
    /// Whether the call changes something and so must carry an `Idempotency-Key`.
    pub changes: bool,
    /// Whether it is the same for everybody: its input stands in the query string, and caches may keep the answer.
    pub published: bool,
}

impl Spec {
    const fn new(
        id: &'static str,
        method: Method,
        path: &'static str,
        access: Access,
        changes: bool,
    ) -> Self {
        Self { id, method, path, access, changes, published: false }
    }
}

/// A read: it may be repeated at will. `POST` reads carry filters in the body, so that personal search terms
/// never stand in an address.
pub struct Fetch<P, I, O> {
    pub spec: Spec,
    types: PhantomData<fn(P, I) -> O>,
}

/// A change: it cannot be sent without an idempotency key.
pub struct Submit<P, I, O> {
    pub spec: Spec,
    types: PhantomData<fn(P, I) -> O>,
}

/// A file: read as it is, not as JSON. Refusals are the same as everywhere.
pub struct Download<P> {
    pub spec: Spec,
    types: PhantomData<fn(P)>,
}

impl<P> Download<P> {
    /// `GET path`.
    #[must_use]
    pub const fn get(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Get, path, access, false), types: PhantomData }
    }
}

/// Events as they happen (`text/event-stream`): one answer that goes on. Opening it counts as nothing that the user does.
pub struct Events {
    pub spec: Spec,
}

impl Events {
    /// `GET path`.
    #[must_use]
    pub const fn get(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Get, path, access, false) }
    }
}

impl<P, O> Fetch<P, (), O> {
    /// `GET path`.
    #[must_use]
    pub const fn get(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Get, path, access, false), types: PhantomData }
    }
}

impl<P, I, O> Fetch<P, I, O> {
    /// `POST path` that only reads.
    #[must_use]
    pub const fn query(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Post, path, access, false), types: PhantomData }
    }

    /// `GET path?…` that anybody may read and any cache may keep (`ETag`). Nothing personal is asked for here. The app itself
    /// calls none of these: what they answer lies beside it.
    #[must_use]
    pub const fn published(id: &'static str, path: &'static str) -> Self {
        let spec = Spec { published: true, ..Spec::new(id, Method::Get, path, Access::Public, false) };
        Self { spec, types: PhantomData }
    }
}

impl<P, I, O> Submit<P, I, O> {
    /// `POST path` that changes something.
    #[must_use]
    pub const fn post(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Post, path, access, true), types: PhantomData }
    }

    /// `PUT path`.
    #[must_use]
    pub const fn put(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Put, path, access, true), types: PhantomData }
    }

    /// `DELETE path`.
    #[must_use]
    pub const fn delete(id: &'static str, path: &'static str, access: Access) -> Self {
        Self { spec: Spec::new(id, Method::Delete, path, access, true), types: PhantomData }
    }
}

/// Values of the `{…}` parts of a path, in order.
pub trait PathParams: Sized {
    /// Fills `template`; every value is an id whose characters need no escaping (see [`crate::ids`]).
    fn fill(&self, template: &str) -> String;
    /// Reads the values back; `None` when one of them is malformed.
    fn parse(values: &[&str]) -> Option<Self>;
}

impl PathParams for () {
    fn fill(&self, template: &str) -> String {
        template.to_owned()
    }
    fn parse(values: &[&str]) -> Option<Self> {
        values.is_empty().then_some(())
    }
}

impl<A: Display + FromStr> PathParams for (A,) {
    fn fill(&self, template: &str) -> String {
        let Some((head, rest)) = template.split_once('{') else { return template.to_owned() };
        let tail = rest.split_once('}').map_or("", |(_, tail)| tail);
        format!("{head}{}{tail}", self.0)
    }
    fn parse(values: &[&str]) -> Option<Self> {
        match values {
            [a] => Some((a.parse().ok()?,)),
            _ => None,
        }
    }
}

/// Request and reply headers that carry more than HTTP itself.
pub mod header {
    /// UUID of one user action; a retry repeats it, so nothing happens twice.
    pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
    /// Set to `true` on an answer that was stored by an earlier try with the same key.
    pub const IDEMPOTENT_REPLAY: &str = "idempotent-replay";
    /// Must be `1` on every change: a foreign page cannot set it.
    pub const CSRF: &str = "x-csrf";
    /// Names every request; shown in each error and kept in the log.
    pub const REQUEST_ID: &str = "x-request-id";
    /// Which step-up challenge the code in [`VERIFICATION_CODE`] answers.
    pub const VERIFICATION_CHALLENGE: &str = "x-verification-challenge";
    /// The six digits. A header, so that the body (and its fingerprint) is the same before and after the step-up.
    pub const VERIFICATION_CODE: &str = "x-verification-code";
    /// Seconds until the session ends if nothing more is done; on every signed-in answer.
    pub const SESSION_ENDS_IN: &str = "x-session-ends-in";
    /// The backend's time in seconds since 1970, on every signed-in answer: countdowns run by it.
    pub const NOW: &str = "x-now";
    /// Set to `1` on background polling, which does not extend a session.
    pub const BACKGROUND: &str = "x-background";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_parameter_takes_the_place_of_its_braces() {
        assert_eq!(("r-1".to_owned(),).fill("/v2/requests/{request_id}/approve"), "/v2/requests/r-1/approve");
        assert_eq!(().fill("/v2/session"), "/v2/session");
    }
}

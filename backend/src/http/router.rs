//! The router: endpoints of the contract with their handlers. There is no other way to serve something under `/v2`.

use crate::{
    accounts,
    app::App,
    associations, customer_portal, customers, demo, drafts,
    http::{
        answer, handler,
        handler::{FetchHandler, Handler, SubmitHandler},
        pipeline, reports, static_site,
    },
    operations, session,
    session::principal::FromPrincipal,
    verification, work_queue,
};
use axum::{
    extract::{RawPathParams, Request, State},
    response::Response,
    routing::{MethodFilter, get, on, post},
};
use contract::{
    endpoint::{Fetch, Method, PathParams, Spec, Submit, header},
    problem::ErrorCode,
};
use http::{HeaderName, HeaderValue};
use serde::{Serialize, de::DeserializeOwned};

/// Collects endpoints; every noun adds its own.
pub struct Router {
    axum: axum::Router<App>,
    served: Vec<Spec>,
}

impl Router {
    /// A read.
    ///
    /// # Panics
    /// When the handler takes a caller that the endpoint's access rule does not promise: at start, in every test.
    #[must_use]
    pub fn fetch<P, I, O, W, H>(self, endpoint: Fetch<P, I, O>, handler: H) -> Self
    where
        P: PathParams + Send + 'static,
        I: DeserializeOwned + Send + 'static,
        O: Serialize + 'static,
        W: FromPrincipal,
        H: for<'a> FetchHandler<'a, W, P, I, O> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::fetch(handler))
    }

    /// A change.
    ///
    /// # Panics
    /// As [`Router::fetch`].
    #[must_use]
    pub fn submit<P, I, O, W, H>(self, endpoint: Submit<P, I, O>, handler: H) -> Self
    where
        P: PathParams + Send + 'static,
        I: DeserializeOwned + Send + 'static,
        O: Serialize + 'static,
        W: FromPrincipal,
        H: for<'a> SubmitHandler<'a, W, P, I, O> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::submit(handler))
    }

    /// A change of the session itself. Its answer sets or clears the cookie and so is never stored and replayed;
    /// the handler opens its own transaction and writes its own audit.
    pub(crate) fn session_change<P, I, O, W, H>(self, endpoint: Submit<P, I, O>, handler: H) -> Self
    where
        P: PathParams + Send + 'static,
        I: DeserializeOwned + Send + 'static,
        O: Serialize + 'static,
        W: FromPrincipal,
        H: for<'a> FetchHandler<'a, W, P, I, O> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::fetch(handler))
    }

    fn add(mut self, spec: Spec, handler: Handler) -> Self {
        let method = match spec.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        };
        let serve = async move |State(app): State<App>, params: RawPathParams, request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            pipeline::serve(app, spec, handler, params, request).await
        };
        self.axum = self.axum.route(spec.path, on(method, serve));
        self.served.push(spec);
        self
    }
}

/// All endpoints of the contract.
#[must_use]
pub fn endpoints() -> Router {
    let router = Router { axum: axum::Router::new(), served: Vec::new() };
    let router = session::routes(router);
    let router = verification::routes(router);
    let router = operations::routes(router);
    let router = demo::routes(router);
    let router = drafts::routes(router);
    let router = customers::routes(router);
    let router = associations::routes(router);
    let router = accounts::routes(router);
    let router = customer_portal::routes(router);
    work_queue::routes(router)
}

/// What is served, for the comparison with the contract.
#[must_use]
pub fn served() -> Vec<Spec> {
    endpoints().served
}

/// The whole service: the endpoints, reports, health, and the app for every other address.
#[must_use]
pub fn service(app: App) -> axum::Router {
    endpoints()
        .axum
        .route("/v2/csp-reports", post(reports::csp))
        .route("/v2/client-errors", post(reports::client_error))
        .route("/health", get(async || answer::json(200, Some(r#"{"status":"up"}"#.to_owned()))))
        .route("/ready", get(ready))
        .method_not_allowed_fallback(async || answer::problem(ErrorCode::MethodNotAllowed.into()))
        .fallback(elsewhere)
        .layer(axum::middleware::map_response(with_request_id))
        .with_state(app)
}

/// Whether the database answers.
async fn ready(State(app): State<App>) -> Response {
    let up = match app.store.read().await {
        Ok(mut conn) => sqlx::Connection::ping(&mut *conn).await.is_ok(),
        Err(_) => false,
    };
    if up {
        answer::json(200, Some(r#"{"status":"ready"}"#.to_owned()))
    } else {
        answer::problem(ErrorCode::Unavailable.into())
    }
}

async fn elsewhere(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    let is_api = path == "/v2" || ["/v2/", "/health/", "/ready/"].iter().any(|lead| path.starts_with(lead));
    match &app.config.static_dir {
        Some(directory) if !is_api => {
            static_site::serve(directory, request.method(), path, request.headers()).await
        }
        Some(_) | None => answer::problem(ErrorCode::UnknownAddress.into()),
    }
}

/// Answers that no endpoint gave have a request id as well.
async fn with_request_id(mut response: Response) -> Response {
    if !response.headers().contains_key(header::REQUEST_ID)
        && let Ok(id) = HeaderValue::from_str(&pipeline::request_id())
    {
        response.headers_mut().insert(HeaderName::from_static(header::REQUEST_ID), id);
    }
    response
}

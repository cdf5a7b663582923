//! The router: endpoints of the contract with their handlers. There is no other way to serve something under `/v2`.
//! Longer than most files, because each kind of endpoint is added here and nowhere else.

use crate::{
    accounts, activity_log,
    app::App,
    associations, attachments, bills, business_info, certifications, covers, customer_contacts,
    customer_migrations, customer_portal, customers, deadlines, delivery_projects, demo, drafts, exports,
    filing_imports, filings, funds, help,
    http::{
        answer,
        events::EventStream,
        handler,
        handler::{DownloadHandler, FetchHandler, Handler, Preparation, PreparedHandler, SubmitHandler},
        pipeline, reports, static_site,
    },
    incentive_transfers, incentives, invitation_links, invitations, joining, marketing_tasks, members,
    notifications, operations, opportunities, payouts, personnel, programmes, remittances, roles, session,
    session::principal::FromPrincipal,
    statements, suggestions, top_ups, verification, withdrawals, work_queue,
};
use axum::{
    extract::{RawPathParams, Request, State},
    response::Response,
    routing::{MethodFilter, get, on, post},
};
use contract::{
    endpoint::{Download, Events, Fetch, Method, PathParams, Spec, Submit, header},
    problem::ErrorCode,
};
use http::{HeaderName, HeaderValue};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// So long the file store may take to say that it is there.
const STORE_PATIENCE: Duration = Duration::from_secs(3);

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

    /// A file.
    ///
    /// # Panics
    /// As [`Router::fetch`].
    #[must_use]
    pub fn download<P, W, H>(self, endpoint: Download<P>, handler: H) -> Self
    where
        P: PathParams + Send + 'static,
        W: FromPrincipal,
        H: for<'a> DownloadHandler<'a, W, P> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::download(handler))
    }

    /// Events.
    ///
    /// # Panics
    /// As [`Router::fetch`].
    #[must_use]
    pub fn events<W, H>(self, endpoint: Events, handler: H) -> Self
    where
        W: FromPrincipal,
        H: for<'a> FetchHandler<'a, W, (), (), EventStream> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::events(handler))
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

    /// A change of which something takes long: that is done before the transaction, which is begun with what came of it.
    ///
    /// # Panics
    /// As [`Router::fetch`].
    #[must_use]
    pub fn prepared_submit<P, I, T, O, W, B, H>(
        self,
        endpoint: Submit<P, I, O>,
        before: B,
        handler: H,
    ) -> Self
    where
        P: PathParams + Clone + Send + Sync + 'static,
        I: DeserializeOwned + Clone + Send + Sync + 'static,
        T: Clone + Send + Sync + 'static,
        O: Serialize + 'static,
        W: FromPrincipal,
        B: for<'a> Preparation<'a, W, P, I, T> + 'static,
        H: for<'a> PreparedHandler<'a, W, P, I, T, O> + 'static,
    {
        assert!(W::fits(endpoint.spec.access), "{}: the handler takes another caller", endpoint.spec.id);
        self.add(endpoint.spec, handler::prepared_submit(before, handler))
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
    let router = members::routes(router);
    let router = roles::routes(router);
    let router = notifications::routes(router);
    let router = verification::routes(router);
    let router = operations::routes(router);
    let router = demo::routes(router);
    let router = drafts::routes(router);
    let router = customers::routes(router);
    let router = associations::routes(router);
    let router = accounts::routes(router);
    let router = filings::routes(router);
    let router = filing_imports::routes(router);
    let router = customer_portal::routes(router);
    let router = invitations::routes(router);
    let router = invitation_links::routes(router);
    let router = joining::routes(router);
    let router = customer_migrations::routes(router);
    let router = customer_contacts::routes(router);
    let router = personnel::routes(router);
    let router = certifications::routes(router);
    let router = delivery_projects::routes(router);
    let router = covers::routes(router);
    let router = programmes::routes(router);
    let router = opportunities::routes(router);
    let router = attachments::routes(router);
    let router = incentives::routes(router);
    let router = payouts::routes(router);
    let router = incentive_transfers::routes(router);
    let router = business_info::routes(router);
    let router = deadlines::routes(router);
    let router = funds::routes(router);
    let router = top_ups::routes(router);
    let router = remittances::routes(router);
    let router = withdrawals::routes(router);
    let router = statements::routes(router);
    let router = bills::routes(router);
    let router = marketing_tasks::routes(router);
    let router = activity_log::routes(router);
    let router = exports::routes(router);
    let router = help::routes(router);
    let router = suggestions::routes(router);
    work_queue::routes(router)
}

/// What is served, for the comparison with the contract.
#[must_use]
pub fn served() -> Vec<Spec> {
    endpoints().served
}

/// The whole service: the endpoints, reports, health, and the app for every other address.
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

/// Whether database and file store answer.
async fn ready(State(app): State<App>) -> Response {
    let up = match app.store.read().await {
        Ok(mut conn) => sqlx::Connection::ping(&mut *conn).await.is_ok(),
        Err(_) => false,
    };
    let stores = tokio::time::timeout(STORE_PATIENCE, app.files.check()).await;
    if let Ok(Err(fault)) = &stores {
        tracing::warn!(what = %fault, "not ready");
    }
    if up && matches!(stores, Ok(Ok(()))) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Clock,
        config::Config,
        http::change::Read,
        problem::Refused,
        secret::Pepper,
        session::principal::{Anyone, Member},
        store::Store,
    };
    use contract::{customers::LIST, demo::DemoAccounts, permissions::Access};
    use tower::ServiceExt;

    const PANICS: Fetch<(), (), DemoAccounts> = Fetch::get("Panics", "/v2/panics", Access::Public);

    fn empty() -> Router {
        Router { axum: axum::Router::new(), served: Vec::new() }
    }

    async fn panics(_: &mut Read, _: &Anyone, (): (), (): ()) -> Result<DemoAccounts, Refused> {
        panic!("as a broken handler does")
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_service_lives_on() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}/a.db", directory.path().display())).await.unwrap();
        let app = App::new(store, Clock::system(), Config::default(), Pepper::fresh().unwrap());
        let service = empty().fetch(PANICS, panics).axum.with_state(app);
        for _ in 0..2 {
            let request = Request::get("/v2/panics").body(axum::body::Body::empty()).unwrap();
            let response = service.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), 500);
            assert!(response.headers().contains_key(header::REQUEST_ID));
        }
    }

    #[test]
    #[should_panic(expected = "ListSubCustomers: the handler takes another caller")]
    fn a_handler_whose_caller_the_endpoint_does_not_promise_stops_the_start() {
        async fn list(
            _: &mut Read,
            _: &Anyone,
            (): (),
            _: contract::customers::CustomerQuery,
        ) -> Result<contract::customers::CustomerPage, Refused> {
            Err(ErrorCode::NotFound.into())
        }
        assert!(Member::fits(LIST.spec.access));
        let _ = empty().fetch(LIST, list);
    }
}

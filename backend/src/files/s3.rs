//! The store as a bucket of a service that speaks S3. `rusty_s3` signs (AWS Signature 4, in the query), the client is hyper's:
//! there are five kinds of requests.

use super::{FileStore, Place};
use crate::problem::Fault;
use futures_util::future::BoxFuture;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, crypto::ring};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle, actions::ListObjectsV2};
use std::{fmt, sync::Arc, time::Duration};

/// A request whose answer takes longer than this is given up: the call round it has thirty seconds.
const WITHIN: Duration = Duration::from_secs(20);
/// How long a signature is good for.
const SIGNED_FOR: Duration = Duration::from_mins(1);

/// How a bucket is reached.
pub struct Settings {
    /// `https://s3.example.com`, or `http://` within a closed network.
    pub endpoint: String,
    pub region: String,
    pub bucket: String,
    pub key_id: String,
    /// Never logged, never shown.
    pub secret: String,
    /// `endpoint/bucket/…` in place of `bucket.endpoint/…`.
    pub path_style: bool,
}

/// A bucket.
#[derive(Clone)]
pub struct S3 {
    bucket: Bucket,
    credentials: Credentials,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S3({})", self.bucket.base_url())
    }
}

impl S3 {
    /// # Errors
    /// When the settings make no address. Whether anybody answers there is [`FileStore::check`]'s matter.
    pub fn new(settings: Settings) -> Result<Self, Fault> {
        let endpoint =
            settings.endpoint.parse().map_err(|_| Fault::new("the endpoint of S3 is no address"))?;
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(endpoint, style, settings.bucket, settings.region)
            .map_err(|error| Fault::new(format!("the bucket of S3: {error}")))?;
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Fault::new(format!("TLS: {error}")))?
            .with_webpki_roots()
            .with_no_client_auth();
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(Duration::from_secs(5)));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        Ok(Self {
            bucket,
            credentials: Credentials::new(settings.key_id, settings.secret),
            client: Client::builder(TokioExecutor::new()).build(connector),
        })
    }

    /// Sends one signed request. The address is in no error: it carries the signature.
    async fn send<'a>(
        &'a self,
        method: Method,
        action: impl S3Action<'a>,
        content: Vec<u8>,
    ) -> Result<(StatusCode, Bytes), Fault> {
        let address = action.sign(SIGNED_FOR);
        let request = Request::builder()
            .method(method)
            .uri(address.as_str())
            .body(Full::new(Bytes::from(content)))
            .map_err(|_| Fault::new("a request to S3 could not be made"))?;
        let exchange = async {
            let response = self.client.request(request).await.map_err(|error| unreachable(&error))?;
            let status = response.status();
            let body = response.into_body().collect().await.map_err(|error| unreachable(&error))?;
            Ok((status, body.to_bytes()))
        };
        tokio::time::timeout(WITHIN, exchange).await.map_err(|_| unreachable(&"no answer in time"))?
    }
}

fn unreachable(why: &dyn fmt::Display) -> Fault {
    Fault::overload(format!("the file store does not answer: {why}"))
}

/// What the service says against it. Its own trouble may pass; ours (a wrong secret, no such bucket) does not by itself.
fn refused(status: StatusCode, body: &[u8]) -> Fault {
    let text = String::from_utf8_lossy(body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let code: String = code.map_or("no code", |(code, _)| code).chars().take(64).collect();
    let what = format!("the file store refuses: {} {code}", status.as_u16());
    if status.is_server_error() { Fault::overload(what) } else { Fault::new(what) }
}

fn done(status: StatusCode, body: &[u8]) -> Result<(), Fault> {
    if status.is_success() { Ok(()) } else { Err(refused(status, body)) }
}

impl FileStore for S3 {
    fn put<'a>(&'a self, place: &'a Place, content: Vec<u8>) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let action = self.bucket.put_object(Some(&self.credentials), place.as_str());
            let (status, body) = self.send(Method::PUT, action, content).await?;
            done(status, &body)
        })
    }

    fn get<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<Option<Vec<u8>>, Fault>> {
        Box::pin(async move {
            let action = self.bucket.get_object(Some(&self.credentials), place.as_str());
            let (status, body) = self.send(Method::GET, action, Vec::new()).await?;
            if status == StatusCode::NOT_FOUND && !String::from_utf8_lossy(&body).contains("NoSuchBucket") {
                return Ok(None);
            }
            done(status, &body)?;
            Ok(Some(body.to_vec()))
        })
    }

    fn remove<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let action = self.bucket.delete_object(Some(&self.credentials), place.as_str());
            let (status, body) = self.send(Method::DELETE, action, Vec::new()).await?;
            if status == StatusCode::NOT_FOUND { Ok(()) } else { done(status, &body) }
        })
    }

    fn list<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Place>, Fault>> {
        Box::pin(async move {
            let mut places = Vec::new();
            let mut from: Option<String> = None;
            loop {
                let mut action = self.bucket.list_objects_v2(Some(&self.credentials));
                // Ids are equally long: no other begins with this one.
                action.with_prefix(id);
                if let Some(token) = from.take() {
                    action.with_continuation_token(token);
                }
                let (status, body) = self.send(Method::GET, action, Vec::new()).await?;
                done(status, &body)?;
                let listed = ListObjectsV2::parse_response(&String::from_utf8_lossy(&body))
                    .map_err(|error| Fault::new(format!("the file store's list: {error}")))?;
                let keys = listed.contents.into_iter().map(|object| object.key);
                let is_its = |key: &String| {
                    key.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                places.extend(keys.filter(is_its).map(Place));
                from = listed.next_continuation_token;
                if from.is_none() {
                    return Ok(places);
                }
            }
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), Fault>> {
        Box::pin(async move {
            let action = self.bucket.head_bucket(Some(&self.credentials));
            let (status, body) = self.send(Method::HEAD, action, Vec::new()).await?;
            done(status, &body)
        })
    }
}

//! The listener: so many connections at once, headers within a time, and an orderly end.
//!
//! axum's own loop takes every connection and waits for its headers for ever, so it is not used.

use axum::{Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::{ServiceExt, service_fn};

/// What a client may take up by doing nothing.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections that are open at once; others wait in the system's own queue.
    pub connections: usize,
    /// Within this time a connection has sent the headers of its first or next request, or is closed.
    pub headers_within: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connections: 1_000, headers_within: Duration::from_secs(10) }
    }
}

/// After a failed accept, such as for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` is over, then lets the requests at work end.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            // The semaphore is never closed, so there is always a place in the end.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let connection = open.watch(connection(stream, address, router.clone(), bounds));
                tokio::spawn(async move {
                    // A connection that breaks off is the client's affair.
                    let _ = connection.await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "accept");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

type Request = http::Request<hyper::body::Incoming>;

fn connection(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    bounds: Bounds,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    // Answers are small and whole: waiting for more to send only makes them late.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request| {
        request.extensions_mut().insert(ConnectInfo(address));
        let answer = router.clone().oneshot(request.map(axum::body::Body::new));
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.headers_within)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::future::pending;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn served(bounds: Bounds) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", get(async || "here"));
        tokio::spawn(serve(listener, router, bounds, pending()));
        address
    }

    async fn asked(address: SocketAddr) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        stream
    }

    async fn answer(stream: &mut TcpStream) -> String {
        let mut buffer = [0; 1_024];
        let read = stream.read(&mut buffer).await.unwrap();
        String::from_utf8_lossy(&buffer[..read]).into_owned()
    }

    #[tokio::test]
    async fn who_does_not_send_its_headers_is_sent_away() {
        let within = Duration::from_millis(30);
        let address = served(Bounds { headers_within: within, ..Bounds::default() }).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost").await.unwrap();
        let mut rest = Vec::new();
        // Ends when the server closes.
        let _ = stream.read_to_end(&mut rest).await;
        assert!(!String::from_utf8_lossy(&rest).contains("here"));
    }

    #[tokio::test]
    async fn one_connection_too_many_waits_until_another_is_gone() {
        let address = served(Bounds { connections: 1, ..Bounds::default() }).await;
        let mut first = asked(address).await;
        assert!(answer(&mut first).await.ends_with("here"));
        let mut second = asked(address).await;
        let early = tokio::time::timeout(Duration::from_millis(50), answer(&mut second)).await;
        assert!(early.is_err(), "answered beside the first: {early:?}");
        drop(first);
        assert!(answer(&mut second).await.ends_with("here"));
    }
}

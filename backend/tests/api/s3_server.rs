//! A service that speaks S3 and verifies every signature, on a loopback port, over a folder.

use backend::files::{
    S3,
    s3::{self, Settings},
};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use std::net::SocketAddr;
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

const BUCKET: &str = "partner-files";
const KEY_ID: &str = "partner-center";
const SECRET: &str = "only-for-this-test";

/// The service; its bucket outlives a stop.
pub struct S3Server {
    pub address: SocketAddr,
    root: TempDir,
    work: JoinHandle<()>,
}

async fn serve(root: &TempDir, address: &str) -> (SocketAddr, JoinHandle<()>) {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root.path()).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
    let service = service.build();
    let listener = TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    let work = tokio::spawn(async move {
        // Dropped with this task, so that nothing answers on an old connection.
        let mut connections = JoinSet::new();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let service = service.clone();
            connections.spawn(async move {
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    (address, work)
}

impl S3Server {
    pub async fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join(BUCKET)).unwrap();
        let (address, work) = serve(&root, "127.0.0.1:0").await;
        Self { address, root, work }
    }

    /// Nothing answers from here on.
    pub async fn stop(&mut self) {
        self.work.abort();
        let _ = (&mut self.work).await;
    }

    /// It answers again, with what it had.
    pub async fn start_again(&mut self) {
        (_, self.work) = serve(&self.root, &self.address.to_string()).await;
    }

    /// What lies in the bucket in all, at whatever place.
    pub fn objects(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.root.path().join(BUCKET))
    }

    pub fn settings(&self) -> Settings {
        s3::Settings {
            endpoint: format!("http://{}", self.address),
            region: "eu-west-0".to_owned(),
            bucket: BUCKET.to_owned(),
            key_id: KEY_ID.to_owned(),
            secret: SECRET.to_owned(),
            path_style: true,
        }
    }

    pub fn bucket(&self) -> S3 {
        S3::new(self.settings()).unwrap()
    }
}

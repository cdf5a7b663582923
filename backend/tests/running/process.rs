//! The backend as it is run: a program of its own, which can be killed.

use crate::client::Http;
use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a start may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A database and the program that serves it.
pub struct Backend {
    folder: PathBuf,
    options: Vec<String>,
    pub address: SocketAddr,
    pub child: Child,
}

impl Backend {
    /// Serves `data.db` of `folder` at a free port of this machine, in the demo mode; answers when it does.
    pub async fn start(http: &Http, folder: &Path, options: &[&str]) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let options: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
        let child = spawn(folder, address, &options);
        let mut backend = Self { folder: folder.to_owned(), options, address, child };
        backend.answers(http).await;
        backend
    }

    /// Its end without warning: `SIGKILL`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again where it was; gives the time until it answers.
    pub async fn restart(&mut self, http: &Http) -> Duration {
        let since = Instant::now();
        self.child = spawn(&self.folder, self.address, &self.options);
        self.answers(http).await;
        since.elapsed()
    }

    async fn answers(&mut self, http: &Http) {
        let since = Instant::now();
        while !http.is_ready(self.address).await {
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "the backend ended by itself: {ended:?}");
            assert!(since.elapsed() < PATIENCE, "the backend does not answer");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the data of a folder is.
pub fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("data.db").display())
}

fn spawn(folder: &Path, address: SocketAddr, options: &[String]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_backend"))
        .args(["serve", "--demo", "--log", "json", "--listen", &address.to_string()])
        .args(["--database", &database(folder)])
        .arg("--files-dir")
        .arg(folder.join("files"))
        .args(options)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

//! The backend in demo mode with a database of its own, serving the built site.

use crate::programs::{Running, path};
use std::{path::Path, process::Command};
use tempfile::TempDir;

/// A running product; gone with all its data when dropped.
pub struct Product {
    address: String,
    _server: Running,
    _data: TempDir,
}

impl Product {
    /// The site that is under test, with fresh demo data.
    #[must_use]
    pub fn start() -> Self {
        Self::with_site(&path("PARTNER_CENTER_SITE", "dist"))
    }

    /// Another site, such as a damaged copy.
    ///
    /// # Panics
    /// When the backend does not start.
    #[must_use]
    pub fn with_site(site: &Path) -> Self {
        assert!(site.join("index.html").is_file(), "no site in {}; run `cargo xtask dist`", site.display());
        let data = tempfile::tempdir().unwrap_or_else(|error| panic!("temporary folder: {error}"));
        let mut server = Command::new(path("PARTNER_CENTER_BACKEND", "target/debug/backend"));
        server.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--calls-per-second", "0"]);
        server.arg("--static-dir").arg(site);
        server.arg("--database").arg(format!("sqlite://{}", data.path().join("test.db").display()));
        server.arg("--files-dir").arg(data.path().join("files"));
        server.env("RUST_LOG", "warn");
        let announced = |line: &str| {
            line.strip_prefix("Demo: ").map(|address| address.trim().trim_end_matches('/').to_owned())
        };
        let (server, address) =
            Running::start(&mut server, announced).unwrap_or_else(|error| panic!("{error}"));
        Self { address, _server: server, _data: data }
    }

    /// `http://127.0.0.1:…` and the path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// A copy of the site under test, to be damaged.
    ///
    /// # Panics
    /// When files cannot be copied.
    #[must_use]
    pub fn copy_of_site() -> TempDir {
        let copy = tempfile::tempdir().unwrap_or_else(|error| panic!("temporary folder: {error}"));
        let site = path("PARTNER_CENTER_SITE", "dist");
        copy_folder(&site, copy.path());
        copy
    }
}

fn copy_folder(from: &Path, to: &Path) {
    let entries = std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            std::fs::create_dir(&to).unwrap_or_else(|error| panic!("{}: {error}", to.display()));
            copy_folder(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        }
    }
}

//! Where a run puts what nobody needs afterwards: databases, browsers' profiles. In memory where there is room, because a
//! database waits for the disk at each commit, and a test has nothing to gain by that.

use crate::{call, tools};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
};

const MEMORY: &str = "/dev/shm";
const NAME: &str = "partner-center-run-";
/// Megabytes; a whole run leaves about one thousand.
const ROOM: u64 = 4000;

/// A folder, gone when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> io::Result<Self> {
        let parent = if free_megabytes() >= ROOM { PathBuf::from(MEMORY) } else { env::temp_dir() };
        forget_earlier(&parent);
        let folder = parent.join(format!("{NAME}{}", process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Zero where there is no such folder, or no `df` to tell.
fn free_megabytes() -> u64 {
    let told = tools::output(call::program("df").args(["-m", "--output=avail", MEMORY]));
    told.ok().and_then(|text| text.lines().nth(1)?.trim().parse().ok()).unwrap_or_default()
}

/// What runs left that were killed.
fn forget_earlier(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(|name| name.strip_prefix(NAME)) else { continue };
        if !Path::new("/proc").join(process).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

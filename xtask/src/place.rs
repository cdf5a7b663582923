//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Names another checkout, for `cargo xtask reproduce`.
pub const ROOT: &str = "PARTNER_CENTER_ROOT";
static OTHER: OnceLock<Option<PathBuf>> = OnceLock::new();

/// The repository.
pub fn root() -> &'static Path {
    let other = OTHER.get_or_init(|| env::var_os(ROOT).map(PathBuf::from));
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    other.as_deref().unwrap_or_else(own)
}

/// A path as the user wrote it: relative ones are relative to the repository.
pub fn from_root(path: &str) -> PathBuf {
    root().join(path)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |target| root().join(target))
}

/// A program that cargo built for this machine.
pub fn program(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Pinned build tools, one folder per tool and version, shared by all checkouts of this user.
pub fn tools() -> PathBuf {
    if let Some(tools) = env::var_os("PARTNER_CENTER_TOOLS") {
        return PathBuf::from(tools);
    }
    let cache = env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()).map(PathBuf::from);
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache");
    cache.unwrap_or_else(home).join("partner-center/tools")
}

//! Passwords: argon2id with the figures of the policy, always off the async threads.

use crate::problem::Fault;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// KiB of memory, passes, lanes.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Longest password that is looked at, in bytes.
pub const MAX_BYTES: usize = 1_024;
/// Passwords that are checked at the same time; more wait, so that sign-ins cannot eat all memory.
const AT_ONCE: usize = 4;

/// Checks passwords.
pub struct Passwords {
    slots: Arc<Semaphore>,
    /// For names that nobody has: the same work, the same time.
    dummy: Arc<OnceLock<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

impl Passwords {
    #[must_use]
    pub fn new() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), dummy: Arc::default() }
    }

    /// Whether the password fits the hash; without a hash the work is done all the same and the answer is no.
    ///
    /// # Errors
    /// When the stored hash is unreadable.
    pub async fn fits(&self, password: String, stored: Option<String>) -> Result<bool, Fault> {
        let slot =
            Arc::clone(&self.slots).acquire_owned().await.map_err(|error| Fault::new(error.to_string()))?;
        let dummy = Arc::clone(&self.dummy);
        let work = move || {
            let _slot = slot;
            let known = stored.is_some();
            let stored = match stored {
                Some(stored) => stored,
                None => match dummy.get() {
                    Some(hash) => hash.clone(),
                    None => {
                        dummy.get_or_init(|| hash("nobody has this password").unwrap_or_default()).clone()
                    }
                },
            };
            let parsed =
                PasswordHash::new(&stored).map_err(|error| Fault::new(format!("password hash: {error}")))?;
            let short = password.len() <= MAX_BYTES;
            let password = if short { password.as_bytes() } else { b"" };
            Ok(argon2()?.verify_password(password, &parsed).is_ok() && known && short)
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| Fault::new(error.to_string()))?
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub async fn hash(&self, password: String) -> Result<String, Fault> {
        let slot =
            Arc::clone(&self.slots).acquire_owned().await.map_err(|error| Fault::new(error.to_string()))?;
        let work = move || {
            let _slot = slot;
            hash(&password)
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| Fault::new(error.to_string()))?
    }

    /// Prepares the hash for unknown names, so that the first of them does not take longer.
    pub async fn warm_up(&self) {
        let dummy = Arc::clone(&self.dummy);
        let _ = tokio::task::spawn_blocking(move || {
            dummy.get_or_init(|| hash("nobody has this password").unwrap_or_default());
        })
        .await;
    }
}

fn argon2() -> Result<Argon2<'static>, Fault> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Fault::new(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string of a password. Slow by design: call it off the async threads.
///
/// # Errors
/// When the system has no randomness to give.
pub fn hash(password: &str) -> Result<String, Fault> {
    let salt = crate::secret::random::<16>()?;
    let hash = argon2()?.hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hash.map_err(|error| Fault::new(format!("argon2: {error}")))?.to_string())
}

//! Passwords: argon2id with the figures of the policy, always off the async threads.

use crate::problem::Fault;
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        PasswordHasher,
        phc::{Output, PasswordHash},
    },
};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
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
    spaces: Spaces,
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
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), spaces: Arc::default(), dummy: Arc::default() }
    }

    /// Whether the password fits the hash; without a hash the work is done all the same and the answer is no.
    ///
    /// # Errors
    /// When the stored hash is unreadable.
    pub async fn fits(&self, password: String, stored: Option<String>) -> Result<bool, Fault> {
        let slot =
            Arc::clone(&self.slots).acquire_owned().await.map_err(|error| Fault::new(error.to_string()))?;
        let (dummy, spaces) = (Arc::clone(&self.dummy), Arc::clone(&self.spaces));
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
            Ok(matches(password, &parsed, &spaces)? && known && short)
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

/// Memory of checks that are over, for the next ones. Given back to the allocator each time, blocks of nineteen
/// megabytes leave holes that no other fits, and a few hundred sign-ins hold a gigabyte.
type Spaces = Arc<Mutex<Vec<Vec<Block>>>>;

/// Whether the password has this hash; compared in constant time.
fn matches(password: &[u8], stored: &PasswordHash, spaces: &Spaces) -> Result<bool, Fault> {
    let broken = |why: &dyn std::fmt::Display| Fault::new(format!("password hash: {why}"));
    let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
        return Err(broken(&"without salt or hash"));
    };
    let params = Params::try_from(stored).map_err(|error| broken(&error))?;
    let free = || spaces.lock().unwrap_or_else(PoisonError::into_inner);
    let mut space = free().pop().unwrap_or_default();
    space.resize(params.block_count(), Block::new());
    let mut output = vec![0; expected.len()];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let done = argon2.hash_password_into_with_memory(password, salt, &mut output, &mut space);
    free().push(space);
    done.map_err(|error| broken(&error))?;
    Ok(Output::new(&output).map_err(|error| broken(&error))? == *expected)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only_and_checks_share_their_memory() {
        let passwords = Passwords::new();
        let stored = hash("a long enough password").unwrap();
        for (password, stored, fits) in [
            ("a long enough password", Some(&stored), true),
            ("a long enough passwore", Some(&stored), false),
            ("", Some(&stored), false),
            ("nobody has this password", None, false),
        ] {
            assert_eq!(
                passwords.fits(password.to_owned(), stored.cloned()).await.unwrap(),
                fits,
                "{password}"
            );
        }
        assert!(passwords.fits(String::new(), Some("$argon2id$v=19$m=8".to_owned())).await.is_err());
        assert_eq!(passwords.spaces.lock().unwrap().len(), 1);
    }
}

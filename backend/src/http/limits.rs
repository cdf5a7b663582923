//! How often somebody may call: a bucket of tokens per caller and operation, in memory, by the machine's own clock.
//! And how many calls there may be at once.

use crate::problem::Refused;
use contract::problem::ErrorCode;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Buckets beyond which full ones are thrown away.
const MANY: usize = 20_000;

/// Calls that are at work or wait for their turn at the database. One more is told at once to come again: whoever
/// waits behind so many would get the answer too late to want it.
pub const PLACES: usize = 64;

/// Calls per caller and operation, and of all together; see `Limits::take` and `Limits::place`.
pub struct Limits {
    places: Arc<Semaphore>,
    per_second: Option<u32>,
    buckets: Mutex<HashMap<String, Bucket>>,
}

struct Bucket {
    tokens: f64,
    filled_at: Instant,
    per_second: f64,
    burst: f64,
}

impl Bucket {
    fn fill(&mut self, now: Instant) {
        let passed = now.duration_since(self.filled_at).as_secs_f64();
        self.tokens = (self.tokens + passed * self.per_second).min(self.burst);
        self.filled_at = now;
    }
}

impl Limits {
    /// `None`: calls are not limited.
    #[must_use]
    pub fn new(per_second: Option<u32>) -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), per_second, buckets: Mutex::default() }
    }

    /// A place among the calls at work, held until it is dropped. It is asked for when the body is there, so that
    /// whoever sends slowly keeps nobody out.
    ///
    /// # Errors
    /// `APIG.0205` with a second to wait when all are taken.
    pub(crate) fn place(&self) -> Result<OwnedSemaphorePermit, Refused> {
        Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refused::wait(ErrorCode::Unavailable, 1))
    }

    /// Takes a token of the general limit: so many per second, bursts of twice that. `Err` is the wait in seconds.
    pub(crate) fn take(&self, caller: &str, operation: &str) -> Result<(), u32> {
        let Some(per_second) = self.per_second else { return Ok(()) };
        let rate = f64::from(per_second);
        self.take_from(&format!("{operation} {caller}"), rate, rate * 2.0)
    }

    /// Takes a token of an operation that only a few per minute are meant for; off where the general limit is.
    pub(crate) fn take_of_minute(&self, caller: &str, operation: &str, per_minute: u32) -> Result<(), u32> {
        if self.per_second.is_none() {
            return Ok(());
        }
        let burst = f64::from(per_minute);
        self.take_from(&format!("{operation} {caller} per minute"), burst / 60.0, burst)
    }

    /// Takes a token of a limit of its own, which holds even where the general limit is off.
    pub(crate) fn take_from(&self, name: &str, per_second: f64, burst: f64) -> Result<(), u32> {
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MANY {
            buckets.retain(|_, bucket| {
                bucket.fill(now);
                bucket.tokens < bucket.burst
            });
        }
        let fresh = || Bucket { tokens: burst, filled_at: now, per_second, burst };
        let bucket = buckets.entry(name.to_owned()).or_insert_with(fresh);
        bucket.fill(now);
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 3600")]
        Err(((1.0 - bucket.tokens) / per_second).ceil().clamp(1.0, 3_600.0) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_call_too_many_is_sent_away_and_a_place_that_is_left_is_given_again() {
        let limits = Limits::new(None);
        let mut taken: Vec<_> = (0..PLACES).map(|_| limits.place().unwrap()).collect();
        assert!(limits.place().is_err());
        taken.pop();
        assert!(limits.place().is_ok());
    }

    #[test]
    fn a_burst_is_twice_the_rate_and_callers_do_not_share_it() {
        let limits = Limits::new(Some(10));
        assert_eq!((0..20).filter(|_| limits.take("u-1", "List").is_ok()).count(), 20);
        assert_eq!(limits.take("u-1", "List"), Err(1));
        assert_eq!(limits.take("u-2", "List"), Ok(()));
        assert_eq!(limits.take("u-1", "Show"), Ok(()));
    }
}

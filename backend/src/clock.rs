//! The backend's clock: the system's, or one that tests move; in demo mode it can be advanced for everybody.

use contract::time::Timestamp;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Tells the time. Clones show the same time.
#[derive(Clone)]
pub struct Clock {
    base: Base,
    /// Seconds by which the demo is ahead.
    ahead: Arc<AtomicI64>,
}

#[derive(Clone)]
enum Base {
    System,
    /// Stands still until it is moved.
    Fixed(Timestamp),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self { base: Base::System, ahead: Arc::default() }
    }

    /// A clock that stands at `now` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn standing_at(now: Timestamp) -> Self {
        Self { base: Base::Fixed(now), ahead: Arc::default() }
    }

    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
    pub fn now(&self) -> Timestamp {
        let base = match self.base {
            Base::System => {
                // A system clock before 1970 is a broken machine; 1970 is as good as any other wrong time.
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp::from_seconds(i64::try_from(since.as_secs()).unwrap_or(0))
            }
            Base::Fixed(now) => now,
        };
        base.plus_seconds(self.ahead.load(Ordering::SeqCst))
    }

    /// Lets so many seconds pass at once.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Takes up where the clock was before a restart.
    pub fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }

    /// Seconds by which this clock is ahead of its base.
    #[must_use]
    pub fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::SeqCst)
    }
}

//! When a call is tried again, and after how long. Pure: the outcome and a random number in, a delay out.

use std::cell::Cell;

/// Tries after the first one.
const MAX_RETRIES: u8 = 2;
/// What all tries of one call and the waits between them may take; then the user is told, and can act. A `Retry-After`
/// beyond it is shown instead of being waited for.
pub const ALL_TRIES_MS: u32 = 32_000;
/// A try that had less than this would be cut off before a slow answer is there; it is not begun.
const LEAST_MS: u32 = 3_000;
const BASE_MS: f64 = 300.0;
const CAP_MS: f64 = 5_000.0;

/// How one exchange ended, as far as trying again is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// No answer, or not in time.
    Lost,
    /// An answer with this status, readable or not.
    Status { status: u16, readable: bool, retry_after_seconds: Option<u32> },
}

/// Milliseconds to wait before the next try, or `None` when this answer is final. `spent_ms` were spent on the tries so
/// far; `random` lies in 0..1 (full jitter).
#[must_use]
pub fn delay_ms(tried: u8, ended: Ended, spent_ms: u32, random: f64) -> Option<u32> {
    if tried > MAX_RETRIES {
        return None;
    }
    let after = match ended {
        Ended::Status { status: 408 | 425 | 429 | 502 | 503 | 504, retry_after_seconds, .. } => {
            retry_after_seconds.map(|seconds| seconds.saturating_mul(1_000))
        }
        Ended::Lost | Ended::Status { readable: false, .. } => None,
        Ended::Status { .. } => return None,
    };
    let wait = after.unwrap_or_else(|| jitter(tried, random));
    let next = spent_ms.saturating_add(wait).saturating_add(LEAST_MS);
    (next <= ALL_TRIES_MS).then_some(wait)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5,000, so it fits")]
fn jitter(tried: u8, random: f64) -> u32 {
    (random * (BASE_MS * f64::from(1_u32 << tried.min(8))).min(CAP_MS)) as u32
}

/// Retries that a tab may still spend, so that a failing backend is not drowned: ten at first, one less for each
/// retry, a tenth more for each success. Counted in tenths.
pub struct Budget(Cell<u32>);

impl Budget {
    const FULL: u32 = 100;

    #[must_use]
    pub const fn new() -> Self {
        Self(Cell::new(Self::FULL))
    }

    pub fn succeeded(&self) {
        self.0.set((self.0.get() + 1).min(Self::FULL));
    }

    /// Whether one more retry is left; takes it.
    pub fn take(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(10));
        left >= 10
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn status(status: u16) -> Ended {
        Ended::Status { status, readable: true, retry_after_seconds: None }
    }

    #[test]
    fn a_lost_answer_is_tried_twice_more_and_then_given_up() {
        assert!(delay_ms(1, Ended::Lost, 0, 0.5).is_some());
        assert!(delay_ms(2, Ended::Lost, 0, 0.5).is_some());
        assert_eq!(delay_ms(3, Ended::Lost, 0, 0.5), None);
    }

    #[test]
    fn a_refusal_and_a_fault_are_final() {
        assert_eq!(delay_ms(1, status(400), 0, 0.5), None);
        assert_eq!(delay_ms(1, status(500), 0, 0.5), None);
        assert_eq!(delay_ms(1, status(200), 0, 0.5), None);
    }

    #[test]
    fn the_server_says_how_long_to_wait_up_to_half_a_minute() {
        let busy =
            |seconds| Ended::Status { status: 503, readable: true, retry_after_seconds: Some(seconds) };
        assert_eq!(delay_ms(1, busy(2), 0, 0.5), Some(2_000));
        assert_eq!(delay_ms(1, busy(31), 0, 0.5), None);
    }

    #[test]
    fn whoever_waited_half_a_minute_is_told() {
        assert!(delay_ms(1, Ended::Lost, 15_000, 0.5).is_some());
        assert_eq!(delay_ms(2, Ended::Lost, 30_000, 0.5), None);
    }

    #[test]
    fn ten_retries_without_a_success_are_the_last() {
        let budget = Budget::new();
        assert_eq!((0..20).filter(|_| budget.take()).count(), 10);
        (0..10).for_each(|_| budget.succeeded());
        assert!(budget.take());
    }
}

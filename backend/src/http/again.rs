//! Before a transaction that the engine undid in favour of another one is tried once more.

use std::time::Duration;

/// Up to so many milliseconds pass before each next try.
pub(super) const PAUSES_MS: [u64; 3] = [20, 80, 320];

/// Waits for anything up to that: nodes that lost to one another don't meet again.
pub(super) async fn pause(most_ms: u64) {
    let mut random = [0; 8];
    // Without randomness all wait the longest.
    let part = getrandom::fill(&mut random).map_or(most_ms, |()| u64::from_le_bytes(random) % (most_ms + 1));
    tokio::time::sleep(Duration::from_millis(part)).await;
}

//! An application is not always what was seen: somebody was faster, or its time is over.

use crate::flows::sending::Sending;
use contract::problem::ErrorCode;
use leptos::prelude::*;

/// Reads the application `again` whenever what was sent about it is refused because it is not what was seen.
pub fn read_again_when_stale(sending: Sending, again: Callback<()>) {
    sending.when_overtaken(&[ErrorCode::DefenceOpen, ErrorCode::QuantityLimit], again);
}

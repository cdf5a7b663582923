//! An application is not always what was seen: somebody was faster, or its time is over.

use crate::{api::ApiError, flows::sending::Sending};
use contract::problem::ErrorCode;
use leptos::prelude::*;

/// Reads the application `again` whenever what was sent about it is refused because it is not what was seen.
pub fn read_again_when_stale(sending: Sending, again: Callback<()>) {
    let stale = |error: &ApiError| {
        matches!(
            error.code(),
            Some(
                ErrorCode::Changed
                    | ErrorCode::NotInThisState
                    | ErrorCode::DefenceOpen
                    | ErrorCode::DeadlinePassed
                    | ErrorCode::QuantityLimit
            )
        )
    };
    Effect::new(move |_| {
        if sending.failed.with(|failed| failed.as_ref().is_some_and(stale)) {
            again.run(());
        }
    });
}

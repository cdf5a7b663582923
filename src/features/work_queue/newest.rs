//! An item may be changed by somebody else while a dialog about it is open: the list is read again, and what was typed
//! goes on from there.

use crate::{api::ApiError, flows::sending::Sending};
use contract::{problem::ErrorCode, work_queue::WorkItem};
use leptos::prelude::*;

/// Reads the list again when the item is not what was seen.
pub fn follow(sending: Sending, changed: Callback<()>) {
    Effect::new(move |_| {
        let stale =
            |error: &ApiError| matches!(error.code(), Some(ErrorCode::Changed | ErrorCode::NotInThisState));
        if sending.failed.with(|failed| failed.as_ref().is_some_and(stale)) {
            changed.try_run(());
        }
    });
}

/// The version of an item as it was read last.
pub fn version_of(item: &WorkItem, rows: Signal<Vec<WorkItem>>) -> i64 {
    let newest = rows.with_untracked(|rows| {
        rows.iter().find(|row| row.work_item_id == item.work_item_id).map(|row| row.version)
    });
    newest.unwrap_or(item.version)
}

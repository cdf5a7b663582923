//! An item may be changed by somebody else while a dialog about it is open: the list is read again, and what was typed
//! goes on from there.

use crate::flows::sending::Sending;
use contract::work_queue::WorkItem;
use leptos::prelude::*;

/// Reads the list again when the item is not what was seen.
pub fn follow(sending: Sending, changed: Callback<()>) {
    sending.when_overtaken(&[], changed);
}

/// The version of an item as it was read last.
pub fn version_of(item: &WorkItem, rows: Signal<Vec<WorkItem>>) -> i64 {
    let newest = rows.with_untracked(|rows| {
        rows.iter().find(|row| row.work_item_id == item.work_item_id).map(|row| row.version)
    });
    newest.unwrap_or(item.version)
}

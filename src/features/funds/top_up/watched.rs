//! An order that is looked at until something becomes of it: the gateway may say so at any moment.

use crate::{
    api::{self, Fetched},
    browser,
    flows::fetch::use_fetch,
};
use contract::{
    ids::TopUpId,
    top_ups::{SHOW, TopUp},
};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

const EVERY_MS: u32 = 2_000;

/// Reads the order, and again every few seconds while it can be paid and somebody looks. Looking again counts as nothing
/// that the user does.
pub fn use_watched(id: TopUpId) -> Fetched<TopUp> {
    let order = {
        let id = id.clone();
        use_fetch(&SHOW, move || Some(((id.clone(),), ())))
    };
    let interval = browser::Interval::start(EVERY_MS, move || {
        let waits = order
            .value
            .try_with_untracked(|order| order.as_ref().is_some_and(|order| order.status.can_be_paid()));
        if waits != Some(true) || !browser::is_visible() {
            return;
        }
        let id = id.clone();
        leptos::task::spawn_local(async move {
            // A lost answer is made up for by the next one.
            if let Ok(newest) = api::fetch_in_background(&SHOW, (id,), &()).await {
                let changed =
                    order.value.try_with_untracked(|shown| shown.as_ref() != Some(&newest)) == Some(true);
                if changed {
                    order.value.try_set(Some(newest));
                }
            }
        });
    });
    let interval = SendWrapper::new(interval);
    on_cleanup(move || drop(interval.take()));
    order
}

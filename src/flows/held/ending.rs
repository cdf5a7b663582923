//! Sending what was held, and what becomes of it.

use super::{ENTRIES, Event, SETTLED, now, step, take};
use crate::{
    api::ApiError,
    flows::fetch::forget_answers,
    ui::{Tone, toast},
};
use contract::problem::ErrorCode;
use leptos::prelude::*;
use std::rc::Rc;

pub(super) async fn send(id: u32) {
    if step(id, Event::TimeIsUp).is_none() {
        return;
    }
    let send = ENTRIES.with_borrow(|entries| {
        entries.iter().find(|entry| entry.id == id).map(|entry| Rc::clone(&entry.send))
    });
    let Some(send) = send else { return };
    match send().await {
        Ok(()) => {
            if let Some(entry) = take(id) {
                toast::show(Tone::Success, (entry.holding.done)(&entry.holding.name));
            }
        }
        Err(error) if is_lost(&error) => {
            step(id, Event::Lost);
            return;
        }
        Err(error) => not_done(id, error),
    }
    forget_answers();
    SETTLED.with(|settled| settled.update(|settled| *settled += 1));
}

/// Whether it is not known what became of it: it is asked again with the same key.
const fn is_lost(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::UnknownOutcome(_) | ApiError::Offline | ApiError::Timeout | ApiError::Unreadable
    )
}

/// What somebody else settled is only told; otherwise what was typed can be opened again.
fn not_done(id: u32, error: ApiError) {
    if now(id).is_none() {
        return;
    }
    let is_over = matches!(
        error.code(),
        Some(ErrorCode::NotInThisState | ErrorCode::DeadlinePassed | ErrorCode::NotFound)
    );
    let can_be_offered = ENTRIES.with_borrow_mut(|entries| {
        let entry = entries.iter_mut().find(|entry| entry.id == id)?;
        entry.failed = Some(error.clone());
        entry.holding.offer_again.as_ref().map(|_| ())
    });
    if can_be_offered.is_none() || is_over {
        take(id);
        toast::show_error(&error);
    } else {
        step(id, Event::Refused);
    }
}

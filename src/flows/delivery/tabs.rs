//! The tabs of a list: every state with how many projects are in it.

use super::{msg, status};
use crate::{i18n, ui::Tab};
use contract::delivery_projects::{DeliveryStatus, StatusCount};
use leptos::prelude::*;

/// Tab of every state.
pub const ALL: &str = "all";

/// All of them, then each.
#[must_use]
pub fn tabs(counts: Memo<Vec<StatusCount>>) -> Vec<Tab> {
    let of = move |status: DeliveryStatus| {
        counts.with(|counts| counts.iter().find(|one| one.status == status).map_or(0, |one| one.count))
    };
    let all = move || counts.with(|counts| counts.iter().map(|one| one.count).sum());
    let mut tabs = vec![Tab::new(ALL, move || msg::tab(i18n::number(all()), msg::all()))];
    tabs.extend(DeliveryStatus::ALL.map(|one| {
        let label = move || msg::tab(i18n::number(of(one)), status(one).0);
        Tab::new(one.as_str(), label)
    }));
    tabs
}

//! Invoices that were typed and not handed in survive a reload and an ended session; files have to be chosen again.

use super::typed::TypedInvoice;
use crate::flows::draft::{Forget, use_draft};
use contract::ids::PayoutId;
use leptos::prelude::*;

/// Keeps what `typed` reads, and gives what was kept to `fill` unless something was typed meanwhile.
pub fn use_kept(
    payout_id: &PayoutId,
    first: Vec<TypedInvoice>,
    typed: Signal<Vec<TypedInvoice>>,
    fill: Callback<Vec<TypedInvoice>>,
) -> Forget {
    let first = StoredValue::new(first);
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = typed.with(|typed| write(typed, first));
        if text.with_untracked(|text| *text != now) {
            text.set(now);
        }
    });
    Effect::new(move |_| {
        let Some(kept) = text.with(|text| serde_json::from_str::<Vec<TypedInvoice>>(text).ok()) else {
            return;
        };
        let untouched = typed.with_untracked(|typed| first.with_value(|first| typed == first));
        if untouched && !kept.is_empty() {
            fill.run(kept);
        }
    });
    use_draft(&["payout-invoices-", payout_id.as_str()].concat(), text)
}

/// Nothing where nothing was typed.
fn write(typed: &[TypedInvoice], first: StoredValue<Vec<TypedInvoice>>) -> String {
    if first.with_value(|first| typed == first) {
        return String::new();
    }
    serde_json::to_string(typed).unwrap_or_default()
}

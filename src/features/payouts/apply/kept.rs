//! What was chosen and typed survives a reload, an ended session and the way to the certification.

use super::typed::Typed;
use crate::flows::draft::{Forget, use_draft};
use leptos::prelude::*;

const FORM: &str = "incentive-payout";

/// Nothing where nothing was changed.
fn write(first: &Typed, typed: &Typed) -> String {
    if typed == first { String::new() } else { serde_json::to_string(typed).unwrap_or_default() }
}

/// Keeps what stands in the form, and brings it back unless something was changed meanwhile. `restored` says that it did.
pub fn use_kept(typed: RwSignal<Typed>, restored: RwSignal<bool>) -> Forget {
    let first = StoredValue::new(typed.get_untracked());
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = typed.with(|typed| first.with_value(|first| write(first, typed)));
        if text.with_untracked(|text| *text != now) {
            text.set(now);
        }
    });
    Effect::new(move |_| {
        let Some(kept) = text.with(|text| serde_json::from_str::<Typed>(text).ok()) else { return };
        let untouched = typed.with_untracked(|typed| first.with_value(|first| typed == first));
        if untouched && first.with_value(|first| kept != *first) {
            typed.set(kept);
            restored.set(true);
        }
    });
    use_draft(FORM, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_changed_is_not_kept_and_what_was_comes_back() {
        let first = Typed::default();
        assert_eq!(write(&first, &first), "");
        let typed = Typed { amount: "12.50".to_owned(), chosen: Some(Vec::new()), ..Typed::default() };
        assert_eq!(serde_json::from_str::<Typed>(&write(&first, &typed)).unwrap(), typed);
    }
}

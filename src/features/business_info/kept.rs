//! What was typed and not sent survives a reload, another browser and an ended session.

use super::{fields::Fields, typed::Typed};
use crate::flows::draft::{Forget, use_draft};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// With the version on which it was written: a colleague may have sent the form since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    version: i64,
    typed: Typed,
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    AsItWas,
    /// What the vendor has is another one by now.
    OnAnOlderVersion,
}

/// Nothing when what stands there is what stood there at first.
fn write(first: &Typed, typed: Typed, version: i64) -> String {
    if typed == *first {
        String::new()
    } else {
        serde_json::to_string(&Kept { version, typed }).unwrap_or_default()
    }
}

fn read(text: &str) -> Option<Kept> {
    serde_json::from_str(text).ok()
}

/// Keeps what is typed, and brings it back unless something was typed meanwhile; `restored` says so.
pub fn use_kept(fields: Fields, first: Typed, version: i64, restored: RwSignal<Option<Restored>>) -> Forget {
    let text = RwSignal::new(String::new());
    let first = StoredValue::new(first);
    Effect::new(move |_| {
        let now = first.with_value(|first| write(first, fields.typed(), version));
        if text.with_untracked(|text| *text != now) {
            text.set(now);
        }
    });
    Effect::new(move |_| {
        let Some(kept) = text.with(|text| read(text)) else { return };
        untrack(|| {
            let nothing_typed = first.with_value(|first| fields.typed() == *first);
            if nothing_typed && first.with_value(|first| kept.typed != *first) {
                fields.fill(&kept.typed);
                let same = kept.version == version;
                restored.set(Some(if same { Restored::AsItWas } else { Restored::OnAnOlderVersion }));
            }
        });
    });
    use_draft("business-info", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_comes_back_with_the_version_it_was_typed_on() {
        let first = Typed { company_name: "华上云".to_owned(), ..Typed::default() };
        assert_eq!(write(&first, first.clone(), 2), "");
        let typed = Typed { bank_name: "中国\"银行\"".to_owned(), privacy: true, ..first.clone() };
        assert_eq!(read(&write(&first, typed.clone(), 2)), Some(Kept { version: 2, typed }));
        assert_eq!(read("something else"), None);
    }
}

//! What was typed and not saved survives a reload, a closed tab and an ended session.

use crate::flows::{
    draft::{Forget, use_draft},
    opportunity::form::{Fields, Typed},
};
use contract::ids::OpportunityId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is kept: with the version on which it was written, so that nobody's later change is overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    version: Option<i64>,
    typed: Typed,
}

/// Nothing when what stands there is what is saved anyway.
fn write(saved: &Typed, typed: Typed, version: Option<i64>) -> String {
    if typed == *saved {
        return String::new();
    }
    serde_json::to_string(&Kept { version, typed }).unwrap_or_default()
}

fn read(text: &str) -> Option<Kept> {
    serde_json::from_str(text).ok()
}

/// Keeps what is typed, and brings it back unless something was typed meanwhile. `restored` is called then.
pub(super) fn use_kept(
    opportunity_id: Option<&OpportunityId>,
    fields: &Fields,
    saved: RwSignal<Typed>,
    version: RwSignal<Option<i64>>,
    restored: Callback<()>,
) -> Forget {
    let fields = *fields;
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = saved.with(|saved| write(saved, fields.typed(), version.get()));
        if text.with_untracked(|text| *text != now) {
            text.set(now);
        }
    });
    Effect::new(move |_| {
        let Some(kept) = text.with(|text| read(text)) else { return };
        untrack(|| {
            if saved.with(|saved| fields.typed() == *saved) && kept.typed != saved.get() {
                version.set(kept.version);
                fields.fill(&kept.typed);
                restored.run(());
            }
        });
    });
    let form = match opportunity_id {
        Some(id) => ["opportunity-", id.as_str()].concat(),
        None => "opportunity-new".to_owned(),
    };
    use_draft(&form, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_anyway_is_not_kept_and_what_is_not_comes_back() {
        let saved = Typed { name: "Data platform".to_owned(), ..Typed::default() };
        assert_eq!(write(&saved, saved.clone(), Some(3)), "");
        let typed = Typed { need: "\"reports\"\n".to_owned(), customer_consent: true, ..saved.clone() };
        let text = write(&saved, typed.clone(), Some(3));
        assert_eq!(read(&text), Some(Kept { version: Some(3), typed }));
        assert_eq!(read("something else"), None);
    }
}

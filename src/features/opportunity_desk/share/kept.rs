//! What was typed so far, kept as a draft: with whom, what is recommended, the form.

use crate::flows::{
    draft::{Forget, use_draft},
    opportunity::form::{Fields, Typed},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const FORM: &str = "share-opportunity";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    partner_id: String,
    recommended_offering_id: String,
    form: Typed,
}

impl Kept {
    /// Nothing typed is no draft.
    fn write(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// What [`Kept::write`] wrote; nothing where the text is something else.
    fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// Keeps what stands in the form, and brings it back when nothing was typed meanwhile.
pub fn keep(partner: RwSignal<String>, recommended: RwSignal<String>, fields: &Fields) -> Forget {
    let fields = StoredValue::new(*fields);
    let now = move || Kept {
        partner_id: partner.get(),
        recommended_offering_id: recommended.get(),
        form: fields.with_value(Fields::typed),
    };
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let typed = now().write();
        if text.with_untracked(|text| *text != typed) {
            text.set(typed);
        }
    });
    Effect::new(move |_| {
        let kept = Kept::read(&text.get());
        if kept == Kept::default() || untrack(now) != Kept::default() {
            return;
        }
        partner.set(kept.partner_id);
        recommended.set(kept.recommended_offering_id);
        fields.with_value(|fields| fields.fill(&kept.form));
    });
    use_draft(FORM, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_read_back_and_an_empty_form_is_none() {
        let form = Typed { name: "数据平台".to_owned(), ..Typed::default() };
        let kept = Kept { partner_id: "p-1".to_owned(), form, ..Kept::default() };
        assert_eq!(Kept::read(&kept.write()), kept);
        assert_eq!(Kept::default().write(), "");
        assert_eq!(Kept::read("not ours"), Kept::default());
    }
}

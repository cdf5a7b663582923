//! What has to be read and ticked before an association.

use super::msg;
use crate::ui::CheckBox;
use leptos::prelude::*;

/// What was ticked.
#[derive(Clone, Copy)]
pub struct Consent {
    /// Whether there are notes at all.
    notes_needed: bool,
    notes: RwSignal<bool>,
    terms: RwSignal<bool>,
}

impl Consent {
    pub fn new(notes_needed: bool) -> Self {
        Self { notes_needed, notes: RwSignal::new(false), terms: RwSignal::new(false) }
    }

    /// Accepted: the notes, the terms.
    pub fn given(self) -> (bool, bool) {
        (self.notes.get_untracked(), self.terms.get_untracked())
    }
}

/// The notes where settling passes to the partner, and the vendor's agreement.
#[component]
pub fn ConsentFields(consent: Consent) -> AnyView {
    let notes = consent.notes_needed.then(|| {
        view! {
            // Focusable: without a pointer it can be scrolled by arrow keys.
            <div class="joining__notes" role="region" tabindex="0" aria-label=msg::notes>
                <h3>{msg::notes}</h3>
                <ol>
                    <li>{msg::settling_1}</li>
                    <li>{msg::settling_2}</li>
                    <li>{msg::settling_3}</li>
                    <li>{msg::end_any_time}</li>
                </ol>
            </div>
            <CheckBox label=msg::read_notes value=consent.notes required=true name="notes_accepted" />
        }
    });
    view! {
        {notes}
        <CheckBox label=msg::terms value=consent.terms required=true name="terms_accepted" />
    }
    .into_any()
}

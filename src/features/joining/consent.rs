//! What has to be read and ticked before an association.

use super::{kept::Typed, msg};
use crate::ui::CheckBox;
use leptos::prelude::*;

/// The notice where settling passes to the partner, and the vendor's agreement.
#[component]
pub fn Consent(typed: Typed, notes_needed: bool) -> AnyView {
    let notes = notes_needed.then(|| {
        view! {
            // Focusable: without a pointer it can be scrolled by arrow keys.
            <div class="joining__notes" role="region" tabindex="0" aria-label=msg::notes>
                <h3>{msg::notes}</h3>
                <ol>
                    <li>{msg::note_settling}</li>
                    <li>{msg::note_credit}</li>
                    <li>{msg::note_sees}</li>
                    <li>{msg::note_before}</li>
                    <li>{msg::note_ending}</li>
                    <li>{msg::note_disputes}</li>
                </ol>
            </div>
            <CheckBox label=msg::read_notes value=typed.notes required=true name="notes_accepted" />
        }
    });
    view! {
        {notes}
        <CheckBox label=msg::terms hint=msg::terms_hint value=typed.terms required=true name="terms_accepted" />
    }
    .into_any()
}

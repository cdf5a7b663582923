//! The form: how far it is, how its draft stands, the items, handing in.

use super::{
    conflict::{conflict_notice, mine_panel},
    editor::{Editor, Saving},
};
use crate::{
    features::certifications::{checklist::ChecklistFields, msg},
    i18n,
    ui::{Notice, SubmitForm, error_text::explain},
};
use contract::{certification_standards::Standard, certifications::CertificationDraft};
use leptos::prelude::*;

#[component]
pub(super) fn ApplyForm(standard: Standard, draft: CertificationDraft) -> AnyView {
    let editor = Editor::new(standard, &draft);
    let checklist = editor.checklist;
    let sending = editor.sending;
    let in_the_way = Signal::derive(move || {
        if editor.conflict.with(Option::is_some) {
            Some(msg::settle_conflict().to_owned())
        } else if editor.unread.with(Option::is_some) {
            Some(msg::read_newest_first().to_owned())
        } else {
            checklist.is_busy().then(|| msg::files_on_their_way().to_owned())
        }
    });
    let pending = Signal::derive(move || sending.pending.get() || editor.waiting.get());
    view! {
        {conflict_notice(editor)}
        {mine_panel(editor)}
        // The press of the button comes by here, so that all that is missing is marked before the form looks for it.
        <section class="card capability-section" on:submit=move |_| editor.press()>
            <h2>{msg::checklist}</h2>
            <Notice>{msg::how_it_works}</Notice>
            <Progress editor />
            <SubmitForm
                label=msg::hand_in
                pending
                failed=sending.failed
                why_disabled=in_the_way
                on_submit=move |()| editor.hand_in()
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <ChecklistFields checklist found=editor.found() />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// `7 of 9 answered`, and how the draft stands.
#[component]
fn Progress(editor: Editor) -> AnyView {
    let total = editor.checklist.total();
    let answered = Memo::new(move |_| editor.checklist.typed().answered());
    let said = move || match editor.saving.get() {
        Saving::Saved(None) => msg::saves_itself().to_owned(),
        Saving::Saved(Some(at)) => msg::draft_saved(i18n::date_time(at)),
        Saving::Changed => msg::draft_changed().to_owned(),
        Saving::UnderWay => msg::draft_under_way().to_owned(),
        Saving::NotSaved(_) => String::new(),
    };
    // Only what goes wrong is worth interrupting somebody who types.
    let wrong = move || match editor.saving.get() {
        Saving::NotSaved(error) => {
            let explained = explain(&error);
            Some(msg::draft_not_saved(explained.title))
        }
        _ => None,
    };
    let words = move || msg::answered_of(answered.get(), total);
    view! {
        <div class="checklist-progress">
            <progress max=total.to_string() prop:value=move || answered.get().to_string() aria-label=msg::progress></progress>
            <span class="checklist-progress__count">{words}</span>
            <span class="capability-hint">{said}</span>
            <span class="field__error" role="status">{wrong}</span>
        </div>
    }
    .into_any()
}

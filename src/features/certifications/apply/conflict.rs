//! Somebody else saved the draft meanwhile: who and when, what differs, and which one counts. Nothing is lost: what stood here
//! can be copied after the newer one was loaded.

use super::editor::Editor;
use crate::{
    api::ApiError,
    features::certifications::{
        checklist::{Typed, TypedItem},
        msg,
    },
    flows::certification::words,
    i18n,
    ui::{Button, CopyButton, ErrorPanel, IconName, Notice, Tone},
};
use contract::{certifications::CertificationDraft, ids::AssessmentItemId};
use leptos::prelude::*;

pub(super) fn conflict_notice(editor: Editor) -> AnyView {
    let shown = move || match (editor.conflict.get(), editor.unread.get()) {
        (Some(newest), _) => Some(notice(editor, newest)),
        (None, Some(error)) => Some(unread_notice(editor, error)),
        (None, None) => None,
    };
    shown.into_any()
}

/// There is a newer one, and it is not known how it reads.
fn unread_notice(editor: Editor, error: ApiError) -> AnyView {
    view! {
        <Notice tone=Tone::Warning title=msg::changed_title announce=true>
            <p>{msg::newest_unread}</p>
            <ErrorPanel error quiet=true />
            <div class="form__actions">
                <Button
                    label=msg::read_newest
                    icon=IconName::Refresh
                    busy=editor.reading
                    on_press=move |()| editor.ask_newest()
                />
            </div>
        </Notice>
    }
    .into_any()
}

fn notice(editor: Editor, newest: CertificationDraft) -> AnyView {
    let (by, at) = (newest.saved_by.clone(), newest.saved_at);
    let who = move || match (&by, at) {
        (Some(name), Some(at)) => msg::changed_by(name, i18n::date_time(at)),
        _ => msg::changed_since().to_owned(),
    };
    let differing = untrack(|| editor.checklist.typed()).differing(&editor.theirs(&newest));
    let differ = move || {
        if differing.is_empty() {
            msg::nothing_differs().to_owned()
        } else {
            msg::these_differ(i18n::list(differing.iter().map(|id| title(editor, id))))
        }
    };
    let newest = StoredValue::new(newest);
    view! {
        <Notice tone=Tone::Warning title=msg::changed_title announce=true>
            <p>{who}</p>
            <p>{differ}</p>
            <div class="form__actions">
                <Button
                    label=msg::load_newest
                    on_press=move |()| newest.with_value(|newest| editor.load_newest(newest))
                />
                <Button
                    label=msg::keep_mine
                    on_press=move |()| newest.with_value(|newest| editor.keep_mine(newest))
                />
            </div>
        </Notice>
    }
    .into_any()
}

/// What an item is called; tracked.
fn title(editor: Editor, id: &AssessmentItemId) -> String {
    let title =
        editor.checklist.standard.with_value(|standard| standard.item(id).map(|item| item.title.clone()));
    title.map(|title| words::named(&title)).unwrap_or_default()
}

/// What stood here before the newer draft was loaded.
pub(super) fn mine_panel(editor: Editor) -> AnyView {
    let shown = move || editor.mine.get().map(|mine| panel(editor, mine));
    shown.into_any()
}

fn panel(editor: Editor, mine: Typed) -> AnyView {
    let written: Vec<(AssessmentItemId, String)> = mine
        .0
        .iter()
        .filter(|item| item.met.is_some() || !item.note.trim().is_empty() || !item.files.is_empty())
        .map(|item| (item.item_id.clone(), item_text(item)))
        .collect();
    let one = move |(id, text): (AssessmentItemId, String)| {
        let copied = text.clone();
        view! {
            <li>
                <strong>{move || title(editor, &id)}</strong>
                <span class="capability-text">{text}</span>
                <CopyButton text=copied />
            </li>
        }
    };
    view! {
        <Notice tone=Tone::Info title=msg::mine_title>
            <p>{msg::mine_hint}</p>
            <ul class="capability-mine">{written.into_iter().map(one).collect_view()}</ul>
            <Button label=msg::mine_done on_press=move |()| editor.mine.set(None) />
        </Notice>
    }
    .into_any()
}

fn item_text(item: &TypedItem) -> String {
    let files = i18n::list(item.files.iter().map(|file| file.name.as_str()));
    let met = words::answer(item.met).to_owned();
    let parts = [met, item.note.trim().to_owned(), files];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

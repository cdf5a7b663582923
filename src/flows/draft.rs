//! What was typed survives a reload, a crash and an ended session: it is saved with the server, a second after the
//! last key, and restored when the form opens again. Never used for codes or passwords.

use crate::api;
use contract::{
    drafts::{DISCARD, Draft, DraftText, SAVE, SHOW},
    ids::FormId,
};
use leptos::prelude::*;

const PAUSE_MS: u32 = 800;

/// Keeps `text` for the form. Restores what was saved unless the user has typed meanwhile.
/// Returns a function that forgets the draft, to be called once the form is sent.
pub fn use_draft(form_id: FormId, text: RwSignal<String>) -> impl Fn() + Clone + 'static {
    let saved: StoredValue<Option<String>> = StoredValue::new(None);
    let done = StoredValue::new(false);
    {
        let form_id = form_id.clone();
        leptos::task::spawn_local(async move {
            let kept = super::fetch::read(&SHOW, (form_id,), &()).await.ok().and_then(|draft| draft.text);
            let kept = kept.map(String::from).unwrap_or_default();
            saved.try_set_value(Some(kept.clone()));
            if text.try_with_untracked(String::is_empty) == Some(true) && !kept.is_empty() {
                text.try_set(kept);
            }
        });
    }
    {
        let form_id = form_id.clone();
        Effect::new(move |turn: Option<u32>| {
            let typed = text.get();
            let turn = turn.map_or(0, |turn| turn + 1);
            let form_id = form_id.clone();
            leptos::task::spawn_local(async move {
                crate::browser::sleep_ms(PAUSE_MS).await;
                let unchanged = text.try_with_untracked(|now| *now == typed) == Some(true);
                let known = saved.try_with_value(|saved| saved.as_deref() == Some(&typed)).unwrap_or(true);
                let loaded = saved.try_with_value(Option::is_some).unwrap_or(false);
                let sent = done.try_get_value().unwrap_or(true);
                if !unchanged || known || !loaded || sent {
                    return;
                }
                let Ok(draft) = DraftText::try_from(typed.clone()).map(|text| Draft { text }) else { return };
                // Saving is silent: when it fails, the text is still in the form, and the next key tries again.
                if api::send(&SAVE, &(form_id,), &draft, &api::new_key(), None).await.is_ok() {
                    saved.try_set_value(Some(typed));
                }
            });
            turn
        });
    }
    move || {
        done.try_set_value(true);
        let form_id = form_id.clone();
        leptos::task::spawn_local(async move {
            let _ = api::send(&DISCARD, &(form_id,), &(), &api::new_key(), None).await;
        });
    }
}

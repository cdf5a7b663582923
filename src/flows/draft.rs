//! What was typed survives a reload, a crash and an ended session: it is saved with the server, a second after the
//! last key, and restored when the form opens again. Never used for codes or passwords.

use crate::api;
use contract::{
    drafts::{DISCARD, Draft, DraftText, SAVE, SHOW},
    ids::FormId,
};
use leptos::prelude::*;
use std::sync::Arc;

const PAUSE_MS: u32 = 800;

/// Forgets what a form kept, once it is sent. It outlives its page: whoever left while the change was under way is not
/// offered again what was done.
#[derive(Clone, Default)]
pub struct Forget(Option<Arc<dyn Fn() + Send + Sync>>);

impl Forget {
    pub fn run(&self) {
        if let Some(forget) = &self.0 {
            forget();
        }
    }
}

/// Keeps `text` for the form. Restores what was saved unless the user has typed meanwhile.
pub fn use_draft(form: &str, text: RwSignal<String>) -> Forget {
    // Such as `dispute-st-100003`; what is no name of a form is kept nowhere.
    let Ok(form_id) = form.parse::<FormId>() else { return Forget::default() };
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
    Forget(Some(Arc::new(move || {
        done.try_set_value(true);
        let form_id = form_id.clone();
        leptos::task::spawn_local(async move {
            let _ = api::send(&DISCARD, &(form_id,), &(), &api::new_key(), None).await;
        });
    })))
}

/// The same for a form of several fields, which are kept as one text: nothing is kept while all of them are empty.
pub fn use_fields_draft(
    form: &str,
    fields: &'static [&'static str],
    values: Vec<RwSignal<String>>,
) -> Forget {
    let text = RwSignal::new(String::new());
    let values = StoredValue::new(values);
    Effect::new(move |_| {
        let typed = values.with_value(|values| write(fields, values.iter().map(|value| value.get())));
        if text.with_untracked(|text| *text != typed) {
            text.set(typed);
        }
    });
    Effect::new(move |_| {
        let kept = text.get();
        let nothing_typed =
            values.with_value(|values| values.iter().all(|value| value.with_untracked(String::is_empty)));
        if kept.is_empty() || !nothing_typed {
            return;
        }
        let read = read(&kept);
        values.with_value(|values| {
            for (field, value) in fields.iter().zip(values) {
                if let Some((_, kept)) = read.iter().find(|(name, _)| name == field) {
                    value.set(kept.clone());
                }
            }
        });
    });
    use_draft(form, text)
}

fn write(fields: &[&str], values: impl Iterator<Item = String>) -> String {
    let typed: Vec<(&str, String)> =
        fields.iter().copied().zip(values).filter(|(_, value)| !value.is_empty()).collect();
    if typed.is_empty() { String::new() } else { serde_json::to_string(&typed).unwrap_or_default() }
}

/// What [`write()`] wrote; nothing where the text is something else.
fn read(text: &str) -> Vec<(String, String)> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_back_and_a_form_with_nothing_in_it_is_no_draft() {
        let values = ["蓝天", "", "a\"b"].map(str::to_owned);
        let text = write(&["name", "phone", "remark"], values.into_iter());
        let kept =
            [("name", "蓝天"), ("remark", "a\"b")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read(&text), kept);
        assert_eq!(write(&["name"], [String::new()].into_iter()), "");
        assert!(read("not ours").is_empty());
    }
}

//! The bank's confirmation letter: uploaded now, or on an earlier day, of which the draft knows the id.

use super::msg;
use crate::{
    flows::{
        fetch::read,
        upload::{FileUpload, Uploads},
    },
    ui::{Button, ButtonKind, Icon, IconName},
};
use contract::{
    attachments::{Attachment, SHOW},
    business_info::LETTER_FILES,
};
use leptos::prelude::*;

/// The one letter of the form.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub uploads: Uploads,
    id: RwSignal<String>,
    /// The one that was uploaded earlier.
    earlier: RwSignal<Option<Attachment>>,
}

impl Letter {
    /// `id` is the field of the form.
    pub fn new(id: RwSignal<String>) -> Self {
        let uploads = Uploads::by(LETTER_FILES);
        let earlier: RwSignal<Option<Attachment>> = RwSignal::new(None);
        Effect::new(move |_| {
            let arrived = uploads.complete().pop();
            let is_earlier = untrack(|| earlier.with(Option::is_some));
            match arrived {
                Some(arrived) if untrack(|| id.get()) != arrived.as_str() => id.set(arrived.to_string()),
                None if !is_earlier && uploads.is_used() => id.set(String::new()),
                Some(_) | None => {}
            }
        });
        // What a draft brings back is asked for: a file that nothing refers to is gone after a day.
        Effect::new(move |_| {
            let wanted = id.get();
            let is_here = untrack(|| {
                uploads.complete().iter().any(|here| here.as_str() == wanted)
                    || earlier.with(|earlier| {
                        earlier.as_ref().is_some_and(|it| it.attachment_id.as_str() == wanted)
                    })
            });
            let Ok(attachment_id) = wanted.parse() else {
                earlier.set(None);
                return;
            };
            if is_here {
                return;
            }
            leptos::task::spawn_local(async move {
                match read(&SHOW, (attachment_id,), &()).await {
                    Ok(upload) if upload.is_complete() => {
                        earlier.try_set(Some(upload.attachment));
                    }
                    Ok(_) => {
                        id.try_set(String::new());
                    }
                    Err(error) if error.code().is_some() => {
                        id.try_set(String::new());
                    }
                    // Not known now; the server judges when the form is sent.
                    Err(_) => {}
                }
            });
        });
        Self { uploads, id, earlier }
    }

    /// Name of the file; tracked.
    pub fn name(self) -> String {
        self.earlier
            .with(|earlier| earlier.as_ref().map(|it| it.name.clone()))
            .unwrap_or_else(|| self.uploads.names().join(", "))
    }

    pub fn clear(self) {
        self.uploads.clear();
        self.earlier.set(None);
        self.id.set(String::new());
    }
}

/// The control; `missing`: the form was tried without it.
#[component]
pub(super) fn LetterField(letter: Letter, missing: Signal<bool>) -> AnyView {
    let earlier = move || letter.earlier.get().filter(|_| !letter.uploads.is_used());
    let control = move || {
        match earlier() {
        Some(attachment) => view! {
            <div class="field">
                <span class="field__label">{msg::letter}</span>
                <p class="certification-letter">
                    <Icon name=IconName::Success />
                    <span>{attachment.name}</span>
                    <Button label=msg::another_letter kind=ButtonKind::Link on_press=move |()| letter.clear() />
                </p>
            </div>
        }
        .into_any(),
        None => view! { <FileUpload uploads=letter.uploads label=msg::letter /> }.into_any(),
    }
    };
    view! {
        <p class="field__hint">{msg::letter_hint}</p>
        {control}
        <p class="field__error" aria-live="polite">{move || missing.get().then_some(msg::letter_missing)}</p>
    }
    .into_any()
}

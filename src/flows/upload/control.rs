//! The control: files by button and by drop, and what becomes of each.

use super::{
    msg,
    transfer::{Refusal, Stage},
    uploads::{Item, Uploads},
};
use crate::{
    browser, i18n,
    ui::{Button, ButtonKind, Icon, IconName, error_text::explain},
};
use contract::attachments::{FileType, MAX_BYTES};
use leptos::prelude::*;

const MIB: u32 = 1_024 * 1_024;
const KIB: u32 = 1_024;
/// The endings that are offered in the dialog of the system.
const ACCEPT: &str = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx";

/// How large a file is; tracked.
#[must_use]
pub fn file_size(bytes: u32) -> String {
    if bytes >= MIB {
        msg::mebibytes(i18n::number(bytes.div_ceil(MIB)))
    } else {
        msg::kibibytes(i18n::number(bytes.div_ceil(KIB)))
    }
}

/// `<FileUpload uploads label=msg::attachments />`, with `let uploads = Uploads::new(MAX_ATTACHMENTS);`
#[component]
pub fn FileUpload(uploads: Uploads, #[prop(into)] label: crate::ui::Text) -> AnyView {
    let over = RwSignal::new(false);
    let ids = move || uploads.items.with(|items| items.iter().map(|item| item.id).collect::<Vec<_>>());
    let hint = move || {
        let types = i18n::list(FileType::ALL.map(FileType::as_str));
        let most = u32::try_from(uploads.most).unwrap_or(u32::MAX);
        msg::hint(i18n::number(most), file_size(MAX_BYTES), types)
    };
    view! {
        <fieldset class="field upload">
            <legend class="field__label">{move || label.get()}</legend>
            <div
                class="upload__drop"
                class:upload__drop--over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    over.set(false);
                    uploads.add(browser::dropped_files(&event));
                }
            >
                <label class="button">
                    <span class="button__label">{msg::choose}</span>
                    <input
                        type="file"
                        multiple=true
                        class="visually-hidden"
                        accept=ACCEPT
                        aria-describedby="upload-hint"
                        on:change=move |event| uploads.add(browser::chosen_files(&event))
                    />
                </label>
                <span>{msg::or_drop}</span>
                <p class="field__hint" id="upload-hint">
                    {hint}
                </p>
            </div>
            <ul class="upload__files" aria-live="polite">
                <For each=ids key=|id| *id children=move |id| file(uploads, id) />
            </ul>
        </fieldset>
    }
    .into_any()
}

fn file(uploads: Uploads, id: u32) -> AnyView {
    let item =
        Memo::new(move |_| uploads.items.with(|items| items.iter().find(|item| item.id == id).cloned()));
    let Some(Item { name, transfer, .. }) = item.get_untracked() else { return ().into_any() };
    let bytes = transfer.bytes;
    let stage = Memo::new(move |_| item.with(|item| item.as_ref().map(|item| item.transfer.stage.clone())));
    let received = move || item.with(|item| item.as_ref().map_or(0, |item| item.transfer.received));
    let on_its_way =
        Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| !item.transfer.is_settled())));
    let bar_name = name.clone();
    let bar = move || {
        let label = msg::progress_of(&bar_name);
        on_its_way
            .get()
            .then(|| view! { <progress max=bytes prop:value=received aria-label=label></progress> })
    };
    let said = move || {
        match stage.get() {
        Some(Stage::Complete) => {
            view! { <span class="upload__done"><Icon name=IconName::Success /> {msg::complete(file_size(bytes))}</span> }
                .into_any()
        }
        Some(Stage::Refused(refusal)) => {
            view! { <span class="field__error" role="alert">{move || why(&refusal)}</span> }.into_any()
        }
        Some(Stage::Interrupted) => {
            view! {
                <span class="upload__waits">{msg::interrupted}</span>
                <Button label=msg::resume icon=IconName::Refresh on_press=move |()| uploads.resume(id) />
            }
            .into_any()
        }
        Some(_) => view! { <span class="field__hint">{msg::under_way}</span> }.into_any(),
        None => ().into_any(),
    }
    };
    let remove_name = name.clone();
    let remove = move || {
        if on_its_way.get() { msg::cancel_of(&remove_name) } else { msg::remove_of(&remove_name) }
    };
    view! {
        <li class="upload__file">
            <span class="upload__name">{name}</span>
            {bar}
            {said}
            <Button
                label=remove
                kind=ButtonKind::Ghost
                icon=IconName::Close
                icon_only=true
                on_press=move |()| uploads.remove(id)
            />
        </li>
    }
    .into_any()
}

/// Why a file is not taken, and what to do.
fn why(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooMany => msg::too_many().to_owned(),
        Refusal::Type => msg::wrong_type(i18n::list(FileType::ALL.map(FileType::as_str))),
        Refusal::Name => msg::wrong_name().to_owned(),
        Refusal::Empty => msg::empty().to_owned(),
        Refusal::TooLarge => msg::too_large(file_size(MAX_BYTES)),
        Refusal::Content => msg::wrong_content().to_owned(),
        Refusal::NotReadable => msg::not_readable().to_owned(),
        Refusal::Backend(error) => {
            let explained = explain(error);
            [explained.title, explained.body].join(" ")
        }
    }
}

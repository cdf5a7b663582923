//! The control: files by button and by drop, and what becomes of each.

use super::{
    msg,
    transfer::{Refusal, Stage},
    uploads::{Item, Uploads},
};
use crate::{
    api::ApiError,
    browser, i18n,
    ui::{Button, ButtonKind, Icon, IconName, error_text::explain},
};
use contract::{
    attachments::FileType,
    file_rules::{FileRules, Flaw, MAX_ENTRIES, MAX_PAGES, MAX_UNPACKED_BYTES},
    problem::ErrorCode,
};
use leptos::prelude::*;

const MIB: u32 = 1_024 * 1_024;
const KIB: u32 = 1_024;

/// The endings that are offered in the dialog of the system.
fn accept(types: &[FileType]) -> String {
    types.iter().map(|kind| kind.endings()).collect::<Vec<_>>().join(",")
}

/// How large a file is; tracked.
#[must_use]
pub fn file_size(bytes: u32) -> String {
    if bytes >= MIB {
        msg::mebibytes(i18n::number(bytes.div_ceil(MIB)))
    } else {
        msg::kibibytes(i18n::number(bytes.div_ceil(KIB)))
    }
}

/// `<FileUpload uploads label=msg::attachments />`, with `let uploads = Uploads::new(MAX_ATTACHMENTS);` for ordinary files, or
/// `Uploads::by(rules)` with the contract's rules of what is attached.
#[component]
pub fn FileUpload(
    uploads: Uploads,
    #[prop(into)] label: crate::ui::Text,
    /// Where a page has several of them, each has its own.
    #[prop(default = "upload-hint".to_owned())]
    hint_id: String,
    /// Why the form cannot be sent with these files.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let over = RwSignal::new(false);
    let error_id = [hint_id.as_str(), "-error"].concat();
    let described_by = [hint_id.as_str(), " ", &error_id].concat();
    let ids = move || uploads.items.with(|items| items.iter().map(|item| item.id).collect::<Vec<_>>());
    let hint = move || {
        let rules = uploads.rules;
        let most = u32::try_from(rules.most).unwrap_or(u32::MAX);
        msg::hint(i18n::number(most), file_size(rules.max_bytes), types(&rules))
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
                        accept=accept(uploads.rules.types)
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=described_by
                        on:change=move |event| uploads.add(browser::chosen_files(&event))
                    />
                </label>
                <span>{msg::or_drop}</span>
                <p class="field__hint" id=hint_id>
                    {hint}
                </p>
            </div>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error.get()}
            </p>
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
            view! { <span class="field__error" role="alert">{move || why(&refusal, &uploads.rules)}</span> }.into_any()
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
fn why(refusal: &Refusal, rules: &FileRules) -> String {
    match refusal {
        Refusal::TooMany => msg::too_many().to_owned(),
        Refusal::Type => msg::wrong_type(types(rules)),
        Refusal::Name => msg::wrong_name().to_owned(),
        Refusal::Empty => msg::empty().to_owned(),
        Refusal::TooLarge => msg::too_large(file_size(rules.max_bytes)),
        Refusal::Content => msg::wrong_content().to_owned(),
        Refusal::NotReadable => msg::not_readable().to_owned(),
        Refusal::TooManyPages => found(Flaw::Pages),
        Refusal::Duplicate => msg::duplicate().to_owned(),
        Refusal::Backend(error) => flaw(error).map_or_else(
            || {
                let explained = explain(error);
                [explained.title, explained.body].join(" ")
            },
            found,
        ),
    }
}

/// The types that are taken, as a list; tracked.
fn types(rules: &FileRules) -> String {
    i18n::list(rules.types.iter().map(|kind| kind.as_str()))
}

/// What the backend found in a content.
fn flaw(error: &ApiError) -> Option<Flaw> {
    match error {
        ApiError::Refused(problem) if problem.error_code == ErrorCode::AttachmentRefused => {
            problem.fields.iter().find_map(|field| Flaw::parse(&field.field))
        }
        _ => None,
    }
}

/// What is wrong with a content, and what to do; tracked.
fn found(flaw: Flaw) -> String {
    match flaw {
        Flaw::Content => msg::broken().to_owned(),
        Flaw::Protected => msg::protected().to_owned(),
        Flaw::Pages => msg::too_many_pages(i18n::number(MAX_PAGES)),
        Flaw::Entries => msg::too_many_entries(i18n::number(MAX_ENTRIES)),
        Flaw::Unpacked => {
            let most = u32::try_from(MAX_UNPACKED_BYTES).unwrap_or(u32::MAX);
            msg::unpacks_too_large(file_size(most))
        }
        Flaw::Macros => msg::macros().to_owned(),
        Flaw::Virus => msg::virus().to_owned(),
    }
}

//! The slot of one kind of evidence: its template, what was said about it, its files, and the control that adds more. A file
//! that has arrived is attached at once, one after the other, so that nothing is lost with the page.

use super::{msg, page::follow};
use crate::{
    api::{ApiError, href_of},
    flows::{
        delivery,
        permitted::offered,
        sending::Sending,
        upload::{FileUpload, Uploads, file},
    },
    i18n,
    session::can,
    ui::{Badge, Button, ButtonKind, ErrorPanel, Icon, IconName, Notice, Tone, toast},
};
use contract::{
    delivery_evidence::{Evidence, EvidenceDraft, EvidenceKind, EvidenceTemplate, FILES},
    delivery_projects::{ATTACH, DeliveryDetail, DeliveryStatus, EVIDENCE, REMOVE, TEMPLATE},
    ids::DeliveryProjectId,
    permissions::Permission,
    problem::ErrorCode,
};
use leptos::prelude::*;

/// Files of one kind on their way.
#[derive(Clone, Copy)]
pub struct Attaching {
    pub kind: EvidenceKind,
    uploads: Uploads,
    sending: Sending,
    /// The last file that was not taken, and why.
    refused: RwSignal<Option<(String, ApiError)>>,
}

impl Attaching {
    pub fn new(
        id: &DeliveryProjectId,
        kind: EvidenceKind,
        newest: Callback<DeliveryDetail>,
        again: Callback<()>,
    ) -> Self {
        let uploads = Uploads::by(FILES);
        let (sending, refused) = (Sending::new(), RwSignal::new(None));
        let id = StoredValue::new(id.clone());
        follow(sending, again);
        Effect::new(move |_| {
            let Some(attachment_id) = uploads.complete().into_iter().next() else { return };
            // While one is attached, or it is not known whether it was, the others wait.
            if sending.pending.get() || sending.failed.with(Option::is_some) {
                return;
            }
            let draft = EvidenceDraft { kind, attachment_id: attachment_id.clone() };
            sending.send(&ATTACH, (id.get_value(),), draft, move |after| {
                uploads.take(&attachment_id);
                refused.try_set(None);
                toast::show(Tone::Success, msg::attached());
                newest.try_run(after);
            });
        });
        // What is refused for good makes room for the next.
        Effect::new(move |_| {
            let Some(error @ ApiError::Refused(_)) = sending.failed.get() else { return };
            // Nothing is wrong with the file: it stays, and the panel offers to try again.
            if matches!(error.code(), Some(ErrorCode::TooManyRequests | ErrorCode::InProgress)) {
                return;
            }
            let Some(attachment_id) = untrack(|| uploads.complete()).into_iter().next() else { return };
            let name = uploads.take(&attachment_id).unwrap_or_default();
            refused.set(Some((name, error)));
            sending.failed.set(None);
        });
        Self { kind, uploads, sending, refused }
    }

    /// Something has not arrived, or is not attached yet; tracked.
    pub fn is_busy(self) -> bool {
        self.uploads.is_busy() || self.sending.pending.get() || !self.uploads.complete().is_empty()
    }
}

#[component]
pub fn Slot(
    attaching: Attaching,
    seen: Signal<DeliveryDetail>,
    open: Memo<bool>,
    newest: Callback<DeliveryDetail>,
    again: Callback<()>,
) -> AnyView {
    let Attaching { kind, uploads, sending, refused } = attaching;
    let title_id = ["evidence-", kind.as_str()].concat();
    let labelled_by = title_id.clone();
    Effect::new(move |_| {
        let attached: Vec<_> =
            seen.with(|seen| seen.evidences.iter().map(|one| one.attachment.clone()).collect());
        uploads.set_attached(&attached);
    });
    let files = Memo::new(move |_| {
        seen.with(|seen| {
            seen.evidences.iter().filter(|one| one.kind == kind).cloned().collect::<Vec<Evidence>>()
        })
    });
    let removing = Sending::new();
    follow(removing, again);
    let list = move || {
        let files = files.get();
        if files.is_empty() {
            return view! { <p class="delivery__hint">{msg::no_files}</p> }.into_any();
        }
        let one = |evidence| one_file(evidence, open, removing, newest);
        view! { <ul class="file-list">{files.into_iter().map(one).collect_view()}</ul> }.into_any()
    };
    let mark = kind.is_mandatory().then(|| view! { <Badge label=msg::mandatory tone=Tone::Warning /> });
    let finding = Memo::new(move |_| {
        seen.with(|seen| {
            let rejection =
                seen.rejection.as_ref().filter(|_| seen.project.status == DeliveryStatus::Rejected)?;
            let finding = rejection.findings.iter().find(|finding| finding.kind == kind)?;
            Some(finding.comment.as_str().to_owned())
        })
    });
    let said = move || {
        let comment = finding.get()?;
        Some(
            view! { <Notice tone=Tone::Warning title=msg::to_mend><p class="delivery__text">{comment}</p></Notice> },
        )
    };
    let control = move || {
        let offered = open.get() && can(Permission::AttachFiles);
        let hint_id = ["evidence-hint-", kind.as_str()].concat();
        offered.then(|| {
            view! { <FileUpload uploads label=move || msg::add_files(delivery::kind(kind)) hint_id /> }
        })
    };
    // Files are a permission of their own.
    let lacking = move || {
        let why = offered(Permission::AttachFiles).and_then(|offered| offered.lacking)?;
        open.get().then(|| view! { <p class="delivery__hint">{why}</p> })
    };
    let not_taken = move || {
        let (name, error) = refused.get()?;
        Some(view! { <p class="delivery__refused">{move || msg::not_taken(&name)}</p> <ErrorPanel error /> })
    };
    let unknown = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| sending.failed.set(None) /> })
    };
    let not_removed = move || {
        let error = removing.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error /> })
    };
    let template = move || {
        let href = href_of(&TEMPLATE, &(EvidenceTemplate { kind, language: i18n::locale() },));
        view! {
            <a href=href download="">
                <Icon name=IconName::Download />
                {move || msg::template_of(delivery::kind(kind))}
            </a>
        }
    };
    view! {
        <li class="delivery__slot" aria-labelledby=labelled_by>
            <div class="delivery__slot-head">
                <h3 id=title_id>{move || delivery::kind(kind)}</h3>
                {mark}
            </div>
            {said}
            <p>{template}</p>
            {list}
            {not_removed}
            {control}
            {lacking}
            {not_taken}
            {unknown}
        </li>
    }
    .into_any()
}

fn one_file(
    evidence: Evidence,
    open: Memo<bool>,
    removing: Sending,
    newest: Callback<DeliveryDetail>,
) -> AnyView {
    let link = file(&EVIDENCE, &evidence.attachment);
    let (id, name) = (evidence.attachment.attachment_id, evidence.attachment.name);
    let remove = move |()| {
        removing.send(&REMOVE, (id.clone(),), (), move |after| {
            toast::show(Tone::Success, msg::removed());
            newest.try_run(after);
        });
    };
    let button = move || {
        let (name, remove) = (name.clone(), remove.clone());
        open.get().then(|| {
            view! {
                <Button
                    label=move || msg::remove_of(&name)
                    kind=ButtonKind::Ghost
                    icon=IconName::Close
                    icon_only=true
                    busy=removing.pending
                    on_press=remove
                />
            }
        })
    };
    view! { <li class="delivery__file">{link} {button}</li> }.into_any()
}

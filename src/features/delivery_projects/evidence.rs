//! 反馈举证材料: one slot for each kind, and handing all of it in.

use super::{
    msg,
    page::follow,
    slot::{Attaching, Slot},
};
use crate::{
    flows::{delivery, sending::Sending},
    i18n,
    session::can,
    ui::{SubmitForm, Tone, toast},
};
use contract::{
    delivery_evidence::{EvidenceKind, MAX_EVIDENCES, missing},
    delivery_projects::{DeliveryDetail, DeliveryVersion, SUBMIT},
    ids::DeliveryProjectId,
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn Evidences(
    id: DeliveryProjectId,
    seen: Signal<DeliveryDetail>,
    newest: Callback<DeliveryDetail>,
    again: Callback<()>,
) -> AnyView {
    let open = Memo::new(move |_| {
        let takes = seen.with(|seen| seen.project.status.takes_evidence() && !seen.project.is_overdue);
        takes && can(Permission::ManageDeliveries)
    });
    let attaching = EvidenceKind::ALL.map(|kind| Attaching::new(&id, kind, newest, again));
    let slots = attaching.map(|attaching| view! { <Slot attaching seen open newest again /> });
    let count = move || {
        let used = seen.with(|seen| u32::try_from(seen.evidences.len()).unwrap_or(u32::MAX));
        let most = u32::try_from(MAX_EVIDENCES).unwrap_or(u32::MAX);
        msg::files_used(i18n::number(most), i18n::number(used))
    };
    let is_busy = Memo::new(move |_| attaching.iter().any(|attaching| attaching.is_busy()));
    let id = StoredValue::new(id);
    let form = move || open.get().then(|| view! { <HandIn id=id.get_value() seen is_busy newest again /> });
    view! {
        <section class="card" aria-labelledby="delivery-evidence">
            <h2 id="delivery-evidence">{msg::evidence}</h2>
            <p class="delivery__hint">{count}</p>
            <ul class="delivery__slots">{slots.into_iter().collect_view()}</ul>
            {form}
        </section>
    }
    .into_any()
}

#[component]
fn HandIn(
    id: DeliveryProjectId,
    seen: Signal<DeliveryDetail>,
    is_busy: Memo<bool>,
    newest: Callback<DeliveryDetail>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    follow(sending, again);
    let send = move |()| {
        let version = seen.with_untracked(|seen| seen.project.version);
        sending.send(&SUBMIT, (id.clone(),), DeliveryVersion { version }, move |after| {
            toast::show(Tone::Success, msg::submitted());
            newest.try_run(after);
        });
    };
    let why = Signal::derive(move || {
        if is_busy.get() {
            return Some(msg::files_on_their_way().to_owned());
        }
        let missing = seen.with(|seen| missing(&seen.evidences));
        (!missing.is_empty()).then(|| msg::still_missing(i18n::list(missing.into_iter().map(delivery::kind))))
    });
    view! {
        <SubmitForm
            label=msg::submit
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=why
        >
            <p class="delivery__hint">{msg::submit_hint}</p>
        </SubmitForm>
    }
    .into_any()
}

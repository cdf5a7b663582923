//! Saying no, with an opinion that the other side reads.

use super::{msg, record::Acting};
use crate::{
    flows::{account_check::Side, draft::use_draft, sending::Sending},
    ui::{Button, Dialog, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    associations::{self, AssociationRequest, Rejection},
    customer_portal,
    text::Reason,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The button and its dialog.
#[component]
pub(super) fn Reject(
    record: Signal<AssociationRequest>,
    side: Side,
    acting: Acting,
    busy: RwSignal<bool>,
) -> AnyView {
    // The list's "Reject" leads here, and a reload comes back to the dialog.
    let asked_for = use_location().query.with_untracked(|query| query.get_str("do") == Some("reject"));
    let open = RwSignal::new(asked_for);
    let opinion = RwSignal::new(String::new());
    let sending = Sending::new();
    let by_partner = matches!(side, Side::Partner(_));
    let request_id = record.with_untracked(|record| record.request_id.clone());
    let sent = RwSignal::new(false);
    let forget = use_draft(&["reject-", request_id.as_str()].concat(), opinion);
    Effect::new(move |_| {
        if sent.get() {
            forget.run();
        }
    });
    let reject = move |()| {
        let Ok(opinion) = Reason::try_from(opinion.get_untracked()) else { return };
        let (request_id, version) =
            record.with_untracked(|record| (record.request_id.clone(), record.version));
        let endpoint = if by_partner { &associations::REJECT } else { &customer_portal::REJECT };
        sending.send(endpoint, (request_id,), Rejection { version, opinion }, move |_| {
            toast::show(Tone::Success, msg::rejected());
            sent.set(true);
            open.set(false);
            acting.done();
        });
    };
    Effect::new(move |_| {
        if sending.failed.get().is_some_and(|error| acting.is_overtaken(&error, &opinion.read_untracked())) {
            sending.failed.set(None);
            open.set(false);
        }
    });
    let why_disabled = Signal::derive(move || busy.get().then(|| msg::please_wait().to_owned()));
    view! {
        <Button label=msg::reject why_disabled on_press=move |()| open.set(true) />
        <Dialog title=msg::reject_title open busy=sending.pending>
            <SubmitForm
                label=msg::reject
                on_submit=reject
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| open.set(false)
                danger=true
            >
                <p>{msg::reject_intro}</p>
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <TextArea
                        label=msg::opinion
                        value=opinion
                        name="opinion"
                        required=true
                        max_chars=Reason::MAX_CHARS
                        check=|text: &str| Reason::try_from(text.to_owned()).err()
                    />
                </fieldset>
            </SubmitForm>
        </Dialog>
    }
    .into_any()
}

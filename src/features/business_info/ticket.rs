//! Asking the vendor to unlock it, or to look at a failure again.

use super::msg;
use crate::{
    api::Fetched,
    flows::{draft::use_draft, fetch::forget_answers, sending::Sending},
    ui::{Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    business_info::{BusinessInfo, BusinessInfoTicket, RAISE_TICKET},
    text::{Reason, wrong},
};
use leptos::prelude::*;

#[component]
pub fn Ticket(found: Signal<BusinessInfo>, info: Fetched<BusinessInfo>) -> AnyView {
    let is_open = Memo::new(move |_| found.with(|info| info.ticket_open));
    let shown = move || {
        if is_open.get() {
            view! { <Notice tone=Tone::Info>{msg::ticket_is_open}</Notice> }.into_any()
        } else {
            view! { <TicketForm found info /> }.into_any()
        }
    };
    shown.into_any()
}

#[component]
fn TicketForm(found: Signal<BusinessInfo>, info: Fetched<BusinessInfo>) -> AnyView {
    let sending = Sending::new();
    let note = RwSignal::new(String::new());
    let forget = use_draft("business-info-ticket", note);
    sending.when_overtaken(&[], move || info.refetch());
    let send = move |()| {
        let Ok(note) = Reason::try_from(note.get_untracked()) else { return };
        let ticket = BusinessInfoTicket { version: found.with_untracked(|info| info.version), note };
        let forget = forget.clone();
        sending.send(&RAISE_TICKET, (), ticket, move |_| {
            forget.run();
            toast::show(Tone::Success, msg::ticket_raised());
            forget_answers();
            info.refetch();
        });
    };
    view! {
        <h3>{msg::ticket}</h3>
        <SubmitForm label=msg::raise_ticket on_submit=send pending=sending.pending failed=sending.failed>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::ticket_note
                    value=note
                    name="note"
                    hint=msg::ticket_hint
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

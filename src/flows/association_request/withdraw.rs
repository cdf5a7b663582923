//! Taking back a request that has not been answered.

use super::{msg, record::Acting};
use crate::{
    flows::{account_check::Side, sending::Sending},
    ui::{Button, Dialog, Notice, SubmitForm, Tone, toast},
};
use contract::{
    associations::{self, AssociationRequest, Withdrawal},
    customer_portal,
};
use leptos::prelude::*;

/// The button and its confirmation.
#[component]
pub(super) fn Withdraw(record: Signal<AssociationRequest>, side: Side, acting: Acting) -> AnyView {
    let open = RwSignal::new(false);
    let sending = Sending::new();
    let by_partner = matches!(side, Side::Partner(_));
    let withdraw = move |()| {
        let (request_id, version) =
            record.with_untracked(|record| (record.request_id.clone(), record.version));
        let endpoint = if by_partner { &associations::WITHDRAW } else { &customer_portal::WITHDRAW };
        sending.send(endpoint, (request_id,), Withdrawal { version }, move |_| {
            toast::show(Tone::Success, msg::withdrawn());
            open.set(false);
            acting.done();
        });
    };
    Effect::new(move |_| {
        if sending.failed.get().is_some_and(|error| acting.is_overtaken(&error, "")) {
            sending.failed.set(None);
            open.set(false);
        }
    });
    let waits = move || if by_partner { msg::waits_for_customer() } else { msg::waits_for_partner() };
    view! {
        <Notice tone=Tone::Info title=waits>
            <p>{msg::wait_for_answer}</p>
        </Notice>
        <div class="form__actions">
            <Button label=msg::withdraw on_press=move |()| open.set(true) />
        </div>
        <Dialog title=msg::withdraw_title open busy=sending.pending>
            <SubmitForm
                label=msg::withdraw
                on_submit=withdraw
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| open.set(false)
                danger=true
            >
                <p>{msg::withdraw_intro}</p>
            </SubmitForm>
        </Dialog>
    }
    .into_any()
}

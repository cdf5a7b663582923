//! Evidence that is still asked for: more time, once; or, after the deadline, an end without it.

use super::{case_page::follow, msg};
use crate::{
    flows::{draft::use_draft, sending::Sending},
    ui::{Asking, Button, ButtonKind, Dialog, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    delivery_desk::{CLOSE, DeliveryCase, DeskReason, EXTEND},
    ids::DeliveryProjectId,
    text::{Reason, wrong},
};
use leptos::prelude::*;

#[component]
pub fn Deadline(
    id: DeliveryProjectId,
    seen: Signal<DeliveryCase>,
    newest: Callback<DeliveryCase>,
    again: Callback<()>,
) -> AnyView {
    // Whether it is closed; else it is extended.
    let asking = Asking::<bool>::new();
    let why_not_extended = Signal::derive(move || {
        seen.with(|seen| seen.detail.is_extended).then(|| msg::extended_before().to_owned())
    });
    let why_not_closed = Signal::derive(move || {
        (!seen.with(|seen| seen.detail.project.is_overdue)).then(|| msg::not_overdue().to_owned())
    });
    let id = StoredValue::new(id);
    let form = move || {
        let closes = asking.about.get()?;
        Some(view! { <Decide id=id.get_value() closes seen asking newest again /> })
    };
    let title = move || if asking.about.get() == Some(true) { msg::close() } else { msg::extend() };
    view! {
        <section class="card" aria-labelledby="case-deadline">
            <h2 id="case-deadline">{msg::late}</h2>
            <div class="delivery__actions">
                <Button label=msg::extend why_disabled=why_not_extended on_press=move |()| asking.ask(false) />
                <Button
                    label=msg::close
                    kind=ButtonKind::Danger
                    why_disabled=why_not_closed
                    on_press=move |()| asking.ask(true)
                />
            </div>
            <Dialog title open=asking.open busy=asking.pending>{form}</Dialog>
        </section>
    }
    .into_any()
}

#[component]
fn Decide(
    id: DeliveryProjectId,
    closes: bool,
    seen: Signal<DeliveryCase>,
    asking: Asking<bool>,
    newest: Callback<DeliveryCase>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    follow(sending, again);
    let reason = RwSignal::new(String::new());
    let forget = use_draft(&["delivery-deadline-", id.as_str()].concat(), reason);
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        let version = seen.with_untracked(|seen| seen.detail.project.version);
        let forget = forget.clone();
        let done = move |after| {
            forget.run();
            toast::show(Tone::Success, if closes { msg::closed_now() } else { msg::extended_now() });
            asking.close();
            newest.try_run(after);
        };
        let endpoint = if closes { &CLOSE } else { &EXTEND };
        sending.send(endpoint, (id.clone(),), DeskReason { version, reason }, done);
    };
    let (hint, tone) = if closes {
        (msg::close_hint as fn() -> _, Tone::Danger)
    } else {
        (msg::extend_hint as _, Tone::Info)
    };
    let label = move || if closes { msg::close() } else { msg::extend() };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            danger=closes
            on_cancel=move |()| asking.close()
        >
            <Notice tone>{hint}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    hint=msg::comment_hint
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

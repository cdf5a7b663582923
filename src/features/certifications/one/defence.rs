//! 申请答辩/澄清: why, about which items, and when it would suit.

use crate::{
    api,
    features::certifications::msg,
    flows::{
        certification::{read_again_when_stale, read_time, words},
        draft::use_draft,
        sending::Sending,
    },
    ui::{
        Asking, Button, ButtonKind, CheckBox, DateTimeField, Dialog, IconName, Notice, SubmitForm, TextArea,
        Tone, toast,
    },
};
use contract::{
    certification_defences::{DefenceDraft, MAX_DEFENCES, MAX_PREFERRED},
    certifications::{CertificationDetail, REQUEST_DEFENCE},
    ids::{AssessmentItemId, CertificationId},
    text::{DefenceReason, Rule, wrong},
};
use leptos::prelude::*;

/// Why no defence can be asked for now.
pub(super) fn why_no_defence(used: u32, open: bool) -> Option<String> {
    if open {
        Some(msg::defence_is_open().to_owned())
    } else {
        (used >= MAX_DEFENCES).then(|| msg::no_more_defences(MAX_DEFENCES))
    }
}

/// Once per page.
#[component]
pub(super) fn DefenceDialog(
    id: CertificationId,
    seen: Signal<CertificationDetail>,
    asking: Asking<()>,
    newest: Callback<CertificationDetail>,
    again: Callback<()>,
) -> AnyView {
    let id = StoredValue::new(id);
    let form = move || view! { <Form id=id.get_value() seen asking newest again /> };
    view! {
        <Dialog title=msg::request_defence open=asking.open busy=asking.pending wide=true>{form()}</Dialog>
    }
    .into_any()
}

/// An item, and whether it is meant.
type Box = (AssessmentItemId, String, RwSignal<bool>);

#[component]
fn Form(
    id: CertificationId,
    seen: Signal<CertificationDetail>,
    asking: Asking<()>,
    newest: Callback<CertificationDetail>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let reason = RwSignal::new(String::new());
    let forget = use_draft(&["defence-", id.as_str()].concat(), reason);
    let boxes: Vec<Box> = seen.with_untracked(|seen| {
        let items = seen.standard.items();
        items.map(|item| (item.item_id.clone(), words::named(&item.title), RwSignal::new(false))).collect()
    });
    let boxes = StoredValue::new(boxes);
    let times = RwSignal::new(vec![RwSignal::new(String::new())]);
    let tried = RwSignal::new(false);
    read_again_when_stale(sending, again);
    let chosen = move || -> Vec<AssessmentItemId> {
        boxes.with_value(|boxes| {
            boxes.iter().filter(|(.., chosen)| chosen.get()).map(|(id, ..)| id.clone()).collect()
        })
    };
    let none_chosen = Signal::derive(move || {
        (tried.get() && chosen().is_empty()).then(|| msg::choose_an_item().to_owned())
    });
    let send = move |()| {
        let Ok(reason) = DefenceReason::try_from(reason.get_untracked()) else { return };
        let item_ids = untrack(chosen);
        let preferred_times = times.with_untracked(|times| {
            let typed = times.iter().map(|time| time.get_untracked()).filter(|time| !time.trim().is_empty());
            typed.map(|time| read_time(&time)).collect::<Result<Vec<_>, _>>()
        });
        let Ok(preferred_times) = preferred_times else { return };
        if item_ids.is_empty() {
            return;
        }
        let version = seen.with_untracked(|seen| seen.certification.version);
        let draft = DefenceDraft { version, reason, item_ids, preferred_times };
        let forget = forget.clone();
        sending.send(&REQUEST_DEFENCE, (id.clone(),), draft, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::defence_requested());
            asking.close();
            newest.try_run(after);
        });
    };
    let check_boxes = boxes.with_value(|boxes| {
        let one = |(nth, (_, title, chosen)): (usize, &Box)| {
            // Said at the first one, where the keyboard goes.
            let error = if nth == 0 { none_chosen } else { Signal::stored(None) };
            view! { <CheckBox label=title.clone() value=*chosen error /> }
        };
        boxes.iter().enumerate().map(one).collect_view()
    });
    let full = Signal::derive(move || {
        (times.with(Vec::len) >= MAX_PREFERRED).then(|| msg::most_times(MAX_PREFERRED))
    });
    let add = move |()| times.update(|times| times.push(RwSignal::new(String::new())));
    let time_fields = move || {
        let one = |(nth, value): (usize, RwSignal<String>)| {
            view! {
                <DateTimeField
                    label=move || msg::preferred_nth(nth + 1)
                    value
                    name="preferred_times"
                    check=wrong_proposal
                />
            }
        };
        times.get().into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <div on:submit=move |_| tried.set(true)>
            <SubmitForm
                label=msg::send_request
                pending=sending.pending
                failed=sending.failed
                on_submit=send
                on_cancel=move |()| asking.close()
            >
                <Notice tone=Tone::Info>{move || msg::defence_notice(MAX_DEFENCES)}</Notice>
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <TextArea
                        label=msg::defence_reason
                        value=reason
                        name="reason"
                        required=true
                        max_chars=DefenceReason::MAX_CHARS
                        check={wrong::<DefenceReason>}
                    />
                    <fieldset class="plain capability-choices">
                        <legend class="field__label">{msg::defence_items}</legend>
                        {check_boxes}
                    </fieldset>
                    {time_fields}
                    <div>
                        <Button label=msg::add_time kind=ButtonKind::Ghost icon=IconName::Plus why_disabled=full on_press=add />
                    </div>
                </fieldset>
            </SubmitForm>
        </div>
    }
    .into_any()
}

/// A time that is over is no proposal; by the backend's clock.
fn wrong_proposal(text: &str) -> Option<Rule> {
    match read_time(text) {
        _ if text.trim().is_empty() => None,
        Ok(at) => (at <= api::server_now()).then_some(Rule::OutOfRange),
        Err(rule) => Some(rule),
    }
}

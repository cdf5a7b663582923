//! 反馈交付状态: accepted by the customer, or ended. What is typed is kept until it is sent.

use super::{msg, page::follow};
use crate::{
    api,
    flows::{draft::use_fields_draft, sending::Sending},
    ui::{Choice, DateField, Notice, RadioField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    delivery_projects::{DeliveryDetail, DeliveryResult, REPORT, ReportDraft},
    ids::DeliveryProjectId,
    text::{Remark, Rule, optional, wrong, wrong_unless_empty},
    time::Date,
};
use leptos::prelude::*;

#[component]
pub fn Report(
    id: DeliveryProjectId,
    ordered_on: Date,
    version: Signal<i64>,
    newest: Callback<DeliveryDetail>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    follow(sending, again);
    let (result, day, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let forget = use_fields_draft(
        &["delivery-report-", id.as_str()].concat(),
        &["result", "accepted_on", "note"],
        vec![result, day, note],
    );
    let chosen = Memo::new(move |_| result.with(|result| DeliveryResult::parse(result)));
    let ends = Signal::derive(move || chosen.get() == Some(DeliveryResult::Unsubscribed));
    let send = move |()| {
        let Some(result) = chosen.get_untracked() else { return };
        let Ok(note) = optional::<Remark>(&note.get_untracked()) else { return };
        let accepted_on = day.get_untracked().parse::<Date>().ok();
        let accepted_on = accepted_on.filter(|_| result == DeliveryResult::Accepted);
        let draft = ReportDraft { version: version.get_untracked(), result, accepted_on, note };
        let forget = forget.clone();
        sending.send(&REPORT, (id.clone(),), draft, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::reported());
            newest.try_run(after);
        });
    };
    let choices = vec![
        Choice::new(DeliveryResult::Accepted.as_str(), msg::result_accepted),
        Choice::new(DeliveryResult::Unsubscribed.as_str(), msg::result_unsubscribed),
    ];
    let wrong_day = move |text: &str| match text.parse::<Date>() {
        _ if text.is_empty() => Some(Rule::Missing),
        Err(_) => Some(Rule::Malformed),
        Ok(day) => (day < ordered_on || day > api::server_now().china_day()).then_some(Rule::OutOfRange),
    };
    let rest = move || match chosen.get() {
        None => ().into_any(),
        Some(DeliveryResult::Accepted) => view! {
            <DateField
                label=msg::accepted_on
                value=day
                name="accepted_on"
                required=true
                hint=msg::accepted_on_hint
                check=wrong_day
            />
            <TextArea
                label=msg::note
                value=note
                name="note"
                max_chars=Remark::MAX_CHARS
                check={wrong_unless_empty::<Remark>}
            />
        }
        .into_any(),
        Some(DeliveryResult::Unsubscribed) => view! {
            <Notice tone=Tone::Danger announce=true>{msg::ends_for_good}</Notice>
            <TextArea
                label=msg::why_ended
                value=note
                name="note"
                required=true
                max_chars=Remark::MAX_CHARS
                check={wrong::<Remark>}
            />
        }
        .into_any(),
    };
    let label = move || if ends.get() { msg::report_end() } else { msg::report() };
    view! {
        <section class="card" aria-labelledby="delivery-report">
            <h2 id="delivery-report">{msg::report_title}</h2>
            <SubmitForm
                label
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                danger=ends
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <RadioField label=msg::result value=result choices required=true name="result" />
                    {rest}
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

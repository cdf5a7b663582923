//! Reporting progress: stage, day, what happened, the signed amount, files.

use super::{msg, state::Report};
use crate::{
    api::ApiError,
    flows::{amount::AmountInput, fetch::read, opportunity::words, sending::Sending, upload::FileUpload},
    ui::{Button, Choice, DateField, IconName, Notice, RadioField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    opportunities::{Opportunity, SHOW},
    opportunity_status::ProgressStage,
    text::{Explanation, Rule, wrong},
    time::Date,
};
use leptos::prelude::*;

#[component]
pub(super) fn ProgressForm(
    opportunity: Signal<Opportunity>,
    report: Report,
    open: RwSignal<bool>,
    /// With the opportunity after the report.
    reported: Callback<Opportunity>,
    /// With the opportunity as somebody else left it.
    on_newest: Callback<Opportunity>,
) -> AnyView {
    let Report { sending, uploads, stage, reached_on, description, signed_amount, .. } = report;
    let currency = opportunity.with_untracked(|known| known.row.currency);
    let chosen = Memo::new(move |_| stage.with(|stage| ProgressStage::parse(stage)));
    let send = move |()| report.send(opportunity, reported);
    let on_their_way =
        Signal::derive(move || uploads.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let loses = Signal::derive(move || chosen.get() == Some(ProgressStage::Lost));
    let label = move || match chosen.get() {
        Some(ProgressStage::Lost) => msg::submit_lost(),
        Some(ProgressStage::Delivered) => msg::submit_delivered(),
        _ => msg::submit(),
    };
    let ahead = Signal::derive(move || report.day_lies_ahead().then(|| msg::day_ahead().to_owned()));
    let amount = move || {
        let label = msg::signed_amount;
        (chosen.get() == Some(ProgressStage::Signed)).then(|| {
            view! { <AmountInput label currency value=signed_amount name="signed_amount" required=true /> }
        })
    };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=on_their_way
            danger=loses
            on_cancel=move |()| open.set(false)
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <RadioField label=msg::stage value=stage choices=stages() required=true name="stage" />
                {move || chosen.get().and_then(consequence)}
                <DateField
                    label=msg::reached_on
                    value=reached_on
                    name="reached_on"
                    required=true
                    hint=msg::reached_on_hint
                    check=wrong_day
                    error=ahead
                />
                {amount}
                <TextArea
                    label=msg::description
                    value=description
                    name="description"
                    required=true
                    hint=msg::description_hint
                    max_chars=Explanation::MAX_CHARS
                    check={wrong::<Explanation>}
                />
                <FileUpload uploads label=msg::attachments />
            </fieldset>
            {move || changed(&sending).then(|| reload(opportunity, &sending, open, on_newest))}
        </SubmitForm>
    }
    .into_any()
}

fn wrong_day(text: &str) -> Option<Rule> {
    text.parse::<Date>().is_err().then_some(Rule::Malformed)
}

fn stages() -> Vec<Choice> {
    ProgressStage::ALL
        .into_iter()
        .map(|stage| Choice::new(stage.as_str(), move || words::stage(stage)))
        .collect()
}

/// What it means to report that it has ended.
fn consequence(stage: ProgressStage) -> Option<AnyView> {
    match stage {
        ProgressStage::Delivered => {
            Some(view! { <Notice tone=Tone::Warning announce=true>{msg::delivered_ends}</Notice> }.into_any())
        }
        ProgressStage::Lost => {
            Some(view! { <Notice tone=Tone::Danger announce=true>{msg::lost_ends}</Notice> }.into_any())
        }
        ProgressStage::Requirement
        | ProgressStage::Solution
        | ProgressStage::Quotation
        | ProgressStage::Signed
        | ProgressStage::Delivering => None,
    }
}

/// Somebody else was first; tracked.
fn changed(sending: &Sending) -> bool {
    sending.failed.with(|failed| failed.as_ref().is_some_and(ApiError::is_overtaken))
}

/// What was typed stays; the page shows what is new, and the report can be sent on top of it.
fn reload(
    opportunity: Signal<Opportunity>,
    sending: &Sending,
    open: RwSignal<bool>,
    on_newest: Callback<Opportunity>,
) -> AnyView {
    let failed = sending.failed;
    let load = move |()| {
        let id = opportunity.with_untracked(|known| known.row.opportunity_id.clone());
        leptos::task::spawn_local(async move {
            match read(&SHOW, (id,), &()).await {
                Ok(newest) => {
                    failed.try_set(None);
                    if !newest.row.status.takes_progress() {
                        toast::show(Tone::Warning, msg::ended_meanwhile(words::status(newest.row.status).0));
                        open.try_set(false);
                    }
                    on_newest.try_run(newest);
                }
                Err(error) => toast::show_error(&error),
            }
        });
    };
    view! { <Button label=msg::load_newest icon=IconName::Refresh on_press=load /> }.into_any()
}

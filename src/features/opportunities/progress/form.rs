//! Reporting progress: stage, day, what happened, the signed amount, files.

use super::msg;
use crate::{
    api::ApiError,
    browser,
    flows::{
        draft::use_fields_draft,
        fetch::read,
        opportunity::{
            form::{AmountInput, read_amount},
            words,
        },
        sending::Sending,
        upload::{FileUpload, Uploads},
    },
    ui::{Button, Choice, DateField, IconName, Notice, RadioField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::FormId,
    opportunities::{Opportunity, ProgressDraft, REPORT_PROGRESS, SHOW},
    opportunity_status::ProgressStage,
    problem::ErrorCode,
    text::{Explanation, Rule, wrong},
    time::{Date, Timestamp},
};
use leptos::prelude::*;

#[component]
pub(super) fn ProgressForm(
    opportunity: Signal<Opportunity>,
    uploads: Uploads,
    open: RwSignal<bool>,
    pending: RwSignal<bool>,
    on_done: Callback<Opportunity>,
) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let (id, currency) =
        opportunity.with_untracked(|known| (known.row.opportunity_id.clone(), known.row.currency));
    let today = Timestamp::from_seconds(browser::now_seconds()).china_day().to_string();
    let stage = RwSignal::new(String::new());
    let reached_on = RwSignal::new(today.clone());
    let description = RwSignal::new(String::new());
    let signed_amount = RwSignal::new(String::new());
    let other_day = only_when_not(today, reached_on);
    let forget = ["progress-", id.as_str()].concat().parse::<FormId>().ok().map(|form| {
        let fields = &["stage", "reached_on", "description", "signed_amount"];
        use_fields_draft(form, fields, vec![stage, other_day, description, signed_amount])
    });
    let chosen = Memo::new(move |_| stage.with(|stage| ProgressStage::parse(stage)));
    let send_id = id.clone();
    let send = move |()| {
        let version = opportunity.with_untracked(|known| known.row.version);
        let typed = Typed {
            stage: chosen.get_untracked(),
            reached_on: reached_on.get_untracked(),
            description: description.get_untracked(),
            signed_amount: signed_amount.get_untracked(),
        };
        let Some(mut draft) = typed.read(version) else { return };
        draft.attachment_ids = untrack(|| uploads.complete());
        let forget = forget.clone();
        sending.send(&REPORT_PROGRESS, (send_id.clone(),), draft, move |newest| {
            if let Some(forget) = forget {
                forget();
            }
            uploads.clear();
            toast::show(Tone::Success, msg::reported());
            open.try_set(false);
            on_done.run(newest);
        });
    };
    let on_their_way =
        Signal::derive(move || uploads.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let loses = Signal::derive(move || chosen.get() == Some(ProgressStage::Lost));
    let label = move || match chosen.get() {
        _ if sending.is_unknown() => msg::check_result(),
        Some(ProgressStage::Lost) => msg::submit_lost(),
        Some(ProgressStage::Delivered) => msg::submit_delivered(),
        _ => msg::submit(),
    };
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
            pending
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
            {move || changed(&sending).then(|| reload(id.clone(), &sending, open, on_done))}
        </SubmitForm>
    }
    .into_any()
}

fn wrong_day(text: &str) -> Option<Rule> {
    text.parse::<Date>().is_err().then_some(Rule::Malformed)
}

/// A draft that holds nothing but today's date is none.
fn only_when_not(today: String, day: RwSignal<String>) -> RwSignal<String> {
    let kept = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = day.get();
        let now = if now == today { String::new() } else { now };
        if kept.with_untracked(|kept| *kept != now) {
            kept.set(now);
        }
    });
    Effect::new(move |_| {
        let restored = kept.get();
        if !restored.is_empty() && day.with_untracked(|day| *day != restored) {
            day.set(restored);
        }
    });
    kept
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
    let code = sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code));
    matches!(code, Some(ErrorCode::Changed | ErrorCode::NotInThisState))
}

/// What was typed stays; the page shows what is new, and the report can be sent on top of it.
fn reload(
    id: contract::ids::OpportunityId,
    sending: &Sending,
    open: RwSignal<bool>,
    on_done: Callback<Opportunity>,
) -> AnyView {
    let failed = sending.failed;
    let load = move |()| {
        let id = id.clone();
        leptos::task::spawn_local(async move {
            match read(&SHOW, (id,), &()).await {
                Ok(newest) => {
                    failed.try_set(None);
                    if !newest.row.status.takes_progress() {
                        toast::show(Tone::Warning, msg::ended_meanwhile(words::status(newest.row.status).0));
                        open.try_set(false);
                    }
                    on_done.run(newest);
                }
                Err(error) => toast::show_error(&error),
            }
        });
    };
    view! { <Button label=msg::load_newest icon=IconName::Refresh on_press=load /> }.into_any()
}

/// What was typed.
struct Typed {
    stage: Option<ProgressStage>,
    reached_on: String,
    description: String,
    signed_amount: String,
}

impl Typed {
    /// The report, without its files. Whether the day lies ahead is decided by the backend's clock.
    fn read(self, version: i64) -> Option<ProgressDraft> {
        let stage = self.stage?;
        let signed_amount = match stage {
            ProgressStage::Signed => Some(read_amount(&self.signed_amount).ok()?),
            // An amount that was typed before another stage was chosen is not sent.
            _ => None,
        };
        Some(ProgressDraft {
            version,
            stage,
            reached_on: self.reached_on.parse().ok()?,
            description: Explanation::try_from(self.description).ok()?,
            signed_amount,
            attachment_ids: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(stage: ProgressStage, signed_amount: &str) -> Typed {
        Typed {
            stage: Some(stage),
            reached_on: "2026-11-23".to_owned(),
            description: "signed at noon".to_owned(),
            signed_amount: signed_amount.to_owned(),
        }
    }

    #[test]
    fn an_amount_is_sent_with_a_signature_and_with_nothing_else() {
        let signed = typed(ProgressStage::Signed, "12.50").read(3).unwrap();
        assert_eq!(signed.signed_amount, "12.50".parse().ok());
        assert_eq!(typed(ProgressStage::Signed, "0").read(3), None);
        assert_eq!(typed(ProgressStage::Signed, "").read(3), None);
        let delivered = typed(ProgressStage::Delivered, "12.50").read(3).unwrap();
        assert_eq!(delivered.signed_amount, None);
    }

    #[test]
    fn without_stage_day_or_description_there_is_no_report() {
        let whole = || typed(ProgressStage::Solution, "");
        assert!(whole().read(1).is_some());
        assert_eq!(Typed { stage: None, ..whole() }.read(1), None);
        assert_eq!(Typed { reached_on: String::new(), ..whole() }.read(1), None);
        assert_eq!(Typed { description: " ".to_owned(), ..whole() }.read(1), None);
    }
}

//! Judging: below each item its result and advice, at the end the verdict.

use super::{judging::Judging, msg};
use crate::{
    flows::{
        certification::{ItemSlot, Material, read_again_when_stale, words},
        sending::Sending,
    },
    ui::{Button, Choice, Notice, RadioField, SubmitForm, TextArea, Tone, rule_sentence, toast},
};
use contract::{
    certification_desk::{CertificationCase, FILE, JUDGE},
    certification_standards::{ItemResult, verdict_problems},
    certifications::{CertificationDetail, CertificationStatus, Verdict},
    ids::{AssessmentItemId, CertificationId},
    problem::FieldProblem,
    text::{Advice, Explanation, Rule, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

#[component]
pub(super) fn JudgeForm(
    id: CertificationId,
    detail: Signal<CertificationDetail>,
    newest: Callback<CertificationCase>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    let judging = detail.with_untracked(Judging::new);
    let forget = detail.with_untracked(|detail| judging.keep(detail));
    let tried = RwSignal::new(false);
    let countersigns =
        detail.with_untracked(|detail| detail.certification.status == CertificationStatus::Countersign);
    let problems: Memo<Vec<FieldProblem>> = Memo::new(move |_| {
        let Some(verdict) = judging.verdict().filter(|_| tried.get()) else { return Vec::new() };
        let found = judging.found();
        detail.with(|detail| verdict_problems(&detail.standard, verdict, &found))
    });
    read_again_when_stale(sending, again);
    let send = move |()| {
        let version = detail.with_untracked(|detail| detail.certification.version);
        let Some(draft) = untrack(|| judging.read(version)) else { return };
        if problems.with_untracked(|problems| !problems.is_empty()) {
            return;
        }
        let forget = forget.clone();
        sending.send(&JUDGE, (id.clone(),), draft, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::judged());
            newest.try_run(after);
        });
    };
    let below: ItemSlot = Callback::new(move |item_id: AssessmentItemId| fields(judging, problems, &item_id));
    let verdicts =
        Verdict::ALL.into_iter().filter(|verdict| !countersigns || *verdict != Verdict::AskMaterial);
    let choice = |verdict: Verdict| {
        Choice::new(verdict.as_str(), move || words::verdict(verdict).0).hint(move || consequence(verdict))
    };
    let choices = verdicts.map(choice).collect::<Vec<_>>();
    let verdict_error = Signal::derive(move || {
        let is_wrong = problems.with(|problems| problems.iter().any(|problem| problem.field == "verdict"));
        is_wrong.then(|| match judging.verdict() {
            Some(Verdict::Pass) => msg::nothing_passes().to_owned(),
            _ => msg::nothing_fails().to_owned(),
        })
    });
    view! {
        <section
            class="card capability-section"
            aria-labelledby="certification-judge"
            // The press of the button comes by here, so that all that is wrong is marked before the form looks for it.
            on:submit=move |_| tried.set(true)
        >
            <h2 id="certification-judge">{move || if countersigns { msg::countersign() } else { msg::judge() }}</h2>
            <SubmitForm label=msg::give on_submit=send pending=sending.pending failed=sending.failed>
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <Material detail files=&FILE below />
                    <div>
                        <Button label=msg::pass_the_rest on_press=move |()| judging.pass_the_rest() />
                    </div>
                    <RadioField
                        label=msg::verdict
                        value=judging.verdict
                        choices
                        name="verdict"
                        required=true
                        error=verdict_error
                    />
                    <TextArea
                        label=msg::text
                        hint=msg::text_hint
                        value=judging.text
                        name="text"
                        required=true
                        max_chars=Explanation::MAX_CHARS
                        check={wrong::<Explanation>}
                    />
                </fieldset>
                <Notice tone=Tone::Info>{msg::partner_reads}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// What a verdict does.
fn consequence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => msg::pass_effect(),
        Verdict::AskMaterial => msg::ask_material_effect(),
        Verdict::Fail => msg::fail_effect(),
    }
}

/// Result and advice of one item.
fn fields(judging: Judging, problems: Memo<Vec<FieldProblem>>, item_id: &AssessmentItemId) -> AnyView {
    let Some(fields) = judging.fields_of(item_id) else { return ().into_any() };
    let rule = move |field: &str| {
        problems.with(|problems| {
            problems.iter().find(|problem| problem.field == field).map(|problem| problem.rule.clone())
        })
    };
    let field = |part: &str| ["items.", item_id.as_str(), ".", part].concat();
    let (result_field, advice_field) = (field("result"), field("advice"));
    let result_error = Signal::derive(move || {
        rule(&result_field).map(|rule| match rule {
            Rule::Unexpected => msg::mandatory_fails().to_owned(),
            rule => rule_sentence(&rule),
        })
    });
    let advice_error = Signal::derive(move || {
        rule(&advice_field).map(|rule| match rule {
            Rule::Missing => msg::advice_missing().to_owned(),
            rule => rule_sentence(&rule),
        })
    });
    let choice = |result: ItemResult| Choice::new(result.as_str(), move || words::result(result).0);
    let choices = ItemResult::ALL.map(choice).to_vec();
    view! {
        <div class="capability-judging" data-item=item_id.to_string()>
            <RadioField label=msg::result value=fields.result choices required=true error=result_error />
            <TextArea
                label=msg::advice
                value=fields.advice
                rows=2
                max_chars=Advice::MAX_CHARS
                check={wrong_unless_empty::<Advice>}
                error=advice_error
            />
        </div>
    }
    .into_any()
}

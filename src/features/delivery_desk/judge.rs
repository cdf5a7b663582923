//! The verdict about evidence: points for each criterion, or what is to be mended. What is typed is kept.

use super::{case_page::follow, msg};
use crate::{
    flows::{delivery, draft::use_fields_draft, sending::Sending},
    i18n,
    ui::{Choice, RadioField, SubmitForm, TextArea, TextField, Tone, toast},
};
use contract::{
    delivery_desk::{DeliveryCase, EVALUATE, EvaluateDraft, REJECT, RejectDraft},
    delivery_evidence::EvidenceKind,
    delivery_projects::{Criterion, CriterionScore, Finding, Score, total},
    ids::DeliveryProjectId,
    text::{FeedbackText, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

const SCORE: &str = "score";
const REJECTION: &str = "reject";
/// Names of what is typed, in the order of [`Typed::all`].
const FIELDS: [&str; 12] = [
    "verdict",
    "comment",
    "score_evidence",
    "score_quality",
    "score_schedule",
    "score_satisfaction",
    "sow",
    "validation_report",
    "delivery_plan",
    "manpower",
    "thank_you",
    "summary",
];

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    verdict: RwSignal<String>,
    comment: RwSignal<String>,
    scores: [(Criterion, RwSignal<String>); 4],
    findings: [(EvidenceKind, RwSignal<String>); 6],
}

impl Typed {
    fn new() -> Self {
        Self {
            verdict: RwSignal::default(),
            comment: RwSignal::default(),
            scores: Criterion::ALL.map(|criterion| (criterion, RwSignal::default())),
            findings: EvidenceKind::ALL.map(|kind| (kind, RwSignal::default())),
        }
    }

    fn all(self) -> Vec<RwSignal<String>> {
        let scores = self.scores.map(|(_, text)| text);
        let findings = self.findings.map(|(_, text)| text);
        [self.verdict, self.comment].into_iter().chain(scores).chain(findings).collect()
    }

    fn rejects(self) -> bool {
        self.verdict.with(|verdict| verdict == REJECTION)
    }

    /// As far as they are numbers; tracked.
    fn scores(self) -> Vec<CriterionScore> {
        let one = |(criterion, text): (Criterion, RwSignal<String>)| {
            let score = Score::try_from(text.get()).ok()?;
            Some(CriterionScore { criterion, score })
        };
        self.scores.into_iter().filter_map(one).collect()
    }

    /// What is to be mended; tracked.
    fn findings(self) -> Vec<Finding> {
        let one = |(kind, text): (EvidenceKind, RwSignal<String>)| {
            let comment = FeedbackText::try_from(text.get()).ok()?;
            Some(Finding { kind, comment })
        };
        self.findings.into_iter().filter_map(one).collect()
    }
}

#[component]
pub fn Judge(
    id: DeliveryProjectId,
    seen: Signal<DeliveryCase>,
    newest: Callback<DeliveryCase>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    follow(sending, again);
    let typed = Typed::new();
    let forget = use_fields_draft(&["delivery-judge-", id.as_str()].concat(), &FIELDS, typed.all());
    let rejects = Signal::derive(move || typed.rejects());
    let send = move |()| {
        let version = seen.with_untracked(|seen| seen.detail.project.version);
        let Ok(comment) = FeedbackText::try_from(typed.comment.get_untracked()) else { return };
        let forget = forget.clone();
        let is_rejection = rejects.get_untracked();
        let done = move |after| {
            forget.run();
            toast::show(Tone::Success, if is_rejection { msg::rejected() } else { msg::evaluated() });
            newest.try_run(after);
        };
        let params = (id.clone(),);
        if is_rejection {
            let findings = untrack(|| typed.findings());
            sending.send(&REJECT, params, RejectDraft { version, comment, findings }, done);
        } else {
            let scores = untrack(|| typed.scores());
            sending.send(&EVALUATE, params, EvaluateDraft { version, scores, comment }, done);
        }
    };
    let why = Signal::derive(move || {
        (rejects.get() && typed.findings().is_empty()).then(|| msg::finding_needed().to_owned())
    });
    let is_chosen = Memo::new(move |_| typed.verdict.with(|verdict| !verdict.is_empty()));
    let verdict = Memo::new(move |_| is_chosen.get().then(|| rejects.get()));
    let rest = move || match verdict.get() {
        None => ().into_any(),
        Some(true) => findings(typed),
        Some(false) => points(typed),
    };
    let label = move || if rejects.get() { msg::reject() } else { msg::evaluate() };
    let choices = vec![Choice::new(SCORE, msg::verdict_score), Choice::new(REJECTION, msg::verdict_reject)];
    view! {
        <section class="card" aria-labelledby="case-judge">
            <h2 id="case-judge">{msg::judge}</h2>
            <SubmitForm
                label
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                why_disabled=why
                danger=rejects
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <RadioField label=msg::verdict value=typed.verdict choices required=true name="verdict" />
                    {rest}
                    <TextArea
                        label=msg::comment
                        hint=msg::comment_hint
                        value=typed.comment
                        name="comment"
                        required=true
                        max_chars=FeedbackText::MAX_CHARS
                        check={wrong::<FeedbackText>}
                    />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

fn points(typed: Typed) -> AnyView {
    let field = |(criterion, value): (Criterion, RwSignal<String>)| {
        view! {
            <TextField
                label=move || msg::score_of(delivery::criterion(criterion))
                value
                name=criterion.as_str()
                required=true
                check={wrong::<Score>}
            />
        }
    };
    let sum = move || {
        let total = total(&typed.scores())?;
        Some(view! { <p class="delivery__total">{move || msg::total_now(i18n::number(total.points()))}</p> })
    };
    view! {
        <div class="delivery__points">{typed.scores.map(field).into_iter().collect_view()}</div>
        <div role="status">{sum}</div>
    }
    .into_any()
}

fn findings(typed: Typed) -> AnyView {
    let field = |(kind, value): (EvidenceKind, RwSignal<String>)| {
        view! {
            <TextArea
                label=move || msg::finding_of(delivery::kind(kind))
                value
                name=kind.as_str()
                rows=2
                max_chars=FeedbackText::MAX_CHARS
                check={wrong_unless_empty::<FeedbackText>}
            />
        }
    };
    view! {
        <p class="delivery__hint">{msg::findings_hint}</p>
        {typed.findings.map(field).into_iter().collect_view()}
    }
    .into_any()
}

//! Where an application is: the way to the result, who holds it and since when, until when, and by which promise.

use super::{msg, words};
use crate::{
    flows::time_left::TimeLeft,
    ui::{Badge, DateTimeText, Described, DescriptionList, Notice, Tone},
};
use contract::{
    certifications::{
        Certification, CertificationDetail, CertificationHolder, CertificationStatus as Status, Judgement,
        ReviewStage, UPDATE_DAYS, Verdict,
    },
    time::Timestamp,
};
use leptos::prelude::*;

const DAY_S: i64 = 86_400;

/// What has to be passed, in this order; the result comes after them.
const WAY: [Status; 3] = [Status::InitialReview, Status::TechReview, Status::Countersign];

/// How a step of the way stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    Now,
    Ahead,
    /// It ended before.
    NotReached,
}

impl Step {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "capability-step capability-step--done",
            Self::Now => "capability-step capability-step--now",
            Self::Ahead => "capability-step",
            Self::NotReached => "capability-step capability-step--not-reached",
        }
    }

    fn spoken(self) -> &'static str {
        match self {
            Self::Done => msg::step_done(),
            Self::Now => msg::step_now(),
            Self::Ahead => msg::step_ahead(),
            Self::NotReached => msg::step_not_reached(),
        }
    }
}

/// How a stage stands. New material comes back to the review that asked for it: until then that one goes on.
fn step(stage: Status, status: Status, asked_by: Option<ReviewStage>, judgements: &[Judgement]) -> Step {
    let now = match (status, asked_by) {
        (Status::MaterialUpdate, Some(ReviewStage::Technical)) => Status::TechReview,
        (Status::MaterialUpdate, _) => Status::InitialReview,
        (status, _) => status,
    };
    if judgements.iter().any(|judged| judged.stage == stage && judged.verdict == Verdict::Pass) {
        Step::Done
    } else if now == stage {
        Step::Now
    } else if status.is_open() {
        Step::Ahead
    } else {
        Step::NotReached
    }
}

/// `children` are what the reader can do about it.
#[component]
pub fn Tracker(
    #[prop(into)] detail: Signal<CertificationDetail>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let certification = Memo::new(move |_| detail.with(|detail| detail.certification.clone()));
    let way = move || {
        let (status, asked_by) = certification.with(|one| (one.status, one.asked_by));
        let steps = WAY.map(|stage| {
            let step = detail.with(|detail| step(stage, status, asked_by, &detail.judgements));
            view! { <StepView name=words::status(stage).0 step /> }
        });
        let result = if status.is_open() { Step::Ahead } else { Step::Now };
        let name = if status.is_open() { msg::result() } else { words::status(status).0 };
        view! { {steps.into_iter().collect_view()} <StepView name step=result /> }
    };
    let facts = move || facts(&certification.get());
    let stands_still = move || certification.with(paused);
    view! {
        <ol class="capability-steps">{way}</ol>
        {facts}
        {stands_still}
        {children.map(|children| children())}
    }
    .into_any()
}

#[component]
fn StepView(name: &'static str, step: Step) -> AnyView {
    view! {
        <li class=step.class() aria-current=(step == Step::Now).then_some("step")>
            <span>{name}</span>
            <span class="capability-step__state">{step.spoken()}</span>
        </li>
    }
    .into_any()
}

fn facts(one: &Certification) -> AnyView {
    let (status, holder, since, taken_by) = (one.status, one.holder, one.status_since, one.taken_by.clone());
    let who = move || match &taken_by {
        Some(name) => msg::holder_named(words::holder(holder), name),
        None => words::holder(holder).to_owned(),
    };
    let held = one.status.is_open().then(|| {
        view! {
            <Described term=msg::held_by>{who}</Described>
            <Described term=msg::since><DateTimeText at=since /></Described>
        }
    });
    let due = one.due_at.map(|deadline| {
        let working = holder == Some(CertificationHolder::Vendor);
        view! { <Described term=msg::due><TimeLeft deadline working /></Described> }
    });
    let promise = status.is_open().then(|| {
        view! { <Described term=msg::promise>{move || promise(status)}</Described> }
    });
    let settled =
        one.settled_at.map(|at| view! { <Described term=msg::settled_at><DateTimeText at /></Described> });
    let (round, number, version) = (one.round, one.certification_no.clone(), one.standard_version.clone());
    let (by, at) = (one.submitted_by.clone(), one.submitted_at);
    view! {
        <DescriptionList>
            <Described term=msg::status>
                <Badge label=move || words::status(status).0 tone=words::status(status).1 />
            </Described>
            {held} {due} {promise} {settled}
            <Described term=msg::number><code>{number}</code></Described>
            <Described term=msg::submitted>{by} " " <DateTimeText at /></Described>
            <Described term=msg::round>{move || msg::round_nth(round)}</Described>
            <Described term=msg::standard_version>{version}</Described>
        </DescriptionList>
    }
    .into_any()
}

/// What is promised, or asked for, in a state (domain K).
fn promise(status: Status) -> String {
    match status.promised_days() {
        Some(days) => msg::promise_days(days),
        None if status == Status::MaterialUpdate => msg::promise_update(UPDATE_DAYS),
        None => String::new(),
    }
}

/// A defence is open: the days for the material are not counted.
fn paused(one: &Certification) -> Option<AnyView> {
    let since: Timestamp = one.paused_since?;
    let days = one.left_s.unwrap_or_default().div_euclid(DAY_S);
    Some(
        view! {
            <Notice tone=Tone::Info title=msg::paused>
                <p>{move || msg::paused_since(days, crate::i18n::date_time(since))}</p>
            </Notice>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(stage: Status, verdict: Verdict) -> Judgement {
        Judgement {
            stage,
            round: 1,
            verdict,
            items: Vec::new(),
            text: String::new(),
            at: Timestamp::from_seconds(0),
            by: String::new(),
        }
    }

    #[test]
    fn while_material_is_waited_for_the_review_that_asked_is_the_present_step() {
        let judgements =
            [judged(Status::InitialReview, Verdict::Pass), judged(Status::TechReview, Verdict::AskMaterial)];
        let steps =
            WAY.map(|stage| step(stage, Status::MaterialUpdate, Some(ReviewStage::Technical), &judgements));
        assert_eq!(steps, [Step::Done, Step::Now, Step::Ahead]);
    }

    #[test]
    fn what_was_refused_says_which_steps_it_never_reached() {
        let judgements =
            [judged(Status::InitialReview, Verdict::Pass), judged(Status::TechReview, Verdict::Fail)];
        let steps = WAY.map(|stage| step(stage, Status::Failed, None, &judgements));
        assert_eq!(steps, [Step::Done, Step::NotReached, Step::NotReached]);
    }
}

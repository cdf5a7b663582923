//! Where a payout is, like a parcel: each step with who has it and since when, until when it is promised and by which rule,
//! when it is expected, and what to do.

use super::{msg, words};
use crate::{
    i18n,
    ui::{Badge, Icon, IconName, Tone},
};
use contract::payout_tracker::{Expected, Step, StepState, Tracker};
use leptos::prelude::*;

/// `<PayoutTracker tracker />`
#[component]
pub fn PayoutTracker(#[prop(into)] tracker: Signal<Tracker>) -> AnyView {
    let steps = move || tracker.with(|tracker| tracker.steps.iter().map(step).collect_view());
    view! {
        <ol class="tracker" aria-label=msg::tracker>
            {steps}
        </ol>
    }
    .into_any()
}

fn step(step: &Step) -> AnyView {
    let Step { stage, state, visits, overdue, .. } = *step;
    let is_here = matches!(state, StepState::Current | StepState::Stopped);
    let name = match state {
        StepState::Done => "done",
        StepState::Current if overdue => "overdue",
        StepState::Current => "current",
        StepState::Ahead => "ahead",
        StepState::Stopped => "stopped",
    };
    let icon = match state {
        StepState::Done => Some(IconName::Check),
        StepState::Stopped => Some(IconName::Close),
        StepState::Current => Some(IconName::Clock),
        StepState::Ahead => None,
    };
    let again = (visits > 1).then(|| {
        view! { <Badge label=move || msg::visits(i18n::number(visits)) tone=Tone::Warning /> }
    });
    let late = overdue.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> });
    let badge = move || words::step_state(state);
    view! {
        <li class=["tracker__step tracker__step--", name].concat() aria-current=is_here.then_some("step")>
            <span class="tracker__mark" aria-hidden="true">
                {icon.map(|name| view! { <Icon name /> })}
            </span>
            <div class="tracker__what">
                <p class="tracker__name">
                    {move || words::stage(stage)} " " <Badge label=move || badge().0 tone=Signal::derive(move || badge().1) />
                    {again} {late}
                </p>
                {who(step)} {facts(step)}
            </div>
        </li>
    }
    .into_any()
}

/// Who has it, had it or will have it.
fn who(step: &Step) -> AnyView {
    let Step { holder, state, since, ended_at, .. } = *step;
    let said = move || {
        let holder = words::holder(holder);
        match (state, since, ended_at) {
            (StepState::Ahead, ..) | (_, None, _) => msg::held_ahead(holder),
            (StepState::Done, Some(since), Some(ended)) if since != ended => {
                msg::held_done(i18n::date_time(since), i18n::date_time(ended), holder)
            }
            (StepState::Done, Some(since), ended) => msg::done_at(i18n::date_time(ended.unwrap_or(since))),
            (StepState::Current | StepState::Stopped, Some(since), _) => {
                msg::held_since(holder, i18n::date_time(since))
            }
        }
    };
    view! { <p class="tracker__who">{said}</p> }.into_any()
}

fn facts(step: &Step) -> AnyView {
    let Step { promise, promised_until, expected, advice, .. } = *step;
    let promised = promise.zip(promised_until).map(|(promise, until)| {
        let rule = promise.rule_id();
        let said = move || msg::promised_until(words::promise(promise), rule, i18n::end(until));
        view! {
            <div class="tracker__fact">
                <dt>{msg::promised}</dt>
                <dd>{said}</dd>
            </div>
        }
    });
    let expected = expected.map(|range| {
        view! {
            <div class="tracker__fact">
                <dt>{msg::expected}</dt>
                <dd>{move || expected_words(range)}</dd>
            </div>
        }
    });
    let advice = advice.map(|advice| {
        view! {
            <div class="tracker__fact">
                <dt>{msg::to_do}</dt>
                <dd>{move || words::advice(advice)}</dd>
            </div>
        }
    });
    (promised.is_some() || expected.is_some() || advice.is_some())
        .then(|| view! { <dl class="tracker__facts">{promised} {expected} {advice}</dl> })
        .into_any()
}

/// `Nov 27, 2026 to Dec 1, 2026`: days, because nobody promises an hour; tracked.
#[must_use]
pub fn expected_words(range: Expected) -> String {
    // Midnight is the end of the day before.
    let (from, until) = (range.from.plus_seconds(-1).china_day(), range.until.plus_seconds(-1).china_day());
    if from == until {
        msg::expected_by(i18n::day(until))
    } else {
        msg::expected_between(i18n::day(from), i18n::day(until))
    }
}

//! The parts of a project's page that read the same on both sides.

use super::{criterion, msg, status};
use crate::{
    i18n,
    ui::{Badge, DateText, DateTimeText, Described, Happened, Timeline, Tone},
};
use contract::{
    delivery_projects::{CriterionScore, DeliveryDetail, DeliveryStep, Evaluation},
    delivery_sampling::{SampleMethod, Sampling},
};
use leptos::prelude::*;

/// What is known of a project, but for its people: rows of a description list.
pub fn facts(detail: &DeliveryDetail) -> AnyView {
    let now = detail.project.status;
    let (project_id, order_no) = (detail.project.project_id.to_string(), detail.order_no.clone());
    let (solution, ordered_on) = (detail.project.solution.clone(), detail.ordered_on);
    let accepted =
        detail.accepted_on.map(|day| view! { <Described term=msg::accepted_on><DateText day /></Described> });
    let note = detail.note.clone().map(|note| view! { <Described term=msg::note>{note}</Described> });
    view! {
        <Described term=msg::status><Badge label=move || status(now).0 tone=status(now).1 /></Described>
        <Described term=msg::project_id><code>{project_id}</code></Described>
        <Described term=msg::solution>{solution}</Described>
        <Described term=msg::order_no><code>{order_no}</code></Described>
        <Described term=msg::ordered_on><DateText day=ordered_on /></Described>
        {accepted}
        {note}
    }
    .into_any()
}

/// How the project came to be sampled, or not.
pub fn sampling(round: Sampling) -> AnyView {
    let Sampling { sampling_id, method, percent, seed, projects, sampled, at } = round;
    let how = move || {
        let (projects, sampled) = (i18n::number(projects), i18n::number(sampled));
        match method {
            SampleMethod::Chosen => msg::chosen(projects, sampled),
            SampleMethod::Share => msg::drawn(i18n::number(percent.unwrap_or_default()), projects, sampled),
        }
    };
    let seed = seed.map(|seed| {
        view! {
            <Described term=msg::seed>
                <code>{seed}</code> " " <span class="delivery__hint">{msg::seed_hint}</span>
            </Described>
        }
    });
    view! {
        <Described term=msg::sampled_at><DateTimeText at /> " " <code>{sampling_id.to_string()}</code></Described>
        <Described term=msg::how_sampled>{how}</Described>
        {seed}
    }
    .into_any()
}

/// The result: the total, the points of each criterion, and what was said.
#[component]
pub fn Scores(evaluation: Evaluation) -> AnyView {
    let Evaluation { scores, total, comment, at } = evaluation;
    let row = |one: CriterionScore| {
        let points = one.score.points();
        view! {
            <li class="delivery__score">
                <span id=["score-", one.criterion.as_str()].concat()>{move || criterion(one.criterion)}</span>
                <meter
                    min="0"
                    max="100"
                    value=points.to_string()
                    aria-labelledby=["score-", one.criterion.as_str()].concat()
                ></meter>
                <strong>{move || msg::points(i18n::number(points))}</strong>
            </li>
        }
    };
    view! {
        <p class="delivery__total">
            {msg::total} " " <strong>{move || msg::points(i18n::number(total.points()))}</strong>
        </p>
        <ul class="delivery__scores">{scores.into_iter().map(row).collect_view()}</ul>
        <p class="delivery__text">{comment}</p>
        <p class="delivery__hint"><DateTimeText at /></p>
    }
    .into_any()
}

/// What happened, the oldest first.
#[component]
pub fn Steps(#[prop(into)] steps: Signal<Vec<DeliveryStep>>) -> AnyView {
    let shown = move || {
        let steps = steps.get();
        let last = steps.len().saturating_sub(1);
        let one = move |(nth, step): (usize, DeliveryStep)| {
            let DeliveryStep { status: entered, at, by, note } = step;
            let tone = if nth == last { status(entered).1 } else { Tone::Neutral };
            let by = by.map(|by| view! { <p>{move || msg::step_by(&by)}</p> });
            let note = note.map(|note| view! { <p class="delivery__text">{note}</p> });
            view! { <Happened what=move || status(entered).0 at tone>{by} {note}</Happened> }
        };
        view! { <Timeline>{steps.into_iter().enumerate().map(one).collect_view()}</Timeline> }
    };
    shown.into_any()
}

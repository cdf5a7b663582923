//! 标签列表: which labels there are, what their standards ask, and whether this partner can apply now.

use super::msg;
use crate::{
    flows::{certification::words, fetch::use_fetch, permitted::offered},
    i18n,
    routes::Route,
    ui::{Badge, Button, ButtonKind, DateText, DateTimeText, EmptyState, IconName, LinkButton, Loaded, Tone},
};
use contract::{
    certification_standards::{AssessmentItem, Standard, SubLabel},
    certifications::{DraftBrief, LABELS, LabelDetail, Labels, OpenApplication, RENEWAL_DAYS},
    ids::CapabilityLabelId,
    permissions::Permission,
    time::{Date, Timestamp},
};
use leptos::prelude::*;

/// How this partner stands to a label, as far as it decides what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Open(OpenApplication),
    Blocked(Date),
    /// Too early to apply again.
    Held(Timestamp),
    Drafted(DraftBrief),
    /// It ends soon, or has ended.
    Renewable(Timestamp),
    Free,
}

impl Standing {
    fn of(label: &LabelDetail) -> Self {
        let standing = &label.standing;
        match (&standing.open, standing.next_allowed_on, standing.valid_until) {
            (Some(open), _, _) => Self::Open(open.clone()),
            (None, Some(day), _) if !label.may_apply => Self::Blocked(day),
            (None, _, Some(until)) if !label.may_apply => Self::Held(until),
            (None, _, until) => match (&standing.draft, until) {
                (Some(draft), _) => Self::Drafted(draft.clone()),
                (None, Some(until)) => Self::Renewable(until),
                (None, None) => Self::Free,
            },
        }
    }

    fn word(&self) -> (&'static str, Tone) {
        match self {
            Self::Open(open) => words::status(open.status),
            Self::Blocked(_) => (msg::blocked(), Tone::Danger),
            Self::Held(_) => (msg::held(), Tone::Success),
            Self::Drafted(_) => (msg::drafted(), Tone::Info),
            Self::Renewable(_) => (msg::renewable(), Tone::Warning),
            Self::Free => (msg::can_apply(), Tone::Neutral),
        }
    }
}

#[component]
pub fn LabelsPart() -> AnyView {
    let found = use_fetch(&LABELS, || Some(((), ())));
    let shown = |found: Signal<Labels>| {
        let cards = move || {
            let labels = found.with(|found| found.labels.clone());
            if labels.is_empty() {
                return view! { <EmptyState title=msg::no_labels icon=IconName::Tag /> }.into_any();
            }
            view! { <ul class="capability-labels">{labels.into_iter().map(card).collect_view()}</ul> }
                .into_any()
        };
        cards.into_any()
    };
    view! { <Loaded from=found lines=8 children=shown /> }.into_any()
}

fn card(label: LabelDetail) -> AnyView {
    let standing = Standing::of(&label);
    let Standard { label_id, name, summary, version, sublabels } = label.standard;
    let items = sublabels.iter().map(|sublabel| sublabel.items.len()).sum::<usize>();
    let (word, total) = (standing.clone(), i18n::number(u32::try_from(items).unwrap_or(u32::MAX)));
    let tone = standing.word().1;
    let about = said(standing.clone(), items);
    let titled = name.clone();
    view! {
        <li class="card capability-label">
            <div class="capability-label__head">
                <h2>{move || words::named(&titled)}</h2>
                <Badge label=move || word.word().0 tone />
            </div>
            <p>{move || words::named(&summary)}</p>
            {about}
            <details class="capability-label__standard">
                <summary>{move || msg::standard_of(&total, &version)}</summary>
                {sublabels.into_iter().map(part_of_standard).collect_view()}
            </details>
            <div class="capability-label__actions">{action(standing, label_id)}</div>
        </li>
    }
    .into_any()
}

/// What the standing means, in a sentence.
fn said(standing: Standing, items: usize) -> AnyView {
    match standing {
        Standing::Open(_) => view! { <p class="capability-hint">{msg::one_is_open}</p> }.into_any(),
        Standing::Blocked(day) => {
            view! { <p class="capability-hint">{msg::blocked_until} " " <DateText day /></p> }.into_any()
        }
        Standing::Held(until) => view! {
            <p class="capability-hint">
                {msg::valid_until} " " {move || i18n::end(until)} " " {move || msg::renewable_from(RENEWAL_DAYS)}
            </p>
        }
        .into_any(),
        Standing::Drafted(draft) => {
            let DraftBrief { answered, saved_at, saved_by } = draft;
            view! {
                <p class="capability-hint">
                    {move || msg::answered_of(i18n::number(answered), items)} " "
                    {move || msg::saved_by(&saved_by)} " " <DateTimeText at=saved_at />
                </p>
            }
            .into_any()
        }
        Standing::Renewable(until) => {
            view! { <p class="capability-hint">{msg::valid_until} " " {move || i18n::end(until)}</p> }.into_any()
        }
        Standing::Free => ().into_any(),
    }
}

fn part_of_standard(sublabel: SubLabel) -> AnyView {
    let SubLabel { name, items, .. } = sublabel;
    let one = |item: AssessmentItem| {
        let AssessmentItem { title, evidence, mandatory, .. } = item;
        let mandatory = mandatory.then(|| view! { <Badge label=msg::mandatory /> });
        view! {
            <li>
                <span>{move || words::named(&title)} " " {mandatory}</span>
                <span class="capability-hint">{move || words::named(&evidence)}</span>
            </li>
        }
    };
    view! {
        <h3>{move || words::named(&name)}</h3>
        <ul class="capability-label__items">{items.into_iter().map(one).collect_view()}</ul>
    }
    .into_any()
}

fn action(standing: Standing, label_id: CapabilityLabelId) -> AnyView {
    let label = match standing {
        Standing::Open(open) => {
            let href = Route::Certification(open.certification_id).href();
            return view! { <LinkButton label=msg::open_application href /> }.into_any();
        }
        Standing::Blocked(_) | Standing::Held(_) => return ().into_any(),
        Standing::Drafted(_) => msg::continue_draft,
        Standing::Renewable(_) => msg::apply_again,
        Standing::Free => msg::apply,
    };
    // An application is its draft: who may not write sees no draft either.
    match offered(Permission::ManageCertifications) {
        None => ().into_any(),
        Some(offered) if offered.lacking.is_some() => {
            view! { <Button label why_disabled=Signal::stored(offered.lacking) /> }.into_any()
        }
        Some(_) => {
            let href = Route::ApplyCertification(label_id).href();
            view! { <LinkButton label href kind=ButtonKind::Primary /> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::certifications::LabelStanding;

    fn label(may_apply: bool, standing: LabelStanding) -> LabelDetail {
        let text = || contract::certification_standards::Bilingual { zh: String::new(), en: String::new() };
        let standard = Standard {
            label_id: "l".parse().unwrap(),
            name: text(),
            summary: text(),
            version: "1".to_owned(),
            sublabels: Vec::new(),
        };
        LabelDetail { standard, standing, may_apply }
    }

    #[test]
    fn a_block_that_is_over_and_a_label_that_ends_soon_can_be_applied_for() {
        let day: Date = "2026-11-01".parse().unwrap();
        let until: Timestamp = "2026-12-01T16:00:00Z".parse().unwrap();
        let blocked = LabelStanding { next_allowed_on: Some(day), ..LabelStanding::default() };
        assert_eq!(Standing::of(&label(false, blocked.clone())), Standing::Blocked(day));
        assert_eq!(Standing::of(&label(true, blocked)), Standing::Free);
        let held = LabelStanding { valid_until: Some(until), ..LabelStanding::default() };
        assert_eq!(Standing::of(&label(false, held.clone())), Standing::Held(until));
        assert_eq!(Standing::of(&label(true, held)), Standing::Renewable(until));
    }
}

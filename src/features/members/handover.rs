//! Who leads the managers of a director who no longer is one: asked whenever there are some.

use super::{msg, words};
use crate::{
    flows::fetch::use_fetch,
    i18n,
    ui::{Choice, Loaded, Notice, RadioField, Tone},
};
use contract::{
    members::{Handover, MANAGERS, Managers, MemberDetail},
    text::Rule,
};
use leptos::prelude::*;

/// For nobody: an id is never so.
const NOBODY: &str = "-";

/// What the radio buttons say; `None` while nothing is chosen.
pub fn read(choice: &str) -> Option<Handover> {
    match choice {
        "" => None,
        NOBODY => Some(Handover { to: None }),
        id => id.parse().ok().map(|to| Handover { to: Some(to) }),
    }
}

/// `tried` is set when the form was sent.
#[component]
pub fn HandoverChoice(about: MemberDetail, choice: RwSignal<String>, tried: RwSignal<bool>) -> AnyView {
    let count = u32::try_from(about.leads.len()).unwrap_or(u32::MAX);
    let names = StoredValue::new(about.leads.iter().map(words::named).collect::<Vec<_>>());
    let user_id = StoredValue::new(about.member.user_id);
    let managers = use_fetch(&MANAGERS, || Some(((), ())));
    let error = Signal::derive(move || {
        (tried.get() && choice.with(String::is_empty)).then(|| crate::ui::rule_sentence(&Rule::Missing))
    });
    let shown = move |found: Signal<Managers>| {
        let directors = found.get_untracked().directors;
        let others =
            directors.into_iter().filter(|director| user_id.with_value(|id| *id != director.user_id));
        let mut choices: Vec<Choice> =
            others.map(|one| Choice::new(one.user_id.to_string(), words::named(&one))).collect();
        choices.push(Choice::new(NOBODY, msg::nobody_for_now).hint(msg::nobody_hint));
        view! { <RadioField label=msg::who_leads value=choice choices required=true error /> }.into_any()
    };
    view! {
        <Notice tone=Tone::Warning>
            <p>{move || msg::leads_managers(i18n::number(count), i18n::list(names.get_value()))}</p>
        </Notice>
        <Loaded from=managers lines=2 children=shown />
    }
    .into_any()
}

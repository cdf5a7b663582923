//! Accepting: with which offering, and why not with the recommended one.

use super::{
    super::words,
    Asked, Way,
    host::{close, offer_again},
    msg,
};
use crate::{
    flows::{
        fetch::use_fetch,
        held::{Holding, hold},
    },
    ui::{Choice, Described, DescriptionList, Loaded, Notice, SelectField, SubmitForm, TextArea, Tone},
};
use contract::{
    opportunities::{ACCEPT, Acceptance, OFFERINGS, Offering, Offerings, Opportunity, SHOW},
    opportunity_status::OpportunityStatus,
    text::Reason,
};
use leptos::prelude::*;
use std::rc::Rc;

/// What is chosen and written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Id of the offering, empty for none; before the first choice there is none either.
    offering: Option<String>,
    exception: String,
}

#[component]
pub(super) fn AcceptForm(asked: Asked, typed: Typed) -> AnyView {
    let id = asked.offered.id.clone();
    let opportunity = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let offerings = use_fetch(&OFFERINGS, || Some(((), ())));
    let given = StoredValue::new((asked, typed));
    let shown = move |opportunity: Signal<Opportunity>| {
        let recommended = opportunity.with_untracked(|shown| shown.recommended_offering.clone());
        let form = move |offerings: Signal<Offerings>| {
            let offerings = offerings.with_untracked(|known| known.offerings.clone());
            let (asked, typed) = given.get_value();
            view! { <Form asked typed recommended=recommended.clone() offerings /> }.into_any()
        };
        view! { <Loaded from=offerings lines=4 children=form /> }.into_any()
    };
    view! { <Loaded from=opportunity lines=4 children=shown /> }.into_any()
}

#[component]
fn Form(asked: Asked, typed: Typed, recommended: Option<Offering>, offerings: Vec<Offering>) -> AnyView {
    let wanted = recommended.as_ref().map(|offering| offering.offering_id.to_string()).unwrap_or_default();
    let chosen = RwSignal::new(typed.offering.unwrap_or_else(|| wanted.clone()));
    let exception = RwSignal::new(typed.exception);
    let is_recommended = recommended.is_some();
    let needs_exception = Memo::new(move |_| is_recommended && chosen.with(|chosen| *chosen != wanted));
    let name = asked.offered.name.clone();
    let send = move |()| {
        let typed = Typed { offering: Some(chosen.get_untracked()), exception: exception.get_untracked() };
        let needed = needs_exception.get_untracked();
        let acceptance = Acceptance {
            version: asked.offered.version,
            offering_id: chosen.with_untracked(|chosen| chosen.parse().ok()),
            exception: exception
                .with_untracked(|text| Reason::try_from(text.clone()).ok())
                .filter(|_| needed),
        };
        let undone = Asked { way: Way::Accept(typed), ..asked.clone() };
        let holding = Holding {
            about: asked.offered.id.to_string(),
            becomes: OpportunityStatus::InProgress.as_str(),
            waiting: |name| msg::accepting(name),
            done: |name| msg::accepted(name),
            name: asked.offered.name.clone(),
            until: asked.offered.deadline,
            offer_again: Some(Rc::new(move || offer_again(undone.clone()))),
        };
        hold(&ACCEPT, (asked.offered.id.clone(),), acceptance, holding);
        close();
    };
    let label_of = |offering: &Offering| {
        let (name, kind, demand) = (offering.name.clone(), offering.kind, offering.demand_tag.clone());
        move || msg::offering(&demand, words::offering_kind(kind), &name)
    };
    let none = std::iter::once(Choice::new("", msg::no_offering));
    let choices: Vec<Choice> = none
        .chain(
            offerings
                .iter()
                .map(|offering| Choice::new(offering.offering_id.to_string(), label_of(offering))),
        )
        .collect();
    let recommended = recommended.map(|offering| {
        let label = label_of(&offering);
        view! { <Described term=msg::recommended>{label}</Described> }
    });
    let exception_field = move || {
        needs_exception.get().then(|| {
            view! {
                <TextArea
                    label=msg::exception
                    hint=msg::exception_hint
                    value=exception
                    name="exception"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check=|text: &str| Reason::try_from(text.to_owned()).err()
                />
            }
        })
    };
    view! {
        <SubmitForm label=msg::accept on_submit=send pending=Signal::stored(false) on_cancel=move |()| close()>
            <DescriptionList>
                <Described term=msg::opportunity>{name}</Described>
                {recommended}
            </DescriptionList>
            <Notice tone=Tone::Info><p>{msg::accept_effect}</p></Notice>
            <SelectField label=msg::with_offering value=chosen choices name="offering_id" />
            {exception_field}
        </SubmitForm>
    }
    .into_any()
}

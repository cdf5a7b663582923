//! One project: what to do now, its evidence, its score, what is known of it, and how far it has come.

use super::{evidence::Evidences, msg, people::People, register::Register, report::Report, to_do::ToDo};
use crate::{
    api::Fetched,
    flows::{
        delivery::{Scores, Steps, facts, sampling},
        fetch::use_fetch,
        permitted::Permitted,
        sending::Sending,
    },
    routes::Route,
    session::can,
    ui::{Crumb, DescriptionList, EmptyState, IconName, Loaded, PageHeader},
};
use contract::{
    delivery_projects::{DeliveryDetail, DeliveryStatus, SHOW},
    ids::DeliveryProjectId,
    permissions::Permission,
    problem::ErrorCode,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn DeliveryEvaluationPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<DeliveryProjectId>> =
        Memo::new(move |_| params.read().get("project_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![
        Crumb::step(msg::menu_delivery),
        Crumb::step(msg::menu_baseline),
        Crumb::link(msg::title, Route::DeliveryEvaluations.href()),
    ];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::ViewDeliveries>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: DeliveryProjectId) -> AnyView {
    let about = id.clone();
    let detail = use_fetch(&SHOW, move || Some(((about.clone(),), ())));
    let id = StoredValue::new(id);
    let shown =
        move |seen: Signal<DeliveryDetail>| view! { <Shown id=id.get_value() seen detail /> }.into_any();
    view! { <div class="delivery"><Loaded from=detail lines=10 children=shown /></div> }.into_any()
}

/// Reads the project again when it is not what was seen: the page shows what is so now, and what was typed stays.
pub fn follow(sending: Sending, again: Callback<()>) {
    sending.when_overtaken(&[ErrorCode::EvidenceMissing], again);
}

#[component]
fn Shown(id: DeliveryProjectId, seen: Signal<DeliveryDetail>, detail: Fetched<DeliveryDetail>) -> AnyView {
    let newest = Callback::new(move |newest: DeliveryDetail| detail.value.set(Some(newest)));
    let again = Callback::new(move |()| detail.refetch());
    let status = Memo::new(move |_| seen.with(|seen| seen.project.status));
    let version = Signal::derive(move || seen.with(|seen| seen.project.version));
    let about = StoredValue::new(id);
    let form = move || {
        if !can(Permission::ManageDeliveries) {
            return None;
        }
        match status.get() {
            DeliveryStatus::ToRegister => {
                Some(view! { <Register id=about.get_value() version newest again /> }.into_any())
            }
            DeliveryStatus::Registered => {
                let ordered_on = seen.with_untracked(|seen| seen.ordered_on);
                Some(view! { <Report id=about.get_value() ordered_on version newest again /> }.into_any())
            }
            _ => None,
        }
    };
    let proves =
        Memo::new(move |_| status.get().takes_evidence() || seen.with(|seen| !seen.evidences.is_empty()));
    let evidence =
        move || proves.get().then(|| view! { <Evidences id=about.get_value() seen newest again /> });
    let scores = move || {
        let evaluation = seen.with(|seen| seen.evaluation.clone())?;
        Some(view! {
            <section class="card" aria-labelledby="delivery-score">
                <h2 id="delivery-score">{msg::score}</h2>
                <Scores evaluation />
            </section>
        })
    };
    let name = move || seen.with(|seen| seen.project.name.clone());
    let known = move || {
        seen.with(|seen| {
            let rows = facts(seen);
            let round = seen.sampling.clone().map(sampling);
            view! { <DescriptionList>{rows} {round}</DescriptionList> }
        })
    };
    let steps = Signal::derive(move || seen.with(|seen| seen.steps.clone()));
    view! {
        <ToDo seen />
        {form}
        {evidence}
        {scores}
        <section class="card" aria-labelledby="delivery-facts">
            <h2 id="delivery-facts">{name}</h2>
            {known}
            <People id=about.get_value() seen />
        </section>
        <section class="card" aria-labelledby="delivery-steps">
            <h2 id="delivery-steps">{msg::steps}</h2>
            <Steps steps />
        </section>
    }
    .into_any()
}

//! One project as the operator judges it: facts, evidence, verdict, and what to do when nothing comes.

use super::{deadline::Deadline, judge::Judge, msg};
use crate::{
    api::Fetched,
    flows::{
        delivery::{self, Scores, Steps, facts, sampling},
        fetch::use_fetch,
        permitted::OperatorsOnly,
        sending::Sending,
        time_left::TimeLeft,
        upload::files,
    },
    routes::Route,
    ui::{
        Badge, Crumb, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded, Notice,
        PageHeader, Tone,
    },
};
use contract::{
    delivery_desk::{CASE, CASE_EVIDENCE, DeliveryCase},
    delivery_evidence::EvidenceKind,
    delivery_projects::{DeliveryDetail, DeliveryStatus, Rejection},
    ids::DeliveryProjectId,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn CasePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<DeliveryProjectId>> =
        Memo::new(move |_| params.read().get("project_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::link(msg::title, Route::VendorDeliveries.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <OperatorsOnly>{content}</OperatorsOnly>
    }
    .into_any()
}

#[component]
fn One(id: DeliveryProjectId) -> AnyView {
    let about = id.clone();
    let case = use_fetch(&CASE, move || Some(((about.clone(),), ())));
    let id = StoredValue::new(id);
    let shown = move |seen: Signal<DeliveryCase>| view! { <Shown id=id.get_value() seen case /> }.into_any();
    view! { <div class="delivery"><Loaded from=case lines=10 children=shown /></div> }.into_any()
}

/// Reads the case again when it is not what was seen: what was typed stays.
pub fn follow(sending: Sending, again: Callback<()>) {
    sending.when_overtaken(&[], again);
}

#[component]
fn Shown(id: DeliveryProjectId, seen: Signal<DeliveryCase>, case: Fetched<DeliveryCase>) -> AnyView {
    let newest = Callback::new(move |newest: DeliveryCase| case.value.set(Some(newest)));
    let again = Callback::new(move |()| case.refetch());
    let status = Memo::new(move |_| seen.with(|seen| seen.detail.project.status));
    let about = StoredValue::new(id);
    let action = move || match status.get() {
        DeliveryStatus::Accepted => {
            let href = Route::VendorDeliveries.href_with(&[("status", DeliveryStatus::Accepted.as_str())]);
            view! {
                <Notice tone=Tone::Info title=msg::sample_this>
                    <p>{msg::sample_this_hint}</p>
                    <LinkButton label=msg::to_list href />
                </Notice>
            }
            .into_any()
        }
        DeliveryStatus::Evaluating => view! { <Judge id=about.get_value() seen newest again /> }.into_any(),
        status if status.takes_evidence() => {
            view! { <Deadline id=about.get_value() seen newest again /> }.into_any()
        }
        _ => ().into_any(),
    };
    let known = move || seen.with(known);
    let scores = move || {
        let evaluation = seen.with(|seen| seen.detail.evaluation.clone())?;
        Some(view! {
            <section class="card" aria-labelledby="case-result">
                <h2 id="case-result">{msg::result}</h2>
                <Scores evaluation />
            </section>
        })
    };
    let evidence = move || {
        seen.with(|seen| {
            let is_asked = seen.detail.sampling.is_some() && seen.detail.project.evidence_due_at.is_some();
            is_asked.then(|| evidence(&seen.detail))
        })
    };
    let steps = Signal::derive(move || seen.with(|seen| seen.detail.steps.clone()));
    view! {
        <section class="card" aria-labelledby="case-facts">
            <h2 id="case-facts">{move || seen.with(|seen| seen.detail.project.name.clone())}</h2>
            {known}
        </section>
        {evidence}
        {scores}
        {action}
        <section class="card" aria-labelledby="case-steps">
            <h2 id="case-steps">{msg::steps}</h2>
            <Steps steps />
        </section>
    }
    .into_any()
}

fn known(case: &DeliveryCase) -> AnyView {
    let detail = &case.detail;
    let rows = facts(detail);
    let round = detail.sampling.clone().map(sampling);
    let manager = detail.manager.clone().map(|manager| {
        let line = [manager.name, manager.phone, manager.email].join(" / ");
        view! { <Described term=msg::manager>{line}</Described> }
    });
    let due = detail.project.evidence_due_at.filter(|_| detail.project.status.takes_evidence());
    let extended = detail.is_extended.then(|| view! { <Badge label=msg::extended tone=Tone::Info /> });
    let due = due.map(|deadline| {
        view! { <Described term=msg::due><TimeLeft deadline /> " " {extended}</Described> }
    });
    let (partner, partner_id) = (case.partner_name.clone(), case.partner_id.to_string());
    let customer = case.customer.clone();
    view! {
        <DescriptionList>
            <Described term=msg::partner>{partner} " " <code>{partner_id}</code></Described>
            <Described term=msg::customer>{customer}</Described>
            {rows}
            {manager}
            {due}
            {round}
        </DescriptionList>
    }
    .into_any()
}

/// The files of each kind, with what was said about them the last time.
fn evidence(detail: &DeliveryDetail) -> AnyView {
    if detail.evidences.is_empty() {
        return view! {
            <section class="card" aria-labelledby="case-evidence">
                <h2 id="case-evidence">{msg::evidence}</h2>
                <p class="delivery__hint">{msg::no_evidence}</p>
            </section>
        }
        .into_any();
    }
    let slot = |kind: EvidenceKind| {
        let of_kind = detail.evidences.iter().filter(|one| one.kind == kind);
        let attachments: Vec<_> = of_kind.map(|one| one.attachment.clone()).collect();
        let list = if attachments.is_empty() {
            view! { <p class="delivery__hint">{msg::no_files}</p> }.into_any()
        } else {
            files(&CASE_EVIDENCE, &attachments)
        };
        let mark = kind.is_mandatory().then(|| view! { <Badge label=msg::mandatory tone=Tone::Warning /> });
        let said = detail.rejection.as_ref().and_then(|rejection| said_about(rejection, kind));
        view! {
            <li class="delivery__slot">
                <div class="delivery__slot-head"><h3>{move || delivery::kind(kind)}</h3> {mark}</div>
                {said}
                {list}
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="case-evidence">
            <h2 id="case-evidence">{msg::evidence}</h2>
            <ul class="delivery__slots">{EvidenceKind::ALL.map(slot).into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn said_about(rejection: &Rejection, kind: EvidenceKind) -> Option<AnyView> {
    let finding = rejection.findings.iter().find(|finding| finding.kind == kind)?;
    let comment = finding.comment.as_str().to_owned();
    Some(
        view! { <Notice tone=Tone::Neutral title=msg::last_rejection><p class="delivery__text">{comment}</p></Notice> }
            .into_any(),
    )
}

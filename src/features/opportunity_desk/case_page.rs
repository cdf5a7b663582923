//! One opportunity: where it stands, what the vendor can do, what the form says, what was said about it.

use super::{actions::Actions, msg, words as own};
use crate::{
    flows::{
        fetch::use_fetch,
        opportunity::{
            case::{History, Sheet, Similar},
            words,
        },
        permitted::OperatorsOnly,
        time_left::TimeLeft,
    },
    routes::Route,
    ui::{Badge, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName, Loaded, PageHeader},
};
use contract::{
    ids::OpportunityId,
    opportunities::{OpportunityRow, Settlement},
    opportunity_desk::{CASE, OpportunityCase, ReviewStage},
    work_queue::{WorkItem, WorkItemKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn CasePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<OpportunityId>> =
        Memo::new(move |_| params.read().get("opportunity_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::not_found icon=IconName::Inbox /> }.into_any(),
    };
    let crumbs = vec![Crumb::link(msg::title, Route::VendorOpportunities.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <OperatorsOnly>{content}</OperatorsOnly>
    }
    .into_any()
}

#[component]
fn One(id: OpportunityId) -> AnyView {
    let fetched = use_fetch(&CASE, move || Some(((id.clone(),), ())));
    let changed = Callback::new(move |()| fetched.refetch());
    let shown = move |case: Signal<OpportunityCase>| {
        let opportunity = Signal::derive(move || case.with(|case| case.opportunity.clone()));
        let similar = Signal::derive(move || case.with(|case| case.similar.clone()));
        view! {
            <section class="card opportunity-desk__section">
                {move || case.with(standing)} <Actions case changed />
            </section>
            <section class="card opportunity-desk__section">
                <h2>{msg::what_it_is}</h2>
                <Sheet opportunity />
            </section>
            <section class="card opportunity-desk__section">
                <h2>{msg::similar}</h2>
                <Similar similar />
            </section>
            <section class="card opportunity-desk__section">
                <h2>{msg::history}</h2>
                <History opportunity />
            </section>
        }
        .into_any()
    };
    view! { <div class="opportunity-desk__case"><Loaded from=fetched lines=10 children=shown /></div> }
        .into_any()
}

fn standing(case: &OpportunityCase) -> AnyView {
    let OpportunityRow { direction, status, stage, shared_at, deadline, .. } = case.opportunity.row;
    let (partner, partner_id) = (case.partner_name.clone(), case.partner_id.to_string());
    let stage = stage.map(|stage| {
        view! { <Described term=msg::stage>{move || words::stage(stage)}</Described> }
    });
    let deadline = deadline.map(|deadline| {
        view! { <Described term=msg::deadline><TimeLeft deadline working=true /></Described> }
    });
    let waits = case.work_item.as_ref().map(waits);
    let settled = case.opportunity.settled.clone().map(|settlement| {
        let because = own::settled_because(&settlement).is_some();
        let Settlement { at, .. } = settlement;
        let settlement = StoredValue::new(settlement);
        let by = move || settlement.with_value(|settlement| own::settled_by(settlement, status));
        let why = move || settlement.with_value(own::settled_because);
        view! {
            <Described term=msg::settled_by>{by}</Described>
            <Described term=msg::settled_at><DateTimeText at /></Described>
            {because.then(|| view! { <Described term=msg::settled_because>{why}</Described> })}
        }
    });
    view! {
        <DescriptionList>
            <Described term=msg::status>
                <Badge label=move || words::status(status).0 tone=words::status(status).1 />
            </Described>
            {stage}
            <Described term=msg::partner>{partner} " " <code>{partner_id}</code></Described>
            <Described term=msg::direction>{move || words::direction(direction)}</Described>
            <Described term=msg::shared_at><DateTimeText at=shared_at /></Described>
            {deadline}
            {waits}
            {settled}
        </DescriptionList>
    }
    .into_any()
}

/// The entry of the queue that waits for an answer, and whose it is.
fn waits(item: &WorkItem) -> AnyView {
    let kind = item.kind;
    let stage =
        if kind == WorkItemKind::VerifyOpportunity { ReviewStage::Verification } else { ReviewStage::Review };
    let href = Route::WorkQueue.href_with(&[("kind", kind.as_str())]);
    let whose = item.assigned_to.clone().map(|reviewer| {
        let (name, role) = (reviewer.name, reviewer.role);
        view! { <span>{move || msg::name_and_role(&name, words::reviewer_role(role))}</span> }
    });
    view! {
        <Described term=msg::waits_for>
            <a href=href>{move || words::review_stage(stage)}</a>
            {whose}
        </Described>
    }
    .into_any()
}

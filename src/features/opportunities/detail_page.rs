//! One opportunity, in either direction: where it stands, what can be done, what it is, what was said about it.

use super::{
    discard::DiscardDialog,
    gate::{Joined, Permitted},
    msg,
    standing::Standing,
};
use crate::{
    flows::{
        fetch::use_fetch,
        opportunity::case::{History, Sheet},
    },
    routes::Route,
    ui::{Button, ButtonKind, Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    ids::OpportunityId,
    opportunities::{Opportunity, SHOW},
    opportunity_status::OpportunityStatus,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn OpportunityPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<OpportunityId>> =
        Memo::new(move |_| params.read().get("opportunity_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, Route::Opportunities.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: OpportunityId) -> AnyView {
    let fetched = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let shown = move |opportunity: Signal<Opportunity>| {
        let name = move || opportunity.with(|opportunity| opportunity.row.name.clone());
        view! {
            <section class="card opportunities__section">
                <h2>{name}</h2>
                <Standing opportunity />
                <Actions opportunity />
            </section>
            <section class="card opportunities__section">
                <h2>{msg::what_it_is}</h2>
                <Sheet opportunity />
            </section>
            <section class="card opportunities__section">
                <h2>{msg::history}</h2>
                <History opportunity />
            </section>
        }
        .into_any()
    };
    view! {
        <Joined answer=fetched>
            <div class="opportunities__one">
                <Loaded from=fetched lines=8 children=shown />
            </div>
        </Joined>
    }
    .into_any()
}

/// What this state allows; nothing else stands there.
#[component]
fn Actions(opportunity: Signal<Opportunity>) -> AnyView {
    let discarding = RwSignal::new(false);
    let state = Memo::new(move |_| {
        opportunity.with(|opportunity| (opportunity.row.direction, opportunity.row.status))
    });
    let id = move || opportunity.with_untracked(|opportunity| opportunity.row.opportunity_id.clone());
    let buttons = move || {
        let (direction, status) = state.get();
        let edit = status.can_be_edited(direction).then(|| {
            let label = if status == OpportunityStatus::Draft { msg::edit } else { msg::mend };
            view! { <LinkButton label href=Route::EditOpportunity(id()).href() kind=ButtonKind::Primary /> }
        });
        let discard = (status == OpportunityStatus::Draft).then(|| {
            view! { <Button label=msg::discard kind=ButtonKind::Danger on_press=move |()| discarding.set(true) /> }
        });
        view! { {edit} {discard} }
    };
    view! {
        <div class="opportunities__actions">{buttons}</div>
        <DiscardDialog id=id() open=discarding />
    }
    .into_any()
}

//! The pages: a new one, and one that was begun or came back.

use super::{msg, view::OpportunityFormView};
use crate::{
    api::Fetched,
    flows::{fetch::read, opportunity::words, permitted::gate},
    routes::Route,
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, Tone},
};
use contract::{
    ids::OpportunityId,
    opportunities::{Opportunity, SHOW},
    opportunity_status::Direction,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::step(msg::menu_sales), Crumb::link(msg::opportunities, Route::Opportunities.href())]
}

fn no_permission() -> AnyView {
    view! { <EmptyState title=msg::no_permission body=msg::ask_administrator icon=IconName::Lock /> }
        .into_any()
}

#[component]
pub fn NewOpportunityPage() -> AnyView {
    let allowed = gate(Permission::WorkOpportunities);
    let content = move || {
        if allowed.get() { view! { <OpportunityFormView /> }.into_any() } else { no_permission() }
    };
    view! {
        <PageHeader title=msg::new_title intro=msg::intro crumbs=crumbs() />
        {content}
    }
    .into_any()
}

#[component]
pub fn EditOpportunityPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<OpportunityId>> =
        Memo::new(move |_| params.read().get("opportunity_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::WorkOpportunities);
    let content = move || match id.get() {
        _ if !allowed.get() => no_permission(),
        Some(id) => view! { <Edit id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::edit_title intro=msg::intro crumbs=crumbs() />
        {content}
    }
    .into_any()
}

/// Reads it afresh: a form must not begin with what was seen minutes ago.
#[component]
fn Edit(id: OpportunityId) -> AnyView {
    let opportunity = Fetched::<Opportunity>::default();
    Effect::new(move |_| {
        opportunity.wanted.track();
        opportunity.loading.set(true);
        let id = id.clone();
        leptos::task::spawn_local(async move {
            match read(&SHOW, (id,), &()).await {
                Ok(known) => {
                    opportunity.value.try_set(Some(known));
                    opportunity.error.try_set(None);
                }
                Err(error) => {
                    opportunity.error.try_set(Some(error));
                }
            }
            opportunity.loading.try_set(false);
        });
    });
    view! { <Loaded from=opportunity lines=12 children=edit /> }.into_any()
}

fn edit(opportunity: Signal<Opportunity>) -> AnyView {
    let opportunity = opportunity.get_untracked();
    let row = &opportunity.row;
    if row.direction == Direction::ToVendor && row.status.can_be_edited(row.direction) {
        return view! { <OpportunityFormView opportunity /> }.into_any();
    }
    let (direction, status) = (row.direction, row.status);
    let why = move || match direction {
        Direction::FromVendor => msg::from_vendor().to_owned(),
        Direction::ToVendor => msg::not_editable(words::status(status).0),
    };
    let href = Route::Opportunity(row.opportunity_id.clone()).href();
    view! {
        <Notice tone=Tone::Warning title=msg::cannot_edit>{why}</Notice>
        <LinkButton label=msg::open_detail href />
    }
    .into_any()
}

//! One opportunity, in either direction: where it stands, what can be done, what it is, what was said about it.

use super::{
    discard::DiscardDialog,
    gate::{Joined, Permitted},
    msg,
    progress::ReportProgress,
    standing::Standing,
};
use crate::{
    flows::{
        fetch::use_fetch,
        held,
        opportunity::{
            answer::{self, AnswerHost},
            case::{History, Sheet},
            words,
        },
        upload::files,
    },
    routes::Route,
    ui::{Badge, Button, ButtonKind, Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    attachments::CONTENT,
    ids::OpportunityId,
    opportunities::{Opportunity, OpportunityRow, SHOW},
    opportunity_status::{OpportunityEvent, OpportunityStatus},
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
    held::after_each(move || fetched.refetch());
    let reported = move |newest: Opportunity| fetched.value.set(Some(newest));
    let shown = move |opportunity: Signal<Opportunity>| {
        let name = move || opportunity.with(|opportunity| opportunity.row.name.clone());
        view! {
            <section class="card opportunities__section">
                <h2>{name}</h2>
                <Standing opportunity />
                <Actions opportunity reported />
            </section>
            <section class="card opportunities__section">
                <h2>{msg::what_it_is}</h2>
                <Sheet opportunity />
            </section>
            <section class="card opportunities__section">
                <h2>{msg::history}</h2>
                <History opportunity files=|of| files(&CONTENT, of) />
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
        <AnswerHost />
    }
    .into_any()
}

/// What this state allows; nothing else stands there.
#[component]
fn Actions(opportunity: Signal<Opportunity>, #[prop(into)] reported: Callback<Opportunity>) -> AnyView {
    let discarding = RwSignal::new(false);
    let row = Memo::new(move |_| opportunity.with(|opportunity| opportunity.row.clone()));
    let pending = Memo::new(move |_| answer::becoming(&row.read().opportunity_id));
    let buttons = move || {
        let OpportunityRow { opportunity_id: id, direction, status, name, version, deadline, .. } = row.get();
        if let Some(status) = pending.get() {
            let (label, tone) = words::status(status);
            return view! {
                <Badge label=label tone /> <span class="opportunities__hint">{msg::not_sent_yet}</span>
            }
            .into_any();
        }
        let answers = status.after(direction, OpportunityEvent::Accept).is_ok().then(|| {
            let accept = answer::Offered { id: id.clone(), name, version, deadline };
            let reject = accept.clone();
            view! {
                <Button
                    label=msg::accept
                    kind=ButtonKind::Primary
                    on_press=move |()| answer::accept(accept.clone())
                />
                <Button
                    label=msg::reject
                    on_press=move |()| answer::reject(reject.clone())
                />
            }
        });
        let edit = status.can_be_edited(direction).then(|| {
            let label = if status == OpportunityStatus::Draft { msg::edit } else { msg::mend };
            view! { <LinkButton label href=Route::EditOpportunity(id).href() kind=ButtonKind::Primary /> }
        });
        let discard = (status == OpportunityStatus::Draft).then(|| {
            view! { <Button label=msg::discard kind=ButtonKind::Danger on_press=move |()| discarding.set(true) /> }
        });
        view! { {answers} {edit} {discard} }.into_any()
    };
    let id = row.with_untracked(|row| row.opportunity_id.clone());
    view! {
        <div class="opportunities__actions">
            {buttons} <ReportProgress opportunity on_done=reported />
        </div>
        <DiscardDialog id open=discarding />
    }
    .into_any()
}

//! The page: address → read → show.

use super::{defences::Defences, judge::JudgeForm, msg};
use crate::{
    api::Fetched,
    flows::{
        certification::{History, Material, Tracker, read_again_when_stale, words},
        fetch::use_fetch,
        permitted::OperatorsOnly,
        sending::Sending,
    },
    routes::Route,
    ui::{
        Button, Crumb, Described, DescriptionList, EmptyState, ErrorPanel, IconName, Loaded, Notice,
        PageHeader, Tone, toast,
    },
};
use contract::{
    certification_desk::{CASE, CertificationCase, FILE},
    certifications::{CertificationDetail, CertificationHolder, CertificationStatus},
    ids::CertificationId,
    work_queue::{START, WorkItem, WorkItemVersion},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn CasePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<CertificationId>> =
        Memo::new(move |_| params.read().get("certification_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::link(msg::work_queue, Route::WorkQueue.href())];
    view! {
        <PageHeader title=msg::title crumbs />
        <OperatorsOnly>{content}</OperatorsOnly>
    }
    .into_any()
}

#[component]
fn One(id: CertificationId) -> AnyView {
    let case = use_fetch(&CASE, {
        let id = id.clone();
        move || Some(((id.clone(),), ()))
    });
    let id = StoredValue::new(id);
    let shown =
        move |seen: Signal<CertificationCase>| view! { <Shown id=id.get_value() seen case /> }.into_any();
    view! { <div class="capability-page"><Loaded from=case lines=10 children=shown /></div> }.into_any()
}

#[component]
fn Shown(id: CertificationId, seen: Signal<CertificationCase>, case: Fetched<CertificationCase>) -> AnyView {
    let detail: Signal<CertificationDetail> = Signal::derive(move || seen.with(|seen| seen.detail.clone()));
    let newest = Callback::new(move |newest: CertificationCase| case.value.set(Some(newest)));
    let again = Callback::new(move |()| case.refetch());
    let name = move || detail.with(|detail| words::named(&detail.certification.label));
    let partner = move || seen.with(|seen| (seen.partner_name.clone(), seen.partner_id.to_string()));
    // Another stage, or other material, is another judgement.
    let standing = Memo::new(move |_| {
        detail.with(|detail| {
            let one = &detail.certification;
            (one.status, one.round, one.defence_open)
        })
    });
    let any_defence = Memo::new(move |_| detail.with(|detail| !detail.defences.is_empty()));
    let id = StoredValue::new(id);
    let waits = |status: CertificationStatus| status.holder() == Some(CertificationHolder::Vendor);
    let material = move || match standing.get() {
        (status, _, false) if waits(status) => {
            view! { <JudgeForm id=id.get_value() detail newest again /> }.into_any()
        }
        (status, ..) => {
            let notice =
                waits(status).then(|| view! { <Notice tone=Tone::Info>{msg::after_defence}</Notice> });
            view! {
                <section class="card capability-section" aria-labelledby="certification-material">
                    <h2 id="certification-material">{msg::material}</h2>
                    {notice}
                    <Material detail files=&FILE />
                </section>
            }
            .into_any()
        }
    };
    view! {
        <section class="card capability-section" aria-labelledby="certification-standing">
            <h2 id="certification-standing">{name}</h2>
            <DescriptionList>
                <Described term=msg::partner>
                    {move || partner().0} " " <code>{move || partner().1}</code>
                </Described>
            </DescriptionList>
            <Tracker detail />
            <WorkItems seen again />
        </section>
        <Show when=move || any_defence.get()>
            <Defences id=id.get_value() detail newest again />
        </Show>
        {material}
        <section class="card capability-section" aria-labelledby="certification-history">
            <h2 id="certification-history">{msg::history}</h2>
            <History detail />
        </section>
    }
    .into_any()
}

/// Entries of the queue that nobody has taken up.
#[component]
fn WorkItems(seen: Signal<CertificationCase>, again: Callback<()>) -> AnyView {
    let taking = Sending::new();
    read_again_when_stale(taking, again);
    let free = Memo::new(move |_| {
        seen.with(|seen| {
            seen.work_items.iter().filter(|item| item.taken_by.is_none()).cloned().collect::<Vec<_>>()
        })
    });
    let take = move |item: WorkItem| {
        taking.send(&START, (item.work_item_id,), WorkItemVersion { version: item.version }, move |_| {
            toast::show(Tone::Success, msg::taken_up());
            again.try_run(());
        });
    };
    let button = move |item: WorkItem| {
        let is_defence = item.kind == contract::work_queue::WorkItemKind::HoldCertificationDefence;
        let label = move || if is_defence { msg::take_up_defence() } else { msg::take_up() };
        let item = StoredValue::new(item);
        view! { <Button label busy=taking.pending on_press=move |()| take(item.get_value()) /> }
    };
    let buttons = move || free.get().into_iter().map(button).collect_view();
    let failed = move || {
        let error = taking.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=again /> })
    };
    view! { <div class="capability-actions">{buttons}</div> {failed} }.into_any()
}

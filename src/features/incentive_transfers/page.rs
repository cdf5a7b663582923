//! One request: where it stands, what moves, and the binding that follows an approved rebinding.

use super::msg;
use crate::{
    flows::{
        fetch::use_fetch,
        incentive::{transfer::TransferFacts, words},
        permitted::Permitted,
        sending::Sending,
        upload::files,
    },
    routes::Route,
    session::membership,
    ui::{
        Button, ButtonKind, Crumb, EmptyState, ErrorPanel, IconName, Loaded, Notice, PageHeader, Tone, toast,
    },
};
use contract::{
    ids::TransferId,
    incentive_transfers::{BIND, SHOW, Transfer, TransferEvent, TransferStatus, TransferVersion},
    incentives::FILE,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn TransferPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<TransferId>> =
        Memo::new(move |_| params.read().get("transfer_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs =
        vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, Route::IncentiveTransfers.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::TransferIncentives>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: TransferId) -> AnyView {
    let found = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let shown = move |transfer: Signal<Transfer>| {
        let title = move || transfer.with(|transfer| words::transfer_kind(transfer.kind));
        let attached = move || {
            transfer.with(|transfer| {
                (!transfer.attachments.is_empty()).then(|| files(&FILE, &transfer.attachments))
            })
        };
        let newest = Callback::new(move |newest: Transfer| found.value.set(Some(newest)));
        let again = Callback::new(move |()| found.refetch());
        view! {
            <section class="card transfers__section">
                <h2>{title}</h2>
                <TransferFacts transfer />
                {attached}
                <Bind transfer newest again />
            </section>
        }
        .into_any()
    };
    view! { <Loaded from=found lines=8 children=shown /> }.into_any()
}

/// The old link is undone: the account that takes applies for its own.
#[component]
fn Bind(transfer: Signal<Transfer>, newest: Callback<Transfer>, again: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let is_next = Memo::new(move |_| {
        transfer.with(|transfer| transfer.status.after(transfer.kind, TransferEvent::Bind).is_ok())
    });
    let is_ours = Memo::new(move |_| {
        let own = membership().map(|member| member.partner_id);
        transfer.with(|transfer| own.as_ref() == Some(&transfer.to_partner_id))
    });
    let bind = move |()| {
        let (id, version) =
            transfer.with_untracked(|transfer| (transfer.transfer_id.clone(), transfer.version));
        sending.send(&BIND, (id,), TransferVersion { version }, move |after| {
            toast::show(Tone::Success, msg::bound_now());
            newest.try_run(after);
        });
    };
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=again /> })
    };
    let shown = move || {
        if !is_next.get() {
            return None;
        }
        Some(if is_ours.get() {
            view! {
                <Notice tone=Tone::Info>{msg::bind_hint}</Notice>
                <div><Button label=msg::bind kind=ButtonKind::Primary busy=sending.pending on_press=bind /></div>
            }
            .into_any()
        } else {
            let name = transfer.with(|transfer| transfer.to_name.clone());
            view! { <Notice tone=Tone::Info>{move || msg::other_binds(&name)}</Notice> }.into_any()
        })
    };
    let waits = move || {
        let waits = transfer.with(|transfer| transfer.status == TransferStatus::Submitted);
        waits.then(|| view! { <Notice tone=Tone::Info>{msg::waits_for_vendor}</Notice> })
    };
    view! { {waits} {shown} {failed} }.into_any()
}

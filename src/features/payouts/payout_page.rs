//! One application: where it is, what to do, what it pays out, its invoices.

use super::{apply::payouts_href, calendar::AddToCalendar, invoices::InvoicePart, msg, overdue::Overdue};
use crate::{
    flows::{
        fetch::use_fetch,
        incentive::{PayoutTracker, expected_words, items::PayoutItems, words},
        permitted::Permitted,
    },
    i18n,
    routes::Route,
    session::can,
    ui::{
        Badge, ButtonKind, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName, LinkButton,
        Loaded, MoneyText, Notice, PageHeader, Tone,
    },
};
use contract::{
    ids::PayoutId,
    money::Money,
    payout_status::PayoutStatus,
    payouts::{Payout, SHOW},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PayoutPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<PayoutId>> =
        Memo::new(move |_| params.read().get("payout_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <PayoutView id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::incentives, payouts_href())];
    view! {
        <PageHeader title=msg::payout_title crumbs />
        <Permitted to=Permission::ViewIncentives>{content}</Permitted>
    }
    .into_any()
}

/// The application, without the frame of its page.
#[component]
pub fn PayoutView(id: PayoutId) -> AnyView {
    let found = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let shown = move |payout: Signal<Payout>| {
        let currency = payout.with_untracked(|payout| payout.row.currency);
        let tracker = Signal::derive(move || payout.with(|payout| payout.tracker.clone()));
        let items = Signal::derive(move || payout.with(|payout| payout.items.clone()));
        let newest = Callback::new(move |newest: Payout| found.value.set(Some(newest)));
        let again = Callback::new(move |()| found.refetch());
        view! {
            <section class="card payouts__section">
                {move || facts(&payout.read())} {move || next(&payout.read())}
            </section>
            <section class="card payouts__section" aria-labelledby="payout-tracker">
                <div class="payouts__head">
                    <h2 id="payout-tracker">{msg::where_it_is}</h2>
                    <AddToCalendar payout />
                </div>
                <Overdue payout />
                <PayoutTracker tracker />
            </section>
            <InvoicePart payout newest again />
            <section class="payouts__section">
                <h2>{msg::what_it_pays}</h2>
                <PayoutItems items currency />
            </section>
        }
        .into_any()
    };
    view! {
        <div class="payouts">
            <Loaded from=found lines=10 children=shown />
        </div>
    }
    .into_any()
}

fn facts(payout: &Payout) -> AnyView {
    let row = payout.row.clone();
    let (status, method) = (row.status, row.method);
    let money = Money { amount: row.amount, currency: row.currency };
    let by = row.applied_by;
    let by = move || by.clone().unwrap_or_else(|| msg::automatically().to_owned());
    let arrival = payout.tracker.arrival.filter(|_| status.is_open()).map(|range| {
        view! { <Described term=msg::arrives><strong>{move || expected_words(range)}</strong></Described> }
    });
    let promised = payout.tracker.promised_arrival.map(|at| {
        view! { <Described term=msg::promised_arrival>{move || i18n::end(at)}</Described> }
    });
    let paid = row.paid_at.map(|at| view! { <Described term=msg::paid_at><DateTimeText at /></Described> });
    let due = row.invoice_due_at.filter(|_| status == PayoutStatus::InvoicePending).map(|at| {
        view! { <Described term=msg::invoice_due>{move || i18n::end(at)}</Described> }
    });
    view! {
        <DescriptionList>
            <Described term=msg::payout_no><code>{row.payout_no}</code></Described>
            <Described term=msg::status>
                <Badge label=move || words::payout(status).0 tone=words::payout(status).1 />
            </Described>
            <Described term=msg::amount><strong class="balances__total"><MoneyText money /></strong></Described>
            <Described term=msg::method>{move || words::method(method)}</Described>
            <Described term=msg::applied_at><DateTimeText at=row.applied_at /> " " {by}</Described>
            {arrival} {promised} {due} {paid}
        </DescriptionList>
    }
    .into_any()
}

/// Why it came back, or where the money is.
fn next(payout: &Payout) -> AnyView {
    let status = payout.row.status;
    let rejection = payout
        .rejection
        .clone()
        .filter(|_| matches!(status, PayoutStatus::Rejected | PayoutStatus::InvoicePending));
    let rejection = rejection.map(|rejection| {
        let title = if status == PayoutStatus::Rejected { msg::rejected } else { msg::invoices_rejected };
        view! {
            <Notice tone=Tone::Danger title=title>
                <p class="payouts__reason">{rejection.reason}</p>
                <p><DateTimeText at=rejection.at /></p>
            </Notice>
        }
    });
    let method = payout.row.method;
    let funds = (status == PayoutStatus::Done && method.credits_account()).then(|| {
        untrack(|| can(Permission::ViewFundRecords)).then(
            || view! { <LinkButton label=msg::to_funds href=Route::Funds.href() kind=ButtonKind::Primary /> },
        )
    });
    let again = (status == PayoutStatus::Rejected).then(|| {
        view! { <LinkButton label=msg::apply_again href=Route::ApplyPayout.href() kind=ButtonKind::Primary /> }
    });
    view! { {rejection} <div class="payouts__actions">{funds} {again}</div> }.into_any()
}

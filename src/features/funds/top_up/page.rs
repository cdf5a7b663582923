//! One order: pay it, and see what became of it.

use super::{meaning, msg, status, watched::use_watched};
use crate::{
    features::funds::{crumbs, for_partners_with_customers},
    routes::Route,
    ui::{
        Badge, DateTimeText, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded, MoneyText,
        Notice, PageHeader,
    },
};
use contract::{
    ids::TopUpId,
    money::{Amount, Money},
    top_ups::TopUp,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn TopUpPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<TopUpId>> =
        Memo::new(move |_| params.read().get("top_up_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::one_title crumbs=crumbs() />
        {for_partners_with_customers(move || content().into_any())}
    }
    .into_any()
}

#[component]
fn One(id: TopUpId) -> AnyView {
    let order = use_watched(id);
    view! {
        <section class="card funds__one">
            <Loaded from=order lines=6 children=shown />
        </section>
    }
    .into_any()
}

fn shown(order: Signal<TopUp>) -> AnyView {
    let now = Memo::new(move |_| order.with(|order| order.status));
    let tone = Signal::derive(move || status(now.get()).1);
    let about = move || {
        let order = order.get();
        let currency = order.currency;
        let money = move |amount: Amount| Money { amount, currency };
        let differs = order.credited.is_positive() && order.credited != order.amount;
        let credited = differs.then(|| {
            view! { <Described term=msg::credited><MoneyText money=money(order.credited) /></Described> }
        });
        let paid =
            order.paid_at.map(|at| view! { <Described term=msg::paid_at><DateTimeText at /></Described> });
        let waits = order.status.can_be_paid();
        let until = waits.then(|| {
            view! { <Described term=msg::pay_until><DateTimeText at=order.expires_at deadline=true /></Described> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::number><code>{order.top_up_id.to_string()}</code></Described>
                <Described term=msg::amount><strong><MoneyText money=money(order.amount) /></strong></Described>
                {credited}
                <Described term=msg::ordered_at><DateTimeText at=order.created_at /></Described>
                <Described term=msg::ordered_by>{order.created_by}</Described>
                {until}
                {paid}
            </DescriptionList>
        }
    };
    let pay = move || {
        let url = order.with(|order| order.payment_url.clone())?;
        // The gateway's page may be another site's: the browser goes there as to any link.
        Some(view! { <a class="button button--primary" href=url>{msg::pay}</a> })
    };
    let again = move || {
        let ended = !now.get().can_be_paid();
        ended.then(|| view! { <LinkButton label=msg::new_order href=Route::NewTopUp.href() /> })
    };
    view! {
        <p class="funds__standing" role="status">
            <Badge label=move || status(now.get()).0 tone />
        </p>
        {move || view! { <Notice tone=tone.get()>{meaning(now.get())}</Notice> }}
        {about}
        <div class="funds__actions">
            {pay}
            {again}
            <LinkButton label=msg::to_funds href=Route::Funds.href() />
        </div>
    }
    .into_any()
}

//! The page of the embedded payment gateway, as a payer sees one: what is to be paid and to whom. Instead of a card, the
//! payer chooses what shall happen.

use super::msg;
use crate::{
    flows::{fetch::use_fetch, sending::Sending},
    routes::Route,
    ui::{
        Choice, DateTimeText, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded,
        MoneyText, Notice, PageHeader, RadioField, SubmitForm, Tone,
    },
};
use contract::{
    ids::PaymentToken,
    money::Money,
    test_gateway::{GatewayOrder, PAY, PayDraft, SHOW, WayToPay},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn GatewayPage() -> AnyView {
    let params = use_params_map();
    let token: Memo<Option<PaymentToken>> =
        Memo::new(move |_| params.read().get("payment_token").and_then(|token| token.parse().ok()));
    let content = move || match token.get() {
        Some(token) => view! { <Order token /> }.into_any(),
        None => view! { <EmptyState title=msg::gateway_nothing icon=IconName::Search /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::gateway_title intro=msg::gateway_intro />
        {content}
    }
    .into_any()
}

#[component]
fn Order(token: PaymentToken) -> AnyView {
    let order = {
        let token = token.clone();
        use_fetch(&SHOW, move || Some(((token.clone(),), ())))
    };
    let changed = Callback::new(move |now: GatewayOrder| order.value.set(Some(now)));
    let shown = move |order: Signal<GatewayOrder>| {
        let open = Memo::new(move |_| order.with(|order| order.open));
        let token = token.clone();
        let pay = move || {
            if open.get() {
                view! { <Pay token=token.clone() changed /> }.into_any()
            } else {
                view! { <Notice tone=Tone::Success>{msg::gateway_closed}</Notice> }.into_any()
            }
        };
        let about = move || {
            let GatewayOrder { payee, amount, currency, expires_at, .. } = order.get();
            view! {
                <DescriptionList>
                    <Described term=msg::gateway_payee>{payee}</Described>
                    <Described term=msg::gateway_amount>
                        <strong><MoneyText money=Money { amount, currency } /></strong>
                    </Described>
                    <Described term=msg::gateway_until><DateTimeText at=expires_at deadline=true /></Described>
                </DescriptionList>
            }
        };
        let back = move || order.with(|order| Route::TopUp(order.top_up_id.clone()).href());
        view! {
            {about}
            {pay}
            <p><LinkButton label=msg::gateway_back href=Signal::derive(back) /></p>
        }
        .into_any()
    };
    view! { <section class="card gateway"><Loaded from=order lines=5 children=shown /></section> }.into_any()
}

const fn word(way: WayToPay) -> &'static str {
    match way {
        WayToPay::Pay => "pay",
        WayToPay::Refuse => "refuse",
        WayToPay::NotifyLate => "late",
        WayToPay::NotifyTwice => "twice",
        WayToPay::OtherAmount => "other",
    }
}

fn label(way: WayToPay) -> &'static str {
    match way {
        WayToPay::Pay => msg::gateway_pay(),
        WayToPay::Refuse => msg::gateway_refuse(),
        WayToPay::NotifyLate => msg::gateway_late(),
        WayToPay::NotifyTwice => msg::gateway_twice(),
        WayToPay::OtherAmount => msg::gateway_other(),
    }
}

#[component]
fn Pay(token: PaymentToken, changed: Callback<GatewayOrder>) -> AnyView {
    let sending = Sending::new();
    let chosen = RwSignal::new(word(WayToPay::Pay).to_owned());
    let refused = RwSignal::new(false);
    let send = move |()| {
        let way = WayToPay::ALL.into_iter().find(|way| chosen.with_untracked(|chosen| chosen == word(*way)));
        let Some(way) = way else { return };
        sending.send(&PAY, (token.clone(),), PayDraft { way }, move |now| {
            refused.try_set(now.open);
            changed.try_run(now);
        });
    };
    let choices = WayToPay::ALL.map(|way| Choice::new(word(way), move || label(way)));
    let said_no = move || {
        refused.get().then(|| {
            view! { <Notice tone=Tone::Danger announce=true>{msg::gateway_refused}</Notice> }
        })
    };
    view! {
        {said_no}
        <SubmitForm label=msg::gateway_submit on_submit=send pending=sending.pending failed=sending.failed>
            <RadioField label=msg::gateway_way value=chosen choices=choices.to_vec() />
        </SubmitForm>
    }
    .into_any()
}

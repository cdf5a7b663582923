//! 在线充值: how much. The next page leads to the gateway.

use super::msg;
use crate::{
    features::funds::{crumbs, for_partners_with_customers},
    flows::{amount::read_amount, fetch::use_fetch, sending::Sending},
    i18n,
    routes::Route,
    ui::{
        AmountField, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded, MoneyText,
        PageHeader, SubmitForm,
    },
};
use contract::{
    funds::{FundsOverview, OVERVIEW},
    money::Money,
    text::Rule,
    top_ups::{CREATE, TopUpDraft, wrong_amount},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn NewTopUpPage() -> AnyView {
    view! {
        <PageHeader title=msg::new_title intro=msg::new_intro crumbs=crumbs() />
        {for_partners_with_customers(|| view! { <Order /> }.into_any())}
    }
    .into_any()
}

#[component]
fn Order() -> AnyView {
    let overview = use_fetch(&OVERVIEW, || Some(((), ())));
    let shown = |overview: Signal<FundsOverview>| {
        let online = Memo::new(move |_| overview.with(|overview| overview.online_top_up));
        let content = move || {
            if online.get() { view! { <Form overview /> }.into_any() } else { no_gateway() }
        };
        content.into_any()
    };
    view! {
        <section class="card">
            <Loaded from=overview lines=4 children=shown />
        </section>
        <p class="funds__other-way">
            {msg::or_remit} " " <a href=Route::Remittance.href()>{msg::to_remittance}</a>
        </p>
    }
    .into_any()
}

fn no_gateway() -> AnyView {
    view! {
        <EmptyState title=msg::no_gateway body=msg::no_gateway_hint icon=IconName::Info>
            <LinkButton label=msg::to_remittance href=Route::Remittance.href() />
        </EmptyState>
    }
    .into_any()
}

fn check(text: &str) -> Option<Rule> {
    match read_amount(text) {
        Ok(amount) => wrong_amount(amount),
        Err(rule) => Some(rule),
    }
}

#[component]
fn Form(overview: Signal<FundsOverview>) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let typed = RwSignal::new(String::new());
    let currency = overview.with_untracked(|overview| overview.currency);
    let cash = Signal::derive(move || Money { amount: overview.with(|overview| overview.cash), currency });
    let send = move |()| {
        let Ok(amount) = read_amount(&typed.get_untracked()) else { return };
        let navigate = navigate.clone();
        sending.send(&CREATE, (), TopUpDraft { amount }, move |order| {
            navigate(&Route::TopUp(order.top_up_id).href(), NavigateOptions::default());
        });
    };
    let after = move || {
        let amount = read_amount(&typed.get()).ok()?;
        let sum = cash.get().amount.plus(amount)?;
        Some(msg::balance_will_be(i18n::money(Money { amount: sum, currency })))
    };
    view! {
        <SubmitForm label=msg::order on_submit=send pending=sending.pending failed=sending.failed>
            <DescriptionList>
                <Described term=msg::cash><MoneyText money=cash /></Described>
            </DescriptionList>
            <fieldset class="plain funds__fields" prop:disabled=move || sending.is_unknown()>
                <AmountField
                    label=move || msg::amount_in(currency.as_str())
                    value=typed
                    name="amount"
                    required=true
                    hint=msg::amount_hint
                    check=check
                />
            </fieldset>
            <p class="funds__effect" aria-live="polite">{after}</p>
        </SubmitForm>
    }
    .into_any()
}

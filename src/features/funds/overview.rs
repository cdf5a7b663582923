//! What the partner has, what of it can be withdrawn, and why it is so much.

use super::msg;
use crate::{
    flows::fetch::use_fetch,
    i18n,
    routes::Route,
    ui::{
        Badge, ButtonKind, Described, DescriptionList, IconName, LinkButton, Loaded, MoneyText, Notice, Tone,
    },
};
use contract::{
    funds::{FundsOverview, OVERVIEW},
    money::{Amount, Money},
};
use leptos::prelude::*;

/// Balances above what can be done with them.
#[component]
pub fn Overview() -> AnyView {
    let overview = use_fetch(&OVERVIEW, || Some(((), ())));
    view! {
        <section class="card funds__overview" aria-labelledby="funds-overview">
            <h2 id="funds-overview">{msg::balances}</h2>
            <Loaded from=overview lines=4 children=shown />
            <div class="funds__actions">
                <LinkButton label=msg::top_up href=Route::NewTopUp.href() kind=ButtonKind::Primary icon=IconName::Plus />
                <LinkButton label=msg::withdraw href=Route::NewWithdrawal.href() icon=IconName::Money />
                <LinkButton label=msg::remit href=Route::Remittance.href() icon=IconName::Building />
                <LinkButton label=msg::alert href=Route::BalanceAlert.href() icon=IconName::Bell />
            </div>
        </section>
    }
    .into_any()
}

fn shown(overview: Signal<FundsOverview>) -> AnyView {
    let now = move || {
        let overview = overview.get();
        let currency = overview.currency;
        let money = move |amount: Amount| Money { amount, currency };
        let sum = move |term: fn() -> &'static str, amount: Amount| {
            view! { <Described term=term><MoneyText money=money(amount) /></Described> }
        };
        let credit = overview.credit.map(|credit| sum(msg::credit, credit));
        let held = overview.held.is_positive().then(|| sum(msg::held, overview.held));
        let alert = alert_state(&overview);
        view! {
            <DescriptionList>
                <Described term=msg::total>
                    <strong class="balances__total"><MoneyText money=money(overview.total) /></strong>
                </Described>
                {sum(msg::cash, overview.cash)}
                {credit}
                {sum(msg::withdrawable, overview.withdrawable)}
                {held}
                <Described term=msg::alert>{alert}</Described>
            </DescriptionList>
            {explanation(&overview)}
        }
    };
    now.into_any()
}

fn alert_state(overview: &FundsOverview) -> AnyView {
    let currency = overview.currency;
    let threshold = overview.alert.threshold.filter(|_| overview.alert.enabled);
    let fired = overview.alert_fired;
    match threshold {
        None => view! { <Badge label=msg::alert_off /> }.into_any(),
        Some(amount) => {
            let label = move || {
                let threshold = i18n::money(Money { amount, currency });
                if fired { msg::alert_below(threshold) } else { msg::alert_on(threshold) }
            };
            let tone = if fired { Tone::Danger } else { Tone::Success };
            view! { <Badge label tone /> }.into_any()
        }
    }
}

/// Each term of what can be withdrawn, as a sum that can be checked by hand (N1).
fn explanation(overview: &FundsOverview) -> AnyView {
    let currency = overview.currency;
    let terms = overview.terms.clone();
    let money = move |amount: Amount| Money { amount, currency };
    let row = move |term: fn() -> &'static str, amount: Amount| {
        view! { <tr><th scope="row">{term}</th><td><MoneyText money=money(amount) /></td></tr> }
    };
    let elsewhere = terms.arrears_elsewhere.clone();
    let blocked = (!elsewhere.is_empty()).then(move || {
        let sums = move || i18n::list(elsewhere.iter().map(|sum| i18n::money(*sum)));
        view! { <Notice tone=Tone::Warning>{move || msg::arrears_elsewhere(sums())}</Notice> }
    });
    view! {
        <details class="funds__why">
            <summary>{msg::why_withdrawable}</summary>
            <table class="funds__terms">
                <caption class="visually-hidden">{msg::why_withdrawable}</caption>
                <tbody>
                    {row(msg::term_cash, terms.cash)}
                    {row(msg::term_designated, terms.designated)}
                    {row(msg::term_owed_invoices, terms.owed_invoices)}
                    {row(msg::term_unposted, terms.unposted)}
                    {row(msg::term_arrears, terms.customer_arrears)}
                    {row(msg::term_result, overview.withdrawable)}
                </tbody>
            </table>
            <p class="field__hint">{msg::terms_hint}</p>
        </details>
        {blocked}
    }
    .into_any()
}

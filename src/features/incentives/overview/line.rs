//! "How much was earned, how much is coming, how much is blocked, who has it, when does it arrive": one line per currency.

use super::{
    super::{
        chart::{Swatch, part_name},
        figures::{Held, Line, lines},
        msg,
    },
    explain::{ExplainDialog, Explained},
};
use crate::{
    api::Fetched,
    flows::incentive::{expected_words, words},
    i18n,
    ui::{Asking, Badge, EmptyState, ErrorPanel, IconName, Loaded, Tone},
};
use contract::{
    incentives::{ChartPart, IncentiveSummary},
    money::{Amount, Money},
    payouts::PayoutPage,
};
use leptos::prelude::*;

#[component]
pub fn Overview(summary: Fetched<IncentiveSummary>, open: Fetched<PayoutPage>) -> AnyView {
    let explaining = Asking::new();
    let shown = move |summary: Signal<IncentiveSummary>| {
        let lines = Memo::new(move |_| {
            open.value.with(|open| {
                let payouts = open.as_ref().map_or(&[][..], |page| &page.payouts);
                summary.with(|summary| lines(summary, payouts))
            })
        });
        let is_known = Memo::new(move |_| open.value.with(Option::is_some));
        let content = move || {
            let lines = lines.get();
            if lines.is_empty() {
                return view! { <EmptyState title=msg::none_yet body=msg::none_yet_hint icon=IconName::Money /> }
                    .into_any();
            }
            lines.iter().map(|line| one(line, is_known.get(), explaining)).collect_view().into_any()
        };
        let at = move || msg::figures_at(i18n::date_time(summary.with(|summary| summary.at)));
        view! {
            {content}
            <p class="money-line__at">{at}</p>
            <ExplainDialog explaining summary />
        }
        .into_any()
    };
    let failed = move || {
        let error = open.error.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| open.refetch() /> })
    };
    view! {
        <section class="card incentives__overview" aria-labelledby="incentives-overview">
            <h2 id="incentives-overview">{msg::overview}</h2>
            <Loaded from=summary lines=2 children=shown />
            {failed}
        </section>
    }
    .into_any()
}

fn one(line: &Line, is_known: bool, explaining: Asking<Explained>) -> AnyView {
    let Line { currency, arrival, .. } = *line;
    let money = move |amount: Amount| i18n::money(Money { amount, currency });
    let figure = |part: ChartPart, amount: Amount| {
        view! {
            <div class="money-line__pair">
                <dt>
                    <Swatch part />
                    {move || part_name(part).2}
                </dt>
                <dd>
                    <button
                        type="button"
                        class="money-line__figure"
                        aria-haspopup="dialog"
                        title=msg::explain
                        on:click=move |_| explaining.ask(Explained { currency, part })
                    >
                        {move || money(amount)}
                    </button>
                </dd>
            </div>
        }
        .into_any()
    };
    let held = line.held.clone();
    let who = is_known.then(|| {
        let content = if held.is_empty() {
            view! { <span class="money-line__none">{msg::nobody_holds}</span> }.into_any()
        } else {
            held.iter().map(|held| holder(held, currency)).collect_view().into_any()
        };
        let arrives = move || arrival.map_or_else(|| msg::nothing_arrives().to_owned(), expected_words);
        view! {
            <div class="money-line__pair">
                <dt>{msg::arrives}</dt>
                <dd>{arrives}</dd>
            </div>
            <div class="money-line__pair">
                <dt>{msg::who_holds}</dt>
                <dd>{content}</dd>
            </div>
        }
    });
    let lost = (line.lost != Amount::ZERO).then(|| figure(ChartPart::Lost, line.lost));
    view! {
        <dl class="money-line" aria-label=currency.as_str()>
            {figure(ChartPart::Earned, line.earned)} {figure(ChartPart::Coming, line.coming)}
            {figure(ChartPart::Blocked, line.blocked)} {lost} {who}
        </dl>
    }
    .into_any()
}

/// `The vendor's finance: ¥20,000.00 (2), since Nov 20, 2026`
fn holder(held: &Held, currency: contract::money::Currency) -> AnyView {
    let Held { holder, amount, count, since, overdue } = *held;
    let said = move || {
        let since = since.map(i18n::date).unwrap_or_default();
        let money = i18n::money(Money { amount, currency });
        msg::held_by(money, i18n::number(count), words::holder(holder), since)
    };
    let late = overdue.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> });
    view! { <span class="money-line__holder">{said} " " {late}</span> }.into_any()
}

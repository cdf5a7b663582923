//! Where a figure comes from: the rule, the time, and the rows behind it.

use super::super::{
    chart::part_name,
    figures::parts,
    msg,
    tabs::{Part, href_of_place},
    words,
};
use crate::{
    flows::incentive::words::frozen,
    i18n,
    routes::Route,
    ui::{Asking, Dialog, MoneyText},
};
use contract::{
    incentives::{ChartPart, FrozenIncentive, IncentiveSummary, MoneyPlace},
    money::{Amount, Currency, Money},
};
use leptos::prelude::*;

/// The figure that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    pub currency: Currency,
    pub part: ChartPart,
}

#[component]
pub fn ExplainDialog(explaining: Asking<Explained>, summary: Signal<IncentiveSummary>) -> AnyView {
    let title = move || {
        let part = explaining.about.with(|about| about.as_ref().map(|about| about.part));
        msg::explain_title(part.map_or("", |part| part_name(part).2))
    };
    let content = move || {
        let about = explaining.about.get()?;
        let close = Callback::new(move |()| explaining.close());
        Some(view! { <Explanation about summary close /> })
    };
    view! { <Dialog title open=explaining.open>{content}</Dialog> }.into_any()
}

#[component]
fn Explanation(about: Explained, summary: Signal<IncentiveSummary>, close: Callback<()>) -> AnyView {
    let Explained { currency, part } = about;
    let rows = move || {
        summary.with(|summary| {
            let totals = summary.totals.iter().find(|totals| totals.currency == currency);
            totals.map(|totals| {
                let rows = parts(totals, part);
                rows.into_iter().map(|(place, amount)| row(place, amount, currency, close)).collect_view()
            })
        })
    };
    let at = move || msg::explain_at(i18n::deadline(summary.with(|summary| summary.at)));
    let why = move || {
        let frozen = summary.with(|summary| {
            let ours = summary.frozen.iter().filter(|frozen| frozen.currency == currency);
            ours.cloned().collect::<Vec<_>>()
        });
        (part == ChartPart::Blocked && !frozen.is_empty()).then(|| {
            view! {
                <h3>{msg::why_frozen}</h3>
                <ul class="incentives__frozen">{frozen.iter().map(frozen_row).collect_view()}</ul>
            }
        })
    };
    view! {
        <p>{move || words::part_rule(part)}</p>
        <table class="explain">
            <thead>
                <tr>
                    <th scope="col">{msg::made_of}</th>
                    <th scope="col" class="explain__number">{msg::amount}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {why}
        <p class="incentives__hint">{at}</p>
    }
    .into_any()
}

fn row(place: MoneyPlace, amount: Amount, currency: Currency, close: Callback<()>) -> AnyView {
    let money = Money { amount, currency };
    let href = match place {
        MoneyPlace::OnTheWay => Route::Incentives.href_with(&[("tab", Part::Payouts.word())]),
        _ => href_of_place(place, currency),
    };
    view! {
        <tr>
            <th scope="row">
                // The page below stays the same, so the dialog would stay as well.
                <a href=href on:click=move |_| close.run(())>{move || words::place(place)}</a>
            </th>
            <td class="explain__number"><MoneyText money /></td>
        </tr>
    }
    .into_any()
}

/// What is frozen, why, and how it thaws.
fn frozen_row(row: &FrozenIncentive) -> AnyView {
    let FrozenIncentive { incentive_id, period, plan_name, open_amount, currency, freeze } = row.clone();
    let money = Money { amount: open_amount, currency };
    let href = Route::Incentive(incentive_id).href();
    let reason = freeze.reason;
    let customer = freeze.customer_name;
    let thaw = freeze.thaw_at;
    let thaws = move || match thaw {
        Some(at) => msg::thaws_at(i18n::date(at)),
        None => words::thaw_rule(reason).to_owned(),
    };
    view! {
        <li>
            <a href=href>{plan_name} " " {move || i18n::month(period.first_day())}</a> " " <MoneyText money />
            <p class="incentives__hint">{move || frozen(reason)} " " {move || msg::frozen_customer(&customer)} " " {thaws}</p>
        </li>
    }
    .into_any()
}

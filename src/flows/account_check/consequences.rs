//! What ending or switching would do to this customer (B4), as the backend computed it from its data.

use super::{msg, words};
use crate::i18n;
use contract::check::{CheckReport, RefundRule};
use leptos::prelude::*;

/// `<ConsequencesOf report />`: what the user has to understand before it agrees.
#[component]
pub fn ConsequencesOf(#[prop(into)] report: Signal<CheckReport>) -> AnyView {
    let facts = move || {
        let now = report.with(|report| report.consequences.clone());
        let balance = match now.balance_returned {
            Some(money) => msg::consequence_balance(i18n::money(money)),
            None => msg::consequence_no_balance().to_owned(),
        };
        let recalled = match now.vouchers_recalled.count {
            0 => msg::consequence_no_vouchers_recalled().to_owned(),
            count => msg::consequence_vouchers_recalled(
                i18n::money(now.vouchers_recalled.total),
                i18n::number(count),
            ),
        };
        let kept = match now.vouchers_kept.count {
            0 => None,
            count => Some(msg::consequence_vouchers_kept(
                i18n::money(now.vouchers_kept.total),
                i18n::number(count),
            )),
        };
        let grace = now.grace_period_raised.then(|| msg::consequence_grace().to_owned());
        let settlement = msg::consequence_settlement().to_owned();
        let all = [Some(settlement), Some(balance), Some(recalled), kept, grace];
        all.into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect_view()
    };
    let refunds = move || report.with(|report| report.consequences.refunds.clone());
    view! {
        <section class="consequences card" aria-labelledby="consequences-title">
            <h2 id="consequences-title">{msg::consequences}</h2>
            <ul class="consequences__facts">{facts}</ul>
            <h3>{msg::refunds}</h3>
            <table class="check-table" role="table">
                <caption class="visually-hidden">{msg::refunds}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{msg::refund_paid_by}</th>
                        <th scope="col" role="columnheader">{msg::refund_to}</th>
                        <th scope="col" role="columnheader">{msg::refund_arrives}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{move || refunds().into_iter().map(refund).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn refund(rule: RefundRule) -> AnyView {
    let balance = move || msg::arrives_balance(rule.working_days_to_balance);
    let online = rule.working_days_online.map(|days| view! { <p>{move || msg::arrives_online(days)}</p> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{move || words::paid_by(rule.paid_by)}</th>
            <td role="cell">{move || words::refunded_to(rule.refunded_to)}</td>
            <td role="cell"><p>{balance}</p> {online}</td>
        </tr>
    }
    .into_any()
}

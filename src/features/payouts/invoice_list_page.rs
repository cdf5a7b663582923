//! 开票清单: one sheet of A4 with everything that the invoices must say, and room for their numbers.

use super::{apply::payouts_href, msg};
use crate::{
    browser,
    flows::{fetch::use_fetch, permitted::Permitted},
    i18n,
    routes::Route,
    ui::{Button, ButtonKind, Crumb, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, Tone},
};
use contract::{
    ids::PayoutId,
    invoices::{Buyer, INVOICE_LIST, InvoiceList, InvoiceListLine, Tax},
    money::{Amount, Currency, Money},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Empty lines for the numbers of the invoices.
const NUMBERS: usize = 4;

#[component]
pub fn InvoiceListPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<PayoutId>> =
        Memo::new(move |_| params.read().get("payout_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <Sheet id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::incentives, payouts_href())];
    view! {
        <PageHeader title=msg::invoice_list intro=msg::invoice_list_intro crumbs>
            <Button label=msg::print kind=ButtonKind::Primary on_press=|()| browser::print() />
        </PageHeader>
        <Permitted to=Permission::ViewIncentives>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn Sheet(id: PayoutId) -> AnyView {
    let back = Route::Payout(id.clone()).href();
    let list = use_fetch(&INVOICE_LIST, move || Some(((id.clone(),), ())));
    let shown = move |list: Signal<InvoiceList>| (move || paper(&list.read())).into_any();
    view! {
        <div class="invoice-list-page">
            <p class="invoice-list-page__back"><LinkButton label=msg::back_to_payout href=back /></p>
            <Loaded from=list lines=12 children=shown />
        </div>
    }
    .into_any()
}

fn paper(list: &InvoiceList) -> AnyView {
    let InvoiceList { payout_no, seller_name, buyer, lines, amount, currency, tax, due_at, .. } =
        list.clone();
    let money = move |amount: Amount| move || i18n::money(Money { amount, currency });
    let Tax { rate, net, tax } = tax;
    let rows = lines.iter().map(|row| line(row, currency)).collect_view();
    let numbers = (0..NUMBERS).map(|_| view! { <tr><td></td><td></td><td></td></tr> }).collect_view();
    let rejected = list.rejection_reason.clone().map(|reason| {
        view! {
            <div class="invoice-list-page__back">
                <Notice tone=Tone::Danger title=msg::invoices_rejected><p>{reason}</p></Notice>
            </div>
        }
    });
    view! {
        {rejected}
        <article class="invoice-list">
            <header class="invoice-list__head">
                <h2>{msg::invoice_list}</h2>
                <p>{msg::payout_no} ": " <strong>{payout_no}</strong></p>
            </header>
            <dl class="invoice-list__parties">
                <div><dt>{msg::seller}</dt><dd>{seller_name}</dd></div>
                {party(&buyer)}
            </dl>
            <table class="invoice-list__lines">
                <caption class="visually-hidden">{msg::invoice_list}</caption>
                <thead>
                    <tr>
                        <th scope="col">{msg::content}</th>
                        <th scope="col">{msg::period}</th>
                        <th scope="col">{msg::plan}</th>
                        <th scope="col" class="invoice-list__number">{msg::amount_with_tax}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr><th scope="row" colspan="3">{msg::net}</th><td class="invoice-list__number">{money(net)}</td></tr>
                    <tr>
                        <th scope="row" colspan="3">{move || msg::tax_of(rate)}</th>
                        <td class="invoice-list__number">{money(tax)}</td>
                    </tr>
                    <tr class="invoice-list__sum">
                        <th scope="row" colspan="3">{msg::sum_with_tax}</th>
                        <td class="invoice-list__number">{money(amount)}</td>
                    </tr>
                </tfoot>
            </table>
            <ul class="invoice-list__rules">
                <li>{msg::rule_kinds}</li>
                <li>{msg::rule_one_payout}</li>
                <li>{move || msg::rule_due(i18n::end(due_at))}</li>
            </ul>
            <table class="invoice-list__numbers">
                <caption>{msg::write_numbers}</caption>
                <thead>
                    <tr>
                        <th scope="col">{msg::invoice_no}</th>
                        <th scope="col">{msg::issued_on}</th>
                        <th scope="col">{msg::amount_with_tax}</th>
                    </tr>
                </thead>
                <tbody>{numbers}</tbody>
            </table>
        </article>
    }
    .into_any()
}

fn party(buyer: &Buyer) -> AnyView {
    let pair = |term: fn() -> &'static str, text: &str| {
        let text = text.to_owned();
        view! { <div><dt>{term}</dt><dd>{text}</dd></div> }
    };
    view! {
        {pair(msg::buyer, &buyer.name)} {pair(msg::tax_number, &buyer.tax_number)}
        {pair(msg::address_and_phone, &[buyer.address.as_str(), &buyer.phone].join(" "))}
        {pair(msg::bank_and_account, &[buyer.bank.as_str(), &buyer.bank_account].join(" "))}
        {pair(msg::post_to, &buyer.postal_address)}
    }
    .into_any()
}

fn line(line: &InvoiceListLine, currency: Currency) -> AnyView {
    let InvoiceListLine { period, plan_name, amount } = line.clone();
    view! {
        <tr>
            <td>{msg::service_fee}</td>
            <td>{move || i18n::month(period.first_day())}</td>
            <td>{plan_name}</td>
            <td class="invoice-list__number">{move || i18n::money(Money { amount, currency })}</td>
        </tr>
    }
    .into_any()
}

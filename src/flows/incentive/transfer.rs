//! A request for a transfer or a rebinding: from whom to whom, where it stands, what moves.

use super::{msg, words};
use crate::{
    i18n,
    ui::{Badge, Column, DataTable, DateTimeText, Described, DescriptionList, MoneyText},
};
use contract::{
    incentive_transfers::{Transfer, TransferItem},
    money::Money,
};
use leptos::prelude::*;

/// `<TransferFacts transfer />`
#[component]
pub fn TransferFacts(#[prop(into)] transfer: Signal<Transfer>) -> AnyView {
    let facts = move || {
        let transfer = transfer.get();
        let status = transfer.status;
        let answer = transfer.answer.map(|answer| {
            let at = transfer.decided_at.map(|at| view! { <DateTimeText at /> });
            view! { <Described term=msg::vendor_answer>{answer} " " {at}</Described> }
        });
        let totals = transfer.totals;
        let sum = (!totals.is_empty()).then(|| {
            let said = move || i18n::list(totals.iter().map(|total| i18n::money(*total)));
            view! { <Described term=msg::total>{said}</Described> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::status>
                    <Badge label=move || words::transfer(status).0 tone=words::transfer(status).1 />
                </Described>
                <Described term=msg::from>{transfer.from_name} " " <code>{transfer.from_partner_id.to_string()}</code></Described>
                <Described term=msg::to>{transfer.to_name} " " <code>{transfer.to_partner_id.to_string()}</code></Described>
                <Described term=msg::reason>{transfer.reason}</Described>
                <Described term=msg::submitted>{transfer.submitted_by} " " <DateTimeText at=transfer.submitted_at /></Described>
                {sum} {answer}
            </DescriptionList>
        }
    };
    let items = Signal::derive(move || transfer.with(|transfer| transfer.items.clone()));
    let any = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let table = move || {
        any.get().then(|| {
            view! {
                <DataTable
                    caption=msg::items
                    columns=columns()
                    rows=items
                    key=|item: &TransferItem| item.incentive_id.to_string()
                />
            }
        })
    };
    view! { {facts} {table} }.into_any()
}

fn columns() -> Vec<Column<TransferItem>> {
    vec![
        Column::new("plan", msg::plan, |item: &TransferItem| {
            view! { <span class="incentive-stack">{item.plan_name.clone()} <code>{item.incentive_id.to_string()}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("period", msg::period, |item: &TransferItem| {
            let first = item.period.first_day();
            (move || i18n::month(first)).into_any()
        }),
        Column::new("amount", msg::amount, |item: &TransferItem| {
            view! { <MoneyText money=Money { amount: item.amount, currency: item.currency } /> }.into_any()
        })
        .numeric(),
    ]
}

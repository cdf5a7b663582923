//! Tables of what the customer holds and of its vouchers.

use super::{
    end_holding::{Ending, verb_label},
    model::verb,
    msg,
};
use crate::{
    flows::account_check::holding_kind,
    ui::{Badge, Button, Column, DataTable, DateText, EmptyState, MoneyText, Tone},
};
use contract::{
    customer_portal::MyAccount,
    customers::{Holding, Voucher, VoucherIssuer, VoucherState},
};
use leptos::prelude::*;

/// Orders, instances, plans, coupons and links, each with the way to end it.
pub fn holdings(account: Signal<MyAccount>, ending: Ending) -> AnyView {
    let rows = Signal::derive(move || account.with(|account| account.holdings.clone()));
    let columns = vec![
        Column::new("title", msg::column_title, |row: &Holding| row.title.clone().into_any()).mandatory(),
        Column::new("kind", msg::column_kind, |row: &Holding| {
            let kind = row.kind;
            (move || holding_kind(kind)).into_any()
        }),
        Column::new("price", msg::column_price, |row: &Holding| {
            row.price.map(|price| view! { <MoneyText money=price /> }).into_any()
        })
        .numeric(),
        Column::new("valid_until", msg::column_valid_until, |row: &Holding| {
            row.valid_until.map(|day| view! { <DateText day /> }).into_any()
        }),
        Column::new("actions", msg::column_actions, move |row: &Holding| end(row, ending)).mandatory(),
    ];
    view! {
        <DataTable
            caption=msg::holdings
            columns
            rows
            key=|row: &Holding| row.holding_id.to_string()
            empty=|| view! { <EmptyState title=msg::no_holdings /> }
        />
    }
    .into_any()
}

fn end(row: &Holding, ending: Ending) -> AnyView {
    match verb(row.kind) {
        Some(verb) => {
            let row = row.clone();
            view! { <Button label=move || verb_label(verb) on_press=move |()| ending.ask(row.clone(), verb) /> }.into_any()
        }
        None => view! { <span class="portal__soft">{msg::vendor_closes}</span> }.into_any(),
    }
}

/// Vouchers that can be used.
pub fn vouchers(account: Signal<MyAccount>) -> AnyView {
    let rows = Signal::derive(move || account.with(|account| account.vouchers.clone()));
    let columns = vec![
        Column::new("voucher_id", msg::column_voucher, |row: &Voucher| {
            view! { <code>{row.voucher_id.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("issuer", msg::column_issuer, |row: &Voucher| {
            let issuer = row.issuer;
            (move || match issuer {
                VoucherIssuer::Vendor => msg::issuer_vendor(),
                VoucherIssuer::Partner => msg::issuer_partner(),
            })
            .into_any()
        }),
        Column::new("face_value", msg::column_face_value, |row: &Voucher| {
            view! { <MoneyText money=row.face_value /> }.into_any()
        })
        .numeric(),
        Column::new("state", msg::column_state, |row: &Voucher| {
            let state = row.state;
            let label = move || match state {
                VoucherState::Issued => msg::voucher_usable(),
                VoucherState::Recalled => msg::voucher_recalled(),
            };
            let tone = if state == VoucherState::Issued { Tone::Success } else { Tone::Neutral };
            view! { <Badge label tone=tone /> }.into_any()
        }),
        Column::new("valid_until", msg::column_valid_until, |row: &Voucher| {
            view! { <DateText day=row.valid_until /> }.into_any()
        }),
    ];
    view! {
        <DataTable
            caption=msg::vouchers
            columns
            rows
            key=|row: &Voucher| row.voucher_id.clone()
            empty=|| view! { <EmptyState title=msg::no_vouchers /> }
        />
    }
    .into_any()
}

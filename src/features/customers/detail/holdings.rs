//! Orders, plans, links and vouchers of the customer.

use super::section;
use crate::{
    features::customers::{dialogs::Dialogs, model::Part, msg, pay_order::Paying, words},
    flows::{
        account_check::holding_kind,
        permitted::{Offered, offered},
    },
    ui::{Badge, Button, Column, DataTable, DateText, MoneyText},
};
use contract::{
    customers::{CustomerDetail, Holding, HoldingKind, Voucher},
    permissions::Permission,
};
use leptos::prelude::*;

/// What is in force, orders that wait for the partner's payment among it.
pub fn holdings(found: Signal<CustomerDetail>, dialogs: Dialogs) -> AnyView {
    let rows = Signal::derive(move || found.with(|found| found.holdings.clone()));
    let columns = vec![
        Column::new("title", msg::holding_title, |row: &Holding| row.title.clone().into_any()).mandatory(),
        Column::new("kind", msg::holding_kind, |row: &Holding| {
            let kind = row.kind;
            (move || holding_kind(kind)).into_any()
        }),
        Column::new("price", msg::price, |row: &Holding| {
            row.price.map(|price| view! { <MoneyText money=price /> }).into_any()
        })
        .numeric(),
        Column::new("valid_until", msg::valid_until, |row: &Holding| {
            row.valid_until.map(|day| view! { <DateText day /> }).into_any()
        }),
        Column::new("actions", msg::column_actions, move |row: &Holding| pay(row, dialogs)).mandatory(),
    ];
    let table = move || {
        let columns = columns.clone();
        view! { <DataTable caption=msg::part_holdings columns rows key=|row: &Holding| row.holding_id.to_string() /> }
    };
    section(Part::Orders.id(), msg::part_holdings, unless_empty(rows, msg::no_holdings, table))
}

fn pay(row: &Holding, dialogs: Dialogs) -> AnyView {
    let payable = row.kind == HoldingKind::PartnerPayOrder;
    let paying = row.price.filter(|_| payable).map(|price| Paying {
        holding_id: row.holding_id.clone(),
        title: row.title.clone(),
        price,
    });
    paying
        .zip(offered(Permission::PayOrder))
        .map(|(paying, Offered { lacking })| {
            let ask = move |()| dialogs.pay_order.ask(paying.clone());
            view! { <Button label=msg::pay_short why_disabled=Signal::stored(lacking) on_press=ask /> }
        })
        .into_any()
}

/// Vouchers and cash coupons, recalled ones too.
pub fn vouchers(found: Signal<CustomerDetail>) -> AnyView {
    let rows = Signal::derive(move || found.with(|found| found.vouchers.clone()));
    let columns = vec![
        Column::new("voucher_id", msg::voucher_id, |row: &Voucher| {
            view! { <code>{row.voucher_id.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("issuer", msg::voucher_issuer, |row: &Voucher| {
            let issuer = row.issuer;
            (move || words::voucher_issuer(issuer)).into_any()
        }),
        Column::new("face_value", msg::face_value, |row: &Voucher| {
            view! { <MoneyText money=row.face_value /> }.into_any()
        })
        .numeric(),
        Column::new("state", msg::voucher_state, |row: &Voucher| {
            let state = row.state;
            view! { <Badge label=move || words::voucher_state(state).0 tone=words::voucher_state(state).1 /> }
                .into_any()
        }),
        Column::new("valid_until", msg::valid_until, |row: &Voucher| {
            view! { <DateText day=row.valid_until /> }.into_any()
        }),
    ];
    let table = move || {
        let columns = columns.clone();
        view! { <DataTable caption=msg::part_vouchers columns rows key=|row: &Voucher| row.voucher_id.clone() /> }
    };
    section("vouchers", msg::part_vouchers, unless_empty(rows, msg::no_vouchers, table))
}

/// The table, or one line that there is nothing.
fn unless_empty<T: Send + Sync + 'static, V: IntoView + 'static>(
    rows: Signal<Vec<T>>,
    nothing: fn() -> &'static str,
    table: impl Fn() -> V + Send + 'static,
) -> AnyView {
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    (move || {
        if is_empty.get() {
            view! { <p class="customer-part__none">{nothing}</p> }.into_any()
        } else {
            table().into_any()
        }
    })
    .into_any()
}

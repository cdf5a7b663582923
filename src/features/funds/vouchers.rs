//! Vouchers that this partner issued. Recalled ones stay in the list, as recalled (domain B4).

use super::{
    filters::{ChoiceFilter, ClearFilters, CustomerFilter},
    msg,
    page::Funds,
    records::{customer, nothing},
    words,
};
use crate::{
    flows::fetch::use_fetch,
    ui::{Badge, Choice, Column, DataTable, DateText, Loaded, MoneyText, Pagination},
};
use contract::{
    accounts::{ISSUED_VOUCHERS, IssuedVoucher, IssuedVouchers},
    customers::VoucherState,
};
use leptos::prelude::*;

/// Filters, table, pages.
#[component]
pub fn Vouchers(funds: Funds) -> AnyView {
    let vouchers = use_fetch(&ISSUED_VOUCHERS, move || {
        Some(((), funds.state.with(super::model::FundsState::voucher_query)))
    });
    let chosen = Signal::derive(move || {
        funds.state.with(|state| state.voucher_state.map_or("", VoucherState::as_str).to_owned())
    });
    let choose = move |text: String| funds.change(|state| state.voucher_state = VoucherState::parse(&text));
    let table = move |page: Signal<IssuedVouchers>| {
        let rows = Signal::derive(move || page.with(|page| page.user_coupons.clone()));
        view! {
            <DataTable
                caption=msg::tab_vouchers
                columns=columns()
                rows
                key=|row: &IssuedVoucher| row.voucher.voucher_id.clone()
                busy=vouchers.loading
                empty=move || nothing(funds, msg::no_vouchers)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || funds.state.with(|state| state.page))
                on_change=move |page| funds.show_page(page)
            />
        }
        .into_any()
    };
    view! {
        <div class="funds__filters" role="search" aria-label=msg::filters>
            <CustomerFilter funds />
            <ChoiceFilter label=msg::state choices=states() chosen on_choose=choose />
            <ClearFilters funds />
        </div>
        <Loaded from=vouchers lines=8 children=table />
    }
    .into_any()
}

fn states() -> Vec<Choice> {
    let state = |one: VoucherState| Choice::new(one.as_str(), move || words::voucher_state(one).0);
    let mut choices = vec![Choice::new("", msg::all)];
    choices.extend(VoucherState::ALL.map(state));
    choices
}

fn columns() -> Vec<Column<IssuedVoucher>> {
    vec![
        Column::new("voucher_id", msg::voucher_id, |row: &IssuedVoucher| {
            view! { <code>{row.voucher.voucher_id.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("customer", msg::customer, |row: &IssuedVoucher| {
            customer(&row.customer_id, &row.customer_name)
        }),
        Column::new("face_value", msg::face_value, |row: &IssuedVoucher| {
            view! { <MoneyText money=row.voucher.face_value /> }.into_any()
        })
        .numeric(),
        Column::new("valid_until", msg::valid_until, |row: &IssuedVoucher| {
            view! { <DateText day=row.voucher.valid_until /> }.into_any()
        }),
        Column::new("state", msg::state, |row: &IssuedVoucher| {
            let state = row.voucher.state;
            view! { <Badge label=move || words::voucher_state(state).0 tone=words::voucher_state(state).1 /> }
                .into_any()
        }),
    ]
}

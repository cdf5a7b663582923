//! 销售 > 账务 > 伙伴账单: address → read → show.

use super::{details::Details, msg, state::BillsState, words};
use crate::{
    api,
    flows::{
        export::ExportButton,
        fetch::use_fetch,
        filter_fields::chosen,
        permitted::{NoPermission, gate},
    },
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Badge, Choice, Column, Crumb, DataTable, DateTimeText, Described, DescriptionList, EmptyState,
        IconName, Loaded, MoneyText, PageHeader, SelectField,
    },
};
use contract::{
    bills::{Bill, BillQuery, SHOW, ServiceSum, months},
    exports::ExportOf,
    money::{Amount, Currency, Money},
    permissions::Permission,
    time::Timestamp,
};
use leptos::prelude::*;

#[component]
pub fn BillsPage() -> AnyView {
    let allowed = gate(Permission::ViewBills);
    let content = move || {
        if allowed.get() {
            view! { <Month /> }.into_any()
        } else {
            view! { <NoPermission to=Permission::ViewBills /> }.into_any()
        }
    };
    view! {
        <PageHeader
            title=msg::title
            intro=msg::intro
            crumbs=vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_finance)]
        />
        {content}
    }
    .into_any()
}

/// The backend's time: what a month is does not hang on the computer's clock.
fn now() -> Timestamp {
    api::server_now()
}

#[component]
fn Month() -> AnyView {
    let state = use_address(&Route::Bills, |value| BillsState::read(value, now()));
    let go = use_go();
    let month = Memo::new(move |_| state.with(|state| state.month));
    let bill = use_fetch(&SHOW, move || Some(((), BillQuery { bill_cycle: month.get() })));
    let shown = move |bill: Signal<Bill>| view! { <Shown bill /> }.into_any();
    let in_address = chosen(
        move || month.get().to_string(),
        move |text| {
            if let Ok(month) = text.parse() {
                let mut next = state.get_untracked();
                next.month = month;
                next.page.offset = 0;
                go.run(next.href());
            }
        },
    );
    let choices = months(now())
        .into_iter()
        .map(|month| Choice::new(month.to_string(), move || i18n::month(month.first_day())))
        .collect();
    let exported = Signal::derive(move || ExportOf::Bill(BillQuery { bill_cycle: month.get() }));
    view! {
        <div class="bills__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::month value=in_address choices />
            <ExportButton of=exported />
        </div>
        <Loaded from=bill lines=8 children=shown />
        <Details state go />
    }
    .into_any()
}

#[component]
fn Shown(bill: Signal<Bill>) -> AnyView {
    let facts = move || {
        let bill = bill.get();
        let (state, currency) = (bill.state, bill.currency);
        let money = move |amount: Amount| view! { <MoneyText money=Money { amount, currency } /> };
        let is_final = state == contract::bills::BillState::Final;
        view! {
            <DescriptionList>
                <Described term=msg::state>
                    <Badge label=move || words::state(state).0 tone=words::state(state).1 />
                </Described>
                <Described term=msg::data_until>{move || i18n::end(bill.data_until)}</Described>
                <Described term=move || if is_final { msg::final_since() } else { msg::final_from() }>
                    <DateTimeText at=bill.final_at deadline=true />
                </Described>
                <Described term=msg::customer_count>{move || i18n::number(bill.customer_count)}</Described>
                <Described term=msg::consumption>{money(bill.consume_amount)}</Described>
                <Described term=msg::refund>{money(bill.refunds)}</Described>
                <Described term=msg::adjustment>{money(bill.adjustments)}</Described>
                <Described term=msg::total><strong>{money(bill.total)}</strong></Described>
            </DescriptionList>
        }
    };
    let currency = Memo::new(move |_| bill.with(|bill| bill.currency));
    let rows = Signal::derive(move || bill.with(|bill| bill.services.clone()));
    let table = move || {
        view! {
            <DataTable
                caption=msg::services
                columns=columns(currency.get())
                rows
                key=|row: &ServiceSum| row.service_type_code.clone()
                empty=|| view! { <EmptyState title=msg::nothing icon=IconName::Money /> }
            />
        }
    };
    view! {
        <section class="card" aria-labelledby="bill-sums">
            <h2 id="bill-sums">{msg::summary}</h2>
            {facts}
        </section>
        <section aria-labelledby="bill-services">
            <h2 id="bill-services">{msg::services}</h2>
            {table}
        </section>
    }
    .into_any()
}

fn columns(currency: Currency) -> Vec<Column<ServiceSum>> {
    let amount = move |id, name: fn() -> &'static str, of: fn(&ServiceSum) -> Amount| {
        Column::new(id, name, move |row: &ServiceSum| {
            view! { <MoneyText money=Money { amount: of(row), currency } /> }.into_any()
        })
        .numeric()
    };
    vec![
        Column::new("service", msg::service, |row: &ServiceSum| row.service_type_code.clone().into_any())
            .mandatory(),
        amount("consumption", msg::consumption, |row| row.consume_amount),
        amount("refunds", msg::refund, |row| row.refunds),
        amount("adjustments", msg::adjustment, |row| row.adjustments),
        amount("total", msg::total, |row| row.total),
    ]
}

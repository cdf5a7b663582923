//! 待申请: everything reconciled of which something is open, with what of it can be applied for.

use super::super::{msg, words::thaw_rule};
use crate::{
    flows::{
        account_check::association_type,
        fetch::use_fetch,
        incentive::words::{frozen, method},
        time_left::TimeLeft,
    },
    i18n,
    routes::Route,
    session::can,
    ui::{
        Badge, ButtonKind, Column, DataTable, EmptyState, IconName, LinkButton, Loaded, MoneyText, Notice,
        Tone,
    },
};
use contract::{
    money::{Amount, Currency, Money},
    payouts::{PAYABLES, Parcel, Payable, Payables, available},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn ToApply() -> AnyView {
    let payables = use_fetch(&PAYABLES, || Some(((), ())));
    let shown = move |found: Signal<Payables>| {
        let rows = Signal::derive(move || found.with(|found| found.payables.clone()));
        let sums = move || found.with(sums).into_iter().map(sum).collect_view();
        view! {
            <div class="incentives__available">{sums}</div>
            <DataTable
                caption=msg::to_apply
                columns=columns()
                rows
                key=|row: &Payable| row.incentive_id.to_string()
                busy=payables.loading
                empty=|| view! { <EmptyState title=msg::nothing_to_apply icon=IconName::Money /> }
            />
        }
        .into_any()
    };
    view! { <Loaded from=payables lines=5 children=shown /> }.into_any()
}

/// What can be applied for, in each currency.
fn sums(found: &Payables) -> Vec<Money> {
    let parcels: Vec<Parcel> = found.payables.iter().map(Payable::parcel).collect();
    let mut currencies: Vec<Currency> = Vec::new();
    for parcel in &parcels {
        if !currencies.contains(&parcel.currency) {
            currencies.push(parcel.currency);
        }
    }
    let sum = |currency: Currency| Some(Money { amount: available(&parcels, currency)?, currency });
    currencies.into_iter().filter_map(sum).collect()
}

fn sum(available: Money) -> AnyView {
    let negative = available.amount < Amount::ZERO;
    let apply = (!negative && untrack(|| can(Permission::ApplyPayouts))).then(|| {
        let href = Route::ApplyPayout.href_with(&[("currency", available.currency.as_str())]);
        view! { <LinkButton label=msg::apply href kind=ButtonKind::Primary /> }
    });
    let why = negative.then(|| view! { <Notice tone=Tone::Warning>{msg::negative_waits}</Notice> });
    view! {
        <div class="incentives__available-one">
            <p>{msg::available} " " <strong class="balances__total"><MoneyText money=available /></strong></p>
            {apply} {why}
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column<Payable>> {
    vec![
        Column::new("plan", msg::plan, |row: &Payable| {
            let href = Route::Incentive(row.incentive_id.clone()).href();
            view! { <a href=href>{row.plan_name.clone()}</a> }.into_any()
        })
        .mandatory(),
        Column::new("period", msg::period, |row: &Payable| {
            let first = row.period.first_day();
            (move || i18n::month(first)).into_any()
        }),
        Column::new("association_type", msg::association_type, |row: &Payable| {
            let kind = row.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("open_amount", msg::open_amount, |row: &Payable| {
            let money = Money { amount: row.open_amount, currency: row.currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
        Column::new("methods", msg::methods, |row: &Payable| {
            let methods = row.methods.clone();
            let is_gain = row.open_amount.is_positive();
            let said = move || i18n::list(methods.iter().map(|one| method(*one)));
            is_gain.then_some(said).into_any()
        }),
        Column::new("state", msg::status, |row: &Payable| {
            let cold = row.freeze.clone().map(|freeze| {
                let thaws = move || match freeze.thaw_at {
                    Some(at) => msg::thaws_at(i18n::date(at)),
                    None => thaw_rule(freeze.reason).to_owned(),
                };
                view! {
                    <Badge label=msg::frozen tone=Tone::Danger />
                    <span class="incentives__hint">{move || frozen(freeze.reason)} " " {thaws}</span>
                }
            });
            let reduces = (row.open_amount < Amount::ZERO).then(|| {
                view! {
                    <Badge label=msg::reduction tone=Tone::Warning />
                    <span class="incentives__hint">{msg::reduction_goes_along}</span>
                }
            });
            let expires = row.expire_at.map(|at| view! { <TimeLeft deadline=at /> });
            view! { <span class="incentive-stack">{cold} {reduces} {expires}</span> }.into_any()
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn payable(id: &str, currency: &str, open: f64, frozen: bool) -> Value {
        let freeze = json!({ "reason": "UNPAID_SPEND", "since": "2026-11-01T00:00:00Z", "customer_id": "c-1",
            "customer_name": "蓝*", "thaw_at": null });
        json!({ "incentive_id": id, "period": "2026-10", "plan_name": "P", "association_type": "1", "amount": open,
            "open_amount": open, "currency": currency, "expire_at": null, "methods": ["BANK"],
            "freeze": if frozen { freeze } else { Value::Null } })
    }

    #[test]
    fn frozen_ones_do_not_count_and_reductions_are_taken_off() {
        let found: Payables = serde_json::from_value(json!({
            "payables": [payable("a", "CNY", 200.5, false), payable("b", "CNY", -0.5, false),
                payable("c", "CNY", 70.0, true), payable("d", "USD", -3.0, false)],
            "total_count": 4, "certified": true, "account_currency": "CNY",
            "auto_apply": { "enabled": false, "method": null, "set_by": null, "set_at": null, "version": 1 },
        }))
        .unwrap();
        let told: Vec<String> = sums(&found).iter().map(|money| money.amount.to_string()).collect();
        assert_eq!(told, ["200.00", "-3.00"]);
    }
}

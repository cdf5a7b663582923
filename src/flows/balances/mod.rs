//! The partner's own accounts, as home and the funds page show them (domain N).

crate::i18n::words!("flows/balances");

use super::fetch::use_fetch;
use crate::ui::{Described, DescriptionList, EmptyState, IconName, Loaded, MoneyText};
use contract::{
    accounts::{AccountBalance, AccountType, PARTNER_BALANCES, PartnerBalances},
    money::{Amount, Currency, Money},
};
use leptos::prelude::*;

/// Balance, and what it is made of. Every member may see it.
#[component]
pub fn Balances() -> AnyView {
    let balances = use_fetch(&PARTNER_BALANCES, || Some(((), ())));
    let shown = move |balances: Signal<PartnerBalances>| {
        move || {
            let accounts = balances.get().account_balances;
            if accounts.is_empty() {
                return view! { <EmptyState title=msg::no_accounts icon=IconName::Money /> }.into_any();
            }
            view! {
                <DescriptionList>
                    {totals(&accounts).into_iter().map(total).collect_view()}
                    {accounts.iter().map(show_account).collect_view()}
                </DescriptionList>
            }
            .into_any()
        }
    };
    view! { <Loaded from=balances lines=2 children=shown /> }.into_any()
}

fn total(money: Money) -> AnyView {
    view! { <Described term=msg::total><strong class="balances__total"><MoneyText money=money /></strong></Described> }
        .into_any()
}

fn show_account(account: &AccountBalance) -> AnyView {
    let amount = account.amount;
    let currency = account.currency;
    let money = move |amount: Amount| Money { amount, currency };
    let is_cash = account.account_type == AccountType::Cash.as_number();
    let term = move || if is_cash { msg::cash() } else { msg::credit() };
    let more = move |term: fn() -> &'static str, amount: Amount| {
        let money = money(amount);
        view! { <Described term=term><MoneyText money=money /></Described> }.into_any()
    };
    let earmarked =
        account.designated_amount.is_positive().then(|| more(msg::designated, account.designated_amount));
    let line = account.credit_amount.map(|line| more(msg::credit_line, line));
    view! {
        <Described term=term><MoneyText money=money(amount) /></Described>
        {earmarked}
        {line}
    }
    .into_any()
}

/// The balance is the sum of the accounts (domain N), for each currency on its own.
fn totals(accounts: &[AccountBalance]) -> Vec<Money> {
    let mut totals: Vec<(Currency, Option<Amount>)> = Vec::new();
    for account in accounts {
        match totals.iter_mut().find(|(currency, _)| *currency == account.currency) {
            Some((_, sum)) => *sum = sum.and_then(|sum| sum.plus(account.amount)),
            None => totals.push((account.currency, Some(account.amount))),
        }
    }
    totals.into_iter().filter_map(|(currency, amount)| Some(Money { amount: amount?, currency })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(minor: i64, currency: Currency) -> AccountBalance {
        AccountBalance {
            account_id: "a".to_owned(),
            account_type: AccountType::Cash.as_number(),
            amount: Amount::from_minor(minor).unwrap(),
            currency,
            designated_amount: Amount::ZERO,
            credit_amount: None,
            measure_id: 1,
        }
    }

    #[test]
    fn currencies_are_never_added_up() {
        let accounts = [account(100, Currency::Cny), account(5, Currency::Usd), account(-30, Currency::Cny)];
        let totals: Vec<(i64, Currency)> =
            totals(&accounts).into_iter().map(|money| (money.amount.minor(), money.currency)).collect();
        assert_eq!(totals, [(70, Currency::Cny), (5, Currency::Usd)]);
    }
}

//! The first step: route, amount, records or bank account.

use super::{msg, new_page::Planned, records::Records, route, typed::Typed};
use crate::{
    api::ApiError,
    flows::{amount::read_amount, fetch},
    i18n,
    ui::{
        AmountField, Button, ButtonKind, Choice, Described, DescriptionList, MoneyText, Notice, RadioField,
        SubmitForm, TextField, Tone,
    },
};
use contract::{
    company::AccountNumber,
    funds::FundsOverview,
    money::{Amount, Money},
    text::{BankName, wrong},
    withdrawals::{PREVIEW, WithdrawalRoute},
};
use leptos::prelude::*;

/// Value of the choice of records.
const LAST_FIRST: &str = "last-first";
const CHOSEN: &str = "chosen";

#[component]
pub fn Form(
    overview: Signal<FundsOverview>,
    company: String,
    typed: Typed,
    planned: RwSignal<Option<Planned>>,
) -> AnyView {
    let pending = RwSignal::new(false);
    let failed: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let currency = overview.with_untracked(|overview| overview.currency);
    let money = move |amount: Amount| Money { amount, currency };
    let available = move |of: WithdrawalRoute| {
        overview.with(|overview| {
            let limit = overview.by_route.iter().find(|limit| limit.route == of);
            limit.map_or(Amount::ZERO, |limit| limit.available)
        })
    };
    let next = {
        let company = company.clone();
        move |()| {
            let Some(draft) = typed.draft(&company) else { return };
            pending.set(true);
            failed.set(None);
            leptos::task::spawn_local(async move {
                let settled = fetch::read(&PREVIEW, (), &draft).await;
                pending.try_set(false);
                match settled {
                    Ok(preview) => {
                        planned.try_set(Some(Planned { draft, preview }));
                    }
                    Err(error) => {
                        failed.try_set(Some(error));
                    }
                }
            });
        }
    };
    let more_than_available = Signal::derive(move || {
        let limit = available(typed.route());
        let typed = read_amount(&typed.amount.get()).ok()?;
        (typed > limit).then(|| msg::more_than_available(i18n::money(money(limit))))
    });
    let choices = WithdrawalRoute::ALL.map(|one| {
        let hint = move || {
            let limit = i18n::money(money(available(one)));
            match one {
                WithdrawalRoute::Original => msg::hint_original(limit),
                WithdrawalRoute::Bank => msg::hint_bank(limit),
                WithdrawalRoute::Rebate => msg::hint_rebate(limit),
            }
        };
        Choice::new(one.as_str(), move || route(one)).hint(hint)
    });
    let all = move |()| typed.amount.set(available(typed.route()).to_string());
    let nothing = Signal::derive(move || {
        let none = !overview.with(|overview| overview.withdrawable.is_positive());
        none.then(|| msg::nothing_withdrawable().to_owned())
    });
    let goes_to_bank = Memo::new(move |_| typed.route().needs_account());
    let way = move || {
        if goes_to_bank.get() {
            view! { <ToBank company=company.clone() typed /> }.into_any()
        } else {
            view! { <FromRecords typed /> }.into_any()
        }
    };
    view! {
        <section class="card">
            <SubmitForm label=msg::next on_submit=next pending failed why_disabled=nothing>
                <DescriptionList>
                    <Described term=msg::withdrawable>
                        <MoneyText money=Signal::derive(move || money(overview.with(|overview| overview.withdrawable))) />
                    </Described>
                </DescriptionList>
                <RadioField label=msg::route value=typed.route choices=choices.to_vec() required=true name="route" />
                <div class="funds__amount">
                    <AmountField
                        label=move || msg::amount_in(currency.as_str())
                        value=typed.amount
                        name="amount"
                        required=true
                        hint=msg::amount_hint
                        check=|text: &str| read_amount(text).err()
                        error=more_than_available
                    />
                    <Button label=msg::all_of_it kind=ButtonKind::Link on_press=all />
                </div>
                {way}
                <Notice tone=Tone::Info>{msg::form_notice}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// The account is the company's own: its name is not typed.
#[component]
fn ToBank(company: String, typed: Typed) -> AnyView {
    view! {
        <DescriptionList>
            <Described term=msg::holder>{company}</Described>
        </DescriptionList>
        <p class="field__hint">{msg::holder_hint}</p>
        <TextField label=msg::bank_name value=typed.bank_name name="account.bank_name" required=true check={wrong::<BankName>} hint=msg::bank_name_hint />
        <TextField label=msg::account_number value=typed.account_number name="account.account_number" required=true check={wrong::<AccountNumber>} hint=msg::account_number_hint />
    }
    .into_any()
}

#[component]
fn FromRecords(typed: Typed) -> AnyView {
    let which = RwSignal::new(if typed.chooses.get_untracked() { CHOSEN } else { LAST_FIRST }.to_owned());
    Effect::new(move |_| typed.chooses.set(which.get() == CHOSEN));
    let choices = vec![
        Choice::new(LAST_FIRST, msg::last_first).hint(msg::last_first_hint),
        Choice::new(CHOSEN, msg::chosen_records),
    ];
    let records = move || typed.chooses.get().then(|| view! { <Records chosen=typed.records /> });
    view! {
        <RadioField label=msg::which_records value=which choices />
        {records}
    }
    .into_any()
}

//! Appropriating money to a customer.

use super::{
    ending::Ending,
    model::{spendable, split},
    msg, words,
};
use crate::{
    flows::{amount::read_amount, fetch::use_fetch, sending::Sending},
    i18n,
    ui::{AmountField, Described, DescriptionList, Loaded, MoneyText, Notice, SubmitForm, Tone, toast},
};
use contract::{
    accounts::{GRANT, GrantDraft, PARTNER_BALANCES, PartnerBalances},
    customers::{Customer, CustomerDetail, SHOW},
    money::{Amount, Money},
};
use leptos::prelude::*;

/// Amount, what becomes of it, and what the partner has.
#[component]
pub fn GrantForm(customer: Customer, ending: Ending) -> AnyView {
    let balances = use_fetch(&PARTNER_BALANCES, || Some(((), ())));
    let detail = {
        let id = customer.customer_id.clone();
        use_fetch(&SHOW, move || Some(((id.clone(),), ())))
    };
    let sending = Sending::reporting_to(ending.pending);
    let typed = RwSignal::new(String::new());
    let currency = customer.available_quota.currency;
    let money = move |amount: Amount| i18n::money(Money { amount, currency });
    let name = words::name(&customer).to_owned();
    let sent_name = name.clone();
    let send = move |()| {
        let Ok(amount) = read_amount(&typed.get_untracked()) else { return };
        let draft = GrantDraft { customer_id: customer.customer_id.clone(), amount };
        let name = sent_name.clone();
        sending.send(&GRANT, (), draft, move |_| {
            toast::show(Tone::Success, msg::granted(money(amount), name));
            ending.done();
        });
    };
    let free = move || balances.value.with(|balances| balances.as_ref().and_then(spendable));
    let more_than_free = Signal::derive(move || {
        let (typed, free) = (read_amount(&typed.get()).ok()?, free()?);
        (typed > free.amount).then(|| msg::more_than_balance(i18n::money(free)))
    });
    let becomes = move || {
        let amount = read_amount(&typed.get()).ok()?;
        let debt =
            detail.value.with(|detail| detail.as_ref().map(|detail: &CustomerDetail| detail.debt.amount))?;
        let parts = split(amount, debt);
        if !debt.is_positive() {
            Some(msg::grant_all_to_balance(money(parts.to_balance)))
        } else if parts.still_owed.is_positive() {
            Some(msg::grant_not_enough(money(parts.still_owed), money(parts.written_off)))
        } else {
            Some(msg::grant_debt_first(money(parts.to_balance), money(parts.written_off)))
        }
    };
    let whom = move |balances: Signal<PartnerBalances>| {
        let name = name.clone();
        view! {
            <DescriptionList>
                <Described term=msg::grant_to>{name}</Described>
                <Described term=msg::partner_balance>
                    {move || balances.with(spendable).map(|money| view! { <MoneyText money=money /> })}
                </Described>
                <Described term=msg::debt>
                    {move || detail.value.with(|detail| detail.as_ref().map(|detail| i18n::money(detail.debt)))}
                </Described>
            </DescriptionList>
        }
        .into_any()
    };
    view! {
        <SubmitForm
            label=msg::grant
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.cancel()
        >
            <Loaded from=balances lines=2 children=whom />
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <AmountField
                    label=move || msg::amount_in(currency.as_str())
                    value=typed
                    name="amount"
                    required=true
                    hint=msg::amount_hint
                    check=|text: &str| read_amount(text).err()
                    error=more_than_free
                />
            </fieldset>
            <p class="grant-effect" aria-live="polite">{becomes}</p>
            <Notice tone=Tone::Info>{msg::grant_notice}</Notice>
        </SubmitForm>
    }
    .into_any()
}

//! Paying a customer's order out of the partner's balance.

use super::{ending::Ending, model::spendable, msg};
use crate::{
    flows::{fetch::use_fetch, sending::Sending},
    i18n,
    ui::{Described, DescriptionList, Loaded, MoneyText, SubmitForm, Tone, toast},
};
use contract::{
    accounts::{PARTNER_BALANCES, PAY_ORDER, PartnerBalances, PayOrderDraft},
    ids::HoldingId,
    money::Money,
    problem::ErrorCode,
};
use leptos::prelude::*;

/// An order with the price that was shown.
#[derive(Clone, Debug)]
pub struct Paying {
    pub holding_id: HoldingId,
    pub title: String,
    pub price: Money,
}

/// Says the price and what is left; pays that price and no other.
#[component]
pub fn PayOrderForm(paying: Paying, ending: Ending) -> AnyView {
    let Paying { holding_id, title, price } = paying;
    let balances = use_fetch(&PARTNER_BALANCES, || Some(((), ())));
    let sending = Sending::reporting_to(ending.pending);
    let sent_title = title.clone();
    let send = move |()| {
        let title = sent_title.clone();
        sending.send(&PAY_ORDER, (holding_id.clone(),), PayOrderDraft { amount: price.amount }, move |()| {
            toast::show(Tone::Success, msg::order_paid(title));
            ending.done();
        });
    };
    // Another price, or paid or cancelled meanwhile: the page must not go on showing it.
    sending.when_overtaken(&[ErrorCode::NotFound], move || ending.stale());
    let too_dear = Signal::derive(move || {
        let free = balances.value.with(|balances| balances.as_ref().and_then(spendable))?;
        (price.amount > free.amount).then(|| msg::more_than_balance(i18n::money(free)))
    });
    let left = |balances: Signal<PartnerBalances>| {
        view! {
            <DescriptionList>
                <Described term=msg::partner_balance>
                    {move || balances.with(spendable).map(|money| view! { <MoneyText money=money /> })}
                </Described>
            </DescriptionList>
        }
        .into_any()
    };
    view! {
        <SubmitForm
            label=msg::pay
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=too_dear
            on_cancel=move |()| ending.cancel()
        >
            <p>{msg::pay_order_question}</p>
            <DescriptionList>
                <Described term=msg::order>{title}</Described>
                <Described term=msg::price>
                    <MoneyText money=price />
                </Described>
            </DescriptionList>
            <Loaded from=balances lines=1 children=left />
        </SubmitForm>
    }
    .into_any()
}

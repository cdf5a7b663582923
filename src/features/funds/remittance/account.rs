//! The dedicated account. Opening it always asks for a code (验证并开通).

use super::msg;
use crate::{
    flows::sending::Sending,
    ui::{CopyButton, DateTimeText, Described, DescriptionList, Notice, SubmitForm, Tone, toast},
};
use contract::remittances::{ACTIVATE, DedicatedAccount, RemittanceAccount};
use leptos::prelude::*;

#[component]
pub fn Account(account: Signal<RemittanceAccount>, changed: Callback<RemittanceAccount>) -> AnyView {
    let opened = Memo::new(move |_| account.with(|account| account.account.clone()));
    let content = move || match opened.get() {
        Some(opened) => details(opened),
        None => view! { <Activate changed /> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="remittance-account">
            <h2 id="remittance-account">{msg::account}</h2>
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn Activate(changed: Callback<RemittanceAccount>) -> AnyView {
    let sending = Sending::new();
    let send = move |()| {
        sending.send(&ACTIVATE, (), (), move |now| {
            toast::show(Tone::Success, msg::activated());
            changed.try_run(now);
        });
    };
    view! {
        <SubmitForm label=msg::activate on_submit=send pending=sending.pending failed=sending.failed>
            <p>{msg::activate_hint}</p>
            <Notice>{msg::activate_notice}</Notice>
        </SubmitForm>
    }
    .into_any()
}

fn details(account: DedicatedAccount) -> AnyView {
    let DedicatedAccount { holder, bank_name, account_number, currency, activated_at } = account;
    let copied = |text: String| view! { <span>{text.clone()}</span> <CopyButton text /> };
    // In groups of four, as it is read out; copied without.
    let digits: Vec<char> = account_number.chars().collect();
    let grouped = digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ");
    view! {
        <DescriptionList>
            <Described term=msg::holder>{copied(holder)}</Described>
            <Described term=msg::bank>{copied(bank_name)}</Described>
            <Described term=msg::account_number>
                <code class="funds__number">{grouped}</code> <CopyButton text=account_number />
            </Described>
            <Described term=msg::currency>{currency.as_str()}</Described>
            <Described term=msg::activated_at><DateTimeText at=activated_at /></Described>
        </DescriptionList>
        <Notice tone=Tone::Warning>{msg::payer_must_match}</Notice>
    }
    .into_any()
}

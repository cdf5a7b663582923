//! What the operator has to know about money: the withdrawal to pay with its account, the claimed remittance, the payment
//! that does not fit its order.

use super::msg;
use crate::{
    flows::{fetch::use_fetch, sending::Sending},
    ui::{
        Button, CopyButton, DateText, DateTimeText, Described, DescriptionList, ErrorPanel, Loaded, MoneyText,
    },
};
use contract::{
    ids::{ClaimId, PaymentId, WithdrawalId},
    money::{Amount, Money},
    payee::Payee,
    remittances::{CASE as CLAIM_CASE, RemittanceClaim},
    top_ups::{PAYMENT_CASE, PaymentCase},
    withdrawals::{CASE, REVEAL_ACCOUNT, Withdrawal, WithdrawalRoute},
};
use leptos::prelude::*;

#[component]
pub fn WithdrawalOf(id: WithdrawalId) -> AnyView {
    let case = {
        let id = id.clone();
        use_fetch(&CASE, move || Some(((id.clone(),), ())))
    };
    let shown = move |case: Signal<Withdrawal>| withdrawal(case, id.clone());
    view! { <Loaded from=case lines=5 children=shown /> }.into_any()
}

fn withdrawal(case: Signal<Withdrawal>, id: WithdrawalId) -> AnyView {
    let about = move || {
        let case = case.get();
        let currency = case.currency;
        let money = move |amount: Amount| Money { amount, currency };
        let route = case.route;
        let account = case.account.map(|account| {
            let text = [account.holder, account.bank_name, account.account_number].join(" · ");
            view! { <Described term=msg::account_to_pay>{text}</Described> }
        });
        let part = move |part: contract::withdrawals::WithdrawalPart| {
            view! { <li><code>{part.top_up_id.to_string()}</code> " " <MoneyText money=money(part.amount) /></li> }
        };
        let parts = (!case.parts.is_empty()).then(|| {
            view! {
                <Described term=msg::records_to_return>
                    <ul class="work-queue__customers">{case.parts.into_iter().map(part).collect_view()}</ul>
                </Described>
            }
        });
        view! {
            <DescriptionList>
                <Described term=msg::amount><strong><MoneyText money=money(case.amount) /></strong></Described>
                <Described term=msg::route>
                    {move || match route {
                        WithdrawalRoute::Original => msg::route_original(),
                        WithdrawalRoute::Bank => msg::route_bank(),
                        WithdrawalRoute::Rebate => msg::route_rebate(),
                    }}
                </Described>
                {account}
                {parts}
                <Described term=msg::requested_by>{case.requested_by}</Described>
                <Described term=msg::pay_by><DateTimeText at=case.expected_by /></Described>
            </DescriptionList>
        }
    };
    let to_bank = case.with_untracked(|case| case.account.is_some());
    let reveal = to_bank.then(|| view! { <FullAccount id /> });
    view! { {about} {reveal} }.into_any()
}

/// The number in full, for paying: asked for, and each look is in the audit.
#[component]
fn FullAccount(id: WithdrawalId) -> AnyView {
    let sending = Sending::new();
    let account: RwSignal<Option<Payee>> = RwSignal::new(None);
    let reveal = move |()| {
        sending.send(&REVEAL_ACCOUNT, (id.clone(),), (), move |full| {
            account.try_set(Some(full));
        });
    };
    let shown = move || match account.get() {
        Some(full) => {
            let number = String::from(full.account_number);
            view! {
                <p>
                    {msg::full_number} " " <code>{number.clone()}</code> <CopyButton text=number />
                </p>
            }
            .into_any()
        }
        None => view! { <Button label=msg::show_number busy=sending.pending on_press=reveal.clone() /> }
            .into_any(),
    };
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error /> })
    };
    view! { <div>{shown} {failed}</div> }.into_any()
}

#[component]
pub fn ClaimOf(id: ClaimId) -> AnyView {
    let case = use_fetch(&CLAIM_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=claim /> }.into_any()
}

fn claim(case: Signal<RemittanceClaim>) -> AnyView {
    let shown = move || {
        let case = case.get();
        let money = Money { amount: case.amount, currency: case.currency };
        view! {
            <DescriptionList>
                <Described term=msg::amount><strong><MoneyText money /></strong></Described>
                <Described term=msg::payer>{case.payer_name}</Described>
                <Described term=msg::bank_reference><code>{case.bank_reference}</code></Described>
                <Described term=msg::remitted_on><DateText day=case.remitted_on /></Described>
                <Described term=msg::requested_by>{case.submitted_by}</Described>
                <Described term=msg::answer_by><DateTimeText at=case.expected_by /></Described>
            </DescriptionList>
        }
    };
    shown.into_any()
}

#[component]
pub fn PaymentOf(id: PaymentId) -> AnyView {
    let case = use_fetch(&PAYMENT_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=payment /> }.into_any()
}

fn payment(case: Signal<PaymentCase>) -> AnyView {
    let shown = move || {
        let case = case.get();
        view! {
            <DescriptionList>
                <Described term=msg::paid_amount><strong><MoneyText money=case.paid /></strong></Described>
                <Described term=msg::ordered_amount><MoneyText money=case.ordered /></Described>
                <Described term=msg::order_number><code>{case.top_up_id.to_string()}</code></Described>
                <Described term=msg::payment_number><code>{case.payment_id.to_string()}</code></Described>
                <Described term=msg::received_at><DateTimeText at=case.received_at /></Described>
            </DescriptionList>
        }
    };
    shown.into_any()
}

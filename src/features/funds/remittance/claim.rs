//! 汇款认领: what was remitted, by whom, under which number of the bank's.

use super::msg;
use crate::{
    flows::{amount::read_amount, draft::use_fields_draft, sending::Sending},
    ui::{AmountField, Choice, DateField, Notice, SelectField, SubmitForm, TextField, Tone, toast},
};
use contract::{
    remittances::{CLAIM, ClaimDraft, RemittanceAccount, wrong_day},
    text::{BankReference, Rule, wrong},
    time::Date,
};
use leptos::prelude::*;

/// Value of the choice of payers for the company itself.
const COMPANY: &str = "";

fn wrong_date(text: &str) -> Option<Rule> {
    if text.trim().is_empty() {
        return Some(Rule::Missing);
    }
    match text.parse::<Date>() {
        Ok(day) => wrong_day(day, crate::api::server_now().china_day()),
        Err(_) => Some(Rule::Malformed),
    }
}

#[component]
pub fn ClaimForm(account: Signal<RemittanceAccount>, claimed: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let empty = || RwSignal::new(String::new());
    let (sum, payer, reference, day) = (empty(), RwSignal::new(COMPANY.to_owned()), empty(), empty());
    let fields = &["amount", "payer", "reference", "day"];
    let forget = use_fields_draft("remittance-claim", fields, vec![sum, payer, reference, day]);
    let currency = account.with_untracked(|account| account.account.as_ref().map(|account| account.currency));
    let currency = currency.map_or("", |currency| currency.as_str());
    let send = move |()| {
        let (Ok(amount), Ok(bank_reference), Ok(remitted_on)) = (
            read_amount(&sum.get_untracked()),
            BankReference::try_from(reference.get_untracked()),
            day.get_untracked().parse(),
        ) else {
            return;
        };
        let payer_id = payer.get_untracked().parse().ok();
        let draft = ClaimDraft { amount, payer_id, bank_reference, remitted_on };
        let forget = forget.clone();
        sending.send(&CLAIM, (), draft, move |_| {
            forget.run();
            for field in [sum, reference, day] {
                field.try_set(String::new());
            }
            toast::show(Tone::Success, msg::claimed());
            claimed.try_run(());
        });
    };
    // A payer that ended meanwhile is no choice any longer.
    let choices = move || {
        account.with(|account| {
            let company = account.verified_name.clone();
            let active = account.payers.iter().filter(|payer| payer.ended_at.is_none());
            let active = active.map(|payer| Choice::new(payer.payer_id.to_string(), payer.name.clone()));
            [Choice::new(COMPANY, company)].into_iter().chain(active).collect::<Vec<_>>()
        })
    };
    let who = move || {
        view! { <SelectField label=msg::payer value=payer choices=choices() name="payer_id" hint=msg::payer_hint /> }
    };
    view! {
        <section class="card" aria-labelledby="remittance-claim">
            <h2 id="remittance-claim">{msg::claim}</h2>
            <SubmitForm label=msg::submit_claim on_submit=send pending=sending.pending failed=sending.failed>
                <fieldset class="plain funds__fields" prop:disabled=move || sending.is_unknown()>
                    <AmountField
                        label=move || msg::amount_in(currency)
                        value=sum
                        name="amount"
                        required=true
                        hint=msg::amount_hint
                        check=|text: &str| read_amount(text).err()
                    />
                    {who}
                    <TextField
                        label=msg::reference
                        value=reference
                        name="bank_reference"
                        required=true
                        hint=msg::reference_hint
                        check={wrong::<BankReference>}
                    />
                    <DateField label=msg::remitted_on value=day name="remitted_on" required=true check=wrong_date hint=msg::remitted_on_hint />
                </fieldset>
                <Notice>{msg::claim_notice}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}

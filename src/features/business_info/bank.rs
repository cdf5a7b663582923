//! Second step: which account is paid, and in which currency.

use super::{
    address::Step,
    letter::LetterField,
    msg,
    place::Place,
    stepper::Form,
    typed::{KEEP, KNOWN, NEW},
};
use crate::ui::{Choice, Notice, RadioField, SelectField, SubmitForm, TextField};
use contract::{
    business_info::{BankAccount, BusinessInfo, settlement_currencies},
    company::{AccountNumber, is_same_name},
    session::Site,
    text::{BankName, CompanyName, Rule, wrong},
};
use leptos::prelude::*;

#[component]
pub(super) fn BankStep(form: Form) -> AnyView {
    let fields = form.fields();
    let Form { found, sending, letter, .. } = form;
    let choices = found.with_untracked(choices);
    let which = (choices.len() > 1).then(|| {
        let error = Signal::derive(move || holder_differs(form).then(|| msg::holder_differs().to_owned()));
        view! { <RadioField label=msg::which_account value=fields.bank choices required=true name="bank_account" error /> }
    });
    let is_new = Memo::new(move |_| fields.bank.with(|bank| bank == NEW));
    let site = found.with_untracked(|info| info.known.as_ref().map_or(Site::Cn, |known| known.site));
    let currencies = settlement_currencies(site)
        .iter()
        .map(|currency| Choice::new(currency.as_str(), currency.as_str()))
        .collect();
    let why_disabled = Signal::derive(move || {
        let waits = is_new.get() && letter.uploads.is_busy();
        waits.then(|| msg::letter_on_its_way().to_owned())
    });
    let tried = RwSignal::new(false);
    let next = move |()| {
        tried.set(true);
        if !untrack(|| is_new.get() && fields.letter_id.with(String::is_empty)) {
            form.go(Step::Review);
        }
    };
    view! {
        <h2 tabindex="-1">{msg::step_bank}</h2>
        <SubmitForm
            label=msg::next
            on_submit=next
            pending=sending.pending
            failed=sending.failed
            why_disabled
            on_cancel=move |()| form.go(Step::Basic)
            cancel_label=msg::back
        >
            <Notice>{msg::corporate_only}</Notice>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                {which}
                {move || is_new.get().then(|| new_account(form, tried))}
                <SelectField
                    label=msg::settlement_currency
                    value=fields.settlement_currency
                    choices=currencies
                    name="settlement_currency"
                    required=true
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn choices(info: &BusinessInfo) -> Vec<Choice> {
    let of = |value: &'static str, label: fn() -> &'static str, account: &BankAccount| {
        let BankAccount { bank_name, branch_name, account_number, .. } = account;
        Choice::new(value, label).hint([bank_name.as_str(), branch_name, account_number].join(" "))
    };
    let kept = info.details.as_ref().map(|details| of(KEEP, msg::keep_account, &details.bank_account));
    let known = info.known.as_ref().and_then(|known| known.bank_account.as_ref());
    // The same one is offered once.
    let submitted = info.details.as_ref().map(|details| &details.bank_account);
    let known = known.filter(|account| submitted != Some(account));
    let known = known.map(|account| of(KNOWN, msg::known_account, account));
    let new = Choice::new(NEW, msg::new_account).hint(msg::new_account_hint);
    kept.into_iter().chain(known).chain([new]).collect()
}

/// An account that the vendor has is of the company under its former name.
fn holder_differs(form: Form) -> bool {
    form.wrong.with(|wrong| wrong.contains(&(Place::Bank, Rule::Unexpected)))
}

fn new_account(form: Form, tried: RwSignal<bool>) -> AnyView {
    let fields = form.fields();
    let Form { letter, .. } = form;
    let holder = move |text: &str| {
        let is_company = fields.company_name.with(|name| is_same_name(text, name));
        wrong::<CompanyName>(text).or_else(|| (!is_company).then_some(Rule::Unexpected))
    };
    let holder_error = Signal::derive(move || {
        let typed = fields.holder.get();
        let differs = !typed.trim().is_empty() && holder(&typed) == Some(Rule::Unexpected);
        differs.then(|| msg::holder_must_be(fields.company_name.get()))
    });
    let missing = Signal::derive(move || tried.get() && fields.letter_id.with(String::is_empty));
    view! {
        <fieldset class="certification-part">
            <legend class="field__label">{msg::account_to_be_paid}</legend>
            <TextField
                label=msg::holder
                value=fields.holder
                name="bank_account.holder"
                hint=msg::holder_hint
                required=true
                check=holder
                error=holder_error
            />
            <TextField label=msg::bank_name value=fields.bank_name required=true check={wrong::<BankName>} />
            <TextField label=msg::branch_name value=fields.branch_name required=true check={wrong::<BankName>} />
            <TextField
                label=msg::account_number
                value=fields.account_number
                hint=msg::account_number_hint
                required=true
                check={wrong::<AccountNumber>}
            />
            <LetterField letter missing />
        </fieldset>
    }
    .into_any()
}

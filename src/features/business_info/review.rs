//! Third step: everything once more, each with the way to change it; then it is sent.

use super::{
    address::Step,
    msg,
    place::{Wrong, name, said},
    stepper::Form,
    typed::{KNOWN, Typed},
};
use crate::{
    flows::business_info::words,
    ui::{Described, DescriptionList, Notice, SubmitForm, Tone},
};
use contract::{
    business_info::{BankAccount, BusinessInfo, SigningEntity},
    company::AccountNumber,
    taxpayer::TaxpayerType,
};
use leptos::prelude::*;

#[component]
pub(super) fn ReviewStep(form: Form) -> AnyView {
    let fields = form.fields();
    let Form { found, sending, wrong, .. } = form;
    let why_disabled = Signal::derive(move || {
        wrong.with(|wrong| !wrong.is_empty()).then(|| msg::complete_first().to_owned())
    });
    let basic = move || basic(&fields.typed(), &found.get());
    let bank = move || bank(form, &fields.typed(), &found.get());
    view! {
        <h2 tabindex="-1">{msg::step_review}</h2>
        {move || problems(form)}
        <div class="certification-review">
            <h3>{msg::step_basic} " " {change(form, Step::Basic)}</h3>
            {basic}
            <h3>{msg::step_bank} " " {change(form, Step::Bank)}</h3>
            {bank}
        </div>
        <SubmitForm
            label=msg::submit
            on_submit=move |()| form.send()
            pending=sending.pending
            failed=sending.failed
            why_disabled
            on_cancel=move |()| form.go(Step::Bank)
            cancel_label=msg::back
        >
            <Notice>{msg::what_happens}</Notice>
        </SubmitForm>
    }
    .into_any()
}

/// No way out while it is not known whether the form arrived: what was sent must stay as it is.
fn change(form: Form, step: Step) -> AnyView {
    let label = move || match step {
        Step::Basic => msg::change_basic(),
        Step::Bank | Step::Review => msg::change_bank(),
    };
    let link = move || {
        let href = form.address.get().at(Some(step)).href();
        (!form.sending.is_unknown()).then(|| view! { <a href=href aria-label=label>{msg::change}</a> })
    };
    link.into_any()
}

fn problems(form: Form) -> Option<AnyView> {
    let wrong = form.wrong.get();
    if wrong.is_empty() {
        return None;
    }
    let one = move |(place, rule): Wrong| {
        let href = form.address.get_untracked().at(Some(place.step())).href();
        let said = move || said(place, &rule);
        view! { <li><a href=href>{move || name(place)}</a> " " {said}</li> }
    };
    Some(
        view! {
            <Notice tone=Tone::Warning title=msg::complete_first>
                <ul>{wrong.into_iter().map(one).collect_view()}</ul>
            </Notice>
        }
        .into_any(),
    )
}

fn basic(typed: &Typed, info: &BusinessInfo) -> AnyView {
    let typed = typed.clone();
    let contact = if typed.has_new_contact() {
        [typed.contact_name, typed.contact_mobile, typed.contact_email].join(" ")
    } else {
        let details = info.details.as_ref();
        details.map_or_else(String::new, |details| {
            [&details.contact_name, &details.contact_mobile, &details.contact_email]
                .map(String::clone)
                .join(" ")
        })
    };
    let entity = SigningEntity::parse(&typed.signing_entity);
    let taxpayer = TaxpayerType::parse(&typed.taxpayer_type);
    view! {
        <DescriptionList>
            <Described term=msg::company_name>{typed.company_name}</Described>
            <Described term=msg::registration_number>{typed.registration_number}</Described>
            <Described term=msg::signing_entity>{move || entity.map(words::signing_entity)}</Described>
            <Described term=msg::taxpayer_type>{move || taxpayer.map(words::taxpayer_with_rate)}</Described>
            <Described term=msg::contact>{contact}</Described>
        </DescriptionList>
    }
    .into_any()
}

fn bank(form: Form, typed: &Typed, info: &BusinessInfo) -> AnyView {
    let currency = typed.settlement_currency.clone();
    let letter = typed.has_new_account().then(|| {
        let name = move || form.letter.name();
        view! { <Described term=msg::letter>{name}</Described> }
    });
    let account = account(typed, info);
    view! {
        <DescriptionList>
            <Described term=msg::holder>{account.holder}</Described>
            <Described term=msg::bank>{[account.bank_name, account.branch_name].join(" ")}</Described>
            <Described term=msg::account_number>{account.account_number}</Described>
            {letter}
            <Described term=msg::settlement_currency>{currency}</Described>
        </DescriptionList>
    }
    .into_any()
}

/// The account that is chosen. Whoever typed a number sees it in full, to compare it.
fn account(typed: &Typed, info: &BusinessInfo) -> BankAccount {
    if typed.has_new_account() {
        return BankAccount {
            holder: typed.holder.clone(),
            bank_name: typed.bank_name.clone(),
            branch_name: typed.branch_name.clone(),
            account_number: grouped(&typed.account_number),
        };
    }
    let known = info.known.as_ref().and_then(|known| known.bank_account.clone());
    let kept = info.details.as_ref().map(|details| details.bank_account.clone());
    let chosen = if typed.bank == KNOWN { known } else { kept };
    let nothing = String::new;
    chosen.unwrap_or_else(|| BankAccount {
        holder: nothing(),
        bank_name: nothing(),
        branch_name: nothing(),
        account_number: nothing(),
    })
}

/// In groups of four, as on paper.
fn grouped(number: &str) -> String {
    let Ok(number) = AccountNumber::try_from(number.to_owned()) else { return number.to_owned() };
    let digits: Vec<char> = number.as_str().chars().collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_it_is_compared() {
        assert_eq!(grouped("6222020200112233445"), "6222 0202 0011 2233 445");
        assert_eq!(grouped("62"), "62");
    }
}

//! How it is paid: every method, and why one is not offered for what is chosen.

use super::{
    super::msg,
    typed::{Judged, Typed, WhyNot},
};
use crate::{
    flows::incentive::words,
    i18n,
    ui::{Button, ButtonKind},
};
use contract::{
    money::Currency,
    payouts::{Payables, PayoutMethod},
};
use leptos::prelude::*;

#[component]
pub fn MethodField(
    payables: Signal<Payables>,
    typed: RwSignal<Typed>,
    judged: Memo<Option<Judged>>,
    /// What is wrong with the choice, once it was tried.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let one = move |method: PayoutMethod| {
        let why = Memo::new(move |_| {
            judged.with(|judged| {
                let methods = &judged.as_ref()?.methods;
                methods.iter().find(|(known, _)| *known == method)?.1.clone()
            })
        });
        let hint_id = ["method-", method.as_str()].concat();
        let said = move || match why.get() {
            Some(why) => sentence(&why, payables),
            None => consequence(method).to_owned(),
        };
        let only = move || {
            matches!(why.get(), Some(WhyNot::Incentives { .. })).then(|| {
                let choose = move |()| {
                    typed.update(|typed| {
                        let now = std::mem::take(typed);
                        *typed = payables.with_untracked(|found| now.only(found, method));
                    });
                };
                view! { <Button label=move || msg::only_these(words::method(method)) kind=ButtonKind::Link on_press=choose /> }
            })
        };
        let refused = move || why.with(Option::is_some);
        view! {
            <div class="payouts__method">
                <label class="choice" class:payouts__method--refused=refused>
                    <input
                        type="radio"
                        name="method"
                        value=method.as_str()
                        disabled=refused
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=[hint_id.as_str(), " method-error"].concat()
                        prop:checked=move || typed.with(|typed| typed.method == Some(method))
                        on:change=move |_| typed.update(|typed| typed.method = Some(method))
                    />
                    <span class="choice__text">
                        {move || words::method(method)} <span class="field__hint" id=hint_id>{said}</span>
                    </span>
                </label>
                {only}
            </div>
        }
    };
    view! {
        <fieldset class="field payouts__methods">
            <legend class="field__label">
                {msg::method} <span class="field__required" aria-hidden="true">"*"</span>
            </legend>
            {PayoutMethod::ALL.map(one).collect_view()}
            <p class="field__error" id="method-error" aria-live="polite">{move || error.get()}</p>
        </fieldset>
    }
    .into_any()
}

/// What comes of a method.
pub fn consequence(method: PayoutMethod) -> &'static str {
    match method {
        PayoutMethod::Bank => msg::comes_of_bank(),
        PayoutMethod::Account => msg::comes_of_account(),
        PayoutMethod::AccountWithOwedInvoice => msg::comes_of_account_owed(),
        PayoutMethod::VoucherQuota => msg::comes_of_voucher(),
    }
}

fn sentence(why: &WhyNot, payables: Signal<Payables>) -> String {
    match why {
        WhyNot::AccountCurrency(currency) => match currency {
            Some(currency) => msg::account_has(Currency::as_str(*currency)),
            None => msg::no_account().to_owned(),
        },
        WhyNot::Incentives { first, count } => {
            let name = payables.with(|found| {
                let row = found.payables.iter().find(|row| row.incentive_id == *first);
                row.map(|row| [&row.plan_name, " ", &i18n::month(row.period.first_day())].concat())
            });
            let name = name.unwrap_or_default();
            if *count == 1 { msg::not_for_one(name) } else { msg::not_for_some(i18n::number(*count), name) }
        }
    }
}

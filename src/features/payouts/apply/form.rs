//! The form: choosing, the running total, the method, and sending.

use super::{
    super::msg,
    kept::use_kept,
    method::MethodField,
    table::ToChoose,
    typed::{Judged, Obstacle, Typed, currencies},
};
use crate::{
    browser,
    flows::{
        amount::{AmountInput, amount_sentence},
        sending::Sending,
    },
    i18n,
    routes::{Return, Route},
    ui::{Button, ButtonKind, Choice, LinkButton, Notice, RadioField, SubmitForm, Tone, toast},
};
use contract::{
    money::{Amount, Currency, Money},
    payouts::{APPLY, ApplyRefusal, MAX_INCENTIVES, Payables, PayoutDraft},
    problem::ErrorCode,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// `<ApplyForm payables again />`; `again` reads them again.
#[component]
pub fn ApplyForm(
    payables: Signal<Payables>,
    /// Which one is wanted at first.
    currency: Option<Currency>,
    again: Callback<()>,
) -> AnyView {
    let typed = RwSignal::new(Typed { currency, ..Typed::default() });
    let restored = RwSignal::new(false);
    let forget = use_kept(typed, restored);
    Effect::new(move |_| {
        // What is gone by now is not chosen any more, whichever of the two was read first.
        let fitting = payables.with(|found| typed.get().fitting(found));
        if typed.with_untracked(|typed| *typed != fitting) {
            typed.set(fitting);
        }
    });
    let judged = Memo::new(move |_| payables.with(|found| typed.with(|typed| typed.judge(found))));
    let sending = Sending::new();
    let tried = RwSignal::new(false);
    let navigate = use_navigate();
    let send = move |()| {
        tried.set(true);
        let Some(judged) = judged.get_untracked().filter(|judged| judged.obstacle.is_none()) else {
            return lead_to_method();
        };
        let (Some(assembled), Some(method)) = (judged.assembled, typed.with_untracked(|typed| typed.method))
        else {
            return;
        };
        let draft = PayoutDraft {
            currency: judged.currency,
            incentive_ids: typed.with_untracked(|typed| typed.chosen.clone()),
            amount: assembled.amount,
            method,
        };
        let (navigate, forget) = (navigate.clone(), forget.clone());
        sending.send(&APPLY, (), draft, move |payout| {
            forget.run();
            toast::show(Tone::Success, msg::applied());
            navigate(&Route::Payout(payout.row.payout_id).href(), NavigateOptions::default());
        });
    };
    // Somebody was first, or something thawed, froze or expired: what can be applied for is read again.
    let also = &[ErrorCode::IncentiveFrozen, ErrorCode::IncentiveNegative, ErrorCode::NotCertified];
    sending.when_overtaken(also, again);
    let currency = Memo::new(move |_| judged.with(|judged| judged.as_ref().map(|judged| judged.currency)));
    let obstacle = Memo::new(move |_| judged.with(|judged| judged.as_ref()?.obstacle.clone()));
    let method_error = Signal::derive(move || {
        let wrong = matches!(obstacle.get(), Some(Obstacle::ChooseMethod | Obstacle::OtherMethod));
        (wrong && tried.get()).then(|| msg::choose_method().to_owned())
    });
    // What a field says stays pressable: pressing leads to the field.
    let why_disabled = Signal::derive(move || {
        let obstacle = obstacle.get()?;
        let by_field =
            matches!(obstacle, Obstacle::Amount(_) | Obstacle::ChooseMethod | Obstacle::OtherMethod);
        (!by_field).then(|| obstacle_words(&obstacle, currency.get_untracked()))
    });
    let fixed = move || sending.pending.get() || sending.is_unknown();
    view! {
        {move || not_certified(payables)}
        {move || restored.get().then(|| restored_notice(typed, restored))}
        <SubmitForm
            label=msg::submit
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled
        >
            <fieldset class="plain payouts__apply" prop:disabled=fixed>
                <section class="card payouts__section">
                    <h2>{msg::what_to_apply_for}</h2>
                    <CurrencyField payables typed currency />
                    <ToChoose payables typed currency />
                </section>
                <section class="card payouts__section">
                    <h2>{msg::how_much}</h2>
                    <Total judged typed />
                    <AmountOf typed judged currency />
                    <MethodField payables typed judged error=method_error />
                    <Notice tone=Tone::Warning title=msg::final_title>
                        <p>{msg::final_body}</p>
                        <p>{msg::workaround}</p>
                    </Notice>
                </section>
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

/// Waits a moment: the field has to say first what is wrong.
fn lead_to_method() {
    leptos::task::spawn_local(async {
        browser::tick().await;
        browser::focus(".payouts__methods input:not(:disabled)");
    });
}

fn not_certified(payables: Signal<Payables>) -> Option<AnyView> {
    let certified = payables.with(|found| found.certified);
    (!certified).then(|| {
        let href = Route::BusinessInformation.href_with(&[(Return::NAME, Return::Payout.as_str())]);
        view! {
            <Notice tone=Tone::Warning title=msg::not_certified>
                <p>{msg::not_certified_hint}</p>
                <LinkButton label=msg::certify href kind=ButtonKind::Primary />
            </Notice>
        }
        .into_any()
    })
}

fn restored_notice(typed: RwSignal<Typed>, restored: RwSignal<bool>) -> AnyView {
    let start_over = move |()| {
        typed.set(Typed::default());
        restored.set(false);
    };
    view! {
        <Notice tone=Tone::Info announce=true title=msg::restored>
            <Button label=msg::start_over kind=ButtonKind::Link on_press=start_over />
        </Notice>
    }
    .into_any()
}

/// Only where there are several: amounts of different currencies are never added up.
#[component]
fn CurrencyField(
    payables: Signal<Payables>,
    typed: RwSignal<Typed>,
    currency: Memo<Option<Currency>>,
) -> AnyView {
    let known = Memo::new(move |_| payables.with(currencies));
    let value = RwSignal::new(currency.get_untracked().map_or("", Currency::as_str).to_owned());
    Effect::new(move |_| value.set(currency.get().map_or("", Currency::as_str).to_owned()));
    Effect::new(move |ran: Option<()>| {
        let wanted = value.with(|word| Currency::parse(word));
        if ran.is_some() && wanted.is_some() && wanted != currency.get_untracked() {
            typed.set(Typed { currency: wanted, ..Typed::default() });
        }
    });
    let choice = |(currency, amount): (Currency, Amount)| {
        let worth = move || msg::available_of(i18n::money(Money { amount, currency }));
        Choice::new(currency.as_str(), currency.as_str()).hint(worth)
    };
    let field = move || {
        let known = known.get();
        (known.len() > 1).then(|| {
            let choices = known.into_iter().map(choice).collect();
            view! { <RadioField label=msg::currency value choices required=true /> }
        })
    };
    field.into_any()
}

/// How many, how much they are worth, and what reductions take off; read aloud when it changes.
#[component]
fn Total(judged: Memo<Option<Judged>>, typed: RwSignal<Typed>) -> AnyView {
    let said = move || {
        judged.with(|judged| {
            let judged = judged.as_ref()?;
            let currency = judged.currency;
            let money = |amount| i18n::money(Money { amount, currency });
            Some(match (&judged.assembled, &judged.worth) {
                (Some(assembled), _) => {
                    let count = u32::try_from(assembled.items.len()).unwrap_or(u32::MAX);
                    let below = assembled.items.iter().filter(|(_, amount)| *amount < Amount::ZERO);
                    let off = below.fold(Amount::ZERO, |sum, (_, amount)| sum.plus(*amount).unwrap_or(sum));
                    let whole = msg::total(money(assembled.amount), i18n::number(count));
                    let off = Amount::ZERO.minus(off).unwrap_or_default();
                    if off == Amount::ZERO { whole } else { [whole, msg::taken_off(money(off))].concat() }
                }
                (None, Ok(worth)) => msg::worth(money(*worth)),
                (None, Err(refusal)) => refusal_words(refusal, Some(currency)),
            })
        })
    };
    // The amount may be empty: then all of it is applied for.
    let partial = move || typed.with(|typed| !typed.amount.trim().is_empty());
    view! {
        <p class="payouts__total" role="status">
            {said} {move || partial().then(msg::partial)}
        </p>
    }
    .into_any()
}

#[component]
fn AmountOf(
    typed: RwSignal<Typed>,
    judged: Memo<Option<Judged>>,
    currency: Memo<Option<Currency>>,
) -> AnyView {
    let value = RwSignal::new(typed.with_untracked(|typed| typed.amount.clone()));
    Effect::new(move |_| {
        let amount = typed.with(|typed| typed.amount.clone());
        if value.with_untracked(|value| *value != amount) {
            value.set(amount);
        }
    });
    Effect::new(move |_| {
        let amount = value.get();
        if typed.with_untracked(|typed| typed.amount != amount) {
            typed.update(|typed| typed.amount = amount);
        }
    });
    let error = Signal::derive(move || {
        let (obstacle, currency) =
            judged.with(|judged| judged.as_ref().map(|judged| (judged.obstacle.clone(), judged.currency)))?;
        match obstacle? {
            Obstacle::Amount(rule) => Some(amount_sentence(&rule)),
            Obstacle::Refused(refusal @ ApplyRefusal::AmountAbove(_)) => {
                Some(refusal_words(&refusal, Some(currency)))
            }
            _ => None,
        }
    });
    // Another field for another currency only: not one for each key.
    let input = move || {
        let currency = currency.get()?;
        Some(view! { <AmountInput label=msg::partial_amount currency value name="amount" error /> })
    };
    view! {
        {input}
        <p class="field__hint">{msg::partial_hint}</p>
    }
    .into_any()
}

fn obstacle_words(obstacle: &Obstacle, currency: Option<Currency>) -> String {
    match obstacle {
        Obstacle::NotCertified => msg::not_certified().to_owned(),
        Obstacle::Amount(rule) => amount_sentence(rule),
        Obstacle::Refused(refusal) => refusal_words(refusal, currency),
        Obstacle::NoMethod => msg::no_method().to_owned(),
        Obstacle::ChooseMethod | Obstacle::OtherMethod => msg::choose_method().to_owned(),
    }
}

fn refusal_words(refusal: &ApplyRefusal, currency: Option<Currency>) -> String {
    let money = |amount: Amount| {
        currency.map_or_else(|| amount.to_string(), |currency| i18n::money(Money { amount, currency }))
    };
    match refusal {
        ApplyRefusal::Nothing => msg::choose_some().to_owned(),
        ApplyRefusal::TooMany => msg::too_many(MAX_INCENTIVES),
        ApplyRefusal::NotOpen(_) => msg::not_open().to_owned(),
        ApplyRefusal::MixedCurrencies => msg::mixed_currencies().to_owned(),
        ApplyRefusal::Frozen(_) => msg::is_frozen().to_owned(),
        ApplyRefusal::Negative(amount) => msg::negative(money(*amount)),
        ApplyRefusal::ChosenNegative(amount) => msg::chosen_negative(money(*amount)),
        ApplyRefusal::AmountNegative => msg::amount_negative().to_owned(),
        ApplyRefusal::AmountAbove(worth) => msg::amount_above(money(*worth)),
        ApplyRefusal::OutOfRange => msg::out_of_range().to_owned(),
    }
}

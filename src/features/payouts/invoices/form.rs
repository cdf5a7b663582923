//! Handing in invoices: several for one payout, until nothing is missing.

use super::{
    super::msg,
    kept::use_kept,
    row::{InvoiceRow, Others, row},
    typed::{Difference, TypedInvoice, difference},
};
use crate::{
    flows::sending::Sending,
    i18n,
    ui::{Button, IconName, Notice, SubmitForm, Tone, toast},
};
use contract::{
    invoices::{HAND_IN, InvoiceDraft, InvoiceSet, MAX_INVOICES},
    money::{Amount, Money},
    payouts::Payout,
};
use leptos::prelude::*;

/// `<InvoiceForm payout newest again />`
#[component]
pub fn InvoiceForm(
    payout: Signal<Payout>,
    /// With the payout after the invoices were handed in.
    newest: Callback<Payout>,
    /// Reads it again: somebody else was first.
    again: Callback<()>,
) -> AnyView {
    let (id, whole, currency) = payout
        .with_untracked(|payout| (payout.row.payout_id.clone(), payout.row.amount, payout.row.currency));
    let first = payout.with_untracked(first_rows);
    let owner = Owner::current();
    let last_id = StoredValue::new(0_u32);
    // Rows belong to the form, whoever adds them.
    let make = move |typed: &TypedInvoice| {
        let next = last_id.get_value() + 1;
        last_id.set_value(next);
        match &owner {
            Some(owner) => owner.with(|| InvoiceRow::new(next, typed)),
            None => InvoiceRow::new(next, typed),
        }
    };
    let make = StoredValue::new_local(make);
    let new_row = move |typed: &TypedInvoice| make.with_value(|make| make(typed));
    let rows = RwSignal::new(first.iter().map(new_row).collect::<Vec<_>>());
    let typed =
        Signal::derive(move || rows.with(|rows| rows.iter().map(InvoiceRow::typed).collect::<Vec<_>>()));
    let fill = Callback::new(move |kept: Vec<TypedInvoice>| {
        rows.set(kept.iter().take(MAX_INVOICES).map(new_row).collect());
    });
    let forget = use_kept(&id, first, typed, fill);
    let sending = Sending::new();
    let sum = Memo::new(move |_| {
        let amounts: Vec<String> = rows.with(|rows| rows.iter().map(|row| row.amount.get()).collect());
        difference(whole, amounts.iter().map(String::as_str))
    });
    let send = move |()| {
        let drafts: Option<Vec<InvoiceDraft>> =
            untrack(|| rows.with(|rows| rows.iter().map(InvoiceRow::read).collect()));
        let Some(invoices) = drafts else { return };
        let version = payout.with_untracked(|payout| payout.row.version);
        let forget = forget.clone();
        sending.send(&HAND_IN, (id.clone(),), InvoiceSet { invoices, version }, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::handed_in());
            newest.try_run(after);
        });
    };
    sending.when_overtaken(&[], again);
    let money = move |amount: Amount| i18n::money(Money { amount, currency });
    let on_their_way = move || rows.with(|rows| rows.iter().any(|row| row.uploads.is_busy()));
    let why_disabled = Signal::derive(move || {
        if on_their_way() {
            return Some(msg::files_on_their_way().to_owned());
        }
        match sum.get() {
            Some(Difference { missing, .. }) if missing == Amount::ZERO => None,
            Some(Difference { missing, .. }) => Some(difference_words(missing, money)),
            None => Some(msg::out_of_range().to_owned()),
        }
    });
    let add = move |()| rows.update(|rows| rows.push(new_row(&TypedInvoice::empty())));
    let why_no_more = Signal::derive(move || {
        (rows.with(Vec::len) >= MAX_INVOICES).then(|| msg::no_more_invoices(MAX_INVOICES))
    });
    let others = Others { rows, whole, currency };
    view! {
        <SubmitForm
            label=msg::hand_in
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled
        >
            <Notice tone=Tone::Info>
                <p>{msg::invoice_rules}</p>
            </Notice>
            <fieldset class="plain invoice-rows" prop:disabled=move || sending.pending.get() || sending.is_unknown()>
                <For each=move || rows.get() key=|row| row.id children=move |one| row(one, others) />
                <div>
                    <Button label=msg::add_invoice icon=IconName::Plus why_disabled=why_no_more on_press=add />
                </div>
            </fieldset>
            <Sum sum whole=Money { amount: whole, currency } />
        </SubmitForm>
    }
    .into_any()
}

/// What stands there at first: what came back, to be mended, or one empty row.
fn first_rows(payout: &Payout) -> Vec<TypedInvoice> {
    if payout.invoices.is_empty() {
        return vec![TypedInvoice::empty()];
    }
    payout.invoices.iter().map(TypedInvoice::of).collect()
}

/// The running sum against the amount, to the cent; read aloud when it changes.
#[component]
fn Sum(sum: Memo<Option<Difference>>, whole: Money) -> AnyView {
    let money = move |amount: Amount| i18n::money(Money { amount, currency: whole.currency });
    let fits = move || sum.get().is_some_and(|sum| sum.missing == Amount::ZERO);
    let said = move || match sum.get() {
        Some(Difference { sum, missing }) => {
            let all = msg::sum_of(i18n::money(whole), money(sum));
            let missing = if missing == Amount::ZERO {
                msg::sum_fits().to_owned()
            } else {
                difference_words(missing, money)
            };
            [all, missing].join(" ")
        }
        None => msg::out_of_range().to_owned(),
    };
    view! {
        <p class="invoice-sum" class:invoice-sum--fits=fits role="status">
            {said}
        </p>
    }
    .into_any()
}

fn difference_words(missing: Amount, money: impl Fn(Amount) -> String) -> String {
    if missing.is_positive() {
        msg::sum_missing(money(missing))
    } else {
        msg::sum_too_much(money(Amount::ZERO.minus(missing).unwrap_or_default()))
    }
}

//! One invoice of the form.

use super::{
    super::msg,
    typed::{TypedInvoice, difference, is_twice, rest},
};
use crate::{
    api,
    flows::{
        amount::{AmountInput, read_amount},
        incentive::words,
        upload::{FileUpload, Uploads},
    },
    i18n,
    ui::{Button, ButtonKind, Choice, DateField, IconName, SelectField, TextField},
};
use contract::{
    invoices::{InvoiceDraft, InvoiceKind, InvoiceNumber},
    money::{Amount, Currency},
    text::{Rule, wrong},
    time::Date,
};
use leptos::prelude::*;

/// What is typed of an invoice.
#[derive(Clone, Copy)]
pub struct InvoiceRow {
    /// Stays with it whatever is added or taken out.
    pub id: u32,
    pub number: RwSignal<String>,
    kind: RwSignal<String>,
    pub amount: RwSignal<String>,
    issued_on: RwSignal<String>,
    pub uploads: Uploads,
}

impl InvoiceRow {
    pub fn new(id: u32, typed: &TypedInvoice) -> Self {
        Self {
            id,
            number: RwSignal::new(typed.number.clone()),
            kind: RwSignal::new(typed.kind.clone()),
            amount: RwSignal::new(typed.amount.clone()),
            issued_on: RwSignal::new(typed.issued_on.clone()),
            uploads: Uploads::new(1),
        }
    }

    /// As it was typed; tracked.
    pub fn typed(&self) -> TypedInvoice {
        TypedInvoice {
            number: self.number.get(),
            kind: self.kind.get(),
            amount: self.amount.get(),
            issued_on: self.issued_on.get(),
        }
    }

    /// The invoice, unless something of it is wrong; the fields say what. Tracked.
    pub fn read(&self) -> Option<InvoiceDraft> {
        let typed = self.typed();
        Some(InvoiceDraft {
            invoice_no: InvoiceNumber::try_from(typed.number).ok()?,
            invoice_type: InvoiceKind::parse(&typed.kind)?,
            amount: read_amount(&typed.amount).ok()?,
            issued_on: typed.issued_on.parse().ok()?,
            attachment_id: self.uploads.complete().into_iter().next(),
        })
    }
}

/// What a row knows of the others.
#[derive(Clone, Copy)]
pub struct Others {
    pub rows: RwSignal<Vec<InvoiceRow>>,
    pub whole: Amount,
    pub currency: Currency,
}

impl Others {
    /// What this one would have to be, so that nothing is missing; tracked.
    fn rest_for(self, id: u32) -> Option<Amount> {
        let others: Vec<String> = self
            .rows
            .with(|rows| rows.iter().filter(|row| row.id != id).map(|row| row.amount.get()).collect());
        rest(self.whole, difference(self.whole, others.iter().map(String::as_str))?)
    }
}

pub fn row(row: InvoiceRow, others: Others) -> AnyView {
    let id = row.id;
    let position = Memo::new(move |_| {
        others.rows.with(|rows| rows.iter().position(|row| row.id == id)).map_or(0, |at| at + 1)
    });
    let count = Memo::new(move |_| others.rows.with(Vec::len));
    let twice = Signal::derive(move || {
        let numbers: Vec<String> = others.rows.with(|rows| rows.iter().map(|row| row.number.get()).collect());
        is_twice(&numbers, &row.number.get()).then(|| msg::number_twice().to_owned())
    });
    let ahead = Signal::derive(move || {
        let day = row.issued_on.get().parse::<Date>().ok()?;
        (day > api::server_now().china_day()).then(|| msg::issued_ahead().to_owned())
    });
    let kinds =
        InvoiceKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::invoice_kind(kind))).into();
    let number_of = move || u32::try_from(position.get()).unwrap_or(u32::MAX);
    let title = move || msg::invoice_number_of(i18n::number(number_of()));
    let take_out = move |()| others.rows.update(|rows| rows.retain(|row| row.id != id));
    let out = move || {
        (count.get() > 1).then(|| {
            view! {
                <Button
                    label=move || msg::take_out(i18n::number(number_of()))
                    kind=ButtonKind::Ghost
                    icon=IconName::Close
                    icon_only=true
                    on_press=take_out
                />
            }
        })
    };
    let fill = move || {
        let rest = others.rest_for(id)?;
        let is_there = read_amount(&row.amount.get()).ok() == Some(rest);
        (!is_there).then(|| {
            let money =
                move || i18n::money(contract::money::Money { amount: rest, currency: others.currency });
            view! {
                <Button
                    label=move || msg::fill_in(money())
                    kind=ButtonKind::Link
                    on_press=move |()| row.amount.set(rest.to_string())
                />
            }
        })
    };
    view! {
        <fieldset class="invoice-row">
            <legend class="invoice-row__title">{title}</legend>
            <div class="invoice-row__fields">
                <TextField
                    label=msg::invoice_no
                    value=row.number
                    required=true
                    max_chars=InvoiceNumber::MAX_CHARS
                    check={wrong::<InvoiceNumber>}
                    error=twice
                />
                <SelectField label=msg::invoice_type value=row.kind choices=kinds required=true />
                <div class="invoice-row__amount">
                    <AmountInput
                        label=msg::amount_with_tax
                        currency=others.currency
                        value=row.amount
                        name="amount"
                        required=true
                    />
                    {fill}
                </div>
                <DateField label=msg::issued_on value=row.issued_on required=true check=wrong_day error=ahead />
            </div>
            <FileUpload uploads=row.uploads label=msg::invoice_file hint_id=["invoice-file-", &id.to_string()].concat() />
            <div class="invoice-row__out">{out}</div>
        </fieldset>
    }
    .into_any()
}

fn wrong_day(text: &str) -> Option<Rule> {
    text.parse::<Date>().is_err().then_some(Rule::Malformed)
}

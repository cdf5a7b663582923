//! Handing invoices in: as many as there are, until they sum to the statement.

use super::msg;
use crate::{
    api,
    flows::{
        amount::{AmountInput, read_amount},
        sending::Sending,
        statement,
    },
    i18n,
    ui::{
        Button, ButtonKind, Choice, DateField, IconName, Notice, SelectField, SubmitForm, TextField, Tone,
        toast,
    },
};
use contract::{
    invoices::{InvoiceKind, InvoiceNumber},
    money::{Amount, Money},
    statement_invoices::{Invoice, MAX_INVOICES},
    statements::{HAND_IN_INVOICES, HandIn, Statement, StatementDetail},
    text::{Rule, wrong},
    time::Date,
};
use leptos::prelude::*;

/// An invoice that is being typed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Typed {
    key: u32,
    number: RwSignal<String>,
    kind: RwSignal<String>,
    amount: RwSignal<String>,
    issued_on: RwSignal<String>,
}

impl Typed {
    fn new(key: u32) -> Self {
        Self {
            key,
            number: RwSignal::default(),
            kind: RwSignal::new(InvoiceKind::ESpecialVat.as_str().to_owned()),
            amount: RwSignal::default(),
            issued_on: RwSignal::new(api::server_now().china_day().to_string()),
        }
    }

    fn read(self) -> Option<Invoice> {
        Some(Invoice {
            invoice_no: InvoiceNumber::try_from(self.number.get_untracked()).ok()?,
            invoice_type: InvoiceKind::parse(&self.kind.get_untracked())?,
            amount: read_amount(&self.amount.get_untracked()).ok()?,
            issued_on: self.issued_on.get_untracked().parse().ok()?,
        })
    }
}

#[component]
pub fn InvoiceForm(
    statement: Signal<Statement>,
    #[prop(into)] on_done: Callback<StatementDetail>,
) -> AnyView {
    let sending = Sending::new();
    let rows = RwSignal::new(vec![Typed::new(0)]);
    let next = StoredValue::new(1_u32);
    let (owed, currency) = statement.with_untracked(|one| (one.amount, one.currency));
    let sum = Memo::new(move |_| {
        rows.with(|rows| {
            let mut typed = rows.iter().filter_map(|row| read_amount(&row.amount.get()).ok());
            typed.try_fold(Amount::ZERO, Amount::plus)
        })
    });
    let money = move |amount: Amount| i18n::money(Money { amount, currency });
    let differs = Signal::derive(move || {
        let sum = sum.get();
        (sum != Some(owed)).then(|| msg::sum_differs(money(owed), money(sum.unwrap_or(Amount::MAX))))
    });
    let send = move |()| {
        let invoices: Option<Vec<Invoice>> =
            rows.with_untracked(|rows| rows.iter().map(|row| row.read()).collect());
        let Some(invoices) = invoices else { return };
        let (id, version) = statement.with_untracked(|one| (one.statement_id.clone(), one.version));
        sending.send(&HAND_IN_INVOICES, (id,), HandIn { version, invoices }, move |detail| {
            toast::show(Tone::Success, msg::handed_in());
            on_done.try_run(detail);
        });
    };
    let add = move |()| {
        let key = next.get_value();
        next.set_value(key + 1);
        rows.update(|rows| rows.push(Typed::new(key)));
    };
    let full = Signal::derive(move || {
        (rows.with(Vec::len) >= MAX_INVOICES).then(|| msg::most_invoices(MAX_INVOICES))
    });
    let row = move |typed: Typed| {
        let position = move || {
            rows.with(|rows| rows.iter().position(|row| row.key == typed.key)).map_or(1, |nth| nth + 1)
        };
        let alone = Signal::derive(move || (rows.with(Vec::len) == 1).then(|| msg::one_invoice().to_owned()));
        let remove = move |()| rows.update(|rows| rows.retain(|row| row.key != typed.key));
        let kinds = InvoiceKind::ALL
            .map(|kind| Choice::new(kind.as_str(), move || statement::invoice_type(kind)))
            .to_vec();
        view! {
            <fieldset class="statement__invoice">
                <legend>{move || msg::invoice_nth(position())}</legend>
                <TextField
                    label=msg::invoice_no
                    value=typed.number
                    required=true
                    check={wrong::<InvoiceNumber>}
                    error=refused(sending, typed.key, rows, "invoice_no")
                />
                <SelectField label=msg::invoice_type value=typed.kind choices=kinds />
                <AmountInput label=msg::amount currency value=typed.amount name="amount" required=true />
                <DateField label=msg::issued_on value=typed.issued_on required=true check=wrong_day />
                <Button label=msg::remove_invoice kind=ButtonKind::Link why_disabled=alone on_press=remove />
            </fieldset>
        }
    };
    view! {
        <section class="card" aria-labelledby="statement-hand-in">
            <h2 id="statement-hand-in">{msg::hand_in_title}</h2>
            <Notice>{msg::hand_in_notice}</Notice>
            <SubmitForm label=msg::hand_in on_submit=send pending=sending.pending failed=sending.failed why_disabled=differs>
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <For each=move || rows.get() key=|typed| typed.key children=row />
                    <Button label=msg::add_invoice icon=IconName::Plus why_disabled=full on_press=add />
                </fieldset>
                <p class="money" role="status">
                    {move || msg::sum_of(money(owed), money(sum.get().unwrap_or(Amount::MAX)))}
                </p>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// What the backend says of a field of this row.
fn refused(
    sending: Sending,
    key: u32,
    rows: RwSignal<Vec<Typed>>,
    field: &'static str,
) -> Signal<Option<String>> {
    use crate::api::ApiError;
    Signal::derive(move || {
        let nth = rows.with(|rows| rows.iter().position(|row| row.key == key))?;
        let name = ["invoices[", nth.to_string().as_str(), "].", field].concat();
        sending.failed.with(|failed| match failed {
            Some(ApiError::Refused(problem)) => {
                problem.fields.iter().any(|one| one.field == name).then(|| msg::number_used().to_owned())
            }
            _ => None,
        })
    })
}

fn wrong_day(text: &str) -> Option<Rule> {
    text.parse::<Date>().is_err().then_some(Rule::Malformed)
}

//! Confirming one statement or some together: what they sum to in each currency, then what became of each.

use super::msg;
use crate::{
    flows::{sending::Sending, statement},
    i18n,
    ui::{Asking, Button, Dialog, Notice, SubmitForm, Tone, error_title, toast},
};
use contract::{
    ids::StatementId,
    statements::{CONFIRM, Confirmation, Confirmed, NotConfirmed, Statement, totals},
};
use leptos::prelude::*;

/// The dialog, and what it is about.
pub type Confirming = Asking<Vec<Statement>>;

/// Rows that the dialog names one by one.
const NAMED: usize = 5;

/// Once per page. `done` gets the ids of those that were confirmed.
#[component]
pub fn ConfirmDialog(
    confirming: Confirming,
    #[prop(into)] done: Callback<Vec<StatementId>>,
    /// Reads the statements again.
    #[prop(into)]
    changed: Callback<()>,
) -> AnyView {
    let form = move || {
        let statements = confirming.about.get_untracked()?;
        Some(view! { <Form statements confirming done changed /> })
    };
    view! {
        <Dialog title=msg::confirm_title open=confirming.open busy=confirming.pending>{form()}</Dialog>
    }
    .into_any()
}

#[component]
fn Form(
    statements: Vec<Statement>,
    confirming: Confirming,
    done: Callback<Vec<StatementId>>,
    changed: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(confirming.pending);
    let left = RwSignal::new(Vec::<NotConfirmed>::new());
    let sums = totals(statements.iter().map(Statement::money)).unwrap_or_default();
    let asked = StoredValue::new(Confirmation {
        statement_ids: statements.iter().map(|statement| statement.statement_id.clone()).collect(),
        totals: sums.clone(),
    });
    let send = move |()| {
        sending.send(&CONFIRM, (), asked.get_value(), move |confirmed: Confirmed| {
            let Confirmed { confirmed_ids, error_details } = confirmed;
            let count = u32::try_from(confirmed_ids.len()).unwrap_or(u32::MAX);
            if count > 0 {
                toast::show(Tone::Success, msg::confirmed(i18n::number(count)));
            }
            done.try_run(confirmed_ids);
            if error_details.is_empty() {
                confirming.close();
            } else {
                left.try_set(error_details);
            }
        });
    };
    // Another sum than the one that is shown.
    sending.when_overtaken(&[], changed);
    let count = statements.len();
    let names: Vec<String> =
        statements.iter().take(NAMED).map(|statement| statement.statement_no.clone()).collect();
    let more = count.saturating_sub(NAMED);
    let numbers: std::collections::BTreeMap<StatementId, String> =
        statements.into_iter().map(|statement| (statement.statement_id, statement.statement_no)).collect();
    let numbers = StoredValue::new(numbers);
    let (names, sums) = (StoredValue::new(names), StoredValue::new(sums));
    let shown = move || {
        if left.with(|left| !left.is_empty()) {
            return view! { <Left left numbers confirming /> }.into_any();
        }
        let named = move || {
            let names = names.with_value(|names| i18n::list(names));
            if more == 0 { names } else { msg::and_more(more, names) }
        };
        let per_currency = sums.with_value(|sums| {
            sums.iter()
                .map(|sum| {
                    let sum = *sum;
                    view! { <li class="money">{move || i18n::money(sum)}</li> }
                })
                .collect_view()
        });
        view! {
            <SubmitForm
                label=msg::confirm
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| confirming.close()
            >
                <p>{move || msg::confirm_count(count)} " " {named}</p>
                <p>{msg::sums}</p>
                <ul class="statements__sums">{per_currency}</ul>
                <Notice>{msg::confirm_notice}</Notice>
            </SubmitForm>
        }
        .into_any()
    };
    shown.into_any()
}

/// Those that stayed as they were, and why.
#[component]
fn Left(
    left: RwSignal<Vec<NotConfirmed>>,
    numbers: StoredValue<std::collections::BTreeMap<StatementId, String>>,
    confirming: Confirming,
) -> AnyView {
    let why = |one: &NotConfirmed| match one.current_status {
        Some(status) => msg::not_pending(statement::status(status).0),
        None => error_title(one.error_code),
    };
    let rows = move || {
        left.get()
            .into_iter()
            .map(|one| {
                let name = numbers
                    .with_value(|numbers| numbers.get(&one.id).cloned())
                    .unwrap_or_else(|| one.id.to_string());
                view! { <li><strong>{name}</strong> " " {why(&one)}</li> }
            })
            .collect_view()
    };
    view! {
        <Notice tone=Tone::Warning title=msg::not_confirmed announce=true>
            <ul class="statements__left">{rows}</ul>
        </Notice>
        <div class="form__actions">
            <Button label=msg::close on_press=move |()| confirming.close() />
        </div>
    }
    .into_any()
}

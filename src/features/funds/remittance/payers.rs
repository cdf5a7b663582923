//! 代付管理: who may pay besides the company itself. Ended for good (作废), so that is asked for.

use super::msg;
use crate::{
    flows::sending::Sending,
    i18n,
    ui::{
        Asking, Badge, Button, ButtonKind, Column, DataTable, DateTimeText, Dialog, EmptyState, IconName,
        SubmitForm, TextField, Tone, toast,
    },
};
use contract::{
    remittances::{ADD_PAYER, END_PAYER, MAX_PAYERS, PayerDraft, ProxyPayer, RemittanceAccount},
    text::{CompanyName, wrong},
};
use leptos::prelude::*;

#[component]
pub fn Payers(account: Signal<RemittanceAccount>, changed: Callback<RemittanceAccount>) -> AnyView {
    let ending = Asking::<ProxyPayer>::new();
    let rows = Signal::derive(move || account.with(|account| account.payers.clone()));
    let active =
        Memo::new(move |_| rows.with(|rows| rows.iter().filter(|row| row.ended_at.is_none()).count()));
    let nobody =
        || view! { <EmptyState title=msg::no_payers body=msg::no_payers_hint icon=IconName::Users /> };
    view! {
        <section class="card" aria-labelledby="remittance-payers">
            <h2 id="remittance-payers">{msg::payers}</h2>
            <p class="field__hint">
                {move || msg::payers_used(active.get(), i18n::number(MAX_PAYERS))}
            </p>
            <DataTable
                caption=msg::payers
                columns=columns(ending)
                rows
                key=|row: &ProxyPayer| [row.payer_id.as_str(), if row.ended_at.is_some() { "-" } else { "+" }].concat()
                empty=nobody
            />
            <Add active changed />
            <EndDialog ending changed />
        </section>
    }
    .into_any()
}

fn columns(ending: Asking<ProxyPayer>) -> Vec<Column<ProxyPayer>> {
    vec![
        Column::new("name", msg::payer_name, |row: &ProxyPayer| row.name.clone().into_any()).mandatory(),
        Column::new("added_at", msg::added_at, |row: &ProxyPayer| {
            view! { <DateTimeText at=row.added_at /> }.into_any()
        }),
        Column::new("state", msg::payer_state, |row: &ProxyPayer| match row.ended_at {
            None => view! { <Badge label=msg::payer_active tone=Tone::Success /> }.into_any(),
            Some(at) => {
                view! { <span><Badge label=msg::payer_ended /> " " <DateTimeText at /></span> }.into_any()
            }
        }),
        Column::new("actions", msg::actions, move |row: &ProxyPayer| {
            let payer = row.clone();
            let button = row.ended_at.is_none().then(move || {
                view! { <Button label=msg::end_payer kind=ButtonKind::Link on_press=move |()| ending.ask(payer.clone()) /> }
            });
            button.into_any()
        }),
    ]
}

#[component]
fn Add(active: Memo<usize>, changed: Callback<RemittanceAccount>) -> AnyView {
    let sending = Sending::new();
    let name = RwSignal::new(String::new());
    let full = Signal::derive(move || {
        let full = u32::try_from(active.get()).is_ok_and(|active| active >= MAX_PAYERS);
        full.then(|| msg::payers_full(i18n::number(MAX_PAYERS)))
    });
    let send = move |()| {
        let Ok(holder) = CompanyName::try_from(name.get_untracked()) else { return };
        sending.send(&ADD_PAYER, (), PayerDraft { name: holder }, move |now| {
            toast::show(Tone::Success, msg::payer_added());
            name.try_set(String::new());
            changed.try_run(now);
        });
    };
    view! {
        <SubmitForm label=msg::add_payer on_submit=send pending=sending.pending failed=sending.failed why_disabled=full>
            <fieldset class="plain funds__fields" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::payer_name
                    value=name
                    name="name"
                    required=true
                    hint=msg::payer_name_hint
                    check={wrong::<CompanyName>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

#[component]
fn EndDialog(ending: Asking<ProxyPayer>, changed: Callback<RemittanceAccount>) -> AnyView {
    let form = move || {
        let payer = ending.about.get_untracked()?;
        Some(view! { <EndForm payer ending changed /> })
    };
    view! { <Dialog title=msg::end_payer_title open=ending.open busy=ending.pending>{form()}</Dialog> }
        .into_any()
}

#[component]
fn EndForm(payer: ProxyPayer, ending: Asking<ProxyPayer>, changed: Callback<RemittanceAccount>) -> AnyView {
    let sending = Sending::reporting_to(ending.pending);
    let ProxyPayer { payer_id, name, .. } = payer;
    let send = move |()| {
        sending.send(&END_PAYER, (payer_id.clone(),), (), move |now| {
            toast::show(Tone::Success, msg::payer_ended_now());
            ending.close();
            changed.try_run(now);
        });
    };
    view! {
        <SubmitForm
            label=msg::end_payer
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.close()
            danger=true
        >
            <p>{move || msg::end_payer_hint(&name)}</p>
        </SubmitForm>
    }
    .into_any()
}

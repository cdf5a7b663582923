//! 确认对账: all incentives of a period together, as they are shown; it cannot be taken back.

use super::super::msg;
use crate::{
    api::ApiError,
    flows::{account_check::association_type, fetch::use_fetch, sending::Sending, time_left::TimeLeft},
    i18n,
    session::{can, membership},
    ui::{
        Asking, Column, DataTable, Described, DescriptionList, Dialog, Loaded, MoneyText, Notice, SubmitForm,
        Tone, toast,
    },
};
use contract::{
    incentives::{
        CONFIRM, Confirmation, Confirmed, Incentive, IncentivePage, IncentiveQuery, IncentiveStatus,
        IncentiveSummary, PeriodToConfirm, RECONCILIATIONS, SUMMARY,
    },
    money::Money,
    month::Month,
    page::MAX_LIMIT,
    permissions::Permission,
};
use leptos::prelude::*;

/// Why the reader cannot confirm or give feedback; nothing when it can.
pub fn may_confirm() -> Signal<Option<String>> {
    Signal::derive(|| {
        let administrators = membership().map(|member| member.administrators).unwrap_or_default();
        (!can(Permission::ConfirmIncentives)).then(|| msg::ask_administrator(i18n::list(administrators)))
    })
}

#[component]
pub fn ConfirmDialog(confirming: Asking<Month>, changed: Callback<()>) -> AnyView {
    let form = move || {
        let period = confirming.about.get()?;
        Some(view! { <Period period confirming changed /> })
    };
    view! {
        <Dialog title=msg::confirm_title open=confirming.open busy=confirming.pending wide=true>
            {form}
        </Dialog>
    }
    .into_any()
}

/// Reads it afresh: what is confirmed is what is seen.
#[component]
fn Period(period: Month, confirming: Asking<Month>, changed: Callback<()>) -> AnyView {
    let summary = use_fetch(&SUMMARY, || Some(((), ())));
    let incentives = use_fetch(&RECONCILIATIONS, move || {
        let query = IncentiveQuery {
            period_begin: Some(period),
            period_end: Some(period),
            status_list: vec![IncentiveStatus::PendingConfirm],
            limit: Some(MAX_LIMIT),
            ..IncentiveQuery::default()
        };
        Some(((), query))
    });
    let again = Callback::new(move |()| {
        summary.refetch();
        incentives.refetch();
        changed.try_run(());
    });
    let rows = move |page: Signal<IncentivePage>| {
        let rows = Signal::derive(move || page.with(|page| page.reconciliations.clone()));
        view! {
            <DataTable
                caption=msg::confirm_title
                columns=columns()
                rows
                key=|row: &Incentive| row.incentive_id.to_string()
                busy=incentives.loading
            />
        }
        .into_any()
    };
    let shown = move |summary: Signal<IncentiveSummary>| {
        let waiting = Memo::new(move |_| {
            summary.with(|summary| summary.to_confirm.iter().find(|one| one.period == period).cloned())
        });
        let content = move || match waiting.get() {
            Some(waiting) => view! { <Form waiting confirming again /> }.into_any(),
            None => view! { <Notice tone=Tone::Success title=msg::confirmed_already /> }.into_any(),
        };
        view! {
            <Loaded from=incentives lines=4 children=rows />
            {content}
        }
        .into_any()
    };
    view! { <Loaded from=summary lines=6 children=shown /> }.into_any()
}

#[component]
fn Form(waiting: PeriodToConfirm, confirming: Asking<Month>, again: Callback<()>) -> AnyView {
    let PeriodToConfirm { period, incentive_count, totals, confirm_deadline, open_feedback_count } = waiting;
    let sending = Sending::reporting_to(confirming.pending);
    let sums = totals.clone();
    let send = move |()| {
        let draft = Confirmation { period, totals: totals.clone() };
        sending.send(&CONFIRM, (), draft, move |confirmed: Confirmed| {
            let applied = u32::try_from(confirmed.payout_ids.len()).unwrap_or(u32::MAX);
            let said = if applied == 0 {
                msg::confirmed().to_owned()
            } else {
                msg::confirmed_and_applied(i18n::number(applied))
            };
            toast::show(Tone::Success, said);
            confirming.close();
            again.try_run(());
        });
    };
    // Somebody was first, or something was published meanwhile: the dialog is read again, and says itself which.
    Effect::new(move |_| {
        if sending.failed.with(|failed| failed.as_ref().is_some_and(ApiError::is_overtaken)) {
            again.try_run(());
        }
    });
    let feedback = (open_feedback_count > 0).then(|| {
        view! { <Notice tone=Tone::Warning>{move || msg::confirm_despite(i18n::number(open_feedback_count))}</Notice> }
    });
    view! {
        <SubmitForm
            label=msg::confirm
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| confirming.close()
        >
            <DescriptionList>
                <Described term=msg::period>{move || i18n::month(period.first_day())}</Described>
                <Described term=msg::incentives>{move || i18n::number(incentive_count)}</Described>
                <Described term=msg::total>
                    {move || i18n::list(sums.iter().map(|total| i18n::money(*total)))}
                </Described>
                <Described term=msg::confirm_deadline><TimeLeft deadline=confirm_deadline /></Described>
            </DescriptionList>
            {feedback}
            <Notice tone=Tone::Info>{msg::confirm_effect}</Notice>
        </SubmitForm>
    }
    .into_any()
}

fn columns() -> Vec<Column<Incentive>> {
    vec![
        Column::new("plan", msg::plan, |row: &Incentive| row.plan_name.clone().into_any()).mandatory(),
        Column::new("association_type", msg::association_type, |row: &Incentive| {
            let kind = row.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("earned_in", msg::earned_in, |row: &Incentive| {
            let first = row.earned_in.first_day();
            (move || i18n::month(first)).into_any()
        }),
        Column::new("amount", msg::amount, |row: &Incentive| {
            let money = Money { amount: row.amount, currency: row.currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
    ]
}

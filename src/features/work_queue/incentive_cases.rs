//! Payouts, feedback and transfers, as who decides about them has to see them.

use super::msg;
use crate::{
    flows::{
        fetch::use_fetch,
        incentive::{
            PayoutTracker, invoices::PayoutInvoices, items::PayoutItems, transfer::TransferFacts, words,
        },
        upload::{file, files},
    },
    i18n,
    ui::{DateTimeText, Described, DescriptionList, Loaded, MoneyText},
};
use contract::{
    attachments::Attachment,
    ids::{FeedbackId, PayoutId, TransferId},
    incentive_transfers::Transfer,
    money::Money,
    work_queue::{FEEDBACK_CASE, FeedbackCase, INCENTIVE_FILE, PAYOUT_CASE, PayoutCase, TRANSFER_CASE},
};
use leptos::prelude::*;

#[component]
pub fn PayoutOf(id: PayoutId) -> AnyView {
    let case = use_fetch(&PAYOUT_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=8 children=payout /> }.into_any()
}

fn payout(case: Signal<PayoutCase>) -> AnyView {
    let row = case.with_untracked(|case| case.payout.row.clone());
    let (currency, method) = (row.currency, row.method);
    let tracker = Signal::derive(move || case.with(|case| case.payout.tracker.clone()));
    let items = Signal::derive(move || case.with(|case| case.payout.items.clone()));
    let invoices = Signal::derive(move || case.with(|case| case.payout.invoices.clone()));
    let handed_in = row.needs_invoice.then(|| {
        view! {
            <h3>{msg::invoices}</h3>
            <PayoutInvoices invoices currency file=|of| file(&INCENTIVE_FILE, of) />
        }
    });
    view! {
        <DescriptionList>
            <Described term=msg::payout_of><code>{row.payout_no}</code></Described>
            <Described term=msg::amount><strong><MoneyText money=Money { amount: row.amount, currency } /></strong></Described>
            <Described term=msg::method>{move || words::method(method)}</Described>
            <Described term=msg::applied_at><DateTimeText at=row.applied_at /></Described>
        </DescriptionList>
        {handed_in}
        <h3>{msg::items}</h3>
        <PayoutItems items currency />
        <h3>{msg::progress}</h3>
        <PayoutTracker tracker />
    }
    .into_any()
}

#[component]
pub fn FeedbackOf(id: FeedbackId) -> AnyView {
    let case = use_fetch(&FEEDBACK_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=feedback /> }.into_any()
}

fn feedback(case: Signal<FeedbackCase>) -> AnyView {
    let shown = move || {
        let FeedbackCase { feedback, incentive, line, .. } = case.get();
        let period = incentive.period.first_day();
        let money = Money { amount: incentive.amount, currency: incentive.currency };
        let line = line.map(|line| {
            let money = Money { amount: line.amount, currency: line.currency };
            view! { <Described term=msg::order_id><code>{line.order_id}</code> " " <MoneyText money /></Described> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::incentive>
                    {incentive.plan_name} " " {move || i18n::month(period)} " " <MoneyText money />
                </Described>
                {line}
                <Described term=msg::given_by>{feedback.given_by} " " <DateTimeText at=feedback.given_at /></Described>
                <Described term=msg::feedback_text>{feedback.text}</Described>
            </DescriptionList>
            {attached(&feedback.attachments)}
        }
    };
    shown.into_any()
}

#[component]
pub fn TransferOf(id: TransferId) -> AnyView {
    let case = use_fetch(&TRANSFER_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=transfer /> }.into_any()
}

fn transfer(case: Signal<Transfer>) -> AnyView {
    let files = move || case.with(|transfer| attached(&transfer.attachments));
    view! { <TransferFacts transfer=case /> {files} }.into_any()
}

/// The files that came with it.
fn attached(attachments: &[Attachment]) -> Option<AnyView> {
    (!attachments.is_empty()).then(|| files(&INCENTIVE_FILE, attachments))
}

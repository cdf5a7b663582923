//! The invoices that were handed in for a payout.

use super::{msg, words};
use crate::ui::{Badge, Column, DataTable, DateText, EmptyState, IconName, MoneyText};
use contract::{
    attachments::Attachment,
    invoices::Invoice,
    money::{Currency, Money},
};
use leptos::prelude::*;

/// How a file can be opened, which differs between the partner and the vendor.
pub type ShowFile = fn(&Attachment) -> AnyView;

/// `<PayoutInvoices invoices currency file />`
#[component]
pub fn PayoutInvoices(
    #[prop(into)] invoices: Signal<Vec<Invoice>>,
    currency: Currency,
    file: ShowFile,
) -> AnyView {
    let columns = vec![
        Column::new("invoice_no", msg::invoice_no, |invoice: &Invoice| {
            view! { <code>{invoice.invoice_no.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("invoice_type", msg::invoice_type, |invoice: &Invoice| {
            let kind = invoice.invoice_type;
            (move || words::invoice_kind(kind)).into_any()
        }),
        Column::new("amount", msg::amount, move |invoice: &Invoice| {
            let money = Money { amount: invoice.amount, currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
        Column::new("issued_on", msg::issued_on, |invoice: &Invoice| {
            view! { <DateText day=invoice.issued_on /> }.into_any()
        }),
        Column::new("file", msg::file, move |invoice: &Invoice| {
            invoice.attachment.as_ref().map(file).into_any()
        }),
        Column::new("status", msg::status, |invoice: &Invoice| {
            let status = invoice.status;
            view! { <Badge label=move || words::invoice(status).0 tone=words::invoice(status).1 /> }
                .into_any()
        }),
    ];
    view! {
        <DataTable
            caption=msg::invoices
            columns
            rows=invoices
            key=|invoice: &Invoice| invoice.invoice_no.clone()
            empty=|| view! { <EmptyState title=msg::no_invoices icon=IconName::Inbox /> }
        />
    }
    .into_any()
}

//! The invoices' part of a payout's page.

use super::{super::msg, form::InvoiceForm};
use crate::{
    flows::{incentive::invoices::PayoutInvoices, upload::file},
    i18n,
    routes::Route,
    session::{can, membership},
    ui::{LinkButton, Notice, Tone},
};
use contract::{incentives::FILE, payout_status::PayoutStatus, payouts::Payout, permissions::Permission};
use leptos::prelude::*;

/// Nothing for a payout that needs none.
#[component]
pub fn InvoicePart(payout: Signal<Payout>, newest: Callback<Payout>, again: Callback<()>) -> AnyView {
    let row = payout.with_untracked(|payout| payout.row.clone());
    if !row.needs_invoice {
        return ().into_any();
    }
    let currency = row.currency;
    let href = Route::InvoiceList(row.payout_id).href();
    let status = Memo::new(move |_| payout.with(|payout| payout.row.status));
    let invoices = Signal::derive(move || payout.with(|payout| payout.invoices.clone()));
    let list = move || {
        let asked = !matches!(status.get(), PayoutStatus::Processing | PayoutStatus::Rejected);
        asked.then(|| view! { <LinkButton label=msg::invoice_list href=href.clone() /> })
    };
    let content = move || match status.get() {
        PayoutStatus::Processing => view! { <p class="payouts__hint">{msg::invoices_later}</p> }.into_any(),
        PayoutStatus::InvoicePending if can(Permission::ApplyPayouts) => {
            view! { <InvoiceForm payout newest again /> }.into_any()
        }
        PayoutStatus::InvoicePending => {
            let names = membership().map(|member| member.administrators).unwrap_or_default();
            view! { <Notice tone=Tone::Info>{move || msg::others_hand_in(i18n::list(&names))}</Notice> }
                .into_any()
        }
        PayoutStatus::InvoiceReview
        | PayoutStatus::PaymentReview
        | PayoutStatus::Paying
        | PayoutStatus::Done
        | PayoutStatus::Rejected => {
            view! { <PayoutInvoices invoices currency file=|of| file(&FILE, of) /> }.into_any()
        }
    };
    view! {
        <section class="card payouts__section" aria-labelledby="payout-invoices">
            <div class="payouts__head">
                <h2 id="payout-invoices">{msg::invoices}</h2>
                {list}
            </div>
            {content}
        </section>
    }
    .into_any()
}

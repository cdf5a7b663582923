//! Filing who is listed already, or again: each for itself. Who was not filed stays, with every reason and its way out.

use super::possible::Picked;
use crate::{
    features::customer_development::{msg, restrictions::why_closed, words},
    flows::sending::Sending,
    i18n,
    ui::{Asking, Notice, SubmitForm, Tone, error_title, toast},
};
use contract::{
    filings::{FILE_LISTED, FilingIds, FilingStatus, NotFiledDetail},
    ids::FilingId,
};
use leptos::prelude::*;

#[component]
pub fn FilePickedForm(
    picked: Vec<Picked>,
    asking: Asking<Vec<Picked>>,
    changed: Callback<Vec<FilingId>>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    // Those who are still to be filed: after a try, who was not.
    let left = RwSignal::new(picked);
    let refused = RwSignal::new(Vec::<NotFiledDetail>::new());
    let reviewed = RwSignal::new(0_usize);
    let send = move |()| {
        let filing_ids = left.with_untracked(|left| left.iter().map(|row| row.filing_id.clone()).collect());
        sending.send(&FILE_LISTED, (), FilingIds { filing_ids }, move |batch| {
            changed.try_run(batch.filings.iter().map(|filing| filing.filing_id.clone()).collect());
            if !batch.filings.is_empty() {
                toast::show(Tone::Success, msg::filed_some(batch.filings.len()));
            }
            let review = batch.filings.iter().filter(|row| row.status == FilingStatus::PendingReview).count();
            if batch.error_details.is_empty() {
                if review > 0 {
                    toast::show(Tone::Info, msg::under_review_some(review));
                }
                asking.close();
                return;
            }
            left.try_update(|left| {
                left.retain(|row| batch.error_details.iter().any(|detail| detail.id == row.filing_id));
            });
            reviewed.try_set(review);
            refused.try_set(batch.error_details);
        });
    };
    let names = move || left.with(|left| i18n::list(left.iter().map(|row| row.name.clone())));
    let shown = move || {
        let rows = refused.get();
        let count = rows.len();
        let row = move |detail: NotFiledDetail| {
            let name = left.with_untracked(|left| {
                left.iter().find(|row| row.filing_id == detail.id).map(|row| row.name.clone())
            });
            view! { <li><strong>{name}</strong> " " {move || reasons(&detail)}</li> }
        };
        (count > 0).then(|| {
            view! {
                <Notice tone=Tone::Warning title=move || msg::not_filed_some(count) announce=true>
                    <ul class="plain-list">{rows.into_iter().map(row).collect_view()}</ul>
                </Notice>
            }
        })
    };
    let waiting = move || {
        let count = reviewed.get();
        (count > 0).then(|| view! { <Notice>{move || msg::under_review_some(count)}</Notice> })
    };
    let label = move || match refused.with(Vec::len) {
        0 => msg::file_picked().to_owned(),
        count => msg::file_rest(count),
    };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=why_closed()
            on_cancel=move |()| asking.close()
        >
            {waiting}
            {shown}
            <p>{move || msg::about_customers(names())}</p>
            <Notice>{msg::file_picked_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

/// Every reason with its way out; of those without reasons of their own, why the call refused them.
fn reasons(detail: &NotFiledDetail) -> String {
    if detail.filing_refusals.is_empty() {
        return error_title(detail.error_code);
    }
    let each = detail
        .filing_refusals
        .iter()
        .flat_map(|refusal| [words::filing_refusal(*refusal), words::filing_remedy(*refusal)]);
    each.collect::<Vec<_>>().join(" ")
}

//! The vendor is later than promised: what to tell customer service, ready to be copied, with everything that finds it.

use super::msg;
use crate::{
    flows::incentive::words,
    i18n,
    ui::{CopyButton, Notice, Tone},
};
use contract::{
    payout_tracker::{Holder, Step},
    payouts::Payout,
};
use leptos::prelude::*;

#[component]
pub fn Overdue(payout: Signal<Payout>) -> AnyView {
    let late = Memo::new(move |_| {
        payout.with(|payout| {
            let step = payout.tracker.current().filter(|step| step.overdue && step.holder != Holder::You)?;
            Some((payout.row.payout_no.clone(), step.clone()))
        })
    });
    let shown = move || {
        let (number, step) = late.get()?;
        let text = message(&number, &step);
        let copied = text.clone();
        Some(view! {
            <Notice tone=Tone::Danger title=msg::overdue_title>
                <p>{msg::overdue_body}</p>
                <p class="payouts__message">{text}</p>
                <CopyButton text=copied />
            </Notice>
        })
    };
    shown.into_any()
}

/// What customer service has to know.
fn message(number: &str, step: &Step) -> String {
    let since = step.since.map(i18n::date_time).unwrap_or_default();
    let until = step.promised_until.map(i18n::end).unwrap_or_default();
    let rule = step.promise.map_or("", |promise| promise.rule_id());
    msg::overdue_message(words::holder(step.holder), number, rule, since, words::stage(step.stage), until)
}

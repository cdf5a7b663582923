//! What of a payout belongs into a calendar: until when to invoice, and when the money should be there.

use super::msg;
use crate::{
    api,
    flows::calendar_file::{self, Event},
    ui::{Button, ButtonKind, IconName, Tone, toast},
};
use contract::{payout_status::PayoutStatus, payouts::Payout};
use leptos::prelude::*;

/// Nothing when there is nothing to wait for.
#[component]
pub fn AddToCalendar(payout: Signal<Payout>) -> AnyView {
    let events = Memo::new(move |_| payout.with(events));
    let save = move |()| {
        let name = payout.with_untracked(|payout| [&payout.row.payout_no, ".ics"].concat());
        if !calendar_file::save(&name, &events.get_untracked(), api::server_now()) {
            toast::show(Tone::Warning, msg::not_saved());
        }
    };
    let button = move || {
        (!events.with(Vec::is_empty)).then(|| {
            view! {
                <Button
                    label=msg::add_to_calendar
                    kind=ButtonKind::Ghost
                    icon=IconName::Calendar
                    on_press=save
                />
            }
        })
    };
    button.into_any()
}

fn events(payout: &Payout) -> Vec<Event> {
    let row = &payout.row;
    let event = |what: &str, title: String, ends_at| Event {
        name: ["payout-", what, "-", row.payout_id.as_str()].concat(),
        title,
        ends_at,
    };
    let invoice = row.invoice_due_at.filter(|_| row.status == PayoutStatus::InvoicePending);
    let invoice = invoice.map(|at| event("invoice", msg::calendar_invoice(&row.payout_no), at));
    let arrival = payout.tracker.promised_arrival.or(payout.tracker.arrival.map(|range| range.until));
    let arrival = arrival.filter(|_| row.status.is_open());
    let arrival = arrival.map(|at| event("arrival", msg::calendar_arrival(&row.payout_no), at));
    invoice.into_iter().chain(arrival).collect()
}

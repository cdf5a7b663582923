//! Deadlines in the user's own calendar: as a file once, or as an address to which the calendar subscribes.

use super::{kinds, msg};
use crate::{
    browser,
    flows::{
        calendar_file::{self, Event},
        sending::Sending,
    },
    ui::{CopyButton, Dialog, ErrorPanel, Menu, MenuItem, Notice, SubmitForm, Tone, toast},
};
use contract::deadlines::{CalendarAddress, Deadline, Deadlines, SUBSCRIBE, UNSUBSCRIBE};
use leptos::prelude::*;

#[component]
pub(super) fn CalendarMenu(deadlines: Signal<Deadlines>, changed: Callback<()>) -> AnyView {
    let subscribing = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let stopping = Sending::new();
    let subscribed = Memo::new(move |_| deadlines.with(|all| all.subscribed));
    let download = move |()| {
        let event = |deadline: &Deadline| Event {
            name: [&deadline.kind.as_str().to_lowercase(), "-", &deadline.about_id].concat(),
            title: [kinds::name(deadline.kind), &deadline.title].join(": "),
            ends_at: deadline.due_at,
        };
        let (events, now) =
            deadlines.with_untracked(|all| (all.deadlines.iter().map(event).collect::<Vec<_>>(), all.now));
        if !calendar_file::save("deadlines.ics", &events, now) {
            toast::show(Tone::Warning, msg::not_saved());
        }
    };
    let stop = move |()| {
        stopping.send(&UNSUBSCRIBE, (), (), move |()| {
            toast::show(Tone::Success, msg::stopped());
            changed.try_run(());
        });
    };
    let stop_item = move || subscribed.get().then(|| view! { <MenuItem label=msg::stop on_press=stop /> });
    let failed = move || {
        let error = stopping.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| stop(()) /> })
    };
    view! {
        <Menu label=msg::calendar labelled=true>
            <MenuItem label=msg::download on_press=download />
            <MenuItem label=msg::subscribe on_press=move |()| subscribing.set(true) />
            {stop_item}
        </Menu>
        {failed}
        <Dialog title=msg::subscribe open=subscribing busy=pending>
            <Subscribe open=subscribing pending subscribed changed />
        </Dialog>
    }
    .into_any()
}

/// The address is told once; making another one ends it.
#[component]
fn Subscribe(
    open: RwSignal<bool>,
    pending: RwSignal<bool>,
    subscribed: Memo<bool>,
    changed: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let address = RwSignal::new(None::<String>);
    let had_one = subscribed.get_untracked();
    let send = move |()| {
        sending.send(&SUBSCRIBE, (), (), move |made: CalendarAddress| {
            address.try_set(Some([browser::origin(), made.path].concat()));
            changed.try_run(());
        });
    };
    let content = move || {
        if let Some(address) = address.get() {
            return view! {
                <p>{msg::address_hint}</p>
                <p class="deadlines__address"><code>{address.clone()}</code> <CopyButton text=address /></p>
                <Notice tone=Tone::Warning><p>{msg::address_warning}</p></Notice>
            }
            .into_any();
        }
        let replaces = had_one.then(|| view! { <p>{msg::address_replaces}</p> });
        view! {
            <SubmitForm
                label=msg::make_address
                on_submit=send
                pending
                failed=sending.failed
                on_cancel=move |()| open.set(false)
            >
                <p>{msg::subscribe_hint}</p>
                {replaces}
            </SubmitForm>
        }
        .into_any()
    };
    content.into_any()
}

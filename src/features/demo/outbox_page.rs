//! The outbox: messages newest first, read again every few seconds while somebody looks.

use super::{clock::ClockCard, message::message, msg};
use crate::{
    api::ApiError,
    flows::polling::use_polled,
    i18n,
    routes::Route,
    ui::{EmptyState, IconName, LinkButton, Loaded, PageHeader, TextField},
};
use contract::{
    demo::{OUTBOX, Outbox, OutboxQuery},
    problem::ErrorCode,
};
use leptos::prelude::*;

const EVERY_MS: u32 = 3_000;
/// The newest messages; older ones are found by their recipient.
const SHOWN: u32 = 50;

/// A page for whoever tries the product out.
#[component]
pub fn OutboxPage() -> AnyView {
    let recipient = RwSignal::new(String::new());
    let query = move || {
        let recipient = Some(recipient.get().trim().to_owned()).filter(|part| !part.is_empty());
        ((), OutboxQuery { recipient, limit: Some(SHOWN), ..OutboxQuery::default() })
    };
    let outbox = use_polled(&OUTBOX, EVERY_MS, query, |_| true);
    let off = Memo::new(move |_| {
        let code = outbox.error.with(|error| error.as_ref().and_then(ApiError::code));
        matches!(code, Some(ErrorCode::UnknownAddress | ErrorCode::NotFound))
    });
    let content = move || {
        if off.get() {
            return view! {
                <EmptyState title=msg::demo_off body=msg::demo_off_hint icon=IconName::Info>
                    <LinkButton label=msg::back_home href=Route::Home.href() />
                </EmptyState>
            }
            .into_any();
        }
        view! {
            <div class="demo">
                <div>
                    <div class="outbox__filters" role="search" aria-label=msg::filters>
                        <TextField label=msg::recipient value=recipient hint=msg::recipient_hint />
                    </div>
                    <Loaded from=outbox lines=6 children=messages />
                </div>
                <ClockCard on_advanced=move |()| outbox.refetch() />
            </div>
        }
        .into_any()
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro>
            <LinkButton label=msg::back_home href=Route::Home.href() icon=IconName::Home />
        </PageHeader>
        {content}
    }
    .into_any()
}

fn messages(outbox: Signal<Outbox>) -> AnyView {
    let found = move || outbox.with(|outbox| outbox.messages.clone());
    let total = Memo::new(move |_| outbox.with(|outbox| outbox.total_count));
    let count = move || {
        let (shown, total) = (total.get().min(SHOWN), total.get());
        msg::count(i18n::number(shown), i18n::number(total))
    };
    view! {
        <p class="outbox__count">{count}</p>
        <Show when=move || total.get() == 0>
            <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Mail />
        </Show>
        // A message that is delivered meanwhile gets its time.
        <ul class="outbox">
            <For each=found key=|one| (one.message_id.clone(), one.sent_at, one.attempts) children=message />
        </ul>
    }
    .into_any()
}

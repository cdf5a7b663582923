//! Answering the other side: account check, consequences, agreement, then agree or reject.

use super::{msg, notes::SwitchNotice, record::Acting, reject::Reject, words};
use crate::{
    api::Fetched,
    flows::{
        account_check::{AccountCheck, ConsequencesOf, Side},
        sending::Sending,
    },
    ui::{Button, ButtonKind, CheckBox, ErrorPanel, Loaded, Tone, toast},
};
use contract::{
    associations::{self, Action, Approval, AssociationRequest, RecordEvent},
    check::{CheckItem, CheckReport},
    customer_portal,
    problem::ErrorCode,
};
use leptos::prelude::*;

/// Agree or reject.
#[component]
pub(super) fn Answer(
    record: Signal<AssociationRequest>,
    side: Side,
    check: Fetched<CheckReport>,
    acting: Acting,
    on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let sending = Sending::new();
    let accepted = RwSignal::new(false);
    let (event, after) = record.with_untracked(|record| (record.event, record.association_type_after));
    let action = if event == RecordEvent::Switch { Action::Switch } else { Action::Disassociate };
    let by_partner = matches!(side, Side::Partner(_));
    let approve = move |()| {
        let (request_id, version) =
            record.with_untracked(|record| (record.request_id.clone(), record.version));
        let endpoint = if by_partner { &associations::APPROVE } else { &customer_portal::APPROVE };
        let approval = Approval { version, notes_accepted: accepted.get_untracked() };
        sending.send(endpoint, (request_id,), approval, move |_| {
            toast::show(
                Tone::Success,
                if action == Action::Switch { msg::approved_switch() } else { msg::approved_disassociate() },
            );
            acting.done();
        });
    };
    Effect::new(move |_| {
        let Some(error) = sending.failed.get() else { return };
        if acting.is_overtaken(&error, "") {
            sending.failed.set(None);
        } else if error.code() == Some(ErrorCode::CheckFailed) {
            // The reason stays on the screen; the items show it in detail.
            check.refetch();
        }
    });
    let why_disabled = Signal::derive(move || {
        let passed = check.value.with(|report| report.as_ref().is_some_and(|report| report.passed));
        if check.loading.get() {
            Some(msg::still_checking().to_owned())
        } else if !passed {
            Some(msg::fix_items_first().to_owned())
        } else {
            (!accepted.get()).then(|| msg::tick_first().to_owned())
        }
    });
    let label = move || match action {
        Action::Disassociate => msg::approve_disassociate(),
        Action::Switch => msg::approve_switch(),
    };
    let items = match on_ask_vendor {
        Some(on_ask_vendor) => {
            view! { <AccountCheck from=check side=side.clone() on_ask_vendor /> }.into_any()
        }
        None => view! { <AccountCheck from=check side=side.clone() /> }.into_any(),
    };
    let consequences = |report: Signal<CheckReport>| view! { <ConsequencesOf report /> }.into_any();
    let notice = (action == Action::Switch && !by_partner).then(|| view! { <SwitchNotice after /> });
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=approve /> })
    };
    view! {
        {items}
        <Loaded from=check lines=3 children=consequences />
        {notice}
        <section class="card answer" aria-labelledby="answer-title">
            <h2 id="answer-title">{msg::answer}</h2>
            <CheckBox label=move || words::agreement(action, true) value=accepted />
            {failed}
            <div class="form__actions">
                <Button label kind=ButtonKind::Primary busy=sending.pending why_disabled on_press=approve />
                <Reject record side acting busy=sending.pending />
            </div>
        </section>
    }
    .into_any()
}

//! Parts of an application: the steps, the reason, being turned down, being done.

use super::{
    msg,
    step::Step,
    words::{self, record_href},
};
use crate::{
    api::ApiError,
    flows::{
        account_check::{Side, item_name},
        sending::Sending,
    },
    i18n,
    routes::Route,
    ui::{ButtonKind, ErrorPanel, Icon, IconName, LinkButton, Notice, SubmitForm, TextArea, Tone},
};
use contract::{
    associations::{AssociationRequest, RecordEvent},
    ids::RequestId,
    text::Reason,
};
use leptos::prelude::*;

/// Which step one is at.
#[component]
pub(super) fn Steps(step: Memo<Step>) -> AnyView {
    let at = move || match step.get() {
        Step::Check | Step::Blocked => 0,
        Step::Notes => 1,
        Step::Submitted => 2,
    };
    let one = |position: usize, label: fn() -> &'static str| {
        view! {
            <li
                tabindex="-1"
                class="application-steps__step"
                class:application-steps__step--done=move || { position < at() }
                aria-current=move || (at() == position).then_some("step")
            >
                {move || if position < at() {
                    view! { <Icon name=IconName::Check /> <span class="visually-hidden">{msg::step_done}</span> }.into_any()
                } else {
                    view! { <span>{position + 1}</span> }.into_any()
                }}
                " " {label}
            </li>
        }
    };
    view! {
        <ol class="application-steps" aria-label=msg::steps>
            {one(0, msg::step_check)}
            {one(1, msg::step_notes)}
            {one(2, msg::step_submitted)}
        </ol>
    }
    .into_any()
}

/// The last question before it is sent.
#[component]
pub(super) fn ReasonForm(
    reason: RwSignal<String>,
    sending: Sending,
    #[prop(into)] on_send: Callback<Reason>,
    #[prop(into)] on_cancel: Callback<()>,
) -> AnyView {
    let send = move |()| {
        if let Ok(reason) = Reason::try_from(reason.get_untracked()) {
            on_send.run(reason);
        }
    };
    view! {
        <SubmitForm
            label=msg::ok
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel
        >
            <p>{msg::reason_intro}</p>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check=|text: &str| Reason::try_from(text.to_owned()).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

/// The check had passed, and the backend said no at the end: what changed, and that nothing is lost.
#[component]
pub(super) fn TurnedDown(error: RwSignal<Option<ApiError>>) -> AnyView {
    let notice = |error: ApiError| {
        let (items, request_id) = match &error {
            ApiError::Refused(problem) => (problem.fail_check_items.clone(), problem.request_id.clone()),
            _ => (Vec::new(), None),
        };
        let has_items = !items.is_empty();
        let names = move || msg::failing_items(i18n::list(items.iter().map(|item| item_name(*item))));
        let id = request_id.map(|id| view! { <p><code>{id.to_string()}</code></p> });
        view! {
            <Notice tone=Tone::Warning title=msg::turned_down announce=true>
                <ErrorPanel error quiet=true />
                {has_items.then(|| view! { <p>{names}</p> })}
                {id}
                <p>{msg::turned_down_kept}</p>
            </Notice>
        }
    };
    (move || error.get().map(notice)).into_any()
}

/// Another request is open.
#[component]
pub(super) fn Blocked(request_id: RequestId, side: Side) -> AnyView {
    let href = record_href(&side, &request_id);
    view! {
        <Notice tone=Tone::Info title=msg::already_open>
            <p>{msg::already_open_body}</p>
            <p><LinkButton label=msg::open_record href kind=ButtonKind::Primary /></p>
        </Notice>
    }
    .into_any()
}

/// It was sent; what happens now.
#[component]
pub(super) fn Submitted(request: AssociationRequest, side: Side) -> AnyView {
    let (href, event) = (record_href(&side, &request.request_id), request.event);
    let by_partner = matches!(side, Side::Partner(_));
    let body = move || match (by_partner, event) {
        (true, RecordEvent::Switch) => msg::submitted_switch(),
        (true, RecordEvent::Disassociate | RecordEvent::Associate) => msg::submitted_disassociate(),
        (false, _) => msg::submitted_by_customer(),
    };
    let back = if by_partner { Route::Customers } else { Route::MyPartner };
    let back_label = move || if by_partner { msg::back_to_customers() } else { msg::back_to_my_partner() };
    view! {
        <section class="submitted card" aria-labelledby="submitted-title">
            <Icon name=IconName::Success />
            <h2 id="submitted-title" tabindex="-1">{msg::submitted}</h2>
            <p>{body}</p>
            <p>{move || msg::submitted_state(words::status(request.status))}</p>
            <div class="form__actions">
                <LinkButton label=msg::open_record href kind=ButtonKind::Primary />
                <LinkButton label=back_label href=back.href() />
            </div>
        </section>
    }
    .into_any()
}

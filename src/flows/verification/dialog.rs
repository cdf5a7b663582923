//! The dialog of the verification code: where to, send, count down, type or paste, go on.

use super::{answer, asking, msg, operation};
use crate::{
    api::{self, ApiError},
    ui::{Button, Choice, CodeField, Countdown, Dialog, ErrorPanel, Notice, RadioField, SubmitForm, Tone},
};
use contract::{
    ids::ChallengeId,
    problem::{ErrorCode, Problem},
    verification::{CodeSent, Receiver, ReceiverType, SEND, SendCode, normalise_code},
};
use leptos::prelude::*;

/// Mounted once; any change can raise it.
#[component]
pub fn VerificationDialog() -> impl IntoView {
    let asking = asking();
    let open = RwSignal::new(false);
    {
        let asking = asking.clone();
        Effect::new(move |_| open.set(asking.with(Option::is_some)));
    }
    let checking = {
        let asking = asking.clone();
        Signal::derive(move || asking.with(|asking| asking.as_ref().is_some_and(|asking| asking.checking)))
    };
    view! {
        <Dialog title=msg::title open busy=checking on_close=move |()| answer(None)>
            <Steps checking />
        </Dialog>
    }
}

/// What was sent for which challenge; a new challenge starts from nothing.
#[derive(Clone)]
struct Sent {
    challenge_id: ChallengeId,
    code: CodeSent,
}

#[component]
fn Steps(checking: Signal<bool>) -> impl IntoView {
    let asking = StoredValue::new(asking());
    let now = move || asking.with_value(|asking| asking.get());
    let receivers = untrack(now).map(|asking| asking.challenge.receivers).unwrap_or_default();
    let receiver = RwSignal::new(
        receivers.first().map(|first| value_of(first.receiver_type).to_owned()).unwrap_or_default(),
    );
    let typed = RwSignal::new(String::new());
    let sent = RwSignal::new(None::<Sent>);
    let sending = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let may_resend = RwSignal::new(true);

    // A refused code is of no more use; the next one is typed into an empty field.
    Effect::new(move |_| {
        if now().is_some_and(|asking| asking.problem.is_some()) {
            typed.set(String::new());
        }
    });
    let send = move || {
        let Some(challenge_id) = now().map(|asking| asking.challenge.challenge_id) else { return };
        let receiver_type = if receiver.get_untracked() == value_of(ReceiverType::Email) {
            ReceiverType::Email
        } else {
            ReceiverType::Sms
        };
        sending.set(true);
        leptos::task::spawn_local(async move {
            let wish = SendCode { challenge_id: challenge_id.clone(), receiver_type };
            match api::send(&SEND, &(), &wish, &api::new_key(), None).await {
                Ok(code) => {
                    may_resend.set(code.resend_after_seconds == 0);
                    sent.set(Some(Sent { challenge_id, code }));
                    failed.set(None);
                    crate::browser::focus("dialog[open] input[autocomplete='one-time-code']");
                }
                Err(error) => failed.set(Some(error)),
            }
            sending.set(false);
        });
    };
    let sent_now = move || {
        let current = now().map(|asking| asking.challenge.challenge_id);
        sent.get().filter(|sent| Some(&sent.challenge_id) == current.as_ref()).map(|sent| sent.code)
    };
    let wait = Signal::derive(move || sent_now().map_or(0, |code| code.resend_after_seconds));
    let complaint = move || now().and_then(|asking| asking.problem).map(|problem| complaint(&problem));
    let refused = Signal::derive(move || complaint().filter(|_| typed.with(String::is_empty)));
    let continue_with = move |()| {
        if let Some(code) = typed.with_untracked(|typed| normalise_code(typed)) {
            answer(Some(code));
        }
    };
    let choices: Vec<Choice> = receivers.iter().map(choice).collect();
    view! {
        <p>{move || now().map(|asking| msg::purpose(operation(asking.challenge.operation)))}</p>
        <SubmitForm
            label=msg::confirm
            pending=checking
            on_submit=continue_with
            on_cancel=move |()| answer(None)
            cancel_label=msg::cancel
        >
            <RadioField label=msg::receiver value=receiver choices=choices.clone() />
            <div class="verification__send">
                <Button
                    label=Signal::derive(move || if sent_now().is_some() { msg::get_new_code() } else { msg::get_code() })
                    busy=Signal::derive(move || sending.get() || checking.get())
                    on_press=move |()| send()
                    why_disabled=Signal::derive(move || {
                        (sent_now().is_some() && !may_resend.get()).then(|| msg::wait_before_resend().to_owned())
                    })
                />
                <Show when=move || sent_now().is_some() && !may_resend.get()>
                    <span class="verification__wait">
                        {msg::resend_in} " " <Countdown seconds=wait on_end=move |()| may_resend.set(true) />
                    </span>
                </Show>
            </div>
            {move || failed.get().map(|error| view! { <ErrorPanel error /> })}
            <div aria-live="polite">
                {move || {
                    sent_now()
                        .map(|code| {
                            view! {
                                <Notice tone=Tone::Success>
                                    {move || msg::sent_to(&code.receiver_masked)}
                                </Notice>
                            }
                        })
                }}
            </div>
            <CodeField
                label=msg::code
                hint=msg::code_hint
                value=typed
                check=|text: &str| {
                    normalise_code(text).is_none().then_some(contract::text::Rule::Malformed)
                }
                error=refused
            />
        </SubmitForm>
    }
}

const fn value_of(receiver: ReceiverType) -> &'static str {
    match receiver {
        ReceiverType::Sms => "sms",
        ReceiverType::Email => "email",
    }
}

fn choice(receiver: &Receiver) -> Choice {
    let masked = receiver.masked.clone();
    match receiver.receiver_type {
        ReceiverType::Sms => Choice::new("sms", move || msg::by_sms(&masked)),
        ReceiverType::Email => Choice::new("email", move || msg::by_email(&masked)),
    }
}

/// Why the last code was refused, and how often one may still try.
fn complaint(problem: &Problem) -> String {
    match problem.error_code {
        ErrorCode::ExpiredCode => msg::expired().to_owned(),
        ErrorCode::TooManyTries => msg::dead().to_owned(),
        ErrorCode::StepUpLocked => {
            let minutes = problem.retry_after_seconds.unwrap_or_default().div_ceil(60);
            msg::locked(minutes)
        }
        _ => msg::wrong(problem.remaining_tries.unwrap_or_default()),
    }
}

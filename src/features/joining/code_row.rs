//! The code that proves a number before there is an account: sent, counted down, typed.

use super::{msg, visit::Visit, words};
use crate::{
    api::ApiError,
    browser,
    flows::sending::Sending,
    ui::{Button, CodeField, Countdown, ErrorPanel},
};
use contract::{
    contact::MobilePhone,
    joining::{JoinCodeDraft, JoinCodeSent, SEND_CODE},
    problem::ErrorCode,
    text::Rule,
    verification::normalise_code,
};
use leptos::prelude::*;

/// `<CodeRow visit code error />`: `error` says why the last code was refused.
#[component]
pub fn CodeRow(visit: Visit, code: RwSignal<String>, #[prop(into)] error: Signal<Option<String>>) -> AnyView {
    let phone = Memo::new(move |_| visit.typed.phone.with(|typed| MobilePhone::try_from(typed.clone()).ok()));
    let asking = Sending::new();
    let sent = RwSignal::new(None::<(MobilePhone, JoinCodeSent)>);
    // Which number has to wait, and for how many seconds.
    let wait = RwSignal::new(None::<(MobilePhone, u32)>);
    let waits = Memo::new(move |_| {
        let waits_for = wait.with(|wait| wait.as_ref().map(|(phone, _)| phone.clone()));
        waits_for.is_some() && waits_for == phone.get()
    });
    let asked = RwSignal::new(None::<MobilePhone>);
    let get = move || {
        let Some(mobile_phone) = phone.get_untracked() else { return };
        asked.set(Some(mobile_phone.clone()));
        let draft = JoinCodeDraft { token: visit.token(), mobile_phone: mobile_phone.clone() };
        asking.send(&SEND_CODE, (), draft, move |answer: JoinCodeSent| {
            wait.try_set(Some((mobile_phone.clone(), answer.resend_after_seconds)));
            sent.try_set(Some((mobile_phone, answer)));
            browser::focus(".joining input[autocomplete='one-time-code']");
        });
    };
    Effect::new(move |_| {
        asking.failed.with(|failed| {
            visit.heed(failed.as_ref());
            if let (Some(seconds), Some(phone)) = (just_sent(failed.as_ref()), phone.get_untracked()) {
                wait.set(Some((phone, seconds)));
            }
        });
    });
    let why_disabled = Signal::derive(move || {
        if phone.with(Option::is_none) {
            return Some(msg::phone_first().to_owned());
        }
        waits.get().then(|| msg::code_wait().to_owned())
    });
    let label = move || if sent.with(Option::is_some) { msg::get_new_code() } else { msg::get_code() };
    let seconds = Signal::derive(move || wait.with(|wait| wait.as_ref().map_or(0, |(_, seconds)| *seconds)));
    let countdown = move || {
        waits.get().then(|| {
            view! {
                <span class="joining__again">
                    {msg::code_again_in} " " <Countdown seconds on_end=move |()| { wait.try_set(None); } />
                </span>
            }
        })
    };
    let where_to = move || {
        let now = phone.get();
        sent.with(|sent| {
            let (number, answer) = sent.as_ref()?;
            let minutes = answer.expires_in_seconds.div_ceil(60);
            (Some(number) == now.as_ref()).then(|| msg::code_sent(minutes, &answer.receiver))
        })
    };
    let failed = move || {
        let error = asking.failed.get()?;
        // What was said of one number does not hold for another.
        if just_sent(Some(&error)).is_some() || asked.get() != phone.get() {
            return None;
        }
        let panel = || view! { <ErrorPanel error=error.clone() on_retry=move |()| get() /> }.into_any();
        Some(words::refusals(&error).unwrap_or_else(panel))
    };
    let check = |text: &str| {
        normalise_code(text).is_none().then_some(if text.trim().is_empty() {
            Rule::Missing
        } else {
            Rule::Malformed
        })
    };
    view! {
        <div class="joining__code">
            <CodeField label=msg::code value=code check error />
            <div class="joining__send">
                <Button label busy=asking.pending why_disabled on_press=move |()| get() />
                {countdown}
            </div>
        </div>
        <p class="joining__sent" role="status">{where_to}</p>
        {failed}
    }
    .into_any()
}

/// How long to wait when a code is on its way already.
fn just_sent(error: Option<&ApiError>) -> Option<u32> {
    match error {
        Some(ApiError::Refused(problem)) if problem.error_code == ErrorCode::CodeJustSent => {
            Some(problem.retry_after_seconds.unwrap_or(1))
        }
        _ => None,
    }
}

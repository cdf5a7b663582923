//! Opening an account and associating it, in one step.

use super::{
    consent::{Consent, ConsentFields},
    msg, words,
};
use crate::{
    api::ApiError,
    flows::sending::Sending,
    ui::{
        Button, ButtonKind, Check, CodeField, Countdown, Notice, PasswordField, SubmitForm, TextField, Tone,
    },
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    joining::{
        AccountName, JoinCodeDraft, JoinCodeSent, Joined, NewPassword, Offer, REGISTER, RegisterDraft,
        SEND_CODE, Token,
    },
    problem::ErrorCode,
    text::{CustomerName, Rule},
    verification::CODE_DIGITS,
};
use leptos::prelude::*;

/// What is typed. Neither kept nor restored: it is a stranger's, and a password is among it.
#[derive(Clone, Copy)]
struct Typed {
    phone: RwSignal<String>,
    code: RwSignal<String>,
    account_name: RwSignal<String>,
    password: RwSignal<String>,
    customer_name: RwSignal<String>,
    email: RwSignal<String>,
}

impl Typed {
    fn empty() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            phone: text(),
            code: text(),
            account_name: text(),
            password: text(),
            customer_name: text(),
            email: text(),
        }
    }

    fn draft(self, token: Token, (notes_accepted, terms_accepted): (bool, bool)) -> Option<RegisterDraft> {
        Some(RegisterDraft {
            token,
            mobile_phone: self.phone.get_untracked().try_into().ok()?,
            verification_code: self.code.get_untracked(),
            account_name: self.account_name.get_untracked().try_into().ok()?,
            password: self.password.get_untracked().try_into().ok()?,
            customer_name: optional(self.customer_name)?,
            email: optional(self.email)?,
            notes_accepted,
            terms_accepted,
        })
    }
}

/// The outer `None` means that it is wrong.
fn optional<T: TryFrom<String, Error = Rule>>(typed: RwSignal<String>) -> Option<Option<T>> {
    let text = typed.get_untracked();
    if text.trim().is_empty() { Some(None) } else { T::try_from(text).ok().map(Some) }
}

fn wrong<T: TryFrom<String, Error = Rule>>(text: &str) -> Option<Rule> {
    T::try_from(text.to_owned()).err()
}

fn wrong_unless_empty<T: TryFrom<String, Error = Rule>>(text: &str) -> Option<Rule> {
    if text.trim().is_empty() { None } else { wrong::<T>(text) }
}

fn wrong_code(text: &str) -> Option<Rule> {
    let digits = text.trim();
    match digits.chars().count() {
        0 => Some(Rule::Missing),
        CODE_DIGITS => None,
        _ => Some(Rule::Malformed),
    }
}

#[component]
pub fn Register(
    token: Token,
    offer: Offer,
    joined: RwSignal<Option<Joined>>,
    #[prop(into)] sign_in_instead: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    let typed = Typed::empty();
    let consent = Consent::new(offer.notes_needed);
    let for_code = token.clone();
    let send = move |()| {
        let Some(draft) = typed.draft(token.clone(), consent.given()) else { return };
        sending.send(&REGISTER, (), draft, move |done| {
            joined.try_set(Some(done));
        });
    };
    let phone_hint = {
        let filed = offer.mobile_masked.clone();
        move || filed.as_ref().map_or_else(|| msg::phone_hint().to_owned(), msg::phone_filed_hint)
    };
    let taken = move || {
        let code = sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code));
        (code == Some(ErrorCode::PhoneTaken)).then(|| {
            view! {
                <Notice tone=Tone::Info title=msg::phone_taken announce=true>
                    <p>{msg::phone_taken_body}</p>
                    <Button label=msg::have_account kind=ButtonKind::Primary on_press=sign_in_instead />
                </Notice>
            }
        })
    };
    view! {
        <SubmitForm
            label=move || if sending.is_unknown() { msg::check_result() } else { msg::register() }
            on_submit=send
            pending=sending.pending
            failed=sending.failed
        >
            {taken}
            {move || sending.failed.get().as_ref().and_then(words::refusals)}
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextField label=msg::phone value=typed.phone name="mobile_phone" hint=phone_hint required=true check={wrong::<MobilePhone>} autocomplete="tel" />
                <CodeRow token=for_code phone=typed.phone code=typed.code />
                <TextField label=msg::account_name value=typed.account_name name="account_name" hint=msg::account_name_hint required=true check={wrong::<AccountName>} autocomplete="username" />
                <PasswordField label=msg::password value=typed.password hint=msg::password_hint check=Check::from(wrong::<NewPassword>) fresh=true />
                <TextField label=msg::customer_name value=typed.customer_name name="customer_name" hint=msg::customer_name_hint check={wrong_unless_empty::<CustomerName>} autocomplete="organization" />
                <TextField label=msg::email value=typed.email name="email" check={wrong_unless_empty::<EmailAddress>} autocomplete="email" />
                <ConsentFields consent />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

/// The code, and having it sent: again only after a while.
#[component]
fn CodeRow(token: Token, phone: RwSignal<String>, code: RwSignal<String>) -> AnyView {
    let asking = Sending::new();
    let sent = RwSignal::new(None::<JoinCodeSent>);
    let waiting = RwSignal::new(false);
    let get = move |()| {
        let Ok(mobile_phone) = MobilePhone::try_from(phone.get_untracked()) else { return };
        asking.send(&SEND_CODE, (), JoinCodeDraft { token: token.clone(), mobile_phone }, move |answer| {
            waiting.try_set(true);
            sent.try_set(Some(answer));
        });
    };
    let why = Signal::derive(move || {
        phone
            .with(|phone| wrong::<MobilePhone>(phone))
            .map(|_| msg::phone().to_owned())
            .or_else(|| waiting.get().then(|| msg::code_again_in().to_owned()))
    });
    let seconds =
        Signal::derive(move || sent.with(|sent| sent.as_ref().map_or(0, |sent| sent.resend_after_seconds)));
    let countdown = move || {
        waiting.get().then(|| {
            view! {
                <span class="joining__again">
                    {msg::code_again_in} " " <Countdown seconds on_end=move |()| { waiting.try_set(false); } />
                </span>
            }
        })
    };
    let where_to = move || sent.with(|sent| sent.as_ref().map(|sent| msg::code_sent(&sent.receiver)));
    let failed = move || {
        let error = asking.failed.get()?;
        let refusals = words::refusals(&error);
        Some(refusals.unwrap_or_else(|| view! { <crate::ui::ErrorPanel error /> }.into_any()))
    };
    view! {
        <div class="joining__code">
            <CodeField label=msg::code value=code check=wrong_code />
            <Button label=msg::get_code busy=asking.pending why_disabled=why on_press=get />
            {countdown}
        </div>
        <p class="joining__sent" role="status">{where_to}</p>
        {failed}
    }
    .into_any()
}

//! Opening an account and associating it, in one step.

use super::{
    code_row::CodeRow,
    consent::Consent,
    kept::{SIGN_IN, Typed},
    msg,
    strength::{Strength, strength},
    visit::Visit,
    words,
};
use crate::{
    api::ApiError,
    browser,
    flows::sending::Sending,
    i18n,
    ui::{Button, ButtonKind, Check, CheckBox, Notice, PasswordField, SubmitForm, TextField, Tone},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    joining::{AccountName, NewPassword, Offer, REGISTER, RegisterDraft, Token},
    problem::ErrorCode,
    text::{CustomerName, optional, wrong},
    verification::normalise_code,
};
use leptos::prelude::*;

#[component]
pub fn Register(visit: Visit, offer: Offer) -> AnyView {
    let typed = visit.typed;
    let sending = Sending::new();
    let (password, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let code = RwSignal::new(String::new());
    let taken_name = RwSignal::new(None::<String>);
    let refused = Memo::new(move |_| sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code)));
    let send = move |()| {
        if let Some(draft) = draft(visit.token(), typed, &code.get_untracked(), password.get_untracked()) {
            sending.send(&REGISTER, (), draft, move |joined| visit.succeed(joined));
        }
    };
    Effect::new(move |_| {
        sending.failed.with(|failed| visit.heed(failed.as_ref()));
        match refused.get() {
            Some(ErrorCode::AccountNameTaken) => {
                taken_name.set(Some(typed.account_name.get_untracked()));
                browser::focus(".joining input[name='account_name']");
            }
            Some(ErrorCode::WrongCode | ErrorCode::ExpiredCode | ErrorCode::TooManyTries) => {
                code.set(String::new());
                browser::focus(".joining input[autocomplete='one-time-code']");
            }
            _ => {}
        }
    });
    let name_error = Signal::derive(move || {
        let is_taken = taken_name.with(|taken| taken.as_ref() == Some(&*typed.account_name.read()));
        is_taken.then(|| msg::account_name_taken().to_owned())
    });
    let code_error = Signal::derive(move || {
        let failed = sending.failed.get();
        failed.as_ref().filter(|_| code.with(String::is_empty)).and_then(words::code_refused)
    });
    // What is said beside its field or above the form is not said again below it.
    let failed = Signal::derive(move || sending.failed.get().filter(|error| !is_said_elsewhere(error)));
    let phone_taken = move || {
        (refused.get() == Some(ErrorCode::PhoneTaken)).then(|| {
            view! {
                <Notice tone=Tone::Info title=msg::phone_taken announce=true>
                    <p>{msg::phone_taken_body}</p>
                    <p>
                        <Button
                            label=msg::sign_in_instead
                            kind=ButtonKind::Primary
                            on_press=move |()| typed.way.set(SIGN_IN.to_owned())
                        />
                    </p>
                </Notice>
            }
        })
    };
    let phone_hint = move || {
        let any = || msg::phone_hint().to_owned();
        offer.mobile_masked.as_ref().map_or_else(any, msg::phone_filed_hint)
    };
    view! {
        <SubmitForm
            label=msg::register
            on_submit=send
            pending=sending.pending
            failed
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextField label=msg::phone value=typed.phone name="mobile_phone" hint=phone_hint required=true check={wrong::<MobilePhone>} autocomplete="tel" />
                <CodeRow visit code error=code_error />
                <TextField label=msg::account_name value=typed.account_name name="account_name" hint=msg::account_name_hint required=true check={wrong::<AccountName>} error=name_error autocomplete="username" />
                <div class="joining__password">
                    <PasswordField label=msg::password value=password hint=msg::password_hint check=Check::from(wrong::<NewPassword>) fresh=true shown />
                    <PasswordStrength password typed />
                    <CheckBox label=msg::show_password value=shown />
                </div>
                <TextField label=msg::customer_name value=typed.customer_name name="customer_name" hint=msg::customer_name_hint check={wrong::<CustomerName>} autocomplete="organization" />
                <TextField label=msg::email value=typed.email name="email" hint=msg::email_hint check={wrong::<EmailAddress>} autocomplete="email" />
                <Consent typed notes_needed=offer.notes_needed />
            </fieldset>
            {phone_taken}
            {move || sending.failed.get().as_ref().and_then(words::refusals)}
        </SubmitForm>
    }
    .into_any()
}

/// A bar of three parts, and what it means.
#[component]
fn PasswordStrength(password: RwSignal<String>, typed: Typed) -> AnyView {
    let now = Memo::new(move |_| {
        let known = [typed.account_name.get(), typed.phone.get()];
        password.with(|password| strength(password, &known.each_ref().map(String::as_str)))
    });
    let class = move || match now.get() {
        None => "strength",
        Some(Strength::TooShort(_)) => "strength strength--short",
        Some(Strength::Weak) => "strength strength--weak",
        Some(Strength::Fair) => "strength strength--fair",
        Some(Strength::Strong) => "strength strength--strong",
    };
    let words = move || {
        Some(match now.get()? {
            Strength::TooShort(missing) => msg::strength_short(i18n::number(missing)),
            Strength::Weak => msg::strength_weak().to_owned(),
            Strength::Fair => msg::strength_fair().to_owned(),
            Strength::Strong => msg::strength_strong().to_owned(),
        })
    };
    view! {
        <div class=class>
            <div class="strength__bar" aria-hidden="true"><i></i><i></i><i></i></div>
            <p class="strength__words" role="status">{words}</p>
        </div>
    }
    .into_any()
}

/// `None` while something is wrong; the fields say what.
fn draft(token: Token, typed: Typed, code: &str, password: String) -> Option<RegisterDraft> {
    Some(RegisterDraft {
        token,
        mobile_phone: typed.phone.get_untracked().try_into().ok()?,
        verification_code: normalise_code(code)?,
        account_name: typed.account_name.get_untracked().try_into().ok()?,
        password: password.try_into().ok()?,
        customer_name: optional(&typed.customer_name.get_untracked()).ok()?,
        email: optional(&typed.email.get_untracked()).ok()?,
        notes_accepted: typed.notes.get_untracked(),
        terms_accepted: typed.terms.get_untracked(),
    })
}

fn is_said_elsewhere(error: &ApiError) -> bool {
    matches!(
        error.code(),
        Some(
            ErrorCode::AccountNameTaken
                | ErrorCode::WrongCode
                | ErrorCode::ExpiredCode
                | ErrorCode::TooManyTries
                | ErrorCode::PhoneTaken
                | ErrorCode::MayNotAssociate
                | ErrorCode::LinkDead
        )
    )
}

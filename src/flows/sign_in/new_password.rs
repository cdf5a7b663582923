//! A new password for oneself: from the account menu, and on the page that stands in place of every other as long as the
//! password is one that an administrator chose.

use super::{super::msg, look_again, sign_out};
use crate::{
    api::ApiError,
    flows::sending::Sending,
    shell::DisplaySettings,
    ui::{Button, ButtonKind, Check, CheckBox, PageHeader, PasswordField, SubmitForm, Tone, toast},
};
use contract::{
    new_account::NewPassword,
    problem::ErrorCode,
    session::{CHANGE_PASSWORD, PasswordChange},
    text::wrong,
};
use leptos::prelude::*;

/// The current one, and twice the new one.
#[component]
pub fn PasswordForm(
    pending: RwSignal<bool>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
    /// The current one is that of an administrator.
    #[prop(optional)]
    initial: bool,
) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let shown = RwSignal::new(false);
    let refused_password = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let refused = sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code));
        if refused == Some(ErrorCode::PasswordRefused) {
            refused_password.set(Some(current.get_untracked()));
        }
    });
    let current_error = Signal::derive(move || {
        let is_refused = refused_password.with(|refused| refused.as_ref() == Some(&*current.read()));
        is_refused.then(|| msg::current_password_wrong().to_owned())
    });
    let is_the_same = move || new.with(|new| !new.is_empty() && *new == *current.read());
    let new_error = Signal::derive(move || is_the_same().then(|| msg::password_unchanged().to_owned()));
    // Said once as much has been typed: before that it is only unfinished.
    let again_error = Signal::derive(move || {
        let (new, again) = (new.get(), again.get());
        let differs = again != new && again.chars().count() >= new.chars().count();
        (differs && !again.is_empty()).then(|| msg::passwords_differ().to_owned())
    });
    let send = move |()| {
        if is_the_same() || new.get_untracked() != again.get_untracked() {
            return;
        }
        let Ok(new_password) = NewPassword::try_from(new.get_untracked()) else { return };
        let change = PasswordChange { current_password: current.get_untracked(), new_password };
        sending.send(&CHANGE_PASSWORD, (), change, move |()| {
            toast::show(Tone::Success, msg::password_changed());
            on_done.try_run(());
        });
    };
    // What is said beside its field is not said again below it.
    let failed = Signal::derive(move || {
        sending.failed.get().filter(|error| error.code() != Some(ErrorCode::PasswordRefused))
    });
    let form = move |cancel: Option<Callback<()>>| {
        let fields = move || {
            view! {
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <PasswordField
                        label=move || if initial { msg::initial_password() } else { msg::current_password() }
                        value=current
                        shown
                        error=current_error
                    />
                    <PasswordField
                        label=msg::new_password
                        value=new
                        hint=msg::new_password_hint
                        check=Check::from(wrong::<NewPassword>)
                        fresh=true
                        shown
                        error=new_error
                    />
                    <PasswordField
                        label=msg::new_password_again
                        value=again
                        check=Check::from(move |text: &str| {
                            (new.with(|new| new != text)).then_some(contract::text::Rule::Malformed)
                        })
                        fresh=true
                        shown
                        error=again_error
                    />
                    <CheckBox label=msg::show_passwords value=shown />
                </fieldset>
            }
        };
        match cancel {
            Some(cancel) => view! {
                <SubmitForm label=msg::change_password on_submit=send pending failed on_cancel=cancel>
                    {fields()}
                </SubmitForm>
            }
            .into_any(),
            None => view! {
                <SubmitForm label=msg::change_password on_submit=send pending failed>
                    {fields()}
                </SubmitForm>
            }
            .into_any(),
        }
    };
    form(on_cancel)
}

/// Nothing else can be opened before the initial password is changed.
#[component]
pub fn FirstPasswordPage() -> impl IntoView {
    let pending = RwSignal::new(false);
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in__settings"><DisplaySettings /></div>
            <div class="sign-in__card">
                <PageHeader title=msg::first_password_title intro=msg::first_password_intro />
                <PasswordForm pending initial=true on_done=|()| look_again() />
                <Button label=msg::sign_out kind=ButtonKind::Link on_press=|()| sign_out(false) />
            </div>
        </main>
    }
}

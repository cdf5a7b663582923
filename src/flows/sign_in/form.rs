//! Account name and password. Used by the sign-in page, and by the dialog when a session has ended.

use super::super::msg;
use crate::{
    api::{self, ApiError},
    ui::{PasswordField, SubmitForm, TextField},
};
use contract::session::{Credentials, Me, SIGN_IN};
use leptos::prelude::*;

/// Signs in; a refusal keeps what was typed. With `account_name` given, only the password is asked for first.
#[component]
pub fn SignInForm(
    #[prop(optional, into)] account_name: String,
    #[prop(into)] on_signed_in: Callback<Me>,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let account_name = RwSignal::new(account_name);
    let password = RwSignal::new(String::new());
    let pending = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let sign_in = move |()| {
        pending.set(true);
        leptos::task::spawn_local(async move {
            let credentials = Credentials {
                account_name: account_name.get_untracked(),
                password: password.get_untracked(),
            };
            let settled = api::send(&SIGN_IN, &(), &credentials, &api::new_key(), None).await;
            pending.try_set(false);
            match settled {
                Ok(me) => on_signed_in.run(me),
                // Signing in changes nothing that could happen twice: a lost answer is just no answer.
                Err(ApiError::UnknownOutcome(_)) => {
                    failed.try_set(Some(ApiError::Offline));
                }
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <SubmitForm
            label=msg::sign_in
            pending
            failed
            on_submit=sign_in
        >
            <TextField label=msg::account_name value=account_name required=true autocomplete="username" />
            <PasswordField label=msg::password value=password />
        </SubmitForm>
        {on_cancel.map(|on_cancel| {
            view! { <crate::ui::Button label=msg::give_up kind=crate::ui::ButtonKind::Link on_press=on_cancel /> }
        })}
    }
}

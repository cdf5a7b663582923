//! Where the dialogs of the flows are mounted, once for all pages.

use super::{
    msg, session_warning::SessionWarning, sign_in::SignInForm, sign_in_again,
    verification::VerificationDialog,
};
use crate::{
    session::{Session, session_now},
    ui::{Dialog, toast::ToastHost},
};
use contract::session::Me;
use leptos::prelude::*;

/// All dialogs that interrupt a page, and the toasts.
#[component]
pub fn FlowHost() -> impl IntoView {
    super::held::settle_when_left();
    view! {
        <VerificationDialog />
        <SessionWarning />
        <SignInAgainDialog />
        <ToastHost />
    }
}

#[component]
fn SignInAgainDialog() -> impl IntoView {
    let wanted = sign_in_again::wanted();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(wanted.get()));
    let give_up = move |()| sign_in_again::settle(None);
    view! {
        <Dialog title=msg::again_title open on_close=give_up>
            <p>{msg::again_body}</p>
            <SignInForm
                account_name=account_name()
                on_signed_in=move |me: Me| sign_in_again::settle(Some(me))
                on_cancel=give_up
            />
        </Dialog>
    }
}

/// Who was signed in, so that only the password has to be typed.
fn account_name() -> String {
    match session_now() {
        Session::SignedIn(me) => me.account_name,
        Session::Unknown | Session::SignedOut => String::new(),
    }
}

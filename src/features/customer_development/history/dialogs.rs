//! Sending an invitation again, and taking it back.

use super::msg;
use crate::{
    api::ApiError,
    flows::sending::Sending,
    i18n,
    routes::Route,
    ui::{Asking, Button, CopyButton, Dialog, Notice, SubmitForm, Tone, toast},
};
use contract::{
    invitations::{Invitation, InvitationVersion, Invited, RESEND, REVOKE},
    problem::ErrorCode,
};
use leptos::prelude::*;

/// Both dialogs, once per page; whoever opens one says about what.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub resend: Asking<Invitation>,
    pub revoke: Asking<Invitation>,
    /// Called when something has changed: the tab reads again.
    changed: Callback<()>,
}

impl Dialogs {
    pub fn new(changed: Callback<()>) -> Self {
        Self { resend: Asking::new(), revoke: Asking::new(), changed }
    }
}

/// Puts the dialogs into the page.
#[component]
pub fn HistoryDialogs(dialogs: Dialogs) -> AnyView {
    let Dialogs { resend, revoke, .. } = dialogs;
    view! {
        <Dialog title=msg::resend_title open=resend.open busy=resend.pending>
            {resend.about.get_untracked().map(|invitation| view! { <ResendForm invitation dialogs /> })}
        </Dialog>
        <Dialog title=msg::revoke_title open=revoke.open busy=revoke.pending>
            {revoke.about.get_untracked().map(|invitation| view! { <RevokeForm invitation dialogs /> })}
        </Dialog>
    }
    .into_any()
}

/// Afterwards it shows the new link, which nothing shows again.
#[component]
fn ResendForm(invitation: Invitation, dialogs: Dialogs) -> AnyView {
    let sending = Sending::reporting_to(dialogs.resend.pending);
    let sent = RwSignal::new(None::<Invited>);
    let Invitation { invitation_id, customer_name, email, .. } = invitation;
    let email = email.unwrap_or_default();
    let send = Callback::new(move |()| {
        sending.send(&RESEND, (invitation_id.clone(),), (), move |invited| {
            toast::show(Tone::Success, msg::resent());
            dialogs.changed.try_run(());
            sent.try_set(Some(invited));
        });
    });
    let about = {
        let name = customer_name;
        move || msg::about(&name)
    };
    let not_filed = Memo::new(move |_| {
        sending.failed.with(|error| error.as_ref().and_then(ApiError::code))
            == Some(ErrorCode::NotInThisState)
    });
    let form = move || {
        let email = email.clone();
        view! {
            <SubmitForm
                label=msg::resend
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| dialogs.resend.close()
            >
                <Notice>{move || msg::resend_body(&email)}</Notice>
                {move || not_filed.get().then(way_out)}
            </SubmitForm>
        }
        .into_any()
    };
    view! {
        <p>{about}</p>
        {move || match sent.get() {
            Some(invited) => done(invited, dialogs),
            None => form(),
        }}
    }
    .into_any()
}

/// Only a customer whose filing is in force can be invited: what to do about it.
fn way_out() -> AnyView {
    view! {
        <Notice tone=Tone::Warning announce=true>
            {msg::file_first} " " <a href=Route::CustomerDevelopment.href()>{msg::to_filings}</a>
        </Notice>
    }
    .into_any()
}

fn done(invited: Invited, dialogs: Dialogs) -> AnyView {
    let until = invited.expire_at;
    view! {
        <Notice tone=Tone::Success title=msg::resent announce=true>
            <p>{move || msg::resent_body(i18n::deadline(until))}</p>
            <p class="link-address"><code>{invited.url.clone()}</code> <CopyButton text=invited.url /></p>
        </Notice>
        <div class="form__actions"><Button label=msg::close on_press=move |()| dialogs.resend.close() /></div>
    }
    .into_any()
}

#[component]
fn RevokeForm(invitation: Invitation, dialogs: Dialogs) -> AnyView {
    let sending = Sending::reporting_to(dialogs.revoke.pending);
    let (id, version) = (invitation.invitation_id.clone(), invitation.version);
    let send = move |()| {
        sending.send(&REVOKE, (id.clone(),), InvitationVersion { version }, move |_| {
            toast::show(Tone::Success, msg::revoked());
            dialogs.revoke.close();
            dialogs.changed.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::revoke
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| dialogs.revoke.close()
            danger=true
        >
            <p>{move || msg::about(&invitation.customer_name)}</p>
            <Notice tone=Tone::Warning>{msg::revoke_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

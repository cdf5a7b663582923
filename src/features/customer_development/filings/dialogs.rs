//! The dialogs of the tab, once per page; whoever opens one says about what.

use super::{file::FileForm, file_picked::FilePickedForm, possible::Picked, selection::Selection};
use crate::{
    api::Fetched,
    features::customer_development::{invite::InviteForm, msg},
    flows::sending::Sending,
    ui::{Asking, Dialog, Notice, SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::EmailAddress,
    filings::{EmailDraft, Filing, FilingPage, SET_EMAIL, WITHDRAW},
    ids::FilingId,
    invitations::{InvitationBrief, InvitationVersion, REVOKE},
};
use leptos::prelude::*;

/// Every dialog of the tab.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// Filing somebody new.
    pub file: Asking<()>,
    pub invite: Asking<Vec<Picked>>,
    /// Filing who is listed.
    file_picked: Asking<Vec<Picked>>,
    pub email: Asking<Filing>,
    pub withdraw: Asking<Filing>,
    pub revoke: Asking<(Filing, InvitationBrief)>,
    /// The list is read again; these are no longer picked.
    changed: Callback<Vec<FilingId>>,
}

impl Dialogs {
    pub fn of(fetched: Fetched<FilingPage>, selection: Selection) -> Self {
        Self {
            file: Asking::new(),
            invite: Asking::new(),
            file_picked: Asking::new(),
            email: Asking::new(),
            withdraw: Asking::new(),
            revoke: Asking::new(),
            changed: Callback::new(move |settled: Vec<FilingId>| {
                selection.drop_these(&settled);
                fetched.refetch();
            }),
        }
    }

    pub fn file_picked(self, picked: Vec<Picked>) {
        self.file_picked.ask(picked);
    }
}

/// Puts the dialogs into the page.
pub fn filing_dialogs(dialogs: &Dialogs) -> AnyView {
    let Dialogs { file, invite, file_picked, email, withdraw, revoke, changed } = *dialogs;
    view! {
        <Dialog title=msg::file_title open=file.open busy=file.pending wide=true>
            {view! { <FileForm asking=file changed /> }}
        </Dialog>
        <Dialog title=msg::invite_title open=invite.open busy=invite.pending wide=true>
            {invite.about.get_untracked().map(|picked| view! { <InviteForm picked asking=invite changed /> })}
        </Dialog>
        <Dialog title=msg::file_picked_title open=file_picked.open busy=file_picked.pending>
            {file_picked.about.get_untracked().map(|picked| view! { <FilePickedForm picked asking=file_picked changed /> })}
        </Dialog>
        <Dialog title=msg::email_title open=email.open busy=email.pending>
            {email.about.get_untracked().map(|filing| view! { <EmailForm filing asking=email changed /> })}
        </Dialog>
        <Dialog title=msg::withdraw_title open=withdraw.open busy=withdraw.pending>
            {withdraw.about.get_untracked().map(|filing| view! { <WithdrawForm filing asking=withdraw changed /> })}
        </Dialog>
        <Dialog title=msg::revoke_title open=revoke.open busy=revoke.pending>
            {revoke.about.get_untracked().map(|(filing, invitation)| view! { <RevokeForm filing invitation asking=revoke changed /> })}
        </Dialog>
    }
    .into_any()
}

/// Another address for the invitation, while the filing is in force.
#[component]
fn EmailForm(filing: Filing, asking: Asking<Filing>, changed: Callback<Vec<FilingId>>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let email = RwSignal::new(String::new());
    let (id, version) = (filing.filing_id.clone(), filing.version);
    let send = move |()| {
        let Ok(email) = EmailAddress::try_from(email.get_untracked()) else { return };
        sending.send(&SET_EMAIL, (id.clone(),), EmailDraft { version, email }, move |_| {
            toast::show(Tone::Success, msg::email_saved());
            asking.close();
            changed.try_run(Vec::new());
        });
    };
    view! {
        <SubmitForm
            label=msg::save
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <p>{move || msg::email_now(&filing.email, &filing.customer_name)}</p>
            <fieldset class="plain filing-fields" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::new_email
                    value=email
                    name="email"
                    hint=msg::new_email_hint
                    required=true
                    check=|text: &str| EmailAddress::try_from(text.to_owned()).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

#[component]
fn WithdrawForm(filing: Filing, asking: Asking<Filing>, changed: Callback<Vec<FilingId>>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let id = filing.filing_id.clone();
    let send = move |()| {
        let done = id.clone();
        sending.send(&WITHDRAW, (id.clone(),), (), move |_| {
            toast::show(Tone::Success, msg::withdrawn());
            asking.close();
            changed.try_run(vec![done]);
        });
    };
    view! {
        <SubmitForm
            label=msg::withdraw
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
            danger=true
        >
            <p>{move || msg::about_customers(&filing.customer_name)}</p>
            <Notice tone=Tone::Warning>{msg::withdraw_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

#[component]
fn RevokeForm(
    filing: Filing,
    invitation: InvitationBrief,
    asking: Asking<(Filing, InvitationBrief)>,
    changed: Callback<Vec<FilingId>>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let (id, version) = (invitation.invitation_id.clone(), invitation.version);
    let send = move |()| {
        sending.send(&REVOKE, (id.clone(),), InvitationVersion { version }, move |_| {
            toast::show(Tone::Success, msg::revoked());
            asking.close();
            changed.try_run(Vec::new());
        });
    };
    view! {
        <SubmitForm
            label=msg::revoke
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
            danger=true
        >
            <p>{move || msg::about_customers(&filing.customer_name)}</p>
            <Notice tone=Tone::Warning>{msg::revoke_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

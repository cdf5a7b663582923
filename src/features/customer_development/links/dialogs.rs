//! The dialogs of the tab, once per page; whoever opens one says about what.

use super::{code::LinkCode, msg};
use crate::{
    flows::{account_check::association_type, sending::Sending},
    session,
    ui::{Asking, Choice, Dialog, Notice, RadioField, SubmitForm, TextField, Tone, toast},
};
use contract::{
    associations::AssociationType,
    invitation_links::{CREATE, DISABLE, InvitationLink, LinkDraft, LinkKind, LinkVersion},
    session::Site,
    text::Label,
};
use leptos::prelude::*;

/// Every dialog of the tab.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub create: Asking<()>,
    pub show: Asking<InvitationLink>,
    pub disable: Asking<InvitationLink>,
    /// Called when something has changed: the tab reads again.
    pub changed: Callback<()>,
}

impl Dialogs {
    pub fn new(changed: Callback<()>) -> Self {
        Self { create: Asking::new(), show: Asking::new(), disable: Asking::new(), changed }
    }
}

/// Puts the dialogs into the page.
#[component]
pub fn LinkDialogs(dialogs: Dialogs) -> AnyView {
    let Dialogs { create, show, disable, .. } = dialogs;
    view! {
        <Dialog title=msg::create_title open=create.open busy=create.pending>
            {view! { <CreateForm dialogs /> }}
        </Dialog>
        <Dialog title=msg::qr_code open=show.open wide=true>
            {show.about.get_untracked().map(|link| view! { <LinkCode link /> })}
        </Dialog>
        <Dialog title=msg::disable_title open=disable.open busy=disable.pending>
            {disable.about.get_untracked().map(|link| view! { <DisableForm link dialogs /> })}
        </Dialog>
    }
    .into_any()
}

/// A link with a tag of its own; shows its code when it is made.
#[component]
fn CreateForm(dialogs: Dialogs) -> AnyView {
    let sending = Sending::reporting_to(dialogs.create.pending);
    let international = untrack(session::membership).is_some_and(|member| member.account_site == Site::Intl);
    let offered = AssociationType::offered(international);
    let kind = RwSignal::new(offered[0].as_str().to_owned());
    let tag = RwSignal::new(String::new());
    let send = move |()| {
        let Some(association_type) = AssociationType::parse(&kind.get_untracked()) else { return };
        let Ok(tag) = Label::try_from(tag.get_untracked()) else { return };
        let draft = LinkDraft { kind: LinkKind::Custom, tag: Some(tag), association_type };
        sending.send(&CREATE, (), draft, move |link| {
            toast::show(Tone::Success, msg::made());
            dialogs.create.close();
            dialogs.changed.try_run(());
            dialogs.show.ask(link);
        });
    };
    let kinds = offered.map(|kind| Choice::new(kind.as_str(), move || association_type(kind))).to_vec();
    view! {
        <SubmitForm
            label=msg::create
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| dialogs.create.close()
        >
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::tag
                    value=tag
                    name="tag"
                    hint=msg::tag_hint
                    required=true
                    max_chars=Label::MAX_CHARS
                    check=|text: &str| Label::try_from(text.to_owned()).err()
                />
                <RadioField label=msg::association_type value=kind choices=kinds required=true />
            </fieldset>
            <Notice>{msg::create_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

#[component]
fn DisableForm(link: InvitationLink, dialogs: Dialogs) -> AnyView {
    let sending = Sending::reporting_to(dialogs.disable.pending);
    let (id, version) = (link.link_id.clone(), link.version);
    let send = move |()| {
        sending.send(&DISABLE, (id.clone(),), LinkVersion { version }, move |_| {
            toast::show(Tone::Success, msg::disabled_now());
            dialogs.disable.close();
            dialogs.changed.try_run(());
        });
    };
    let about = {
        let (tag, kind) = (link.tag.clone(), link.association_type);
        move || msg::about(association_type(kind), &tag)
    };
    view! {
        <SubmitForm
            label=msg::disable
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| dialogs.disable.close()
            danger=true
        >
            <p>{about}</p>
            <Notice tone=Tone::Warning>{msg::disable_body}</Notice>
        </SubmitForm>
    }
    .into_any()
}

//! The dialogs of a member's page, once each; whoever opens one says about whom.

use super::{
    contact::ContactForm,
    msg,
    remove::{DisableForm, RemoveForm},
    roles::RolesForm,
    team::{PasswordForm, TeamForm},
};
use crate::{
    api::Fetched,
    browser,
    flows::sending::Sending,
    ui::{Asking, Dialog},
};
use contract::members::{MemberDetail, MemberStatus};
use leptos::prelude::*;

/// Every dialog of the page.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub roles: Asking<MemberDetail>,
    pub team: Asking<MemberDetail>,
    pub contact: Asking<MemberDetail>,
    pub password: Asking<MemberDetail>,
    pub disable: Asking<MemberDetail>,
    pub remove: Asking<MemberDetail>,
    changed: Callback<()>,
    /// Something was done, and the page has not been read again since.
    done: StoredValue<bool>,
}

impl Dialogs {
    /// For a page that shows `fetched`.
    pub fn of(fetched: Fetched<MemberDetail>) -> Self {
        let done = StoredValue::new(false);
        // What opened the dialog is made anew with the page: the focus must not be lost.
        Effect::new(move |_| {
            if fetched.loading.get() || !done.get_value() {
                return;
            }
            done.set_value(false);
            leptos::task::spawn_local(async move {
                browser::tick().await;
                if browser::focused().is_none_or(|element| element.tag_name() == "BODY") {
                    browser::focus_quietly("main h1");
                }
            });
        });
        Self {
            roles: Asking::new(),
            team: Asking::new(),
            contact: Asking::new(),
            password: Asking::new(),
            disable: Asking::new(),
            remove: Asking::new(),
            changed: Callback::new(move |()| fetched.refetch()),
            done,
        }
    }

    fn ending(self, asking: Asking<MemberDetail>) -> Ending {
        Ending { asking, changed: self.changed, done: self.done }
    }
}

/// How the form in a dialog ends.
#[derive(Clone, Copy)]
pub struct Ending {
    asking: Asking<MemberDetail>,
    changed: Callback<()>,
    done: StoredValue<bool>,
}

impl Ending {
    /// Somebody else changed the member meanwhile: the page reads again, so that the dialog opens with what is now.
    pub fn follow(self, sending: Sending) {
        sending.when_overtaken(&[], move || self.stale());
    }

    /// Set while the form is under way.
    pub fn pending(self) -> RwSignal<bool> {
        self.asking.pending
    }

    /// Done: closes, and the page reads again.
    pub fn done(self) {
        self.asking.close();
        self.done.try_set_value(true);
        self.changed.try_run(());
    }

    /// What the page shows is old; the dialog stays.
    pub fn stale(self) {
        self.changed.try_run(());
    }

    /// Closes.
    pub fn close(self) {
        self.asking.close();
    }
}

/// Puts the dialogs into the page.
#[component]
pub fn MemberDialogs(dialogs: Dialogs) -> AnyView {
    let Dialogs { roles, team, contact, password, disable, remove, .. } = dialogs;
    let disable_title = move || {
        let disabled = disable
            .about
            .with(|about| about.as_ref().is_some_and(|about| about.member.status == MemberStatus::Disabled));
        if disabled { msg::enable() } else { msg::disable() }
    };
    view! {
        <Dialog title=msg::edit_roles open=roles.open busy=roles.pending>
            {roles.about.get_untracked().map(|about| view! { <RolesForm about ending=dialogs.ending(roles) /> })}
        </Dialog>
        <Dialog title=msg::edit_team open=team.open busy=team.pending>
            {team.about.get_untracked().map(|about| view! { <TeamForm about ending=dialogs.ending(team) /> })}
        </Dialog>
        <Dialog title=msg::edit_contact open=contact.open busy=contact.pending>
            {contact.about.get_untracked().map(|about| view! { <ContactForm about ending=dialogs.ending(contact) /> })}
        </Dialog>
        <Dialog title=msg::reset_password open=password.open busy=password.pending>
            {password.about.get_untracked().map(|about| view! { <PasswordForm about ending=dialogs.ending(password) /> })}
        </Dialog>
        <Dialog title=disable_title open=disable.open busy=disable.pending>
            {disable.about.get_untracked().map(|about| view! { <DisableForm about ending=dialogs.ending(disable) /> })}
        </Dialog>
        <Dialog title=msg::delete open=remove.open busy=remove.pending>
            {remove.about.get_untracked().map(|about| view! { <RemoveForm about ending=dialogs.ending(remove) /> })}
        </Dialog>
    }
    .into_any()
}

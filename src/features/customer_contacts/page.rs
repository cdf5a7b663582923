//! The contacts in their order, and what customers see while there are none. Every change saves all of them, as they were
//! read: somebody else's change in between is told, not overwritten.

use super::{
    form::{ContactForm, Editing},
    msg,
    rows::{Doing, Row, columns},
};
use crate::{
    flows::{fetch::use_fetch, permitted::Permitted, sending::Sending},
    ui::{
        Asking, Button, ButtonKind, Crumb, DataTable, Dialog, EmptyState, ErrorPanel, IconName, Loaded,
        Notice, PageHeader, SubmitForm, Tone, toast,
    },
};
use contract::{
    customer_contacts::{ContactsDraft, CustomerContact, CustomerContacts, MAX_CONTACTS, SAVE, SHOW},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn ContactsPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_organization)] />
        <Permitted to=Permission::ManageContacts>
            <Content />
        </Permitted>
    }
    .into_any()
}

#[component]
fn Content() -> AnyView {
    let found = use_fetch(&SHOW, || Some(((), ())));
    let newest = Callback::new(move |newest: CustomerContacts| found.value.set(Some(newest)));
    let again = Callback::new(move |()| found.refetch());
    let shown = move |all: Signal<CustomerContacts>| view! { <Contacts all newest again /> }.into_any();
    view! { <Loaded from=found lines=5 children=shown /> }.into_any()
}

#[component]
fn Contacts(
    all: Signal<CustomerContacts>,
    newest: Callback<CustomerContacts>,
    again: Callback<()>,
) -> AnyView {
    let moving = Sending::new();
    let editing = Asking::<Editing>::new();
    let removing = Asking::<usize>::new();
    let move_up = Callback::new(move |position: usize| {
        let contacts = all.with_untracked(|all| all.contacts.clone());
        let Some(contacts) = moved_up(contacts, position) else { return };
        let version = all.with_untracked(|all| all.version);
        moving.send(&SAVE, (), ContactsDraft { version, contacts }, move |after| {
            newest.try_run(after);
        });
    });
    let doing = Doing { editing, removing, move_up, busy: moving.pending.into() };
    let rows = Signal::derive(move || all.with(|all| Row::of(&all.contacts)));
    let full = Signal::derive(move || {
        let count = all.with(|all| all.contacts.len());
        (count >= MAX_CONTACTS as usize).then(|| msg::no_more(MAX_CONTACTS))
    });
    let failed = move || {
        let error = moving.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=again /> })
    };
    let title = move || {
        let of_new = editing.about.with(|about| about.as_ref().is_none_or(|about| about.position.is_none()));
        if of_new { msg::add() } else { msg::edit_title() }
    };
    let form = move || {
        let about = editing.about.get()?;
        Some(view! { <ContactForm about all editing newest /> })
    };
    let remove = move || {
        let position = removing.about.get()?;
        Some(view! { <Remove position all removing newest /> })
    };
    view! {
        <div class="organization">
            <div class="organization__tools">
                <Button
                    label=msg::add
                    kind=ButtonKind::Primary
                    icon=IconName::Plus
                    why_disabled=full
                    on_press=move |()| editing.ask(Editing { position: None, before: None })
                />
            </div>
            {failed}
            <DataTable
                caption=msg::title
                columns=columns(doing)
                rows
                key=|row: &Row| row.position.to_string()
                empty=|| view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Phone /> }
            />
            <Instead all />
            <Dialog title open=editing.open busy=editing.pending>{form}</Dialog>
            <Dialog title=msg::remove open=removing.open busy=removing.pending>{remove}</Dialog>
        </div>
    }
    .into_any()
}

/// What customers see in place of contacts.
#[component]
fn Instead(all: Signal<CustomerContacts>) -> AnyView {
    let shown = move || {
        let (none, administrators) = all.with(|all| (all.contacts.is_empty(), all.administrators.clone()));
        none.then(|| {
            let one = |contact: contract::customer_contacts::ShownContact| {
                let ways = [contact.phone, contact.email].into_iter().flatten().collect::<Vec<_>>();
                view! { <li>{contact.name} " " {ways.join(" · ")}</li> }
            };
            view! {
                <Notice tone=Tone::Info title=msg::administrators_instead>
                    <ul>{administrators.into_iter().map(one).collect_view()}</ul>
                </Notice>
            }
        })
    };
    shown.into_any()
}

#[component]
fn Remove(
    position: usize,
    all: Signal<CustomerContacts>,
    removing: Asking<usize>,
    newest: Callback<CustomerContacts>,
) -> AnyView {
    let sending = Sending::reporting_to(removing.pending);
    let name = all.with_untracked(|all| {
        all.contacts.get(position).map(|contact| contact.name.as_str().to_owned()).unwrap_or_default()
    });
    let send = move |()| {
        let (version, mut contacts) = all.with_untracked(|all| (all.version, all.contacts.clone()));
        if position < contacts.len() {
            contacts.remove(position);
        }
        sending.send(&SAVE, (), ContactsDraft { version, contacts }, move |after| {
            toast::show(Tone::Success, msg::removed());
            removing.close();
            newest.try_run(after);
        });
    };
    view! {
        <SubmitForm
            label=msg::remove
            danger=true
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| removing.close()
        >
            <p>{move || msg::remove_sure(&name)}</p>
        </SubmitForm>
    }
    .into_any()
}

/// The same contacts with one of them a place further up; `None` for the first.
fn moved_up(mut contacts: Vec<CustomerContact>, position: usize) -> Option<Vec<CustomerContact>> {
    let above = position.checked_sub(1)?;
    if position >= contacts.len() {
        return None;
    }
    contacts.swap(above, position);
    Some(contacts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cannot_go_further_up() {
        let contact = |name: &str| CustomerContact {
            name: name.to_owned().try_into().unwrap(),
            phone: None,
            email: None,
            hours: None,
        };
        let two = || vec![contact("a"), contact("b")];
        assert_eq!(moved_up(two(), 0), None);
        assert_eq!(moved_up(two(), 1), Some(vec![contact("b"), contact("a")]));
        assert_eq!(moved_up(two(), 2), None);
    }
}

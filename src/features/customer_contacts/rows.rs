//! The table's rows and what can be done with one.

use super::{form::Editing, msg};
use crate::{
    i18n,
    ui::{Asking, Button, ButtonKind, Column},
};
use contract::customer_contacts::CustomerContact;
use leptos::prelude::*;

/// A contact at its place.
#[derive(Clone, PartialEq)]
pub struct Row {
    pub position: usize,
    pub contact: CustomerContact,
}

impl Row {
    pub fn of(contacts: &[CustomerContact]) -> Vec<Self> {
        contacts.iter().cloned().enumerate().map(|(position, contact)| Self { position, contact }).collect()
    }
}

/// What the rows can start.
#[derive(Clone, Copy)]
pub struct Doing {
    pub editing: Asking<Editing>,
    pub removing: Asking<usize>,
    pub move_up: Callback<usize>,
    pub busy: Signal<bool>,
}

pub fn columns(doing: Doing) -> Vec<Column<Row>> {
    vec![
        Column::new("position", msg::position, |row: &Row| {
            let place = u32::try_from(row.position + 1).unwrap_or(u32::MAX);
            (move || i18n::number(place)).into_any()
        }),
        Column::new("name", msg::name, |row: &Row| row.contact.name.as_str().to_owned().into_any())
            .mandatory(),
        Column::new("phone", msg::phone, |row: &Row| {
            row.contact.phone.as_ref().map(|phone| phone.as_str().to_owned()).into_any()
        }),
        Column::new("email", msg::email, |row: &Row| {
            row.contact.email.as_ref().map(|email| email.as_str().to_owned()).into_any()
        }),
        Column::new("hours", msg::hours, |row: &Row| {
            row.contact.hours.as_ref().map(|hours| hours.as_str().to_owned()).into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Row| actions(row, doing)).mandatory(),
    ]
}

fn actions(row: &Row, doing: Doing) -> AnyView {
    let Row { position, contact } = row.clone();
    let name = contact.name.as_str().to_owned();
    let up = (position > 0).then(|| {
        view! {
            <Button
                label=msg::move_up
                kind=ButtonKind::Link
                busy=doing.busy
                on_press=move |()| doing.move_up.run(position)
            />
        }
    });
    let edit = move |()| {
        doing.editing.ask(Editing { position: Some(position), before: Some(contact.clone()) });
    };
    view! {
        <span class="organization__actions" role="group" aria-label=move || msg::actions_for(&name)>
            <Button label=msg::edit kind=ButtonKind::Link on_press=edit />
            {up}
            <Button label=msg::remove kind=ButtonKind::Link on_press=move |()| doing.removing.ask(position) />
        </span>
    }
    .into_any()
}

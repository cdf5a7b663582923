//! The columns, and what can be done with a row in its state.

use super::{msg, words};
use crate::{
    flows::sending::Sending,
    ui::{Asking, Badge, Button, ButtonKind, Column, DateTimeText, Tone, toast},
};
use contract::personnel::{
    INVITE_AGAIN, Personnel, PersonnelEvent, PersonnelStatus, PersonnelVersion, REVOKE,
};
use leptos::prelude::*;

/// What the rows can start.
#[derive(Clone, Copy)]
pub struct Doing {
    pub sending: Sending,
    pub releasing: Asking<Personnel>,
    pub again: Callback<()>,
}

impl Doing {
    fn invite_again(self, row: &Personnel) {
        let version = PersonnelVersion { version: row.version };
        self.sending.send(&INVITE_AGAIN, (row.personnel_id.clone(),), version, move |_| {
            toast::show(Tone::Success, msg::sent_again());
            self.again.try_run(());
        });
    }

    fn revoke(self, row: &Personnel) {
        let version = PersonnelVersion { version: row.version };
        self.sending.send(&REVOKE, (row.personnel_id.clone(),), version, move |_| {
            toast::show(Tone::Success, msg::revoked());
            self.again.try_run(());
        });
    }
}

pub fn columns(doing: Doing) -> Vec<Column<Personnel>> {
    vec![
        Column::new("contact", msg::contact, |row: &Personnel| {
            let (by, contact) = (row.by, row.contact.clone());
            view! {
                <span class="organization__stack">
                    {contact} <span class="organization__hint">{move || words::by(by)}</span>
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("name", msg::name, |row: &Personnel| row.name.clone().into_any()),
        Column::new("status", msg::status, |row: &Personnel| {
            let status = row.status;
            let answer = row.answer.clone().map(|answer| {
                view! { <span class="organization__hint">{move || msg::answered(&answer)}</span> }
            });
            view! {
                <span class="organization__stack">
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 /> {answer}
                </span>
            }
            .into_any()
        }),
        Column::new("remark", msg::remark, |row: &Personnel| row.remark.clone().into_any()),
        Column::new("invited", msg::invited_at, |row: &Personnel| {
            view! {
                <span class="organization__stack">
                    <DateTimeText at=row.invited_at /> <span class="organization__hint">{row.invited_by.clone()}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("expire_at", msg::expire_at, |row: &Personnel| {
            let open = row.status == PersonnelStatus::Invited;
            open.then(|| view! { <DateTimeText at=row.expire_at deadline=true /> }).into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Personnel| actions(row, doing)).mandatory(),
    ]
}

fn actions(row: &Personnel, doing: Doing) -> AnyView {
    let can = |event: PersonnelEvent| row.status.after(event).is_ok();
    let (again, taken_back, released) = (row.clone(), row.clone(), row.clone());
    let send = can(PersonnelEvent::InviteAgain).then(|| {
        view! {
            <Button
                label=msg::invite_again
                kind=ButtonKind::Link
                busy=doing.sending.pending
                on_press=move |()| doing.invite_again(&again)
            />
        }
    });
    let revoke = can(PersonnelEvent::Revoke).then(|| {
        view! {
            <Button
                label=msg::revoke
                kind=ButtonKind::Link
                busy=doing.sending.pending
                on_press=move |()| doing.revoke(&taken_back)
            />
        }
    });
    let release = can(PersonnelEvent::AskRelease).then(|| {
        view! {
            <Button
                label=msg::release
                kind=ButtonKind::Link
                on_press=move |()| doing.releasing.ask(released.clone())
            />
        }
    });
    view! { <span class="organization__actions">{send} {revoke} {release}</span> }.into_any()
}

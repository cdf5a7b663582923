//! One message of the list.

use super::{msg, putting_away::PutAway, words};
use crate::{
    flows::{sending::Sending, unread},
    i18n,
    routes::Route,
    ui::{Badge, Button, ButtonKind, DateTimeText, toast},
};
use contract::{
    notifications::{Notification, READ, ReadDraft},
    time::Timestamp,
};
use leptos::prelude::*;

/// What it says, what it asks for, until when, and what can be done with it.
pub(super) fn row(notification: Notification, now: Timestamp, changed: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let id = notification.notification_id.clone();
    let is_unread = notification.read_at.is_none();
    let waits = notification.waits(now);
    let (told, shown, about) = (notification.clone(), notification.clone(), words::href(&notification));
    let read = {
        let id = id.clone();
        move |()| {
            let draft = ReadDraft { notification_ids: vec![id.clone()] };
            sending.send(&READ, (), draft, move |now| {
                unread::tell(now.unread);
                changed.try_run(());
            });
        }
    };
    Effect::new(move |_| {
        if let Some(error) = sending.failed.get() {
            toast::show_error(&error);
        }
    });
    let standing = {
        let told = told.clone();
        let tone = words::standing(&told, now).1;
        view! { <Badge label=move || words::standing(&told, now).0 tone /> }
    };
    let topic = notification.topic;
    let due = notification.due_at.filter(|_| waits).map(|at| {
        view! { <span class="message__due">{msg::due} " " {move || i18n::end(at)}</span> }
    });
    let mark = is_unread.then(|| {
        view! {
            <span class="message__new"><span class="visually-hidden">{msg::unread}</span></span>
        }
    });
    let read_button = is_unread.then(|| {
        view! { <Button label=msg::mark_read kind=ButtonKind::Ghost busy=sending.pending on_press=read /> }
    });
    let go = about.map(|href| view! { <a class="button button--ghost" href=href>{msg::go}</a> });
    let subject = move || words::text(&told).subject;
    let body = move || words::text(&shown).body;
    view! {
        <li class="message" class:message--unread=is_unread>
            <p class="message__subject">
                {mark} <a href=Route::Message(id).href()>{subject}</a>
            </p>
            <p class="message__facts">
                {standing} <span>{move || words::topic(topic)}</span> <DateTimeText at=notification.created_at /> {due}
            </p>
            <p class="message__body">{body}</p>
            <div class="message__actions">{go} {read_button} <PutAway notification waits changed /></div>
        </li>
    }
    .into_any()
}

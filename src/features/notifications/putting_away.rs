//! Putting one message away, or back.

use super::msg;
use crate::{
    flows::{sending::Sending, unread},
    ui::{Button, ButtonKind, ErrorPanel},
};
use contract::notifications::{ARCHIVE, ArchiveDraft, Notification};
use leptos::prelude::*;

/// A button, and why it failed. A message that still waits for something says so.
#[component]
pub fn PutAway(notification: Notification, waits: bool, changed: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let archived = notification.archived_at.is_none();
    let id = notification.notification_id;
    let put = move |()| {
        let draft = ArchiveDraft { notification_ids: vec![id.clone()], archived };
        sending.send(&ARCHIVE, (), draft, move |now| {
            unread::tell(now.unread);
            changed.try_run(());
        });
    };
    let why = Signal::derive(move || (archived && waits).then(|| msg::cannot_archive().to_owned()));
    let label = if archived { msg::archive as fn() -> &'static str } else { msg::put_back };
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=changed /> })
    };
    view! {
        <Button label kind=ButtonKind::Ghost busy=sending.pending why_disabled=why on_press=put />
        {failed}
    }
    .into_any()
}

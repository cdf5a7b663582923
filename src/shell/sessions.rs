//! Where this user is signed in, and signing out of all of it.

use super::msg;
use crate::{
    flows::{fetch::use_fetch, sign_in::sign_out},
    ui::{Badge, Button, ButtonKind, DateTimeText, Dialog, Loaded, Tone},
};
use contract::session::{SESSIONS, SessionInfo, Sessions};
use leptos::prelude::*;

/// The list of sessions in a dialog.
#[component]
pub fn SessionsDialog(open: RwSignal<bool>) -> AnyView {
    view! {
        <Dialog title=msg::sessions_title open>
            <SessionList />
            <div class="form__actions">
                <Button label=msg::sign_out_everywhere kind=ButtonKind::Danger on_press=|()| sign_out(true) />
            </div>
        </Dialog>
    }
    .into_any()
}

/// Devices on which this user is signed in, this one marked.
#[component]
pub fn SessionList() -> AnyView {
    let sessions = use_fetch(&SESSIONS, || Some(((), ())));
    let row = |session: SessionInfo| {
        view! {
            <li class="sessions__item">
                <span class="sessions__device">{session.device}</span>
                {session.current.then(|| view! { <Badge label=msg::this_device tone=Tone::Success /> })}
                <span class="sessions__times">
                    {msg::signed_in_at} " " <DateTimeText at=session.started_at /> " · " {msg::last_seen_at} " "
                    <DateTimeText at=session.last_seen_at />
                </span>
            </li>
        }
    };
    let list = move |sessions: Signal<Sessions>| {
        let items = move || sessions.get().sessions;
        view! { <ul class="sessions"><For each=items key=|session| session.session_id.clone() children=row /></ul> }
            .into_any()
    };
    view! { <Loaded from=sessions lines=3 children=list /> }.into_any()
}

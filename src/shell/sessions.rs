//! Where this user is signed in, signing out there, and signing out of all of it.

use super::msg;
use crate::{
    flows::{fetch::use_fetch, sending::Sending, sign_in::sign_out},
    i18n,
    ui::{Badge, Button, ButtonKind, DateTimeText, Dialog, ErrorPanel, Loaded, Tone, toast},
};
use contract::{
    ids::SessionId,
    session::{SESSIONS, SIGN_OUT_OTHERS, SIGN_OUT_THERE, SessionInfo, Sessions, SignedOut},
};
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

/// Devices on which this user is signed in, this one marked; the others can be signed out from here.
#[component]
pub fn SessionList() -> AnyView {
    let sessions = use_fetch(&SESSIONS, || Some(((), ())));
    let sending = Sending::new();
    let there = Callback::new(move |id: SessionId| {
        sending.send(&SIGN_OUT_THERE, (id,), (), move |()| {
            toast::show(Tone::Success, msg::signed_out_there());
            sessions.refetch();
        });
    });
    let row = move |session: SessionInfo| one(session, sending.pending.into(), there);
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=move |()| sessions.refetch() /> })
    };
    let list = move |found: Signal<Sessions>| {
        let items = move || found.get().sessions;
        let others = Memo::new(move |_| found.with(|found| found.sessions.iter().any(|one| !one.current)));
        let leave_others = move |()| {
            sending.send(&SIGN_OUT_OTHERS, (), (), move |SignedOut { ended }| {
                toast::show(Tone::Success, msg::signed_out_others(i18n::number(ended)));
                sessions.refetch();
            });
        };
        let button = move || {
            others.get().then(|| {
                view! {
                    <div>
                        <Button label=msg::sign_out_others busy=sending.pending on_press=leave_others />
                    </div>
                }
            })
        };
        view! {
            <ul class="sessions"><For each=items key=|session| session.session_id.clone() children=row /></ul>
            {button}
        }
        .into_any()
    };
    view! { {failed} <Loaded from=sessions lines=3 children=list /> }.into_any()
}

fn one(session: SessionInfo, busy: Signal<bool>, there: Callback<SessionId>) -> AnyView {
    let SessionInfo { session_id, current, started_at, last_seen_at, device } = session;
    let end = if current {
        view! { <Badge label=msg::this_device tone=Tone::Success /> }.into_any()
    } else {
        let name = device.clone();
        view! {
            <Button
                label=move || msg::sign_out_there(&name)
                kind=ButtonKind::Link
                busy
                on_press=move |()| there.run(session_id.clone())
            />
        }
        .into_any()
    };
    view! {
        <li class="sessions__item">
            <span class="sessions__device">{device}</span>
            {end}
            <span class="sessions__times">
                {msg::signed_in_at} " " <DateTimeText at=started_at /> " · " {msg::last_seen_at} " "
                <DateTimeText at=last_seen_at />
            </span>
        </li>
    }
    .into_any()
}

//! Whom a director leads; and a new initial password for a member.

use super::{
    dialogs::Ending,
    msg,
    password::{HandOver, InitialPassword},
    words,
};
use crate::{
    flows::{fetch::use_fetch, sending::Sending},
    ui::{Button, Loaded, Notice, SubmitForm, Tone, toast},
};
use contract::{
    ids::UserId,
    members::{
        MANAGERS, Manager, Managers, MemberDetail, PasswordReset, RESET_PASSWORD, SET_TEAM, TeamChange,
    },
    new_account::NewPassword,
};
use leptos::prelude::*;

/// A box for each account manager; who is led by another director is taken over from it.
#[component]
pub fn TeamForm(about: MemberDetail, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending());
    ending.follow(sending);
    let managers = use_fetch(&MANAGERS, || Some(((), ())));
    let chosen = RwSignal::new(about.leads.iter().map(|one| one.user_id.clone()).collect::<Vec<_>>());
    let (director, version) = (StoredValue::new(about.member.user_id), about.member.version);
    let send = move |()| {
        let change = TeamChange { version, manager_ids: chosen.get_untracked() };
        sending.send(&SET_TEAM, (director.get_value(),), change, move |_| {
            toast::show(Tone::Success, msg::team_saved());
            ending.done();
        });
    };
    let shown = move |found: Signal<Managers>| {
        let Managers { directors, managers } = found.get_untracked();
        if managers.is_empty() {
            return view! { <Notice>{msg::no_managers}</Notice> }.into_any();
        }
        let row = |manager: Manager| {
            let other = manager.led_by.filter(|id| director.with_value(|director| id != director));
            let other = other.and_then(|id| directors.iter().find(|one| one.user_id == id)).map(words::named);
            manager_box(chosen, manager.manager.user_id.clone(), words::named(&manager.manager), other)
        };
        let rows = managers.into_iter().map(row).collect_view();
        view! {
            <SubmitForm
                label=msg::save
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| ending.close()
            >
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <legend class="visually-hidden">{msg::team}</legend>
                    {rows}
                </fieldset>
            </SubmitForm>
        }
        .into_any()
    };
    view! {
        <p>{msg::team_hint}</p>
        <Loaded from=managers lines=4 children=shown />
    }
    .into_any()
}

fn manager_box(chosen: RwSignal<Vec<UserId>>, id: UserId, name: String, led_by: Option<String>) -> AnyView {
    let id = StoredValue::new(id);
    let toggle = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| id.with_value(|id| other != id));
            if ticked {
                chosen.push(id.get_value());
            }
        });
    };
    let led_by = led_by.map(|director| {
        view! { <span class="field__hint">{move || msg::led_by_other(&director)}</span> }
    });
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || chosen.with(|chosen| id.with_value(|id| chosen.contains(id)))
                on:change=toggle
            />
            <span class="choice__text"><span>{name}</span> {led_by}</span>
        </label>
    }
    .into_any()
}

/// The member is signed out everywhere and chooses another password when it comes back.
#[component]
pub fn PasswordForm(about: MemberDetail, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending());
    ending.follow(sending);
    let password = RwSignal::new(String::new());
    let done = RwSignal::new(None::<String>);
    let member = StoredValue::new(about.member);
    let send = move |()| {
        let Ok(initial_password) = NewPassword::try_from(password.get_untracked()) else { return };
        let (user_id, version) = member.with_value(|member| (member.user_id.clone(), member.version));
        let (reset, secret) = (PasswordReset { version, initial_password }, password.get_untracked());
        sending.send(&RESET_PASSWORD, (user_id,), reset, move |_| {
            done.set(Some(secret));
            ending.stale();
        });
    };
    let content = move || match done.get() {
        Some(secret) => view! {
            <HandOver account_name=member.with_value(|member| member.account_name.clone()) password=secret />
            <div class="form__actions"><Button label=msg::close on_press=move |()| ending.close() /></div>
        }
        .into_any(),
        None => view! {
            <SubmitForm
                label=msg::reset_password
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| ending.close()
            >
                <Notice tone=Tone::Warning>{msg::reset_hint}</Notice>
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <InitialPassword password />
                </fieldset>
            </SubmitForm>
        }
        .into_any(),
    };
    content.into_any()
}

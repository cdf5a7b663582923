//! Other roles for a member. Takes effect with whatever the member does next.

use super::{
    dialogs::Ending,
    handover::{self, HandoverChoice},
    msg,
    role_boxes::RoleBoxes,
};
use crate::{
    flows::{fetch::use_fetch, sending::Sending, sign_in::look_again},
    session::me,
    ui::{Loaded, Notice, SubmitForm, Tone, toast},
};
use contract::{
    ids::RoleId,
    members::{MemberDetail, RolesChange, SET_ROLES},
    permissions::Role,
    roles::{LIST, Roles, default_role},
};
use leptos::prelude::*;

#[component]
pub fn RolesForm(about: MemberDetail, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending());
    let roles = use_fetch(&LIST, || Some(((), ())));
    let held: Vec<RoleId> = about.member.roles.iter().map(|held| held.role_id.clone()).collect();
    let is_director = |id: &RoleId| default_role(id) == Some(Role::AccountManagerDirector);
    let leads = held.iter().any(is_director) && !about.leads.is_empty();
    let is_administrator =
        |ids: &[RoleId]| ids.iter().any(|id| default_role(id) == Some(Role::Administrator));
    let is_oneself = untrack(me).is_some_and(|me| me.user_id == about.member.user_id);
    let gives_up = is_oneself && is_administrator(&held);
    let chosen = RwSignal::new(held);
    let (choice, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let hands_over = Memo::new(move |_| leads && !chosen.with(|chosen| chosen.iter().any(is_director)));
    let about = StoredValue::new(about);
    ending.follow(sending);
    let send = move |()| {
        tried.set(true);
        let role_ids = chosen.get_untracked();
        let handover = hands_over.get_untracked().then(|| handover::read(&choice.get_untracked()));
        if role_ids.is_empty() || handover == Some(None) {
            return;
        }
        let (user_id, version) =
            about.with_value(|about| (about.member.user_id.clone(), about.member.version));
        let change = RolesChange { version, role_ids, handover: handover.flatten() };
        sending.send(&SET_ROLES, (user_id,), change, move |_| {
            toast::show(Tone::Success, msg::roles_saved());
            ending.done();
            if is_oneself {
                look_again();
            }
        });
    };
    let oneself = move || {
        (gives_up && !chosen.with(|chosen| is_administrator(chosen)))
            .then(|| view! { <Notice tone=Tone::Warning>{msg::gives_up_administration}</Notice> })
    };
    let handover =
        move || hands_over.get().then(|| view! { <HandoverChoice about=about.get_value() choice tried /> });
    let shown = move |found: Signal<Roles>| {
        let roles = found.get_untracked().roles;
        view! {
            <SubmitForm
                label=msg::save
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| ending.close()
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <RoleBoxes chosen roles missing=tried />
                    {oneself}
                    {handover}
                </fieldset>
            </SubmitForm>
        }
        .into_any()
    };
    view! { <Loaded from=roles lines=6 children=shown /> }.into_any()
}

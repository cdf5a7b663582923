//! Disabling, enabling and deleting a member.

use super::{
    dialogs::Ending,
    handover::{self, HandoverChoice},
    msg,
};
use crate::{
    flows::sending::Sending,
    i18n,
    routes::Route,
    ui::{Notice, SubmitForm, Tone, toast},
};
use contract::members::{DELETE, DISABLE, ENABLE, MemberDetail, MemberStatus, MemberVersion, Removal};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn DisableForm(about: MemberDetail, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending());
    ending.follow(sending);
    let member = about.member;
    let enables = member.status == MemberStatus::Disabled;
    let version = MemberVersion { version: member.version };
    let user_id = member.user_id;
    let send = move |()| {
        let endpoint = if enables { &ENABLE } else { &DISABLE };
        sending.send(endpoint, (user_id.clone(),), version, move |_| {
            toast::show(Tone::Success, if enables { msg::enabled_done() } else { msg::disabled_done() });
            ending.done();
        });
    };
    let label = move || if enables { msg::enable() } else { msg::disable() };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.close()
            danger=!enables
        >
            <p>{move || if enables { msg::enable_question(&member.name) } else { msg::disable_question(&member.name) }}</p>
        </SubmitForm>
    }
    .into_any()
}

#[component]
pub fn RemoveForm(about: MemberDetail, ending: Ending) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::reporting_to(ending.pending());
    ending.follow(sending);
    let (choice, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let leads = !about.leads.is_empty();
    let (name, customers) = (about.member.name.clone(), about.customers);
    let (user_id, version) = (about.member.user_id.clone(), about.member.version);
    let send = move |()| {
        tried.set(true);
        let handover = leads.then(|| handover::read(&choice.get_untracked()));
        if handover == Some(None) {
            return;
        }
        let removal = Removal { version, handover: handover.flatten() };
        let navigate = navigate.clone();
        sending.send(&DELETE, (user_id.clone(),), removal, move |()| {
            toast::show(Tone::Success, msg::deleted());
            ending.close();
            navigate(&Route::Members.href(), NavigateOptions::default());
        });
    };
    let customers = (customers > 0).then(|| {
        view! {
            <Notice tone=Tone::Warning>{move || msg::delete_releases(i18n::number(customers))}</Notice>
        }
    });
    let handover = leads.then(|| view! { <HandoverChoice about choice tried /> });
    view! {
        <SubmitForm
            label=msg::delete
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.close()
            danger=true
        >
            <p>{move || msg::delete_question(&name)}</p>
            {customers}
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>{handover}</fieldset>
        </SubmitForm>
    }
    .into_any()
}

//! Discarding a draft: final, so it is asked for.

use super::msg;
use crate::{
    flows::sending::Sending,
    routes::Route,
    ui::{Dialog, SubmitForm, Tone, toast},
};
use contract::{ids::OpportunityId, opportunities::DISCARD};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// `<DiscardDialog id open />`: leads to the list afterwards.
#[component]
pub fn DiscardDialog(id: OpportunityId, open: RwSignal<bool>) -> AnyView {
    let pending = RwSignal::new(false);
    let form = move || view! { <DiscardForm id=id.clone() open pending /> };
    view! { <Dialog title=msg::discard_title open busy=pending>{form()}</Dialog> }.into_any()
}

#[component]
fn DiscardForm(id: OpportunityId, open: RwSignal<bool>, pending: RwSignal<bool>) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let navigate = use_navigate();
    let send = move |()| {
        let navigate = navigate.clone();
        sending.send(&DISCARD, (id.clone(),), (), move |()| {
            toast::show(Tone::Success, msg::discarded());
            let back = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::Opportunities.href_with(&[("tab", "po")]), back);
        });
    };
    view! {
        <SubmitForm
            label=msg::discard
            on_submit=send
            pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
            danger=true
        >
            <p>{msg::discard_hint}</p>
        </SubmitForm>
    }
    .into_any()
}

//! Taking a rejected application off the list: it does not come back, so it is asked for.

use super::msg;
use crate::{
    flows::sending::Sending,
    routes::Route,
    ui::{Dialog, SubmitForm, Tone, toast},
};
use contract::{ids::WithdrawalId, withdrawals::DELETE};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Leads to the list afterwards.
#[component]
pub fn DeleteDialog(id: WithdrawalId, open: RwSignal<bool>) -> AnyView {
    let pending = RwSignal::new(false);
    let form = move || view! { <DeleteForm id=id.clone() open pending /> };
    view! { <Dialog title=msg::delete_title open busy=pending>{form()}</Dialog> }.into_any()
}

#[component]
fn DeleteForm(id: WithdrawalId, open: RwSignal<bool>, pending: RwSignal<bool>) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let navigate = use_navigate();
    let send = move |()| {
        let navigate = navigate.clone();
        sending.send(&DELETE, (id.clone(),), (), move |()| {
            toast::show(Tone::Success, msg::deleted());
            let back = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::Funds.href_with(&[("tab", "withdrawals")]), back);
        });
    };
    view! {
        <SubmitForm
            label=msg::delete
            on_submit=send
            pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
            danger=true
        >
            <p>{msg::delete_hint}</p>
        </SubmitForm>
    }
    .into_any()
}

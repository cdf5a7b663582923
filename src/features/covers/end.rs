//! Ending a cover before its time.

use super::msg;
use crate::{
    flows::sending::Sending,
    ui::{Asking, Notice, SubmitForm, Tone, toast},
};
use contract::covers::{Cover, CoverVersion, END};
use leptos::prelude::*;

#[component]
pub fn EndForm(about: Cover, asking: Asking<Cover>, again: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let Cover { cover_id, owner, colleague, version, .. } = about;
    let send = move |()| {
        sending.send(&END, (cover_id.clone(),), CoverVersion { version }, move |_| {
            toast::show(Tone::Success, msg::ended());
            asking.close();
            again.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::end
            danger=true
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <Notice tone=Tone::Warning>{move || msg::end_sure(&colleague, &owner)}</Notice>
        </SubmitForm>
    }
    .into_any()
}

//! A task that is not gone on with, and why.

use super::{msg, process::changed};
use crate::{
    flows::{draft::use_draft, sending::Sending},
    ui::{Button, ButtonKind, Dialog, IconName, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::MarketingTaskId,
    marketing_tasks::{TERMINATE, Task, TaskDetail, TerminateDraft},
    text::{Reason, wrong},
};
use leptos::prelude::*;

/// The button and its dialog.
#[component]
pub fn Terminate(
    id: MarketingTaskId,
    task: Signal<Task>,
    newest: Callback<TaskDetail>,
    again: Callback<()>,
) -> AnyView {
    let open = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let id = StoredValue::new(id);
    let form = move || view! { <Form id=id.get_value() task open pending newest again /> };
    view! {
        <div>
            <Button label=msg::terminate kind=ButtonKind::Danger on_press=move |()| open.set(true) />
        </div>
        <Dialog title=msg::terminate open busy=pending>{form()}</Dialog>
    }
    .into_any()
}

#[component]
fn Form(
    id: MarketingTaskId,
    task: Signal<Task>,
    open: RwSignal<bool>,
    pending: RwSignal<bool>,
    newest: Callback<TaskDetail>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let reason = RwSignal::new(String::new());
    let forget = use_draft(&["end-task-", id.as_str()].concat(), reason);
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        let version = task.with_untracked(|task| task.version);
        let forget = forget.clone();
        sending.send(&TERMINATE, (id.clone(),), TerminateDraft { version, reason }, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::terminated_now());
            open.set(false);
            newest.try_run(after);
        });
    };
    let reload = move || {
        changed(&sending).then(|| {
            view! {
                <Button
                    label=msg::load_newest
                    icon=IconName::Refresh
                    on_press=move |()| {
                        sending.failed.set(None);
                        again.run(());
                    }
                />
            }
        })
    };
    view! {
        <SubmitForm
            label=msg::terminate
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            danger=true
            on_cancel=move |()| open.set(false)
        >
            <Notice tone=Tone::Warning>{msg::terminate_notice}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
            {reload}
        </SubmitForm>
    }
    .into_any()
}

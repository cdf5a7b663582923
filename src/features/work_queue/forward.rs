//! Handing an item to the right colleague.

use super::{colleagues::Colleagues, msg, newest};
use crate::{
    flows::{draft::use_draft, opportunity::words::reviewer_role, sending::Sending},
    ui::{
        Asking, Choice, Described, DescriptionList, Dialog, Notice, SelectField, SubmitForm, TextArea, Tone,
        toast,
    },
};
use contract::{
    ids::UserId,
    opportunity_desk::{FORWARD, Forwarding, Reviewer},
    text::{Reason, wrong},
    work_queue::WorkItem,
};
use leptos::prelude::*;

/// Once per page. `rows` are the items as they were read last.
#[component]
pub fn ForwardDialog(
    asking: Asking<WorkItem>,
    colleagues: Signal<Colleagues>,
    rows: Signal<Vec<WorkItem>>,
    #[prop(into)] changed: Callback<()>,
) -> AnyView {
    let form = move || {
        let item = asking.about.get_untracked()?;
        Some(view! { <ForwardForm item asking colleagues rows changed /> })
    };
    view! { <Dialog title=msg::forward_title open=asking.open busy=asking.pending>{form()}</Dialog> }
        .into_any()
}

#[component]
fn ForwardForm(
    item: WorkItem,
    asking: Asking<WorkItem>,
    colleagues: Signal<Colleagues>,
    rows: Signal<Vec<WorkItem>>,
    changed: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    newest::follow(sending, changed);
    let (to, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let id = item.work_item_id.clone();
    let forget = use_draft(&["forward-", id.as_str()].concat(), note);
    let others = colleagues.with_untracked(|colleagues| colleagues.others(&item));
    let nobody =
        others.is_empty().then(|| view! { <Notice tone=Tone::Warning>{msg::forward_nobody}</Notice> });
    let mut choices = vec![Choice::new("", msg::choose)];
    choices.extend(others.iter().map(choice));
    let about = item.note.clone();
    let holder = item.assigned_to.clone().map(|holder| {
        view! { <Described term=msg::assigned_to>{holder.name}</Described> }
    });
    let send = move |()| {
        let (Ok(user_id), Ok(note)) =
            (to.get_untracked().parse::<UserId>(), Reason::try_from(note.get_untracked()))
        else {
            return;
        };
        let forwarding = Forwarding { version: newest::version_of(&item, rows), to: user_id, note };
        let forget = forget.clone();
        sending.send(&FORWARD, (id.clone(),), forwarding, move |item| {
            forget.run();
            let name = item.assigned_to.map(|reviewer| reviewer.name).unwrap_or_default();
            toast::show(Tone::Success, msg::forwarded(name));
            asking.close();
            changed.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::forward
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <DescriptionList>
                <Described term=msg::note>{about}</Described>
                {holder}
            </DescriptionList>
            {nobody}
            <fieldset class="plain work-queue__fields" prop:disabled=move || sending.is_unknown()>
                <SelectField label=msg::forward_to value=to choices name="to" required=true />
                <TextArea
                    label=msg::forward_note
                    hint=msg::forward_note_hint
                    value=note
                    name="note"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn choice(reviewer: &Reviewer) -> Choice {
    let (name, role) = (reviewer.name.clone(), reviewer.role);
    Choice::new(reviewer.user_id.to_string(), move || msg::name_and_role(&name, reviewer_role(role)))
}

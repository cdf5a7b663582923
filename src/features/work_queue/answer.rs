//! Completing or declining an item. The partner reads the answer.

use super::{case, msg, words};
use crate::{
    api::ApiError,
    flows::{draft::use_draft, sending::Sending},
    ui::{Described, DescriptionList, Dialog, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::FormId,
    problem::ErrorCode,
    text::Reason,
    work_queue::{COMPLETE, DECLINE, WorkItem, WorkItemAnswer},
};
use leptos::prelude::*;

/// The item that is being answered, and which way.
#[derive(Clone, Copy)]
pub struct Answering {
    open: RwSignal<bool>,
    about: RwSignal<Option<(WorkItem, bool)>>,
    pending: RwSignal<bool>,
}

impl Answering {
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None), pending: RwSignal::new(false) }
    }

    pub fn ask(self, item: WorkItem, complete: bool) {
        self.about.set(Some((item, complete)));
        self.open.set(true);
    }
}

/// Once per page. `rows` are the items as they were read last.
#[component]
pub fn AnswerDialog(
    answering: Answering,
    rows: Signal<Vec<WorkItem>>,
    #[prop(into)] changed: Callback<()>,
) -> AnyView {
    let title = move || {
        let completes = answering.about.with(|about| about.as_ref().is_none_or(|(_, completes)| *completes));
        if completes { msg::complete_title() } else { msg::decline_title() }
    };
    let form = move || {
        let (item, complete) = answering.about.get_untracked()?;
        Some(view! { <AnswerForm item complete answering rows changed /> })
    };
    view! { <Dialog title open=answering.open busy=answering.pending wide=true>{form()}</Dialog> }.into_any()
}

#[component]
fn AnswerForm(
    item: WorkItem,
    complete: bool,
    answering: Answering,
    rows: Signal<Vec<WorkItem>>,
    changed: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(answering.pending);
    let answer = RwSignal::new(String::new());
    let forget = ["work-item-", item.work_item_id.as_str()]
        .concat()
        .parse::<FormId>()
        .ok()
        .map(|form_id| use_draft(form_id, answer));
    let id = item.work_item_id.clone();
    let first_version = item.version;
    // When somebody else changed the item meanwhile, the list is read again and the answer goes on from there.
    Effect::new(move |_| {
        let stale =
            |error: &ApiError| matches!(error.code(), Some(ErrorCode::Changed | ErrorCode::NotInThisState));
        if sending.failed.with(|failed| failed.as_ref().is_some_and(stale)) {
            changed.run(());
        }
    });
    let send = move |()| {
        let Ok(answer) = Reason::try_from(answer.get_untracked()) else { return };
        let newest =
            rows.with_untracked(|rows| rows.iter().find(|row| row.work_item_id == id).map(|row| row.version));
        let draft =
            WorkItemAnswer { version: newest.unwrap_or(first_version), answer, field_notes: Vec::new() };
        let forget = forget.clone();
        sending.send(if complete { &COMPLETE } else { &DECLINE }, (id.clone(),), draft, move |_| {
            if let Some(forget) = forget {
                forget();
            }
            toast::show(Tone::Success, if complete { msg::completed() } else { msg::declined() });
            answering.open.try_set(false);
            changed.run(());
        });
    };
    let label = move || match (sending.is_unknown(), complete) {
        (true, _) => msg::check_result(),
        (false, true) => msg::complete(),
        (false, false) => msg::decline(),
    };
    let case = case::of(&item);
    let WorkItem { kind, partner_name, customer_id, note, .. } = item;
    let customer = customer_id.map(|id| {
        view! { <Described term=msg::customer_id><code>{id.to_string()}</code></Described> }
    });
    let effect = move || if complete { words::effect(kind) } else { msg::decline_effect() };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| answering.open.set(false)
            danger=!complete
        >
            <DescriptionList>
                <Described term=msg::kind>{move || words::kind(kind)}</Described>
                <Described term=msg::partner>{partner_name}</Described>
                {customer}
                <Described term=msg::note>{note}</Described>
            </DescriptionList>
            {case}
            <Notice tone=Tone::Info>{effect}</Notice>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::answer
                    hint=msg::answer_hint
                    value=answer
                    name="answer"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check=|text: &str| Reason::try_from(text.to_owned()).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

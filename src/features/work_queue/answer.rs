//! Completing or declining an item. The partner reads the answer.

use super::{
    case, msg, newest,
    notes::{FIELDS, FieldNotes, Notes},
    words,
};
use crate::{
    flows::{
        amount::{amount_sentence, read_amount},
        draft::{Forget, use_draft, use_fields_draft},
        opportunity::case::Duplicate,
        sending::Sending,
    },
    ui::{AmountField, Described, DescriptionList, Dialog, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    statements::{CORRECT, Correction},
    text::{Reason, wrong},
    work_queue::{COMPLETE, DECLINE, WorkItem, WorkItemAnswer, WorkItemKind},
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

/// Keeps what is typed about an item, whichever way it will be answered.
fn keep(item: &WorkItem, answer: RwSignal<String>, notes: &Notes) -> Forget {
    let form = ["work-item-", item.work_item_id.as_str()].concat();
    if item.kind.is_about_opportunity() {
        use_fields_draft(&form, &FIELDS, std::iter::once(answer).chain(notes.all()).collect())
    } else {
        use_draft(&form, answer)
    }
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
    newest::follow(sending, changed);
    let answer = RwSignal::new(String::new());
    let notes = StoredValue::new(Notes::new());
    let forget = notes.with_value(|notes| keep(&item, answer, notes));
    let takes_notes = !complete && item.kind.is_about_opportunity();
    let corrects = complete && item.kind == WorkItemKind::AnswerStatementDispute;
    let amount = RwSignal::new(String::new());
    let about = item.clone();
    let send = move |()| {
        let Ok(answer) = Reason::try_from(answer.get_untracked()) else { return };
        let typed = if takes_notes { untrack(|| notes.with_value(Notes::typed)) } else { Some(Vec::new()) };
        let Some(field_notes) = typed else { return };
        let draft = WorkItemAnswer { version: newest::version_of(&about, rows), answer, field_notes };
        let forget = forget.clone();
        let done = move |_| {
            forget.run();
            toast::show(Tone::Success, if complete { msg::completed() } else { msg::declined() });
            answering.open.try_set(false);
            changed.try_run(());
        };
        let params = (about.work_item_id.clone(),);
        if corrects && !amount.with_untracked(|text| text.trim().is_empty()) {
            let Ok(amount) = read_amount(&amount.get_untracked()) else { return };
            let correction = Correction { version: draft.version, answer: draft.answer, amount };
            return sending.send(&CORRECT, params, correction, done);
        }
        sending.send(if complete { &COMPLETE } else { &DECLINE }, params, draft, done);
    };
    let label = move || if complete { msg::complete() } else { msg::decline() };
    let case = case::of(&item);
    let WorkItem { kind, partner_name, customer_id, note, .. } = item;
    let customer = customer_id.map(|id| {
        view! { <Described term=msg::customer_id><code>{id.to_string()}</code></Described> }
    });
    let effect = move || if complete { words::effect(kind) } else { words::decline_effect(kind) };
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
            <fieldset class="plain work-queue__fields" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::answer
                    hint=msg::answer_hint
                    value=answer
                    name="answer"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
                {takes_notes.then(|| view! { <FieldNotes notes /> })}
                {corrects.then(|| view! { <RightAmount value=amount /> })}
            </fieldset>
            <Duplicate failed=sending.failed />
        </SubmitForm>
    }
    .into_any()
}

/// What a disputed line should say. Left empty, the amount stays.
#[component]
fn RightAmount(value: RwSignal<String>) -> AnyView {
    let wrong = |text: &str| if text.trim().is_empty() { None } else { read_amount(text).err() };
    let error = Signal::derive(move || value.with(|text| wrong(text).as_ref().map(amount_sentence)));
    view! { <AmountField label=msg::right_amount value name="amount" check=wrong error /> }.into_any()
}

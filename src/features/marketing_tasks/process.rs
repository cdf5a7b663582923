//! What came of a task: it goes on, or it is completed. What is typed is kept until it is sent.

use super::{msg, words};
use crate::{
    api::{self, ApiError},
    browser,
    flows::{draft::use_fields_draft, fetch::use_fetch, sending::Sending},
    session::can,
    ui::{Button, Choice, DateField, IconName, RadioField, SelectField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::MarketingTaskId,
    marketing_tasks::{ContactResult, Intention, PROCESS, ProcessDraft, Task, TaskDetail},
    opportunities::{LIST as OPPORTUNITIES, OpportunityQuery, OpportunitySort},
    opportunity_status::Direction,
    page::MAX_LIMIT,
    permissions::Permission,
    text::{Rule, TaskNote, wrong},
    time::Date,
};
use leptos::prelude::*;

const GO_ON: &str = "go-on";
const COMPLETE: &str = "complete";

/// The form; after each answer a new one, with a draft of its own.
#[component]
pub fn Process(
    id: MarketingTaskId,
    task: Signal<Task>,
    newest: Callback<TaskDetail>,
    again: Callback<()>,
) -> AnyView {
    let turn = RwSignal::new(0_u32);
    let done = Callback::new(move |after: TaskDetail| {
        newest.try_run(after);
        turn.try_update(|turn| *turn += 1);
        leptos::task::spawn_local(async {
            browser::tick().await;
            browser::focus("h1");
        });
    });
    let id = StoredValue::new(id);
    let form = move || {
        turn.track();
        view! { <Form id=id.get_value() task done again /> }
    };
    form.into_any()
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    contact_result: RwSignal<String>,
    intention: RwSignal<String>,
    follow_up: RwSignal<String>,
    note: RwSignal<String>,
    opportunity: RwSignal<String>,
    outcome: RwSignal<String>,
}

impl Typed {
    fn new() -> Self {
        Self {
            contact_result: RwSignal::default(),
            intention: RwSignal::default(),
            follow_up: RwSignal::default(),
            note: RwSignal::default(),
            opportunity: RwSignal::default(),
            outcome: RwSignal::new(GO_ON.to_owned()),
        }
    }

    fn completes(self) -> bool {
        self.outcome.with(|outcome| outcome == COMPLETE)
    }

    fn read(self, version: i64) -> Option<ProcessDraft> {
        let complete = untrack(|| self.completes());
        let day: Option<Date> = self.follow_up.get_untracked().parse().ok();
        Some(ProcessDraft {
            version,
            complete,
            contact_result: ContactResult::parse(&self.contact_result.get_untracked())?,
            intention: Intention::parse(&self.intention.get_untracked())?,
            next_follow_up_on: day.filter(|_| !complete),
            note: TaskNote::try_from(self.note.get_untracked()).ok()?,
            opportunity_id: self.opportunity.get_untracked().parse().ok(),
        })
    }
}

#[component]
fn Form(id: MarketingTaskId, task: Signal<Task>, done: Callback<TaskDetail>, again: Callback<()>) -> AnyView {
    let typed = Typed::new();
    let sending = Sending::new();
    let kind = task.with_untracked(|task| task.kind);
    let fields = &["contact_result", "intention", "follow_up", "note", "opportunity"];
    let values = vec![typed.contact_result, typed.intention, typed.follow_up, typed.note, typed.opportunity];
    let forget = use_fields_draft(&["marketing-task-", id.as_str()].concat(), fields, values);
    let send = move |()| {
        let version = task.with_untracked(|task| task.version);
        let Some(draft) = typed.read(version) else { return };
        let completes = draft.complete;
        let forget = forget.clone();
        sending.send(&PROCESS, (id.clone(),), draft, move |after| {
            forget.run();
            let said = if completes { msg::completed_now() } else { msg::saved() };
            toast::show(Tone::Success, said);
            done.try_run(after);
        });
    };
    let result = |result: &ContactResult| {
        let result = *result;
        Choice::new(result.as_str(), move || words::contact_result(result))
    };
    let results: Vec<Choice> = ContactResult::ALL.iter().map(result).collect();
    let intended = move |intention: &Intention| {
        let intention = *intention;
        Choice::new(intention.as_str(), move || words::intention(kind, intention))
    };
    let intentions: Vec<Choice> = Intention::ALL.iter().map(intended).collect();
    let outcomes = vec![Choice::new(GO_ON, msg::goes_on), Choice::new(COMPLETE, msg::is_completed)];
    let follow_up = move || {
        (!typed.completes()).then(|| {
            view! {
                <DateField
                    label=msg::next_follow_up
                    value=typed.follow_up
                    name="next_follow_up_on"
                    hint=msg::next_follow_up_hint
                    check=wrong_day
                />
            }
        })
    };
    let label = move || if typed.completes() { msg::complete() } else { msg::save() };
    let reload = move || {
        changed(&sending).then(|| {
            view! {
                <Button
                    label=msg::load_newest
                    icon=IconName::Refresh
                    on_press=move |()| {
                        sending.failed.set(None);
                        again.try_run(());
                    }
                />
            }
        })
    };
    view! {
        <SubmitForm label on_submit=send pending=sending.pending failed=sending.failed>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <RadioField
                    label=msg::contact_result
                    value=typed.contact_result
                    choices=results
                    name="contact_result"
                    required=true
                />
                <RadioField
                    label=msg::intention
                    value=typed.intention
                    choices=intentions
                    name="intention"
                    required=true
                />
                <TextArea
                    label=msg::note
                    value=typed.note
                    name="note"
                    required=true
                    max_chars=TaskNote::MAX_CHARS
                    check={wrong::<TaskNote>}
                />
                <LinkedOpportunity value=typed.opportunity />
                <RadioField label=msg::outcome value=typed.outcome choices=outcomes required=true />
                {follow_up}
            </fieldset>
            {reload}
        </SubmitForm>
    }
    .into_any()
}

/// Today or later, or nothing.
fn wrong_day(text: &str) -> Option<Rule> {
    if text.is_empty() {
        return None;
    }
    match text.parse::<Date>() {
        Err(_) => Some(Rule::Malformed),
        Ok(day) => {
            let today = api::server_now().china_day();
            (day < today).then_some(Rule::OutOfRange)
        }
    }
}

/// Somebody else was first; tracked.
pub fn changed(sending: &Sending) -> bool {
    sending.failed.with(|failed| failed.as_ref().is_some_and(ApiError::is_overtaken))
}

/// One of the partner's own opportunities; nothing where there are none.
#[component]
fn LinkedOpportunity(value: RwSignal<String>) -> AnyView {
    let of = |direction: Direction| {
        use_fetch(&OPPORTUNITIES, move || {
            let query = OpportunityQuery {
                direction,
                status_list: Vec::new(),
                stage: None,
                keyword: None,
                created_begin: None,
                created_end: None,
                sort: OpportunitySort::Newest,
                offset: None,
                limit: Some(MAX_LIMIT),
            };
            can(Permission::WorkOpportunities).then_some(((), query))
        })
    };
    let (shared, received) = (of(Direction::ToVendor), of(Direction::FromVendor));
    let field = move || {
        let pages = [shared.value.get(), received.value.get()];
        let known = pages.into_iter().flatten().flat_map(|page| page.opportunities);
        let mut choices: Vec<Choice> =
            known.map(|row| Choice::new(row.opportunity_id.to_string(), row.name)).collect();
        if choices.is_empty() {
            return None;
        }
        choices.insert(0, Choice::new("", msg::no_opportunity));
        Some(view! { <SelectField label=msg::opportunity value choices name="opportunity_id" /> })
    };
    field.into_any()
}

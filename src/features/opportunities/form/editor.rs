//! What the form is doing: what was saved, what is tried, what is wrong.

use super::{kept::use_kept, msg};
use crate::{
    api::ApiError,
    browser,
    flows::{
        draft::Forget,
        fetch::read,
        opportunity::form::{Fields, Found, Typed, Wanted, focus_place, merge},
        sending::Sending,
    },
    routes::Route,
    ui::{Tone, toast},
};
use contract::{
    ids::OpportunityId,
    opportunities::{CREATE, Opportunity, OpportunityDraft, SHOW, UPDATE},
    opportunity_desk::{Review, ReviewResult},
    opportunity_form::OpportunityForm,
    opportunity_status::{Direction, OpportunityStatus},
    problem::{ErrorCode, FieldProblem, Problem},
    time::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Somebody else changed the opportunity.
#[derive(Clone, PartialEq)]
pub(super) struct Conflict {
    pub newest: Opportunity,
    /// Who, when it is told.
    pub by: Option<String>,
    pub at: Option<Timestamp>,
}

/// What the backend refused, and what had been sent.
#[derive(Clone, Default)]
struct Refused {
    fields: Vec<FieldProblem>,
    sent: Typed,
}

/// Large: passed by reference.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub fields: Fields,
    /// As the backend has it; nothing for a new one.
    pub opportunity: RwSignal<Option<Opportunity>>,
    pub conflict: RwSignal<Option<Conflict>>,
    pub sending: Sending,
    pub problems: Memo<Vec<FieldProblem>>,
    /// Something was tried, so the summary says what is wrong.
    pub tried: RwSignal<Option<Wanted>>,
    /// What was typed the last time stands in the form again.
    pub is_restored: RwSignal<bool>,
    /// Another page is on its way here: what would be typed now is lost with this one.
    pub leaving: RwSignal<bool>,
    saved: RwSignal<Typed>,
    version: RwSignal<Option<i64>>,
    refused: RwSignal<Refused>,
    forget: StoredValue<Forget>,
    go: Callback<(String, bool)>,
}

impl Editor {
    pub fn new(opportunity: Option<Opportunity>) -> Self {
        let typed = opportunity.as_ref().map(|known| Typed::of(&known.form)).unwrap_or_default();
        let fields = Fields::new(&typed);
        let version = RwSignal::new(opportunity.as_ref().map(|known| known.row.version));
        let id = opportunity.as_ref().map(|known| known.row.opportunity_id.clone());
        let tried = RwSignal::new(None);
        let refused = RwSignal::new(Refused::default());
        let problems = Memo::new(move |_| {
            let typed = fields.typed();
            let own = tried.get().and_then(|wanted| typed.read(wanted).err()).unwrap_or_default();
            refused.with(|refused| merge(own, &refused.fields, &refused.sent, &typed))
        });
        let navigate = use_navigate();
        let go = Callback::new(move |(href, replace): (String, bool)| {
            navigate(&href, NavigateOptions { replace, ..NavigateOptions::default() });
        });
        let editor = Self {
            fields,
            opportunity: RwSignal::new(opportunity),
            conflict: RwSignal::new(None),
            sending: Sending::new(),
            problems,
            tried,
            is_restored: RwSignal::new(false),
            leaving: RwSignal::new(false),
            saved: RwSignal::new(typed),
            version,
            refused,
            forget: StoredValue::new(Forget::default()),
            go,
        };
        let restored = Callback::new(move |()| editor.restored());
        editor.forget.set_value(use_kept(id.as_ref(), &fields, editor.saved, version, restored));
        Effect::new(move |_| {
            if let Some(ApiError::Refused(problem)) = editor.sending.failed.get() {
                untrack(|| editor.refused(*problem));
            }
        });
        editor
    }

    pub fn found(&self) -> Found {
        let opportunity = self.opportunity;
        let notes = Signal::derive(move || {
            opportunity
                .with(|known| known.as_ref().and_then(rejection).map(|review| review.field_notes.clone()))
        });
        Found {
            problems: self.problems.into(),
            notes: Signal::derive(move || notes.get().unwrap_or_default()),
        }
    }

    pub fn id(&self) -> Option<OpportunityId> {
        self.opportunity.with(|known| known.as_ref().map(|known| known.row.opportunity_id.clone()))
    }

    /// Whether it was handed in before and came back; tracked.
    pub fn came_back(&self) -> bool {
        self.opportunity
            .with(|known| known.as_ref().is_some_and(|known| known.row.status != OpportunityStatus::Draft))
    }

    /// Saves a draft, or hands it in. Sends nothing while something is wrong, but leads to it.
    pub fn send(&self, wanted: Wanted) {
        if self.sending.pending.get_untracked() || self.leaving.get_untracked() {
            return;
        }
        if !untrack(|| self.sending.is_unknown()) {
            // A refused value may be right by now: the backend says so again.
            self.refused.set(Refused::default());
            self.sending.failed.set(None);
        }
        self.tried.set(Some(wanted));
        let typed = untrack(|| self.fields.typed());
        match typed.read(wanted) {
            Err(_) => self.lead_to_first(),
            Ok(form) => {
                self.refused.update(|refused| refused.sent = typed);
                self.send_form(form, wanted == Wanted::Whole);
            }
        }
    }

    /// Sends the very same again: the answer of the last time is not known.
    pub fn send_again(&self) {
        self.send(self.tried.get_untracked().unwrap_or(Wanted::Draft));
    }

    fn send_form(&self, form: OpportunityForm, submit: bool) {
        let draft = OpportunityDraft { version: self.version.get_untracked(), form, submit };
        // Taken along: the editor may be gone when the answer comes.
        let (editor, forget) = (*self, self.forget.get_value());
        let done =
            move |saved| if submit { editor.handed_in(saved, &forget) } else { editor.saved(saved, &forget) };
        match untrack(|| self.id()) {
            Some(id) => self.sending.send(&UPDATE, (id,), draft, done),
            None => self.sending.send(&CREATE, (), draft, done),
        }
    }

    fn handed_in(&self, saved: Opportunity, forget: &Forget) {
        self.leaving.try_set(true);
        forget.run();
        toast::show(Tone::Success, msg::submitted());
        self.go.try_run((Route::Opportunity(saved.row.opportunity_id).href(), false));
    }

    fn saved(&self, saved: Opportunity, forget: &Forget) {
        toast::show(Tone::Success, msg::saved());
        self.tried.try_set(None);
        self.is_restored.try_set(false);
        if untrack(|| self.id()).is_some() {
            self.take(saved);
        } else {
            self.leaving.try_set(true);
            forget.run();
            self.go.try_run((Route::EditOpportunity(saved.row.opportunity_id).href(), true));
        }
    }

    /// The backend has what stands in the form.
    fn take(&self, newest: Opportunity) {
        let typed = Typed::of(&newest.form);
        self.version.try_set(Some(newest.row.version));
        self.saved.try_set(typed.clone());
        self.refused.try_set(Refused::default());
        self.fields.fill(&typed);
        self.opportunity.try_set(Some(newest));
    }

    /// What was typed earlier stands in the form again.
    fn restored(&self) {
        let newest = self.opportunity.get_untracked();
        let stale = |known: &Opportunity| Some(known.row.version) != self.version.get_untracked();
        match newest.filter(stale) {
            Some(newest) => self.conflict.set(Some(Conflict { newest, by: None, at: None })),
            None => self.is_restored.set(true),
        }
    }

    /// Gives up what was typed the last time.
    pub fn start_over(&self) {
        self.tried.set(None);
        self.is_restored.set(false);
        self.fields.fill(&self.saved.get_untracked());
    }

    fn refused(&self, problem: Problem) {
        if matches!(problem.error_code, ErrorCode::Changed | ErrorCode::NotInThisState) {
            return self.ask_newest(problem);
        }
        if !problem.fields.is_empty() {
            self.refused.update(|refused| refused.fields = problem.fields);
            self.lead_to_first();
        }
    }

    fn ask_newest(&self, problem: Problem) {
        let Some(id) = untrack(|| self.id()) else { return };
        let editor = *self;
        leptos::task::spawn_local(async move {
            match read(&SHOW, (id,), &()).await {
                Ok(newest) => {
                    let conflict = Conflict { newest, by: problem.settled_by, at: problem.settled_at };
                    editor.conflict.try_set(Some(conflict));
                    editor.sending.failed.try_set(None);
                }
                // The refusal stays on the page; the next try asks again.
                Err(error) => toast::show_error(&error),
            }
        });
    }

    /// Shows what somebody else saved; what was typed here is given up.
    pub fn load_newest(&self, conflict: Conflict) {
        self.tried.set(None);
        self.take(conflict.newest);
        self.conflict.set(None);
    }

    /// Goes on with what stands here, knowing that saving replaces the other one's.
    pub fn keep_writing(&self, conflict: Conflict) {
        self.version.set(Some(conflict.newest.row.version));
        self.saved.set(Typed::of(&conflict.newest.form));
        self.opportunity.set(Some(conflict.newest));
        self.conflict.set(None);
    }

    /// Waits a moment: the fields have to say so first.
    fn lead_to_first(&self) {
        let problems = self.problems;
        leptos::task::spawn_local(async move {
            browser::tick().await;
            if let Some(first) = problems.try_with_untracked(|all| all.first().cloned()).flatten() {
                focus_place(&first.field);
            }
        });
    }
}

/// The judgement because of which it came back.
pub(super) fn rejection(opportunity: &Opportunity) -> Option<&Review> {
    let editable = opportunity.row.status.can_be_edited(Direction::ToVendor);
    let newest = opportunity.reviews.first().filter(|review| review.result != ReviewResult::Passed);
    newest.filter(|_| editable && opportunity.row.status != OpportunityStatus::Draft)
}

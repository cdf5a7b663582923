//! What the form is doing: how its draft stands, whether somebody else saved meanwhile, what is wrong when it is handed in.

use super::keeper::{Keeper, Told};
use crate::{
    api::ApiError,
    browser,
    features::certifications::{
        checklist::{Checklist, Found, Typed},
        msg,
    },
    flows::sending::Sending,
    routes::Route,
    ui::{Tone, toast},
};
use contract::{
    certification_standards::{Standard, misfits, missing},
    certifications::{CertificationApplication, CertificationDraft, SUBMIT},
    ids::CapabilityLabelId,
    problem::{ErrorCode, FieldProblem, Problem},
    time::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use send_wrapper::SendWrapper;
use std::rc::Rc;

/// How long typing must pause.
const PAUSE_MS: u32 = 800;
/// How often a save that was lost is tried again.
const TRY_EVERY_MS: u32 = 10_000;

/// How the draft stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saving {
    /// Since when; nothing was typed yet without it.
    Saved(Option<Timestamp>),
    Changed,
    UnderWay,
    NotSaved(ApiError),
}

/// Whether the same may go through later without anybody doing something. What was refused is refused again, and whoever
/// did not sign in again when asked is not asked every ten seconds.
fn may_pass(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::Offline
            | ApiError::Timeout
            | ApiError::UnknownOutcome(_)
            | ApiError::Fault { .. }
            | ApiError::Unavailable { .. }
    )
}

#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub label_id: StoredValue<CapabilityLabelId>,
    pub keeper: StoredValue<Rc<Keeper>, LocalStorage>,
    pub checklist: Checklist,
    pub saving: RwSignal<Saving>,
    /// What somebody else saved.
    pub conflict: RwSignal<Option<CertificationDraft>>,
    /// Somebody else saved, and why that could not be read.
    pub unread: RwSignal<Option<ApiError>>,
    /// It is being read.
    pub reading: RwSignal<bool>,
    /// What stood here before the newer draft was loaded.
    pub mine: RwSignal<Option<Typed>>,
    pub sending: Sending,
    /// It is handed in as soon as it is saved.
    pub waiting: RwSignal<bool>,
    pub tried: RwSignal<bool>,
    refused: RwSignal<Vec<FieldProblem>>,
    go: Callback<String>,
}

impl Editor {
    pub fn new(standard: Standard, draft: &CertificationDraft) -> Self {
        let typed = Typed::of(&standard, &draft.material);
        let navigate = use_navigate();
        let editor = Self {
            label_id: StoredValue::new(draft.label_id.clone()),
            keeper: StoredValue::new_local(Rc::new(Keeper::new(draft, typed.clone()))),
            checklist: Checklist::new(standard, &typed),
            saving: RwSignal::new(Saving::Saved(draft.saved_at)),
            conflict: RwSignal::new(None),
            unread: RwSignal::new(None),
            reading: RwSignal::new(false),
            mine: RwSignal::new(None),
            sending: Sending::new(),
            waiting: RwSignal::new(false),
            tried: RwSignal::new(false),
            refused: RwSignal::new(Vec::new()),
            go: Callback::new(move |href: String| navigate(&href, NavigateOptions::default())),
        };
        editor.follow();
        editor
    }

    pub fn found(self) -> Found {
        Found { tried: self.tried, refused: self.refused.into(), verdicts: StoredValue::new(Vec::new()) }
    }

    fn follow(self) {
        let keeper = self.keeper.get_value();
        Effect::new(move |ran: Option<()>| {
            let typed = self.checklist.typed();
            keeper.note(typed.clone());
            if ran.is_none() {
                return;
            }
            untrack(|| {
                if self.refused.with(|refused| !refused.is_empty()) {
                    self.refused.set(Vec::new());
                }
                match (keeper.is_behind(), self.saving.get()) {
                    (true, Saving::UnderWay) => {}
                    (true, _) => self.saving.set(Saving::Changed),
                    // Typed, and taken back before it was saved.
                    (false, Saving::Changed) => self.saving.set(Saving::Saved(None)),
                    (false, _) => {}
                }
            });
            let keeper = Rc::clone(&keeper);
            browser::after_ms(PAUSE_MS, move || {
                if keeper.is_latest(&typed) {
                    self.save();
                }
            });
        });
        Effect::new(move |_| match self.sending.failed.get() {
            Some(ApiError::Refused(problem)) => untrack(|| self.refused(*problem)),
            // It may have been handed in: until that is known nothing is saved.
            None | Some(ApiError::UnknownOutcome(_)) => {}
            // It certainly was not: what is typed goes on being kept.
            Some(_) => self.keeper.with_value(|keeper| keeper.halt(false)),
        });
        let is_lost = |saving: &Saving| matches!(saving, Saving::NotSaved(error) if may_pass(error));
        let try_again = move || {
            let was_lost = self.unread.try_with_untracked(|unread| unread.as_ref().is_some_and(may_pass));
            if was_lost == Some(true) {
                self.ask_newest();
            } else if self.saving.try_with_untracked(is_lost) == Some(true) {
                self.save();
            }
        };
        browser::on_window("online", move |_| try_again());
        let trying = StoredValue::new(SendWrapper::new(browser::Interval::start(TRY_EVERY_MS, try_again)));
        let leaving = self.keeper.get_value();
        browser::on_window("pagehide", move |_| leaving.send_leaving());
        // While it is open whose draft counts, what stands here is nowhere else.
        browser::on_window("beforeunload", move |event| {
            if self.conflict.with_untracked(Option::is_some) || self.unread.with_untracked(Option::is_some) {
                event.prevent_default();
            }
        });
        let left = SendWrapper::new(self.keeper.get_value());
        on_cleanup(move || {
            trying.dispose();
            left.take().save(|_| ());
        });
    }

    /// Saves what is not saved; nothing when the page is gone.
    pub fn save(self) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        keeper.save(move |told| self.told(told));
    }

    fn told(self, told: Told) {
        match told {
            Told::UnderWay => {
                self.saving.try_set(Saving::UnderWay);
            }
            Told::Saved(at) => {
                // That a save was lost is no news any more.
                if untrack(|| self.waiting.try_get_untracked() == Some(false) && self.sending.is_unknown()) {
                    self.sending.failed.try_set(None);
                }
                self.saving.try_set(Saving::Saved(at));
            }
            Told::Lost(error) => {
                // Whoever handed it in reads why not; whoever is typing, beside it.
                if self.waiting.try_get_untracked() == Some(true) {
                    self.sending.failed.try_set(Some(error.clone()));
                }
                self.saving.try_set(Saving::NotSaved(error));
            }
            Told::Refused(problem) if problem.error_code == ErrorCode::Changed => {
                // Nothing is under way any more: what stands here waits until it is decided which one counts.
                self.saving.try_set(Saving::Changed);
                self.ask_newest();
            }
            Told::Refused(problem) => {
                let error = ApiError::Refused(problem);
                if self.waiting.try_get_untracked() == Some(true) {
                    self.sending.failed.try_set(Some(error.clone()));
                }
                self.saving.try_set(Saving::NotSaved(error));
            }
            Told::Rests => self.rests(),
        }
    }

    fn rests(self) {
        if self.waiting.try_get_untracked() != Some(true) {
            return;
        }
        self.waiting.set(false);
        if self.keeper.with_value(|keeper| !keeper.is_behind()) {
            self.hand_in();
        }
    }

    /// Everything that is missing is marked; what was refused may be right by now.
    pub fn press(self) {
        self.refused.set(Vec::new());
        self.tried.set(true);
    }

    /// Hands it in, once what stands here is saved: should the answer be lost, nothing typed is.
    pub fn hand_in(self) {
        if self.sending.pending.get_untracked() || self.waiting.get_untracked() {
            return;
        }
        let typed = untrack(|| self.checklist.typed());
        let Some(checklist) = typed.read() else { return };
        let is_wrong = self.checklist.standard.with_value(|standard| {
            !misfits(standard, &checklist).is_empty() || !missing(standard, &checklist).is_empty()
        });
        if is_wrong {
            return;
        }
        let keeper = self.keeper.get_value();
        if keeper.is_behind() {
            self.waiting.set(true);
            self.save();
            return;
        }
        keeper.halt(true);
        let application = CertificationApplication {
            label_id: self.label_id.get_value(),
            version: keeper.version(),
            checklist,
        };
        self.sending.send(&SUBMIT, (), application, move |detail| {
            toast::show(Tone::Success, msg::handed_in());
            self.go.try_run(Route::Certification(detail.certification.certification_id).href());
        });
    }

    fn refused(self, problem: Problem) {
        let keeper = self.keeper.get_value();
        keeper.halt(problem.error_code == ErrorCode::Changed);
        if problem.error_code == ErrorCode::Changed {
            self.ask_newest();
        } else if !problem.fields.is_empty() {
            self.refused.set(problem.fields);
        }
    }
}

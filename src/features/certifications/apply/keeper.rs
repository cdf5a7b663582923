//! Keeps a draft with the backend, one save at a time. It outlives its page: what was changed last still goes on its way.

use crate::{
    api::{self, ApiError},
    features::certifications::checklist::Typed,
    flows::submit::submit,
};
use contract::{
    certifications::{CertificationDraft, DraftSave, SAVE_DRAFT},
    ids::{CapabilityLabelId, IdempotencyKey},
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

thread_local! {
    /// Saves that are under way, whichever page began them.
    static UNDER_WAY: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// Whether a draft is on its way; tracked.
pub fn is_saving() -> bool {
    UNDER_WAY.with(|count| count.get() > 0)
}

/// What became of saving.
pub enum Told {
    UnderWay,
    Saved(Option<Timestamp>),
    /// No answer: it is tried again with the same key.
    Lost(ApiError),
    Refused(Box<Problem>),
    /// Nothing is under way any more.
    Rests,
}

/// A save whose answer is not known: repeated as it is, it happens once.
#[derive(Clone)]
struct Attempt {
    draft: DraftSave,
    typed: Typed,
    key: IdempotencyKey,
}

pub struct Keeper {
    label_id: CapabilityLabelId,
    latest: RefCell<Typed>,
    saved: RefCell<Typed>,
    version: Cell<i64>,
    attempt: RefCell<Option<Attempt>>,
    under_way: Cell<bool>,
    /// Somebody else saved, or it is being handed in: nothing is written over.
    halted: Cell<bool>,
}

impl Keeper {
    pub fn new(draft: &CertificationDraft, typed: Typed) -> Self {
        Self {
            label_id: draft.label_id.clone(),
            latest: RefCell::new(typed.clone()),
            saved: RefCell::new(typed),
            version: Cell::new(draft.version),
            attempt: RefCell::new(None),
            under_way: Cell::new(false),
            halted: Cell::new(false),
        }
    }

    pub fn version(&self) -> i64 {
        self.version.get()
    }

    /// Takes note of what stands in the form.
    pub fn note(&self, typed: Typed) {
        *self.latest.borrow_mut() = typed;
    }

    /// Whether exactly this stands in the form.
    pub fn is_latest(&self, typed: &Typed) -> bool {
        *self.latest.borrow() == *typed
    }

    /// Whether something is not saved.
    pub fn is_behind(&self) -> bool {
        self.attempt.borrow().is_some() || *self.latest.borrow() != *self.saved.borrow()
    }

    pub fn halt(&self, halted: bool) {
        self.halted.set(halted);
    }

    /// The backend has this, under this version; whatever was tried before is settled.
    pub fn know(&self, typed: Typed, version: i64) {
        *self.saved.borrow_mut() = typed;
        *self.attempt.borrow_mut() = None;
        self.version.set(version);
        self.halted.set(false);
    }

    /// What to send next; nothing when all is saved or what is typed cannot be.
    fn next(&self) -> Option<Attempt> {
        if self.halted.get() || !self.is_behind() {
            return None;
        }
        let mut attempt = self.attempt.borrow_mut();
        if attempt.is_none() {
            let typed = self.latest.borrow().clone();
            let draft = DraftSave { version: self.version.get(), checklist: typed.read()? };
            *attempt = Some(Attempt { draft, typed, key: api::new_key() });
        }
        attempt.clone()
    }

    /// Saves until all is saved or something is in the way. Does nothing while that is under way. It counts as under way at
    /// once: whoever opens the form again waits for it.
    pub fn save(self: Rc<Self>, tell: impl Fn(Told) + 'static) {
        if self.under_way.get() {
            return;
        }
        if self.next().is_none() {
            tell(Told::Rests);
            return;
        }
        self.under_way.set(true);
        UNDER_WAY.with(|count| count.update(|count| *count += 1));
        leptos::task::spawn_local(async move {
            self.send_all(&tell).await;
            UNDER_WAY.with(|count| count.update(|count| *count = count.saturating_sub(1)));
            self.under_way.set(false);
            tell(Told::Rests);
        });
    }

    async fn send_all(&self, tell: &impl Fn(Told)) {
        while let Some(Attempt { draft, typed, key }) = self.next() {
            tell(Told::UnderWay);
            match submit(&SAVE_DRAFT, (self.label_id.clone(),), &draft, &key).await {
                Ok(newest) => {
                    self.know(typed, newest.version);
                    tell(Told::Saved(newest.saved_at));
                }
                Err(ApiError::Refused(problem)) => {
                    *self.attempt.borrow_mut() = None;
                    self.halted.set(problem.error_code == ErrorCode::Changed);
                    return tell(Told::Refused(problem));
                }
                Err(error) => return tell(Told::Lost(error)),
            }
        }
    }

    /// The window closes: sent once, and not waited for.
    pub fn send_leaving(&self) {
        if !self.under_way.get()
            && let Some(Attempt { draft, key, .. }) = self.next()
        {
            api::send_leaving(&SAVE_DRAFT, &(self.label_id.clone(),), &draft, &key);
        }
    }
}

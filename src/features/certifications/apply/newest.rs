//! What somebody else saved meanwhile: it is read, and then either shown or written over.

use super::editor::{Editor, Saving};
use crate::{features::certifications::checklist::Typed, flows::fetch::read};
use contract::certifications::{CertificationDraft, DRAFT};
use leptos::prelude::*;

impl Editor {
    /// Reads what somebody else saved. Why it could not be read stays on the page, and it is asked for again from there: until
    /// it is known what would be written over, nothing is saved.
    pub fn ask_newest(self) {
        let Some(id) = self.label_id.try_get_value() else { return };
        if self.reading.try_get_untracked() != Some(false) {
            return;
        }
        self.reading.set(true);
        leptos::task::spawn_local(async move {
            let newest = read(&DRAFT, (id,), &()).await;
            self.reading.try_set(false);
            match newest {
                Ok(newest) => {
                    self.sending.failed.try_set(None);
                    self.unread.try_set(None);
                    self.conflict.try_set(Some(newest));
                }
                // The same one again is no news.
                Err(error) => {
                    if self.unread.try_with_untracked(|known| known.as_ref() == Some(&error)) == Some(false) {
                        self.unread.set(Some(error));
                    }
                }
            }
        });
    }

    /// How somebody else's draft reads.
    pub fn theirs(self, newest: &CertificationDraft) -> Typed {
        self.checklist.standard.with_value(|standard| Typed::of(standard, &newest.material))
    }

    /// Shows what somebody else saved; what stood here stays beside it, to be copied.
    pub fn load_newest(self, newest: &CertificationDraft) {
        self.mine.set(Some(untrack(|| self.checklist.typed())));
        let theirs = self.theirs(newest);
        self.keeper.with_value(|keeper| keeper.know(theirs.clone(), newest.version));
        self.checklist.fill(&theirs);
        self.tried.set(false);
        self.saving.set(Saving::Saved(newest.saved_at));
        self.conflict.set(None);
    }

    /// Goes on with what stands here, knowing that it replaces the other one's.
    pub fn keep_mine(self, newest: &CertificationDraft) {
        let theirs = self.theirs(newest);
        let is_behind = self.keeper.with_value(|keeper| {
            keeper.know(theirs, newest.version);
            keeper.is_behind()
        });
        // Where both say the same nothing is left to save.
        self.saving.set(if is_behind { Saving::Changed } else { Saving::Saved(newest.saved_at) });
        self.conflict.set(None);
        self.save();
    }
}

//! How the form in a dialog of this feature ends.

use crate::ui::Asking;
use leptos::prelude::*;

/// How a form ends, and where it says that it is under way.
#[derive(Clone, Copy)]
pub struct Ending {
    pub pending: RwSignal<bool>,
    open: RwSignal<bool>,
    changed: Callback<()>,
    done: StoredValue<bool>,
}

impl Ending {
    /// `changed` is called when the page is to be read again, `done` told when that is because something was done.
    pub fn of<T: Clone + Send + Sync + 'static>(
        asking: Asking<T>,
        changed: Callback<()>,
        done: StoredValue<bool>,
    ) -> Self {
        Self { pending: asking.pending, open: asking.open, changed, done }
    }

    /// Done: closes, and the page reads again.
    pub fn done(self) {
        self.open.try_set(false);
        self.done.try_set_value(true);
        self.changed.try_run(());
    }

    /// What the page shows is old; the dialog stays.
    pub fn stale(self) {
        self.changed.try_run(());
    }

    /// Given up.
    pub fn cancel(self) {
        self.open.try_set(false);
    }
}

//! A dialog that is about something: whoever opens it says about what.

use leptos::prelude::*;

/// Once per dialog and page.
pub struct Asking<T: Send + Sync + 'static> {
    pub open: RwSignal<bool>,
    pub about: RwSignal<Option<T>>,
    /// Under way: the dialog does not close.
    pub pending: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Asking<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asking<T> {}

impl<T: Clone + Send + Sync + 'static> Asking<T> {
    #[must_use]
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None), pending: RwSignal::new(false) }
    }

    /// Opens it.
    pub fn ask(self, about: T) {
        self.about.set(Some(about));
        self.open.set(true);
    }

    /// Closes it. Does nothing when the page is gone.
    pub fn close(self) {
        self.open.try_set(false);
    }
}

impl<T: Clone + Send + Sync + 'static> Default for Asking<T> {
    fn default() -> Self {
        Self::new()
    }
}

//! What a page shows of a read: the newest value, why the last try gave none, and whether one is under way.

use super::ApiError;
use leptos::prelude::*;

/// The state of one read of a page. Old rows stay while new ones are fetched, and when that fails.
pub struct Fetched<T: Send + Sync + 'static> {
    pub value: RwSignal<Option<T>>,
    pub error: RwSignal<Option<ApiError>>,
    pub loading: RwSignal<bool>,
    /// Grows when the read is wanted again.
    pub wanted: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Send + Sync + 'static> Default for Fetched<T> {
    fn default() -> Self {
        Self {
            value: RwSignal::new(None),
            error: RwSignal::new(None),
            loading: RwSignal::new(true),
            wanted: RwSignal::new(0),
        }
    }
}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Reads again.
    pub fn refetch(self) {
        self.wanted.update(|wanted| *wanted += 1);
    }
}

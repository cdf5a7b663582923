//! Handing rows over (the backend's dry run) and filing them, part after part. Each part has a key of its own: sent again
//! after a lost answer, it happens once. Stopping loses nothing; the import goes on where it stopped.

use super::bench::{Bench, Slice, Step};
use crate::{
    api::{self, ApiError},
    flows::submit::submit,
};
use contract::{
    filing_imports::{
        APPLY, CANCEL, CHECK, CHECK_AT_ONCE, Import, ImportDraft, ImportStatus, RowDraft, RowsDraft, START,
    },
    filings::FilingDraft,
    ids::IdempotencyKey,
    text::FileName,
};
use leptos::prelude::*;

/// Bytes of JSON that one part may have: well below the backend's limit of 256 KiB.
const MOST_BYTES: usize = 200_000;

/// What is under way.
#[derive(Clone, Copy)]
pub struct Run {
    bench: Bench,
    pub working: RwSignal<bool>,
    /// The user wants it to stop after the part that is on its way.
    stop: StoredValue<bool>,
    pub failed: RwSignal<Option<ApiError>>,
    /// The beginning that has no answer yet, and its key.
    begin: StoredValue<Option<(IdempotencyKey, ImportDraft)>>,
    /// Parts that are still to be handed over; the first one has the key under which it was sent.
    parts: StoredValue<Vec<(IdempotencyKey, RowsDraft)>>,
    /// The key of the filing that has no answer yet.
    apply_key: StoredValue<Option<IdempotencyKey>>,
}

impl Run {
    pub fn new(bench: Bench) -> Self {
        Self {
            bench,
            working: RwSignal::new(false),
            stop: StoredValue::new(false),
            failed: RwSignal::new(None),
            begin: StoredValue::new(None),
            parts: StoredValue::new(Vec::new()),
            apply_key: StoredValue::new(None),
        }
    }

    /// Begins an import with the sound rows and hands them over.
    pub fn hand_over(self) {
        let rows = self.bench.sound();
        let total_rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let name = self.bench.file_name.get_untracked();
        let Ok(file_name) = FileName::try_from(name) else { return };
        self.work(move |run| async move {
            let mut slice = Slice::begin();
            let parts = parts_of(rows, &mut slice).await;
            run.parts.try_set_value(parts);
            run.begin.try_set_value(Some((api::new_key(), ImportDraft { file_name, total_rows })));
            run.begin_if_needed().await?;
            run.rest_of_parts().await
        });
    }

    /// Back to the rows when the import could not even begin: nothing was handed over.
    pub fn give_up(self) {
        self.begin.set_value(None);
        self.parts.set_value(Vec::new());
        self.failed.set(None);
        self.bench.step.set(Step::Rows);
    }

    /// Goes on where it stopped: beginning, handing over, or filing.
    pub fn go_on(self) {
        self.work(move |run| async move {
            run.begin_if_needed().await?;
            run.rest_of_parts().await?;
            if run.status() == Some(ImportStatus::Applying) { run.file_all().await } else { Ok(()) }
        });
    }

    /// Files the rows that were handed over.
    pub fn file(self) {
        self.work(move |run| async move { run.file_all().await });
    }

    /// Stops after the part that is on its way.
    pub fn pause(self) {
        self.stop.set_value(true);
    }

    /// Files no more; what is filed stays.
    pub fn cancel(self) {
        self.work(move |run| async move {
            let Some(import) = run.bench.import.get_untracked() else { return Ok(()) };
            run.parts.try_set_value(Vec::new());
            let import = submit(&CANCEL, (import.import_id,), &(), &api::new_key()).await?;
            run.learn(import);
            Ok(())
        });
    }

    fn status(self) -> Option<ImportStatus> {
        self.bench.import.with_untracked(|import| import.as_ref().map(|import| import.status))
    }

    fn learn(self, import: Import) {
        self.bench.import.try_set(Some(import));
    }

    /// One thing at a time; a failure is shown and can be gone on from.
    fn work<F>(self, what: impl FnOnce(Self) -> F + 'static)
    where
        F: Future<Output = Result<(), ApiError>> + 'static,
    {
        if self.working.get_untracked() {
            return;
        }
        self.working.set(true);
        self.failed.set(None);
        self.stop.set_value(false);
        leptos::task::spawn_local(async move {
            let settled = what(self).await;
            self.working.try_set(false);
            if let Err(error) = settled {
                self.failed.try_set(Some(error));
            }
        });
    }

    fn stopped(self) -> bool {
        // When the page is gone nothing more is sent.
        self.stop.try_get_value().unwrap_or(true)
    }

    async fn begin_if_needed(self) -> Result<(), ApiError> {
        let Some((key, draft)) = self.begin.try_with_value(Clone::clone).flatten() else { return Ok(()) };
        let import = submit(&START, (), &draft, &key).await?;
        self.begin.try_set_value(None);
        self.learn(import);
        Ok(())
    }

    async fn rest_of_parts(self) -> Result<(), ApiError> {
        let Some(id) = self.bench.import.with_untracked(|import| Some(import.as_ref()?.import_id.clone()))
        else {
            return Ok(());
        };
        while !self.stopped() {
            let Some((key, part)) = self.parts.try_with_value(|parts| parts.first().cloned()).flatten()
            else {
                return Ok(());
            };
            let checked = submit(&CHECK, (id.clone(),), &part, &key).await?;
            self.parts.try_update_value(|parts| drop(parts.remove(0)));
            self.learn(checked.import);
        }
        Ok(())
    }

    async fn file_all(self) -> Result<(), ApiError> {
        let Some(id) = self.bench.import.with_untracked(|import| Some(import.as_ref()?.import_id.clone()))
        else {
            return Ok(());
        };
        while !self.stopped() && self.status().is_some_and(ImportStatus::is_open) {
            let key = self.apply_key.try_update_value(|key| key.get_or_insert_with(api::new_key).clone());
            let Some(key) = key else { return Ok(()) };
            let applied = submit(&APPLY, (id.clone(),), &(), &key).await?;
            self.apply_key.try_set_value(None);
            self.learn(applied.import);
        }
        Ok(())
    }

    /// Whether rows would be lost with the page: they are not with the backend yet.
    pub fn holds_rows(self) -> bool {
        self.parts.try_with_value(|parts| !parts.is_empty()).unwrap_or(false)
    }
}

async fn parts_of(rows: Vec<(u32, FilingDraft)>, slice: &mut Slice) -> Vec<(IdempotencyKey, RowsDraft)> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut bytes = 0;
    for (row, filing) in rows {
        let draft = RowDraft { row, filing };
        let size = serde_json::to_string(&draft).map_or(0, |text| text.len());
        if part.len() == CHECK_AT_ONCE || (bytes + size > MOST_BYTES && !part.is_empty()) {
            parts.push((api::new_key(), RowsDraft { rows: std::mem::take(&mut part) }));
            bytes = 0;
        }
        bytes += size;
        part.push(draft);
        slice.rest().await;
    }
    if !part.is_empty() {
        parts.push((api::new_key(), RowsDraft { rows: part }));
    }
    parts
}

//! The rows that are picked; they stay picked on other pages of the list.

use super::{possible::Picked, state::FilingsState};
use crate::{
    features::customer_development::msg,
    flows::fetch,
    i18n,
    ui::{Tone, toast},
};
use contract::{
    filings::{Filing, FilingQuery, LIST, MAX_BATCH},
    ids::FilingId,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// By id, so that the order does not depend on how they were picked.
#[derive(Clone, Copy)]
pub struct Selection {
    pub(super) picked: RwSignal<BTreeMap<FilingId, Picked>>,
    /// All rows that fit are being read.
    pub(super) reading: RwSignal<bool>,
}

impl Selection {
    pub fn new() -> Self {
        Self { picked: RwSignal::new(BTreeMap::new()), reading: RwSignal::new(false) }
    }

    pub fn clear(self) {
        self.picked.try_set(BTreeMap::new());
    }

    /// What was settled with them need not be done again.
    pub fn drop_these(self, ids: &[FilingId]) {
        self.picked.try_update(|picked| picked.retain(|id, _| !ids.contains(id)));
    }

    fn pick(self, filing: &Filing, picked: bool) {
        self.picked.update(|all| {
            if picked {
                all.insert(filing.filing_id.clone(), Picked::of(filing));
            } else {
                all.remove(&filing.filing_id);
            }
        });
    }

    pub fn all(self) -> Vec<Picked> {
        self.picked.with_untracked(|picked| picked.values().cloned().collect())
    }

    /// Keeps what is known of picked rows as new as the rows.
    pub fn follow(self, rows: Signal<Vec<Filing>>) {
        Effect::new(move |_| {
            rows.with(|rows| {
                let old = |row: &&Filing| {
                    self.picked.with_untracked(|picked| {
                        picked.get(&row.filing_id).is_some_and(|known| *known != Picked::of(row))
                    })
                };
                rows.iter().filter(old).for_each(|row| self.pick(row, true));
            });
        });
    }

    /// The box of a row.
    pub fn check_box(self, filing: &Filing) -> AnyView {
        let filing = StoredValue::new(filing.clone());
        let checked = Memo::new(move |_| {
            self.picked.with(|picked| filing.with_value(|filing| picked.contains_key(&filing.filing_id)))
        });
        view! {
            <input
                type="checkbox"
                class="filing-pick"
                aria-label=move || filing.with_value(|filing| msg::pick(&filing.customer_name))
                prop:checked=move || checked.get()
                on:change=move |event| filing.with_value(|filing| self.pick(filing, event_target_checked(&event)))
            />
        }
        .into_any()
    }

    /// Picks every row of the page, or none of them when all are picked.
    pub fn page_box(self, rows: Signal<Vec<Filing>>) -> AnyView {
        let all = Memo::new(move |_| {
            rows.with(|rows| {
                !rows.is_empty()
                    && self.picked.with(|picked| rows.iter().all(|row| picked.contains_key(&row.filing_id)))
            })
        });
        let flip = move |event| {
            let picked = event_target_checked(&event);
            rows.with_untracked(|rows| rows.iter().for_each(|row| self.pick(row, picked)));
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=move || all.get() on:change=flip />
                <span class="choice__text">{msg::pick_page}</span>
            </label>
        }
        .into_any()
    }

    /// Picks what fits the filters on all pages, as many as one call can name.
    pub fn pick_all_pages(self, state: &FilingsState, name: &str) {
        let most = u32::try_from(MAX_BATCH).unwrap_or(u32::MAX);
        let query = FilingQuery { offset: Some(0), limit: Some(most), ..state.query(name) };
        self.reading.set(true);
        leptos::task::spawn_local(async move {
            let read = fetch::read(&LIST, (), &query).await;
            self.reading.try_set(false);
            match read {
                Err(error) => toast::show_error(&error),
                Ok(page) => {
                    let left_out = page.total_count.saturating_sub(most);
                    let all = page.filings.iter().map(|row| (row.filing_id.clone(), Picked::of(row)));
                    self.picked.try_set(all.collect());
                    if left_out > 0 {
                        toast::show(
                            Tone::Info,
                            msg::picked_first(i18n::number(left_out), i18n::number(most)),
                        );
                    }
                }
            }
        });
    }
}

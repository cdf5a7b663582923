//! The fields of a checklist.

use super::typed::{Evidence, Typed, TypedItem};
use crate::flows::upload::Uploads;
use contract::{certification_standards::Standard, certifications::EVIDENCE_FILES, ids::AssessmentItemId};
use leptos::prelude::*;

/// What a choice holds that says yes, and no.
pub const YES: &str = "YES";
pub const NO: &str = "NO";

/// Of one item.
#[derive(Clone, Copy)]
pub struct ItemFields {
    pub met: RwSignal<String>,
    pub note: RwSignal<String>,
    /// Evidence that was there when the form opened.
    pub kept: RwSignal<Vec<Evidence>>,
    pub uploads: Uploads,
}

impl ItemFields {
    fn typed(self, item_id: AssessmentItemId) -> TypedItem {
        let mut files = self.kept.get();
        files.extend(self.uploads.arrived().into_iter().map(Evidence::from));
        let met = self.met.with(|met| match met.as_str() {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        });
        TypedItem { item_id, met, note: self.note.get(), files }
    }

    fn fill(self, typed: &TypedItem) {
        let met = typed.met.map_or("", |met| if met { YES } else { NO });
        self.met.set(met.to_owned());
        self.note.set(typed.note.clone());
        self.kept.set(typed.files.clone());
        self.uploads.clear();
    }
}

/// All of them, with the standard that they answer.
#[derive(Clone, Copy)]
pub struct Checklist {
    pub standard: StoredValue<Standard>,
    items: StoredValue<Vec<(AssessmentItemId, ItemFields)>>,
}

impl Checklist {
    pub fn new(standard: Standard, typed: &Typed) -> Self {
        let fields = |item: &TypedItem| {
            let fields = ItemFields {
                met: RwSignal::default(),
                note: RwSignal::default(),
                kept: RwSignal::default(),
                uploads: Uploads::by(EVIDENCE_FILES),
            };
            fields.fill(item);
            (item.item_id.clone(), fields)
        };
        let items = typed.0.iter().map(fields).collect();
        Self { standard: StoredValue::new(standard), items: StoredValue::new(items) }
    }

    /// What stands in it; tracked.
    pub fn typed(self) -> Typed {
        let typed = |items: &Vec<(AssessmentItemId, ItemFields)>| {
            Typed(items.iter().map(|(id, fields)| fields.typed(id.clone())).collect())
        };
        self.items.try_with_value(typed).unwrap_or_default()
    }

    pub fn fill(self, typed: &Typed) {
        self.items.with_value(|items| {
            for (id, fields) in items {
                if let Some(item) = typed.0.iter().find(|item| item.item_id == *id) {
                    fields.fill(item);
                }
            }
        });
    }

    pub fn fields_of(self, item_id: &AssessmentItemId) -> Option<ItemFields> {
        self.items.with_value(|items| items.iter().find(|(id, _)| id == item_id).map(|(_, fields)| *fields))
    }

    /// Whether a file is on its way; tracked.
    pub fn is_busy(self) -> bool {
        self.items.with_value(|items| items.iter().any(|(_, fields)| fields.uploads.is_busy()))
    }

    pub fn total(self) -> usize {
        self.items.with_value(Vec::len)
    }
}

//! A judgement that is being written: a result and advice for each item, the verdict, and what is said on the whole. It is kept
//! until it is given.

use crate::flows::draft::{Forget, use_draft};
use contract::{
    certification_desk::JudgementDraft,
    certification_standards::ItemResult,
    certifications::{CertificationDetail, CertificationStatus, ItemVerdict, Verdict},
    ids::AssessmentItemId,
    text::{Advice, Explanation, optional},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// As plain values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    items: Vec<(AssessmentItemId, String, String)>,
    verdict: String,
    text: String,
}

impl Typed {
    /// Nothing; before a countersigning what the technical review found, which is what is countersigned.
    fn first(detail: &CertificationDetail) -> Self {
        let countersigns = detail.certification.status == CertificationStatus::Countersign;
        let found = detail.judgements.last().filter(|_| countersigns).map_or(&[][..], |judged| &judged.items);
        let item = |item_id: &AssessmentItemId| {
            let found = found.iter().find(|found| found.item_id == *item_id);
            let advice =
                found.and_then(|found| found.advice.as_ref()).map(|advice| advice.as_str().to_owned());
            let result = found.map_or("", |found| found.result.as_str()).to_owned();
            (item_id.clone(), result, advice.unwrap_or_default())
        };
        let items = detail.standard.items().map(|known| item(&known.item_id)).collect();
        Self { items, ..Self::default() }
    }
}

/// Fields of one item.
#[derive(Clone)]
pub struct ItemFields {
    pub item_id: AssessmentItemId,
    pub result: RwSignal<String>,
    pub advice: RwSignal<String>,
}

#[derive(Clone, Copy)]
pub struct Judging {
    items: StoredValue<Vec<ItemFields>>,
    pub verdict: RwSignal<String>,
    pub text: RwSignal<String>,
}

impl Judging {
    pub fn new(detail: &CertificationDetail) -> Self {
        let first = Typed::first(detail);
        let field = |(item_id, result, advice): &(AssessmentItemId, String, String)| ItemFields {
            item_id: item_id.clone(),
            result: RwSignal::new(result.clone()),
            advice: RwSignal::new(advice.clone()),
        };
        Self {
            items: StoredValue::new(first.items.iter().map(field).collect()),
            verdict: RwSignal::default(),
            text: RwSignal::default(),
        }
    }

    /// Keeps what is typed for this state and this material, and brings it back.
    pub fn keep(self, detail: &CertificationDetail) -> Forget {
        let one = &detail.certification;
        let round = one.round.to_string();
        let form = ["judge-", one.certification_id.as_str(), "-", one.status.as_str(), "-", &round].concat();
        let form = form.to_ascii_lowercase().replace('_', "-");
        let first = Typed::first(detail);
        let text = RwSignal::new(String::new());
        {
            let first = first.clone();
            Effect::new(move |_| {
                let typed = self.typed();
                let now = if typed == first {
                    String::new()
                } else {
                    serde_json::to_string(&typed).unwrap_or_default()
                };
                if text.with_untracked(|text| *text != now) {
                    text.set(now);
                }
            });
        }
        Effect::new(move |_| {
            let Some(kept) = text.with(|text| serde_json::from_str::<Typed>(text).ok()) else { return };
            if untrack(|| self.typed()) == first && kept != first {
                self.fill(&kept);
            }
        });
        use_draft(&form, text)
    }

    fn typed(self) -> Typed {
        let item = |item: &ItemFields| (item.item_id.clone(), item.result.get(), item.advice.get());
        let items = self.items.with_value(|items| items.iter().map(item).collect());
        Typed { items, verdict: self.verdict.get(), text: self.text.get() }
    }

    fn fill(self, typed: &Typed) {
        self.items.with_value(|items| {
            for item in items {
                if let Some((_, result, advice)) = typed.items.iter().find(|(id, ..)| *id == item.item_id) {
                    item.result.set(result.clone());
                    item.advice.set(advice.clone());
                }
            }
        });
        self.verdict.set(typed.verdict.clone());
        self.text.set(typed.text.clone());
    }

    pub fn fields_of(self, item_id: &AssessmentItemId) -> Option<ItemFields> {
        self.items.with_value(|items| items.iter().find(|item| item.item_id == *item_id).cloned())
    }

    /// Says of every item that has no result yet that it passes.
    pub fn pass_the_rest(self) {
        self.items.with_value(|items| {
            for item in items.iter().filter(|item| item.result.with_untracked(String::is_empty)) {
                item.result.set(ItemResult::Pass.as_str().to_owned());
            }
        });
    }

    /// The verdict that is chosen; tracked.
    pub fn verdict(self) -> Option<Verdict> {
        self.verdict.with(|word| Verdict::parse(word))
    }

    /// What is found of the items that have a result; tracked. Advice that is too long is left out: its field says so.
    pub fn found(self) -> Vec<ItemVerdict> {
        let found = |item: &ItemFields| {
            let result = item.result.with(|word| ItemResult::parse(word))?;
            let advice = item.advice.with(|text| optional::<Advice>(text).ok()).flatten();
            Some(ItemVerdict { item_id: item.item_id.clone(), result, advice })
        };
        self.items.with_value(|items| items.iter().filter_map(found).collect())
    }

    /// As it is sent; nothing while something of it is no value.
    pub fn read(self, version: i64) -> Option<JudgementDraft> {
        let text = Explanation::try_from(self.text.get()).ok()?;
        Some(JudgementDraft { version, verdict: self.verdict()?, items: self.found(), text })
    }
}

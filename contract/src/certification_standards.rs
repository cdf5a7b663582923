//! Capability labels with their standards (domain K): what a level-1 label consists of, what is assessed, which evidence is
//! expected; and the rules by which both sides judge a checklist and a verdict. The labels themselves are data of the backend.

use crate::{
    certifications::{ChecklistAnswer, ItemVerdict, MAX_EVIDENCE, Verdict},
    ids::{AssessmentItemId, CapabilityLabelId},
    problem::FieldProblem,
    session::Language,
    text::Rule,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A text of the catalogue in both languages: the reader's page chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

impl Bilingual {
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::ZhCn => &self.zh,
            Language::EnUs => &self.en,
        }
    }
}

/// A level-1 label with its standard, in one version of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub label_id: CapabilityLabelId,
    pub name: Bilingual,
    pub summary: Bilingual,
    /// Such as `2026.1`. An application keeps the version under which it was handed in.
    pub version: String,
    /// Level-2 labels.
    pub sublabels: Vec<SubLabel>,
}

/// A level-2 label: passed when its items are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SubLabel {
    pub label_id: CapabilityLabelId,
    pub name: Bilingual,
    pub items: Vec<AssessmentItem>,
}

/// What is assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessmentItem {
    /// Of this item alone in the whole standard.
    pub item_id: AssessmentItemId,
    pub title: Bilingual,
    /// Which evidence is expected.
    pub evidence: Bilingual,
    /// The partner has to say whether it is met; failing it fails the label.
    pub mandatory: bool,
}

words! {
    /// How an item was found.
    ItemResult {
        Pass = "PASS",
        Fail = "FAIL",
        /// Not applicable, or not asked for.
        NotApplicable = "NA",
    }
}

impl Standard {
    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = &AssessmentItem> {
        self.sublabels.iter().flat_map(|sublabel| &sublabel.items)
    }

    #[must_use]
    pub fn item(&self, item_id: &AssessmentItemId) -> Option<&AssessmentItem> {
        self.items().find(|item| item.item_id == *item_id)
    }
}

fn problem(list: &str, item_id: &AssessmentItemId, part: &str, rule: Rule) -> FieldProblem {
    FieldProblem { field: format!("{list}.{item_id}.{part}"), rule }
}

/// What is wrong with a checklist whatever its state: items that the standard does not have or that come twice
/// (`checklist.{item_id}.item_id`), more than [`MAX_EVIDENCE`] files (`checklist.{item_id}.attachment_ids`). A draft passes this.
#[must_use]
pub fn misfits(standard: &Standard, checklist: &[ChecklistAnswer]) -> Vec<FieldProblem> {
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for answer in checklist {
        let item_id = &answer.item_id;
        if standard.item(item_id).is_none() || !seen.insert(item_id) {
            problems.push(problem("checklist", item_id, "item_id", Rule::Unexpected));
        }
        if answer.attachment_ids.len() > MAX_EVIDENCE {
            problems.push(problem("checklist", item_id, "attachment_ids", Rule::OutOfRange));
        }
    }
    problems
}

/// What is missing before a checklist can be handed in: every mandatory item is answered (`checklist.{item_id}.met`), and every
/// item that is met has evidence (`checklist.{item_id}.attachment_ids`); in the order of the standard.
#[must_use]
pub fn missing(standard: &Standard, checklist: &[ChecklistAnswer]) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for item in standard.items() {
        let answer = checklist.iter().find(|answer| answer.item_id == item.item_id);
        match answer.and_then(|answer| Some((answer.met?, answer.attachment_ids.is_empty()))) {
            None if item.mandatory => {
                problems.push(problem("checklist", &item.item_id, "met", Rule::Missing));
            }
            Some((true, true)) => {
                problems.push(problem("checklist", &item.item_id, "attachment_ids", Rule::Missing));
            }
            None | Some(_) => {}
        }
    }
    problems
}

/// What is wrong with a verdict: every item is judged once (`items.{item_id}.result`); one that fails comes with advice
/// (`items.{item_id}.advice`); nothing is passed with a mandatory item that fails, or without any level-2 label that passes
/// (`verdict`); material is asked for, and an application refused, only because of an item that fails (`verdict`).
#[must_use]
pub fn verdict_problems(standard: &Standard, verdict: Verdict, items: &[ItemVerdict]) -> Vec<FieldProblem> {
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for judged in items {
        if standard.item(&judged.item_id).is_none() || !seen.insert(&judged.item_id) {
            problems.push(problem("items", &judged.item_id, "item_id", Rule::Unexpected));
        }
    }
    let mut fails = false;
    for item in standard.items() {
        match items.iter().find(|judged| judged.item_id == item.item_id) {
            None => problems.push(problem("items", &item.item_id, "result", Rule::Missing)),
            Some(judged) if judged.result == ItemResult::Fail => {
                fails = true;
                if judged.advice.is_none() {
                    problems.push(problem("items", &item.item_id, "advice", Rule::Missing));
                }
                if verdict == Verdict::Pass && item.mandatory {
                    problems.push(problem("items", &item.item_id, "result", Rule::Unexpected));
                }
            }
            Some(_) => {}
        }
    }
    let fits = match verdict {
        Verdict::Pass => standard.sublabels.iter().any(|sublabel| is_passed(sublabel, items)),
        Verdict::AskMaterial | Verdict::Fail => fails,
    };
    if problems.is_empty() && !fits {
        problems.push(FieldProblem { field: "verdict".to_owned(), rule: Rule::Unexpected });
    }
    problems
}

/// Whether a level-2 label is passed: none of its items fails, and one at least passes (proposed).
#[must_use]
pub fn is_passed(sublabel: &SubLabel, items: &[ItemVerdict]) -> bool {
    let found = |item: &AssessmentItem| {
        items.iter().find(|judged| judged.item_id == item.item_id).map(|judged| judged.result)
    };
    let results: Vec<_> = sublabel.items.iter().map(found).collect();
    results.contains(&Some(ItemResult::Pass)) && !results.contains(&Some(ItemResult::Fail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T: std::str::FromStr>(text: &str) -> T
    where
        T::Err: std::fmt::Debug,
    {
        text.parse().unwrap()
    }

    fn text(text: &str) -> Bilingual {
        Bilingual { zh: text.to_owned(), en: text.to_owned() }
    }

    /// Two level-2 labels: `a` (mandatory) and `b`; `c`.
    fn standard() -> Standard {
        let item = |name: &str, mandatory| AssessmentItem {
            item_id: id(name),
            title: text(name),
            evidence: text(name),
            mandatory,
        };
        let sublabel = |name: &str, items| SubLabel { label_id: id(name), name: text(name), items };
        Standard {
            label_id: id("l"),
            name: text("l"),
            summary: text("l"),
            version: "1".to_owned(),
            sublabels: vec![
                sublabel("l-1", vec![item("a", true), item("b", false)]),
                sublabel("l-2", vec![item("c", false)]),
            ],
        }
    }

    fn answer(item: &str, met: Option<bool>, files: usize) -> ChecklistAnswer {
        ChecklistAnswer {
            item_id: id(item),
            met,
            note: None,
            attachment_ids: (0..files).map(|nth| id(&format!("f-{nth}"))).collect(),
        }
    }

    fn judged(item: &str, result: ItemResult, advice: bool) -> ItemVerdict {
        let advice = advice.then(|| "mend it".to_owned().try_into().unwrap());
        ItemVerdict { item_id: id(item), result, advice }
    }

    fn fields(problems: Vec<FieldProblem>) -> Vec<String> {
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_mandatory_item_is_answered_and_what_is_met_has_evidence() {
        let standard = standard();
        assert_eq!(fields(missing(&standard, &[])), ["checklist.a.met"]);
        let bare = [answer("a", Some(true), 0), answer("c", Some(true), 0)];
        assert_eq!(
            fields(missing(&standard, &bare)),
            ["checklist.a.attachment_ids", "checklist.c.attachment_ids"]
        );
        assert!(missing(&standard, &[answer("a", Some(false), 0)]).is_empty());
        assert!(missing(&standard, &[answer("a", Some(true), 1), answer("b", None, 0)]).is_empty());
    }

    #[test]
    fn an_item_of_another_standard_and_one_that_comes_twice_are_refused() {
        let twice = [answer("a", None, 0), answer("a", None, 0), answer("z", None, 0)];
        assert_eq!(fields(misfits(&standard(), &twice)), ["checklist.a.item_id", "checklist.z.item_id"]);
        let many = [answer("a", None, MAX_EVIDENCE + 1)];
        assert_eq!(fields(misfits(&standard(), &many)), ["checklist.a.attachment_ids"]);
    }

    #[test]
    fn a_verdict_judges_every_item_and_fits_what_it_found() {
        use ItemResult as R;
        let standard = standard();
        let problems = |verdict, items: &[ItemVerdict]| fields(verdict_problems(&standard, verdict, items));
        let good =
            [judged("a", R::Pass, false), judged("b", R::NotApplicable, false), judged("c", R::Pass, false)];
        assert!(problems(Verdict::Pass, &good).is_empty());
        assert_eq!(problems(Verdict::Pass, &good[..2]), ["items.c.result"]);
        assert_eq!(problems(Verdict::AskMaterial, &good), ["verdict"]);
        let bad = [judged("a", R::Fail, false), judged("b", R::Pass, false), judged("c", R::Pass, false)];
        assert_eq!(problems(Verdict::AskMaterial, &bad), ["items.a.advice"]);
        assert_eq!(problems(Verdict::Pass, &bad), ["items.a.advice", "items.a.result"]);
        let nothing: Vec<_> = ["a", "b", "c"].map(|item| judged(item, R::NotApplicable, false)).into();
        assert_eq!(problems(Verdict::Pass, &nothing), ["verdict"]);
    }

    #[test]
    fn a_level_2_label_fails_by_one_item() {
        use ItemResult as R;
        let standard = standard();
        let items = [judged("a", R::Pass, false), judged("b", R::Fail, true), judged("c", R::Pass, false)];
        let passed: Vec<_> = standard.sublabels.iter().map(|sublabel| is_passed(sublabel, &items)).collect();
        assert_eq!(passed, [false, true]);
    }
}

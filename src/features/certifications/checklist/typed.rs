//! What stands in a checklist, as plain values. Pure.

use crate::flows::upload::Arrived;
use contract::{
    attachments::Attachment,
    certification_standards::Standard,
    certifications::{ChecklistAnswer, MaterialItem},
    ids::{AssessmentItemId, AttachmentId},
    text::{ChecklistNote, optional},
};
use serde::{Deserialize, Serialize};

/// A file that is evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub attachment_id: AttachmentId,
    pub name: String,
    pub bytes: u32,
}

impl From<&Attachment> for Evidence {
    fn from(file: &Attachment) -> Self {
        Self { attachment_id: file.attachment_id.clone(), name: file.name.clone(), bytes: file.bytes }
    }
}

impl From<Arrived> for Evidence {
    fn from(file: Arrived) -> Self {
        let Arrived { attachment_id, name, bytes } = file;
        Self { attachment_id, name, bytes }
    }
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedItem {
    pub item_id: AssessmentItemId,
    pub met: Option<bool>,
    pub note: String,
    pub files: Vec<Evidence>,
}

/// All items, in the order of the standard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed(pub Vec<TypedItem>);

impl Typed {
    /// What was saved, for every item of the standard.
    pub fn of(standard: &Standard, material: &[MaterialItem]) -> Self {
        let item = |item_id: &AssessmentItemId| {
            let saved = material.iter().find(|saved| saved.item_id == *item_id);
            TypedItem {
                item_id: item_id.clone(),
                met: saved.and_then(|saved| saved.met),
                note: saved
                    .and_then(|saved| saved.note.as_ref())
                    .map(|note| note.as_str().to_owned())
                    .unwrap_or_default(),
                files: saved
                    .map(|saved| saved.attachments.iter().map(Evidence::from).collect())
                    .unwrap_or_default(),
            }
        };
        Self(standard.items().map(|known| item(&known.item_id)).collect())
    }

    /// As it is sent: items of which nothing is said are left out. Nothing while a note is too long.
    pub fn read(&self) -> Option<Vec<ChecklistAnswer>> {
        let is_said =
            |item: &&TypedItem| item.met.is_some() || !item.note.trim().is_empty() || !item.files.is_empty();
        let answer = |item: &TypedItem| {
            Some(ChecklistAnswer {
                item_id: item.item_id.clone(),
                met: item.met,
                note: optional::<ChecklistNote>(&item.note).ok()?,
                attachment_ids: item.files.iter().map(|file| file.attachment_id.clone()).collect(),
            })
        };
        self.0.iter().filter(is_said).map(answer).collect()
    }

    pub fn answered(&self) -> usize {
        self.0.iter().filter(|item| item.met.is_some()).count()
    }

    /// Items of which these two say different things.
    pub fn differing(&self, other: &Self) -> Vec<AssessmentItemId> {
        let differs = |item: &&TypedItem| other.0.iter().all(|theirs| theirs != *item);
        self.0.iter().filter(differs).map(|item| item.item_id.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::certification_standards::{AssessmentItem, Bilingual, SubLabel};

    fn text() -> Bilingual {
        Bilingual { zh: "甲".to_owned(), en: "a".to_owned() }
    }

    fn standard() -> Standard {
        let item = |id: &str| AssessmentItem {
            item_id: id.parse().unwrap(),
            title: text(),
            evidence: text(),
            mandatory: true,
        };
        Standard {
            label_id: "l".parse().unwrap(),
            name: text(),
            summary: text(),
            version: "1".to_owned(),
            sublabels: vec![SubLabel {
                label_id: "l-1".parse().unwrap(),
                name: text(),
                items: vec![item("a"), item("b")],
            }],
        }
    }

    #[test]
    fn what_nobody_said_anything_about_is_not_sent() {
        let mut typed = Typed::of(&standard(), &[]);
        assert_eq!((typed.0.len(), typed.answered(), typed.read()), (2, 0, Some(Vec::new())));
        typed.0[1].met = Some(false);
        typed.0[1].note = "  ".to_owned();
        let sent = typed.read().unwrap();
        assert_eq!((sent.len(), sent[0].item_id.as_str(), sent[0].note.is_none()), (1, "b", true));
        assert_eq!(typed.answered(), 1);
    }

    #[test]
    fn a_note_that_is_too_long_is_kept_in_the_form_and_not_sent() {
        let mut typed = Typed::of(&standard(), &[]);
        typed.0[0].note = "长".repeat(ChecklistNote::MAX_CHARS as usize + 1);
        assert_eq!(typed.read(), None);
    }

    #[test]
    fn items_that_differ_are_named() {
        let theirs = Typed::of(&standard(), &[]);
        let mut mine = theirs.clone();
        assert!(mine.differing(&theirs).is_empty());
        mine.0[0].note = "mine".to_owned();
        assert_eq!(mine.differing(&theirs), ["a".parse().unwrap()]);
    }
}

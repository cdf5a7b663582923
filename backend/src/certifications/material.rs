//! A checklist on its way in and out: its rules, its files.

use super::store::{Record, files};
use crate::{
    attachments,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    attachments::Attachment,
    certification_standards::{Standard, misfits, missing},
    certifications::{ChecklistAnswer, EVIDENCE_FILES, MaterialItem},
    file_rules::FileRules,
    ids::{AssessmentItemId, AttachmentId},
};
use sqlx::AnyConnection;
use std::collections::{HashMap, HashSet};

/// Whether it can be kept as a draft.
///
/// # Errors
/// `CBC.0100` with every item that does not fit the standard.
pub(super) fn fits(standard: &Standard, checklist: &[ChecklistAnswer]) -> Result<(), Refused> {
    Refused::fields(misfits(standard, checklist))
}

/// Whether it can be handed in.
///
/// # Errors
/// `CBC.0100` with every item that is not answered or lacks its evidence.
pub(super) fn is_complete(standard: &Standard, checklist: &[ChecklistAnswer]) -> Result<(), Refused> {
    fits(standard, checklist)?;
    Refused::fields(missing(standard, checklist))
}

/// Attaches what the checklist names to its application; what is attached to it already stays so. Nothing is let go: who
/// removes a file from a draft can put it back.
///
/// # Errors
/// `CBC.99100008` for a file that is not complete, not this partner's, attached elsewhere, or not of [`EVIDENCE_FILES`].
pub(super) async fn attach(
    conn: &mut AnyConnection,
    who: &Member,
    record: &Record,
    checklist: &[ChecklistAnswer],
) -> Result<(), Refused> {
    let to = record.certification_id.as_str();
    let mut known: HashSet<AttachmentId> = attachments::store::of(conn, to)
        .await?
        .into_iter()
        .map(|attachment| attachment.attachment_id)
        .collect();
    let named = checklist.iter().flat_map(|answer| &answer.attachment_ids);
    let fresh: Vec<AttachmentId> = named.filter(|id| known.insert((*id).clone())).cloned().collect();
    // How many there are of each item was judged with the checklist.
    let rules = FileRules { most: usize::MAX, ..EVIDENCE_FILES };
    attachments::attach_by(conn, who, &rules, &fresh, to).await
}

/// The checklist with its files, in the order of the standard.
pub(super) async fn shown(
    conn: &mut AnyConnection,
    record: &Record,
    standard: &Standard,
) -> Result<Vec<MaterialItem>, Fault> {
    let attached = attachments::store::of(conn, record.certification_id.as_str()).await?;
    let files: HashMap<&AttachmentId, &Attachment> =
        attached.iter().map(|attachment| (&attachment.attachment_id, attachment)).collect();
    let item = |answer: &ChecklistAnswer| MaterialItem {
        item_id: answer.item_id.clone(),
        met: answer.met,
        note: answer.note.clone(),
        attachments: answer.attachment_ids.iter().filter_map(|id| files.get(id).copied().cloned()).collect(),
    };
    let answer_of =
        |item_id: &AssessmentItemId| record.checklist.iter().find(|answer| answer.item_id == *item_id);
    Ok(standard.items().filter_map(|item| answer_of(&item.item_id)).map(item).collect())
}

/// A file with which the vendor's operator does something: announced by that operator, for this application's partner.
pub(super) async fn is_announced(
    conn: &mut AnyConnection,
    record: &Record,
    id: &AttachmentId,
    by: &contract::ids::UserId,
) -> Result<bool, Fault> {
    Ok(files::announced_for(conn, id, by).await?.as_ref() == Some(&record.partner_id))
}

//! What the vendor's operator decides, called by the work queue in the transaction of the answer.

use super::{handlers::step, notices, store};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused},
    session::principal::OperatorUser,
};
use contract::{
    ids::PersonnelId,
    personnel::{InvitedBy, PersonnelCase, PersonnelEvent},
    problem::ErrorCode,
    work_queue::WorkItemKind,
};

/// The person as the operator sees it.
///
/// # Errors
/// `NotFound`.
pub async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (personnel_id,): (PersonnelId,),
    (): (),
) -> Result<PersonnelCase, Refused> {
    let row = store::find_any(&mut cx.conn, &personnel_id, cx.now).await?.ok_or(ErrorCode::NotFound)?;
    Ok(PersonnelCase { partner_name: row.partner_name, personnel: row.shown })
}

/// Carries out a decision about an application or a release; the partner and the person are told.
///
/// # Errors
/// `NotInThisState` when the person has left meanwhile.
pub async fn reviewed(
    cx: &mut Change,
    kind: WorkItemKind,
    personnel_id: &PersonnelId,
    (done, answer): (bool, &str),
) -> Result<(), Refused> {
    let found = store::find_any(&mut cx.tx, personnel_id, cx.now).await?;
    let mut row = found.ok_or_else(|| Fault::new("a work item about a specialist that is not there"))?;
    let event = match (kind, done) {
        (WorkItemKind::ReleasePersonnel, true) => PersonnelEvent::ApproveRelease,
        (WorkItemKind::ReleasePersonnel, false) => PersonnelEvent::RejectRelease,
        (_, true) => PersonnelEvent::Approve,
        (_, false) => PersonnelEvent::Reject,
    };
    row.shown.decided_at = Some(cx.now);
    row.shown.answer = Some(answer.to_owned());
    let seen = row.shown.version;
    step(&mut cx.tx, &mut row.shown, event, seen).await?;
    let member = match row.shown.by {
        InvitedBy::Account => store::member_named(&mut cx.tx, &row.partner_id, &row.contact).await?,
        InvitedBy::Phone | InvitedBy::Email => None,
    };
    for message in notices::decided(&row, member, event) {
        cx.send(message).await?;
    }
    Ok(())
}

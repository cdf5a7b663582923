//! Which labels there are, how a partner stands to them, and which it holds.

use super::{
    standards,
    store::{self, Record},
};
use crate::{
    http::change::Read,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    capability_labels::{CapabilityLabel, CapabilityLabels, LabelValidity},
    certification_standards::Standard,
    certifications::{
        CertificationStatus, DraftBrief, LabelDetail, LabelStanding, Labels, OpenApplication, Standing,
    },
    ids::{CapabilityLabelId, PartnerId},
    time::Timestamp,
};
use sqlx::AnyConnection;

/// How a partner stands to one label, of what [`store::standing_of`] gave.
fn standing(records: &[Record], label_id: &CapabilityLabelId, now: Timestamp) -> LabelStanding {
    let mut standing = LabelStanding::default();
    for record in records.iter().filter(|record| record.label_id == *label_id) {
        let record = record.clone().as_of(now);
        match record.standing.status() {
            CertificationStatus::Draft => {
                let answered = record.checklist.iter().filter(|answer| answer.met.is_some()).count();
                standing.draft = Some(DraftBrief {
                    answered: u32::try_from(answered).unwrap_or(u32::MAX),
                    saved_at: record.saved_at,
                    saved_by: record.saved_by,
                });
            }
            status if status.is_open() => {
                standing.open = Some(OpenApplication { certification_id: record.certification_id, status });
            }
            CertificationStatus::Passed => {
                standing.valid_until = standing.valid_until.max(record.valid_until);
            }
            CertificationStatus::ClosedOverdue => {
                let blocked = record.next_allowed_on().filter(|day| day.china_midnight() > now);
                standing.next_allowed_on = standing.next_allowed_on.max(blocked);
            }
            _ => {}
        }
    }
    standing
}

/// How this partner stands to a label.
pub(super) async fn standing_to(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    label_id: &CapabilityLabelId,
    now: Timestamp,
) -> Result<LabelStanding, Fault> {
    let records = store::standing_of(conn, partner_id, Some(label_id)).await?;
    Ok(standing(&records, label_id, now))
}

fn detail(standard: &Standard, records: &[Record], now: Timestamp) -> LabelDetail {
    let standing = standing(records, &standard.label_id, now);
    let may_apply = standing.may_apply(now).is_ok();
    LabelDetail { standard: standard.clone(), standing, may_apply }
}

pub(super) async fn all(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Labels, Refused> {
    let records = store::standing_of(&mut cx.conn, &who.partner_id, None).await?;
    let labels = standards::present().map(|standard| detail(standard, &records, cx.now)).collect();
    Ok(Labels { labels })
}

pub(super) async fn one(
    cx: &mut Read,
    who: &Member,
    (label_id,): (CapabilityLabelId,),
    (): (),
) -> Result<LabelDetail, Refused> {
    let standard = standards::of_label(&label_id)?;
    let records = store::standing_of(&mut cx.conn, &who.partner_id, Some(&label_id)).await?;
    Ok(detail(standard, &records, cx.now))
}

/// The application that gave a partner each label that it holds or held: the last one of each, newest first.
pub(super) fn last_passed(records: Vec<Record>) -> Vec<Record> {
    let mut last: Vec<Record> = Vec::new();
    for record in records.into_iter().filter(|record| record.standing == Standing::Passed) {
        match last.iter_mut().find(|known| known.label_id == record.label_id) {
            Some(known) if known.valid_until < record.valid_until => *known = record,
            Some(_) => {}
            None => last.push(record),
        }
    }
    last
}

pub(super) async fn held(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<CapabilityLabels, Refused> {
    let records = store::standing_of(&mut cx.conn, &who.partner_id, None).await?;
    let labels = last_passed(records).into_iter().map(|record| label(&record, cx.now));
    Ok(CapabilityLabels { labels: labels.collect::<Result<_, _>>()? })
}

/// A label that was passed.
pub(super) fn label(record: &Record, now: Timestamp) -> Result<CapabilityLabel, Fault> {
    let passed = record.settled_at.zip(record.valid_until);
    let (passed_at, valid_until) =
        passed.ok_or_else(|| Fault::new("a label that was passed at no time, or has no end"))?;
    Ok(CapabilityLabel {
        label_id: record.label_id.clone(),
        name: record.standard()?.name.clone(),
        sublabels: record.sublabels()?,
        certification_id: record.certification_id.clone(),
        certification_no: record.certification_no.clone().unwrap_or_default(),
        passed_at,
        valid_until,
        validity: LabelValidity::at(now, valid_until),
    })
}

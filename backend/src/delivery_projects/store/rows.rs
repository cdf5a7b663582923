//! How a row is a project.

use crate::{
    masking,
    problem::Fault,
    store::conditions::{known, known_or_null},
};
use contract::{
    delivery_projects::{DeliveryProject, DeliveryStatus, Evaluation, Rejection, Score, ShownManager},
    delivery_sampling::{SampleMethod, Sampling},
    ids::PartnerId,
    time::{Date, Timestamp},
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row, any::AnyRow};

/// A project with what is not shown. Not `Debug`: it holds personal data.
#[derive(Clone)]
pub struct Record {
    pub partner_id: PartnerId,
    pub partner_name: String,
    /// In full.
    pub customer: String,
    pub order_no: String,
    pub ordered_on: Date,
    /// In full.
    pub manager: Option<ShownManager>,
    pub accepted_on: Option<Date>,
    pub note: Option<String>,
    pub sampling: Option<Sampling>,
    pub is_extended: bool,
    pub rejection: Option<Rejection>,
    pub evaluation: Option<Evaluation>,
    /// As it is shown.
    pub project: DeliveryProject,
}

pub(in crate::delivery_projects) const SELECT: &str = "SELECT v.project_id, v.partner_id, v.name, v.solution, v.customer, v.order_no, v.ordered_on, v.status, \
     v.status_since, v.manager_name, v.manager_phone, v.manager_email, v.accepted_on, v.note, v.evidence_due_at, \
     v.extended, v.rejection, v.evaluation, v.score, v.version, v.sampling_id, p.name AS partner_name, s.method, \
     s.percent, s.seed, s.projects, s.sampled, s.sampled_at \
     FROM delivery_projects v JOIN partners p ON p.partner_id = v.partner_id \
     LEFT JOIN delivery_samplings s ON s.sampling_id = v.sampling_id";

/// Evidence is asked for, and late.
pub(in crate::delivery_projects) fn is_overdue(
    status: DeliveryStatus,
    due: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    status.takes_evidence() && due.is_some_and(|due| due <= now)
}

fn time(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, Fault> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds))
}

fn small(row: &AnyRow, column: &str) -> Result<Option<u32>, Fault> {
    let stored: Option<i64> = row.try_get(column)?;
    let small = |number| u32::try_from(number).map_err(|_| Fault::new("a stored number is out of range"));
    stored.map(small).transpose()
}

fn json<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<Option<T>, Fault> {
    let text: Option<String> = row.try_get(column)?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

pub(super) fn text_of<T: Serialize>(value: Option<&T>) -> Result<Option<String>, Fault> {
    Ok(value.map(serde_json::to_string).transpose()?)
}

/// A row of [`SELECT`], as it is shown.
pub(in crate::delivery_projects) fn project(row: &AnyRow, now: Timestamp) -> Result<DeliveryProject, Fault> {
    let customer: String = row.try_get("customer")?;
    let status = known(row, "status", DeliveryStatus::parse)?;
    let evidence_due_at = time(row, "evidence_due_at")?;
    let score = small(row, "score")?.map(Score::try_from).transpose();
    Ok(DeliveryProject {
        project_id: known(row, "project_id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        solution: row.try_get("solution")?,
        customer: masking::filed_name(&customer),
        status,
        status_since: Timestamp::from_seconds(row.try_get("status_since")?),
        evidence_due_at,
        is_overdue: is_overdue(status, evidence_due_at, now),
        score: score.map_err(|_| Fault::new("a stored score is out of range"))?,
        version: row.try_get("version")?,
    })
}

fn sampling(row: &AnyRow) -> Result<Option<Sampling>, Fault> {
    let Some(sampling_id) = known_or_null(row, "sampling_id", |text| text.parse().ok())? else {
        return Ok(None);
    };
    Ok(Some(Sampling {
        sampling_id,
        method: known(row, "method", SampleMethod::parse)?,
        percent: small(row, "percent")?,
        seed: row.try_get("seed")?,
        projects: small(row, "projects")?.unwrap_or_default(),
        sampled: small(row, "sampled")?.unwrap_or_default(),
        at: Timestamp::from_seconds(row.try_get("sampled_at")?),
    }))
}

/// A row of [`SELECT`], with what is not shown.
pub(super) fn record(row: &AnyRow, now: Timestamp) -> Result<Record, Fault> {
    let text = |column: &str| Ok::<Option<String>, Fault>(row.try_get(column)?);
    let manager = match (text("manager_name")?, text("manager_phone")?, text("manager_email")?) {
        (Some(name), Some(phone), Some(email)) => Some(ShownManager { name, phone, email }),
        _ => None,
    };
    Ok(Record {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        customer: row.try_get("customer")?,
        order_no: row.try_get("order_no")?,
        ordered_on: known(row, "ordered_on", |text| text.parse().ok())?,
        manager,
        accepted_on: known_or_null(row, "accepted_on", |text| text.parse().ok())?,
        note: row.try_get("note")?,
        sampling: sampling(row)?,
        is_extended: row.try_get::<i64, _>("extended")? != 0,
        rejection: json(row, "rejection")?,
        evaluation: json(row, "evaluation")?,
        project: project(row, now)?,
    })
}

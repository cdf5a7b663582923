//! All SQL on delivery projects.

pub mod evidences;
mod rows;
pub mod steps;

pub use rows::Record;
pub(super) use rows::{SELECT, is_overdue, project};

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    delivery_desk::{DeskProject, DeskQuery},
    delivery_projects::{DeliveryProject, DeliveryQuery, DeliveryStatus, StatusCount},
    ids::DeliveryProjectId,
    time::Timestamp,
};
use rows::{record, text_of};
use sqlx::{AnyConnection, Row, any::AnyRow};

const TABLE: &str = "delivery_projects v";
pub(super) const NEWEST: &str = "ORDER BY v.created_at DESC, v.project_id DESC";
const KEYWORD: &str = "lower(v.name || ' ' || v.solution || ' ' || v.project_id) LIKE lower(?) ESCAPE '\\'";
const COUNTS: &str = "SELECT v.status, COUNT(*) AS number FROM delivery_projects v";

fn of_partner(partner_id: &str, keyword: Option<&str>) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("v.partner_id = ?", partner_id);
    if let Some(keyword) = keyword.map(str::trim).filter(|keyword| !keyword.is_empty()) {
        conditions.contains(KEYWORD, keyword);
    }
    conditions
}

fn with_status(conditions: &mut Conditions, wanted: &[DeliveryStatus]) {
    if !wanted.is_empty() {
        conditions.one_of("v.status", wanted.iter().map(|status| status.as_str().to_owned()));
    }
}

/// This partner's projects that a query asks for.
pub(super) fn conditions(partner_id: &str, query: &DeliveryQuery) -> Conditions {
    let mut conditions = of_partner(partner_id, query.keyword.as_deref());
    with_status(&mut conditions, &query.status_list);
    conditions
}

/// How many of a partner's projects a query asks for.
pub(super) async fn count(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &DeliveryQuery,
) -> Result<u32, Fault> {
    conditions(partner_id, query).count(conn, TABLE).await
}

/// A page of a partner's projects, the newest first, and how many there are.
pub(super) async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &DeliveryQuery,
    page: Page,
    now: Timestamp,
) -> Result<(Vec<DeliveryProject>, u32), Fault> {
    let conditions = conditions(partner_id, query);
    let total = conditions.count(conn, TABLE).await?;
    let rows = conditions.rows(conn, SELECT, NEWEST, page, "").await?;
    Ok((rows.iter().map(|row| project(row, now)).collect::<Result<_, _>>()?, total))
}

/// How many of a partner's projects with this keyword are in each state.
pub(super) async fn counts(
    conn: &mut AnyConnection,
    partner_id: &str,
    keyword: Option<&str>,
) -> Result<Vec<StatusCount>, Fault> {
    by_status(conn, &of_partner(partner_id, keyword)).await
}

/// How many projects of all partners are in each state.
pub(super) async fn all_counts(conn: &mut AnyConnection) -> Result<Vec<StatusCount>, Fault> {
    by_status(conn, &Conditions::default()).await
}

async fn by_status(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Vec<StatusCount>, Fault> {
    let all = u32::try_from(DeliveryStatus::ALL.len()).unwrap_or(u32::MAX);
    let rows = conditions.rows(conn, COUNTS, "GROUP BY v.status", Page::first(all), "").await?;
    let one = |row: &AnyRow| {
        let count = u32::try_from(row.try_get::<i64, _>("number")?).unwrap_or(u32::MAX);
        Ok::<_, Fault>(StatusCount { status: known(row, "status", DeliveryStatus::parse)?, count })
    };
    rows.iter().map(one).collect()
}

/// A page of all partners' projects, longest in their state first, and how many there are.
pub(super) async fn desk(
    conn: &mut AnyConnection,
    query: &DeskQuery,
    page: Page,
    now: Timestamp,
) -> Result<(Vec<DeskProject>, u32), Fault> {
    let mut conditions = Conditions::default();
    with_status(&mut conditions, &query.status_list);
    if query.overdue {
        let late = DeliveryStatus::ALL.into_iter().filter(|status| status.takes_evidence());
        conditions.one_of("v.status", late.map(|status| status.as_str().to_owned()));
        conditions.number("v.evidence_due_at <= ?", now.seconds());
    }
    let total = conditions.count(conn, TABLE).await?;
    let rows = conditions.rows(conn, SELECT, "ORDER BY v.status_since, v.project_id", page, "").await?;
    let one = |row: &AnyRow| {
        Ok::<_, Fault>(DeskProject {
            partner_id: known(row, "partner_id", |text| text.parse().ok())?,
            partner_name: row.try_get("partner_name")?,
            project: project(row, now)?,
        })
    };
    Ok((rows.iter().map(one).collect::<Result<_, _>>()?, total))
}

/// A project, whoever's it is: whose it may be is for the caller to check.
pub(super) async fn find_any(
    conn: &mut AnyConnection,
    project_id: &DeliveryProjectId,
    now: Timestamp,
) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("v.project_id = ?", project_id.as_str());
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    rows.first().map(|row| record(row, now)).transpose()
}

/// Adds a project.
pub async fn add(conn: &mut AnyConnection, record: &Record, created_at: Timestamp) -> Result<(), Fault> {
    let project = &record.project;
    sqlx::query(
        "INSERT INTO delivery_projects (project_id, partner_id, name, solution, customer, order_no, ordered_on,
         created_at, status, status_since, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(project.project_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(project.name.as_str())
    .bind(project.solution.as_str())
    .bind(record.customer.as_str())
    .bind(record.order_no.as_str())
    .bind(record.ordered_on.to_string())
    .bind(created_at.seconds())
    .bind(project.status.as_str())
    .bind(project.status_since.seconds())
    .bind(project.version)
    .execute(&mut *conn)
    .await?;
    save(conn, record, project.version).await?;
    Ok(())
}

/// Writes the next version, unless somebody wrote since `seen`; tells whether it did.
pub(super) async fn save(conn: &mut AnyConnection, record: &Record, seen: i64) -> Result<bool, Fault> {
    let project = &record.project;
    let manager = record.manager.as_ref();
    let saved = sqlx::query(
        "UPDATE delivery_projects SET status = $1, status_since = $2, manager_name = $3, manager_phone = $4,
         manager_email = $5, accepted_on = $6, note = $7, sampling_id = $8, evidence_due_at = $9, extended = $10,
         rejection = $11, evaluation = $12, score = $13, version = $14
         WHERE project_id = $15 AND version = $16",
    )
    .bind(project.status.as_str())
    .bind(project.status_since.seconds())
    .bind(manager.map(|manager| manager.name.as_str()))
    .bind(manager.map(|manager| manager.phone.as_str()))
    .bind(manager.map(|manager| manager.email.as_str()))
    .bind(record.accepted_on.map(|day| day.to_string()))
    .bind(record.note.as_deref())
    .bind(record.sampling.as_ref().map(|sampling| sampling.sampling_id.as_str()))
    .bind(project.evidence_due_at.map(Timestamp::seconds))
    .bind(i64::from(record.is_extended))
    .bind(text_of(record.rejection.as_ref())?)
    .bind(text_of(record.evaluation.as_ref())?)
    .bind(project.score.map(|score| i64::from(score.points())))
    .bind(project.version)
    .bind(project.project_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// The next version of a project whose evidence changes; until the end of the transaction nobody else changes it.
pub(super) async fn touch(
    conn: &mut AnyConnection,
    partner_id: &str,
    project_id: &DeliveryProjectId,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE delivery_projects SET version = version + 1 WHERE project_id = $1 AND partner_id = $2",
    )
    .bind(project_id.as_str())
    .bind(partner_id)
    .execute(conn)
    .await?;
    Ok(())
}

//! All SQL on requests and records, and on what a partner's standing means for them.

use crate::{
    customers::store::scope::Visible,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    associations::{AssociationRequest, AssociationType, Initiator, RecordEvent, RecordQuery, RequestStatus},
    customers::OpenRequest,
    ids::{CustomerId, RequestId},
    permissions::Identity,
    session::Site,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// What the rules need to know of a partner.
#[derive(Clone, Debug)]
pub struct Standing {
    pub partner_id: String,
    pub name: String,
    pub identity: Identity,
    pub site: Site,
    /// Requests per customer in three months.
    pub request_quota: usize,
    pub frozen: bool,
}

/// A partner's standing.
///
/// # Errors
/// When there is no such partner: the id never comes from a caller.
pub async fn standing(conn: &mut AnyConnection, partner_id: &str) -> Result<Standing, Fault> {
    let row =
        sqlx::query("SELECT name, identity, site, request_quota, frozen FROM partners WHERE partner_id = $1")
            .bind(partner_id)
            .fetch_one(conn)
            .await?;
    Ok(Standing {
        partner_id: partner_id.to_owned(),
        name: row.try_get("name")?,
        identity: known(&row, "identity", Identity::parse)?,
        site: known(&row, "site", Site::parse)?,
        request_quota: usize::try_from(row.try_get::<i64, _>("request_quota")?).unwrap_or(1),
        frozen: row.try_get::<i64, _>("frozen")? != 0,
    })
}

/// A record and whose it is.
#[derive(Clone, Debug)]
pub struct StoredRequest {
    pub request: AssociationRequest,
    pub partner_id: String,
}

fn read(row: &AnyRow) -> Result<StoredRequest, Fault> {
    let handled_at: Option<i64> = row.try_get("handled_at")?;
    let request = AssociationRequest {
        request_id: known(row, "request_id", |text| text.parse().ok())?,
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        customer_name: row.try_get("customer_name")?,
        event: known(row, "event", RecordEvent::parse)?,
        association_type_before: known_or_null(row, "type_before", AssociationType::parse)?,
        association_type_after: known_or_null(row, "type_after", AssociationType::parse)?,
        initiator: known(row, "initiator", Initiator::parse)?,
        reason: row.try_get("reason")?,
        status: known(row, "status", RequestStatus::parse)?,
        applied_at: Timestamp::from_seconds(row.try_get("applied_at")?),
        handled_at: handled_at.map(Timestamp::from_seconds),
        handler: row.try_get("handler")?,
        opinion: row.try_get("opinion")?,
        version: row.try_get("version")?,
    };
    Ok(StoredRequest { request, partner_id: row.try_get("partner_id")? })
}

/// One record, whoever's it is.
pub async fn find(conn: &mut AnyConnection, request_id: &RequestId) -> Result<Option<StoredRequest>, Fault> {
    let row = sqlx::query("SELECT * FROM association_records WHERE request_id = $1")
        .bind(request_id.as_str())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// A request of the past: who made it, to whom it belongs, when.
pub struct Past {
    pub initiator: Initiator,
    pub partner_id: String,
    pub applied_at: Timestamp,
}

/// All requests for a customer, newest first, whatever became of them (B2.2).
pub async fn asked(conn: &mut AnyConnection, customer_id: &CustomerId) -> Result<Vec<Past>, Fault> {
    let rows = sqlx::query(
        "SELECT initiator, partner_id, applied_at FROM association_records
         WHERE customer_id = $1 AND event IN ($2, $3) ORDER BY applied_at DESC",
    )
    .bind(customer_id.as_str())
    .bind(RecordEvent::Disassociate.as_str())
    .bind(RecordEvent::Switch.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Past {
                initiator: known(row, "initiator", Initiator::parse)?,
                partner_id: row.try_get("partner_id")?,
                applied_at: Timestamp::from_seconds(row.try_get("applied_at")?),
            })
        })
        .collect()
}

/// The records of a partner that a member may see: its team's, as it was when they were written.
fn of(visible: &Visible) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", visible.partner_id());
    visible.narrow(&mut conditions);
    conditions
}

/// One record of a partner.
pub async fn record(
    conn: &mut AnyConnection,
    visible: &Visible,
    request_id: &RequestId,
) -> Result<Option<StoredRequest>, Fault> {
    let mut conditions = of(visible);
    conditions.text("request_id = ?", request_id.as_str());
    Ok(newest(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// A page of a partner's records, newest first, and how many there are.
pub async fn records(
    conn: &mut AnyConnection,
    visible: &Visible,
    query: &RecordQuery,
    page: Page,
) -> Result<(Vec<AssociationRequest>, u32), Fault> {
    let mut conditions = of(visible);
    if let Some(customer_id) = query.customer_id.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        conditions.text("customer_id = ?", customer_id);
    }
    if let Some(event) = query.event {
        conditions.text("event = ?", event.as_str());
    }
    if let Some(initiator) = query.initiator {
        conditions.text("initiator = ?", initiator.as_str());
    }
    if !query.status_list.is_empty() {
        conditions.one_of("status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(begin) = query.applied_begin {
        conditions.number("applied_at >= ?", begin.china_midnight().seconds());
    }
    if let Some(end) = query.applied_end {
        conditions.number("applied_at < ?", end.plus_days(1).china_midnight().seconds());
    }
    let total = conditions.count(conn, "association_records").await?;
    let records = newest(conn, &conditions, page).await?;
    Ok((records.into_iter().map(|stored| stored.request).collect(), total))
}

/// The newest records of a customer, whatever partner it had.
pub async fn records_of_customer(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    limit: u32,
) -> Result<Vec<AssociationRequest>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("customer_id = ?", customer_id.as_str());
    let records = newest(conn, &conditions, Page::first(limit)).await?;
    Ok(records.into_iter().map(|stored| stored.request).collect())
}

async fn newest(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    page: Page,
) -> Result<Vec<StoredRequest>, Fault> {
    let order = "ORDER BY applied_at DESC, request_id DESC";
    let rows = conditions.rows(conn, "SELECT * FROM association_records", order, page, "").await?;
    rows.iter().map(read).collect()
}

/// Adds a record; `false` when another one is open for this customer (B3.4).
pub async fn add(
    conn: &mut AnyConnection,
    stored: &StoredRequest,
    manager_user_id: Option<&str>,
) -> Result<bool, Fault> {
    let request = &stored.request;
    let added = sqlx::query(
        "INSERT INTO association_records (request_id, partner_id, customer_id, customer_name,
         manager_user_id, event, type_before, type_after, initiator, reason, status, applied_at, version,
         handled_at, handler)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
    )
    .bind(request.request_id.as_str())
    .bind(stored.partner_id.as_str())
    .bind(request.customer_id.as_str())
    .bind(request.customer_name.as_str())
    .bind(manager_user_id)
    .bind(request.event.as_str())
    .bind(request.association_type_before.map(AssociationType::as_str))
    .bind(request.association_type_after.map(AssociationType::as_str))
    .bind(request.initiator.as_str())
    .bind(request.reason.as_str())
    .bind(request.status.as_str())
    .bind(request.applied_at.seconds())
    .bind(request.version)
    .bind(request.handled_at.map(Timestamp::seconds))
    .bind(request.handler.as_deref())
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Writes the answer, unless somebody wrote one since `seen`; tells whether it did.
pub async fn settle(
    conn: &mut AnyConnection,
    request: &AssociationRequest,
    seen: i64,
) -> Result<bool, Fault> {
    let settled = sqlx::query(
        "UPDATE association_records
         SET status = $1, handled_at = $2, handler = $3, opinion = $4, version = $5
         WHERE request_id = $6 AND version = $7",
    )
    .bind(request.status.as_str())
    .bind(request.handled_at.map(Timestamp::seconds))
    .bind(request.handler.as_deref())
    .bind(request.opinion.as_deref())
    .bind(request.version)
    .bind(request.request_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(settled.rows_affected() == 1)
}

/// Notes on the customer which request is open.
pub async fn set_open(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    open: Option<&OpenRequest>,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE customers SET open_request_id = $1, open_request_action = $2, open_request_status = $3
         WHERE customer_id = $4",
    )
    .bind(open.map(|open| open.request_id.as_str()))
    .bind(open.map(|open| open.action.as_str()))
    .bind(open.map(|open| open.status.as_str()))
    .bind(customer_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// The customer belongs to nobody any more; tag and account manager were the partner's.
pub async fn end_association(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    grace_hours: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE customers SET partner_id = NULL, manager_user_id = NULL, label = NULL, grace_hours = $1
         WHERE customer_id = $2",
    )
    .bind(grace_hours)
    .bind(customer_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// The association goes on as another type.
pub async fn set_type(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    association_type: AssociationType,
    grace_hours: i64,
) -> Result<(), Fault> {
    sqlx::query("UPDATE customers SET association_type = $1, grace_hours = $2 WHERE customer_id = $3")
        .bind(association_type.as_str())
        .bind(grace_hours)
        .bind(customer_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

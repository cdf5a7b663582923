//! All SQL on the queue, and on what completing an item changes at a partner.

use crate::{
    business_info,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    ids::{
        CertificationId, ClaimId, CustomerId, DeliveryProjectId, DisputeId, FeedbackId, FilingId,
        MigrationId, OpportunityId, PaymentId, PayoutId, PersonnelId, StatementId, SuggestionId, TransferId,
        UserId, WithdrawalId, WorkItemId,
    },
    opportunity_desk::{Reviewer, ReviewerRole},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind, WorkItemStatus},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const ITEMS: &str = "SELECT w.work_item_id, w.kind, w.partner_id, p.name AS partner_name, w.about_id, w.note, \
     w.status, w.taken_by, w.raised_at, w.handled_at, w.answer, w.version, \
     w.due_at, w.assigned_to, u.name AS assigned_name, u.reviewer_role, d.statement_id AS disputed_statement \
     FROM work_items w JOIN partners p ON p.partner_id = w.partner_id \
     LEFT JOIN users u ON u.user_id = w.assigned_to \
     LEFT JOIN statement_disputes d ON d.dispute_id = w.about_id";

fn read(row: &AnyRow) -> Result<WorkItem, Fault> {
    let kind = known(row, "kind", WorkItemKind::parse)?;
    let about: String = row.try_get("about_id")?;
    let handled_at: Option<i64> = row.try_get("handled_at")?;
    let due_at: Option<i64> = row.try_get("due_at")?;
    Ok(WorkItem {
        work_item_id: known(row, "work_item_id", |text| text.parse().ok())?,
        kind,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        customer_id: about.parse().ok().filter(|_| kind.is_raised_by_hand()),
        filing_id: about.parse().ok().filter(|_| kind == WorkItemKind::ReviewFiling),
        migration_id: about.parse().ok().filter(|_| kind == WorkItemKind::MigrateCustomers),
        opportunity_id: about.parse().ok().filter(|_| kind.is_about_opportunity()),
        payout_id: about.parse().ok().filter(|_| kind.is_about_payout()),
        feedback_id: about.parse().ok().filter(|_| kind == WorkItemKind::AnswerIncentiveFeedback),
        transfer_id: about.parse().ok().filter(|_| kind == WorkItemKind::DecideIncentiveTransfer),
        withdrawal_id: about.parse().ok().filter(|_| kind == WorkItemKind::PayWithdrawal),
        claim_id: about.parse().ok().filter(|_| kind == WorkItemKind::ReviewRemittance),
        payment_id: about.parse().ok().filter(|_| kind == WorkItemKind::ReviewPayment),
        statement_id: statement(row, kind, &about)?,
        dispute_id: about.parse().ok().filter(|_| kind == WorkItemKind::AnswerStatementDispute),
        personnel_id: about.parse().ok().filter(|_| kind.is_about_personnel()),
        certification_id: about.parse().ok().filter(|_| kind.is_about_certification()),
        delivery_project_id: about.parse().ok().filter(|_| kind.is_about_delivery()),
        suggestion_id: about.parse().ok().filter(|_| kind == WorkItemKind::AnswerSuggestion),
        assigned_to: assignee(row)?,
        due_at: due_at.map(Timestamp::from_seconds),
        note: row.try_get("note")?,
        status: known(row, "status", WorkItemStatus::parse)?,
        taken_by: row.try_get("taken_by")?,
        raised_at: Timestamp::from_seconds(row.try_get("raised_at")?),
        handled_at: handled_at.map(Timestamp::from_seconds),
        answer: row.try_get("answer")?,
        version: row.try_get("version")?,
    })
}

/// The statement of one of its steps, or of a dispute about it.
fn statement(row: &AnyRow, kind: WorkItemKind, about: &str) -> Result<Option<StatementId>, Fault> {
    if kind == WorkItemKind::AnswerStatementDispute {
        return known_or_null(row, "disputed_statement", |text| text.parse().ok());
    }
    Ok(about.parse().ok().filter(|_| kind.is_about_statement()))
}

fn assignee(row: &AnyRow) -> Result<Option<Reviewer>, Fault> {
    let Some(user_id) = known_or_null(row, "assigned_to", |text| text.parse().ok())? else { return Ok(None) };
    let role = known_or_null(row, "reviewer_role", ReviewerRole::parse)?;
    Ok(Some(Reviewer {
        user_id,
        name: row.try_get("assigned_name")?,
        // Who has lost the role still holds what was forwarded, until the dispatcher forwards it.
        role: role.unwrap_or(ReviewerRole::Dispatcher),
    }))
}

/// A page of the queue, open items first, oldest first; and how many there are. With `of`, what that operator is to
/// answer, or anybody.
pub async fn page(
    conn: &mut AnyConnection,
    status: Option<WorkItemStatus>,
    kind: Option<WorkItemKind>,
    of: Option<&UserId>,
    page: Page,
) -> Result<(Vec<WorkItem>, u32), Fault> {
    let mut conditions = Conditions::default();
    if let Some(user_id) = of {
        conditions.text("(w.assigned_to IS NULL OR w.assigned_to = ?)", user_id.as_str());
    }
    if let Some(kind) = kind {
        conditions.text("w.kind = ?", kind.as_str());
    }
    if let Some(status) = status {
        conditions.text("w.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "work_items w").await?;
    Ok((in_order(conn, &conditions, page).await?, total))
}

async fn in_order(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    page: Page,
) -> Result<Vec<WorkItem>, Fault> {
    let order = "ORDER BY w.answered, w.raised_at, w.work_item_id";
    conditions.rows(conn, ITEMS, order, page, "").await?.iter().map(read).collect()
}

/// One item.
pub async fn find(conn: &mut AnyConnection, work_item_id: &WorkItemId) -> Result<Option<WorkItem>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.work_item_id = ?", work_item_id.to_string());
    Ok(in_order(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// The open item of this kind about this object (or about the partner itself, with an empty id).
pub async fn find_open(
    conn: &mut AnyConnection,
    partner_id: &str,
    kind: WorkItemKind,
    about: &str,
) -> Result<Option<WorkItem>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.partner_id = ?", partner_id);
    conditions.text("w.kind = ?", kind.as_str());
    conditions.text("w.about_id = ?", about);
    conditions.fixed("w.answered = 0");
    Ok(in_order(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// The open item about this object, of whatever kind.
pub async fn open_about(conn: &mut AnyConnection, about: &str) -> Result<Option<WorkItem>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.about_id = ?", about);
    conditions.fixed("w.answered = 0");
    Ok(in_order(conn, &conditions, Page::first(1)).await?.into_iter().next())
}

/// Nobody answered in time: open items about this object are declined without an answer.
pub async fn close_for(conn: &mut AnyConnection, about: &str, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE work_items SET status = $1, answered = 1, handled_at = $2, version = version + 1
         WHERE about_id = $3 AND answered = 0",
    )
    .bind(WorkItemStatus::Declined.as_str())
    .bind(now.seconds())
    .bind(about)
    .execute(conn)
    .await?;
    Ok(())
}

/// Hands an open item to somebody else, unless somebody wrote since `seen`; tells whether it did.
pub async fn assign(
    conn: &mut AnyConnection,
    work_item_id: &WorkItemId,
    to: &UserId,
    seen: i64,
) -> Result<bool, Fault> {
    let assigned = sqlx::query(
        "UPDATE work_items SET assigned_to = $1, taken_by = NULL, version = version + 1
         WHERE work_item_id = $2 AND version = $3 AND answered = 0",
    )
    .bind(to.as_str())
    .bind(work_item_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(assigned.rows_affected() == 1)
}

/// The id of what it is about; empty when that is the partner's account.
fn about(item: &WorkItem) -> String {
    if item.kind.is_about_business_info() {
        return business_info::about(&item.partner_id);
    }
    let customer = item.customer_id.as_ref().map(CustomerId::as_str);
    let filing = item.filing_id.as_ref().map(FilingId::as_str);
    let migration = item.migration_id.as_ref().map(MigrationId::as_str);
    let opportunity = item.opportunity_id.as_ref().map(OpportunityId::as_str);
    let payout = item.payout_id.as_ref().map(PayoutId::as_str);
    let feedback = item.feedback_id.as_ref().map(FeedbackId::as_str);
    let transfer = item.transfer_id.as_ref().map(TransferId::as_str);
    let withdrawal = item.withdrawal_id.as_ref().map(WithdrawalId::as_str);
    let claim = item.claim_id.as_ref().map(ClaimId::as_str);
    let payment = item.payment_id.as_ref().map(PaymentId::as_str);
    // A dispute before its statement: both are there, and the dispute is what is answered.
    let dispute = item.dispute_id.as_ref().map(DisputeId::as_str);
    let statement = item.statement_id.as_ref().map(StatementId::as_str);
    let personnel = item.personnel_id.as_ref().map(PersonnelId::as_str);
    let certification = item.certification_id.as_ref().map(CertificationId::as_str);
    let delivery = item.delivery_project_id.as_ref().map(DeliveryProjectId::as_str);
    let suggestion = item.suggestion_id.as_ref().map(SuggestionId::as_str);
    let known = [
        customer,
        filing,
        migration,
        opportunity,
        payout,
        feedback,
        transfer,
        withdrawal,
        claim,
        payment,
        dispute,
        statement,
        personnel,
        certification,
        delivery,
        suggestion,
    ];
    known.into_iter().flatten().next().unwrap_or_default().to_owned()
}

/// Adds an open item.
pub async fn add(conn: &mut AnyConnection, item: &WorkItem) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO work_items (work_item_id, kind, partner_id, about_id, note, status, raised_at, version,
         assigned_to, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(item.work_item_id.as_str())
    .bind(item.kind.as_str())
    .bind(item.partner_id.as_str())
    .bind(about(item))
    .bind(item.note.as_str())
    .bind(item.status.as_str())
    .bind(item.raised_at.seconds())
    .bind(item.version)
    .bind(item.assigned_to.as_ref().map(|reviewer| reviewer.user_id.as_str()))
    .bind(item.due_at.map(Timestamp::seconds))
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes who works on it, unless somebody wrote since `seen`; tells whether it did.
pub async fn take(
    conn: &mut AnyConnection,
    work_item_id: &WorkItemId,
    by: &str,
    seen: i64,
) -> Result<bool, Fault> {
    let taken = sqlx::query(
        "UPDATE work_items SET taken_by = $1, version = version + 1
         WHERE work_item_id = $2 AND version = $3 AND taken_by IS NULL AND answered = 0",
    )
    .bind(by)
    .bind(work_item_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Writes the answer, unless somebody wrote one since `seen`; tells whether it did.
pub async fn answer(conn: &mut AnyConnection, item: &WorkItem, seen: i64) -> Result<bool, Fault> {
    let answered = sqlx::query(
        "UPDATE work_items SET status = $1, answered = 1, handled_at = $2, answer = $3, version = $4
         WHERE work_item_id = $5 AND version = $6",
    )
    .bind(item.status.as_str())
    .bind(item.handled_at.map(Timestamp::seconds))
    .bind(item.answer.as_deref())
    .bind(item.version)
    .bind(item.work_item_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(answered.rows_affected() == 1)
}

/// Lifts the freeze of a partner's account.
pub async fn unfreeze_partner(conn: &mut AnyConnection, partner_id: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET frozen = 0 WHERE partner_id = $1")
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

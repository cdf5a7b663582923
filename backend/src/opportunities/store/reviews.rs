//! Judgements, and who at the vendor judges.

use crate::{
    problem::Fault,
    secret::random_id,
    store::conditions::{known, known_or_null},
};
use contract::{
    ids::{OpportunityId, UserId},
    opportunity_desk::{Review, ReviewResult, ReviewStage, Reviewer, ReviewerRole},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Adds a judgement.
pub async fn add(
    conn: &mut AnyConnection,
    opportunity_id: &OpportunityId,
    review: &Review,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO opportunity_reviews (review_id, opportunity_id, stage, result, reviewer_role, opinion, field_notes,
         at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(random_id()?)
    .bind(opportunity_id.as_str())
    .bind(review.stage.as_str())
    .bind(review.result.as_str())
    .bind(review.reviewer_role.map(ReviewerRole::as_str))
    .bind(review.opinion.as_str())
    .bind(serde_json::to_string(&review.field_notes)?)
    .bind(review.at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// All judgements of an opportunity, newest first.
pub async fn of(conn: &mut AnyConnection, opportunity_id: &OpportunityId) -> Result<Vec<Review>, Fault> {
    let rows = sqlx::query(
        "SELECT stage, result, reviewer_role, opinion, field_notes, at FROM opportunity_reviews
         WHERE opportunity_id = $1 ORDER BY at DESC, review_id DESC",
    )
    .bind(opportunity_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let notes: String = row.try_get("field_notes")?;
            Ok(Review {
                stage: known(row, "stage", ReviewStage::parse)?,
                result: known(row, "result", ReviewResult::parse)?,
                reviewer_role: known_or_null(row, "reviewer_role", ReviewerRole::parse)?,
                opinion: row.try_get("opinion")?,
                field_notes: serde_json::from_str(&notes)?,
                at: Timestamp::from_seconds(row.try_get("at")?),
            })
        })
        .collect()
}

fn reviewer(row: &AnyRow) -> Result<Reviewer, Fault> {
    Ok(Reviewer {
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        role: known(row, "reviewer_role", ReviewerRole::parse)?,
    })
}

/// Everybody who judges.
pub async fn reviewers(conn: &mut AnyConnection) -> Result<Vec<Reviewer>, Fault> {
    let rows = sqlx::query(
        "SELECT user_id, name, reviewer_role FROM users
         WHERE kind = 'OPERATOR' AND disabled = 0 AND reviewer_role IS NOT NULL ORDER BY reviewer_role, name, user_id",
    )
    .fetch_all(conn)
    .await?;
    rows.iter().map(reviewer).collect()
}

/// One of them.
pub async fn find_reviewer(conn: &mut AnyConnection, user_id: &UserId) -> Result<Option<Reviewer>, Fault> {
    Ok(reviewers(conn).await?.into_iter().find(|reviewer| reviewer.user_id == *user_id))
}

/// Who reviews for a partner: its development manager, else its solution manager, else the dispatcher.
pub async fn matched(conn: &mut AnyConnection, partner_id: &str) -> Result<Option<Reviewer>, Fault> {
    let row = sqlx::query("SELECT pdm_user_id, psm_user_id FROM partners WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(&mut *conn)
        .await?;
    let pdm: Option<String> = row.try_get("pdm_user_id")?;
    let psm: Option<String> = row.try_get("psm_user_id")?;
    let all = reviewers(conn).await?;
    let named = |id: &Option<String>| {
        let id = id.as_deref()?;
        all.iter().find(|reviewer| reviewer.user_id.as_str() == id)
    };
    let dispatcher = || all.iter().find(|reviewer| reviewer.role == ReviewerRole::Dispatcher);
    Ok(named(&pdm).or_else(|| named(&psm)).or_else(dispatcher).cloned())
}

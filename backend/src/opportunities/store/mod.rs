//! All SQL on opportunities: the rows themselves here, lists, judgements, progress and look-alikes beside it.

pub mod lists;
pub mod offerings;
pub mod progress;
pub mod reviews;
pub mod similar;

use super::likeness::{folded, sound};
use crate::{
    problem::Fault,
    secret::random_id,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    ids::{OfferingId, OpportunityId, PartnerId, UserId},
    money::{Amount, Currency},
    opportunities::{OpportunityRow, RejectReason, Settlement},
    opportunity_form::OpportunityForm,
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
    text::{CrmReference, CustomerName},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// An opportunity as it is stored.
#[derive(Clone, Debug)]
pub struct Record {
    pub opportunity_id: OpportunityId,
    pub partner_id: PartnerId,
    pub direction: Direction,
    pub status: OpportunityStatus,
    pub stage: Option<ProgressStage>,
    pub form: OpportunityForm,
    pub signed: Option<Amount>,
    pub currency: Currency,
    /// As it stands; the form says what the partner chose.
    pub offering_id: Option<OfferingId>,
    pub recommended_id: Option<OfferingId>,
    pub offering_changed: bool,
    pub created_by: UserId,
    pub shared_at: Timestamp,
    pub deadline: Option<Timestamp>,
    pub progressed_at: Option<Timestamp>,
    pub settled: Option<Settlement>,
    pub updated_at: Timestamp,
    pub version: i64,
    /// Of the offering as it stands, or else of the recommended one.
    pub offering_name: Option<String>,
    pub demand_tag: Option<String>,
}

impl Record {
    /// A new one with nothing but what was written: a draft of the partner's, or shared by the vendor.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn begun(
        direction: Direction,
        partner_id: PartnerId,
        form: OpportunityForm,
        currency: Currency,
        created_by: UserId,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let (prefix, status) = match direction {
            Direction::FromVendor => ("ho", OpportunityStatus::PendingAccept),
            Direction::ToVendor => ("po", OpportunityStatus::Draft),
        };
        let opportunity_id = format!("{prefix}-{}", random_id()?);
        Ok(Self {
            opportunity_id: opportunity_id.parse().map_err(|_| Fault::new("a random id is no id"))?,
            partner_id,
            direction,
            status,
            stage: None,
            form,
            signed: None,
            currency,
            offering_id: None,
            recommended_id: None,
            offering_changed: false,
            created_by,
            shared_at: now,
            deadline: None,
            progressed_at: None,
            settled: None,
            updated_at: now,
            version: 1,
            offering_name: None,
            demand_tag: None,
        })
    }

    /// As a row of a list.
    #[must_use]
    pub fn row(&self) -> OpportunityRow {
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        OpportunityRow {
            opportunity_id: self.opportunity_id.clone(),
            direction: self.direction,
            name: self.form.name.clone().into(),
            customer_name: self.form.customer_name.clone().map(String::from).unwrap_or_default(),
            industry: text(self.form.industry.clone().map(String::from)),
            region: text(self.form.region.clone().map(String::from)),
            demand_tag: self.demand_tag.clone(),
            offering_name: self.offering_name.clone(),
            estimated_amount: self.form.estimated_amount,
            currency: self.currency,
            status: self.status,
            stage: self.stage,
            shared_at: self.shared_at,
            deadline: self.deadline,
            progressed_at: self.progressed_at,
            updated_at: self.updated_at,
            version: self.version,
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        self.form.name.as_str()
    }

    /// Empty in a draft that does not say it yet.
    #[must_use]
    pub fn customer_name(&self) -> &str {
        self.form.customer_name.as_ref().map_or("", CustomerName::as_str)
    }

    /// The need, folded.
    #[must_use]
    pub fn need_key(&self) -> String {
        folded(self.name())
    }

    /// The customer, folded.
    #[must_use]
    pub fn customer_key(&self) -> String {
        folded(self.customer_name())
    }
}

const SELECT: &str = "SELECT o.opportunity_id, o.partner_id, o.direction, o.status, o.stage, o.form, o.signed_minor, \
     o.currency, o.offering_id, o.recommended_id, o.offering_changed, o.created_by, o.shared_at, o.deadline, \
     o.progressed_at, o.settled_by, o.settled_at, o.settle_reason, o.settle_text, o.updated_at, o.version, \
     f.name AS offering_name, f.demand_tag \
     FROM opportunities o LEFT JOIN offerings f ON f.offering_id = COALESCE(o.offering_id, o.recommended_id)";

fn read(row: &AnyRow) -> Result<Record, Fault> {
    let form: String = row.try_get("form")?;
    let moment = |column: &str| -> Result<Option<Timestamp>, Fault> {
        let seconds: Option<i64> = row.try_get(column)?;
        Ok(seconds.map(Timestamp::from_seconds))
    };
    let settled = match moment("settled_at")? {
        None => None,
        Some(at) => Some(Settlement {
            by: row.try_get("settled_by")?,
            at,
            reason_code: known_or_null(row, "settle_reason", RejectReason::parse)?,
            text: row.try_get("settle_text")?,
        }),
    };
    Ok(Record {
        opportunity_id: known(row, "opportunity_id", |text| text.parse().ok())?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        direction: known(row, "direction", Direction::parse)?,
        status: known(row, "status", OpportunityStatus::parse)?,
        stage: known_or_null(row, "stage", ProgressStage::parse)?,
        form: serde_json::from_str(&form)?,
        signed: Some(amount(row, "signed_minor")?).filter(|signed| signed.is_positive()),
        currency: known(row, "currency", Currency::parse)?,
        offering_id: known_or_null(row, "offering_id", |text| text.parse().ok())?,
        recommended_id: known_or_null(row, "recommended_id", |text| text.parse().ok())?,
        offering_changed: row.try_get::<i64, _>("offering_changed")? != 0,
        created_by: known(row, "created_by", |text| text.parse().ok())?,
        shared_at: Timestamp::from_seconds(row.try_get("shared_at")?),
        deadline: moment("deadline")?,
        progressed_at: moment("progressed_at")?,
        settled,
        updated_at: Timestamp::from_seconds(row.try_get("updated_at")?),
        version: row.try_get("version")?,
        offering_name: row.try_get("offering_name")?,
        demand_tag: row.try_get("demand_tag")?,
    })
}

/// One opportunity of a partner.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    opportunity_id: &OpportunityId,
) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("o.opportunity_id = ?", opportunity_id.as_str());
    conditions.text("o.partner_id = ?", partner_id);
    one(conn, &conditions).await
}

/// One opportunity, whoever's it is: for the vendor and for what happens by time.
pub async fn find_any(
    conn: &mut AnyConnection,
    opportunity_id: &OpportunityId,
) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("o.opportunity_id = ?", opportunity_id.as_str());
    one(conn, &conditions).await
}

async fn one(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<Record>, Fault> {
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    rows.first().map(read).transpose()
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO opportunities (opportunity_id, partner_id, direction, status, form, name, customer_name, need_key,
         customer_key, customer_sound, estimated_minor, currency, offering_id, recommended_id, crm_reference, created_by,
         shared_at, deadline, updated_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    )
    .bind(record.opportunity_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(record.direction.as_str())
    .bind(record.status.as_str())
    .bind(serde_json::to_string(&record.form)?)
    .bind(record.name())
    .bind(record.customer_name())
    .bind(record.need_key())
    .bind(record.customer_key())
    .bind(sound(&record.customer_key()))
    .bind(record.form.estimated_amount.map_or(0, Amount::minor))
    .bind(record.currency.as_str())
    .bind(record.offering_id.as_ref().map(OfferingId::as_str))
    .bind(record.recommended_id.as_ref().map(OfferingId::as_str))
    .bind(record.form.crm_reference.as_ref().map(CrmReference::as_str))
    .bind(record.created_by.as_str())
    .bind(record.shared_at.seconds())
    .bind(record.deadline.map(Timestamp::seconds))
    .bind(record.updated_at.seconds())
    .bind(record.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes everything that can change, unless somebody wrote since `seen`; tells whether it did.
pub async fn save(conn: &mut AnyConnection, record: &Record, seen: i64) -> Result<bool, Fault> {
    let settled = record.settled.as_ref();
    let saved = sqlx::query(
        "UPDATE opportunities SET status = $1, stage = $2, form = $3, name = $4, customer_name = $5, need_key = $6,
         customer_key = $7, customer_sound = $8, estimated_minor = $9, signed_minor = $10, offering_id = $11,
         offering_changed = $12, crm_reference = $13, shared_at = $14, deadline = $15, progressed_at = $16,
         settled_by = $17, settled_at = $18, settle_reason = $19, settle_text = $20, updated_at = $21, version = $22
         WHERE opportunity_id = $23 AND version = $24",
    )
    .bind(record.status.as_str())
    .bind(record.stage.map(ProgressStage::as_str))
    .bind(serde_json::to_string(&record.form)?)
    .bind(record.name())
    .bind(record.customer_name())
    .bind(record.need_key())
    .bind(record.customer_key())
    .bind(sound(&record.customer_key()))
    .bind(record.form.estimated_amount.map_or(0, Amount::minor))
    .bind(record.signed.map_or(0, Amount::minor))
    .bind(record.offering_id.as_ref().map(OfferingId::as_str))
    .bind(i64::from(record.offering_changed))
    .bind(record.form.crm_reference.as_ref().map(CrmReference::as_str))
    .bind(record.shared_at.seconds())
    .bind(record.deadline.map(Timestamp::seconds))
    .bind(record.progressed_at.map(Timestamp::seconds))
    .bind(settled.and_then(|settled| settled.by.as_deref()))
    .bind(settled.map(|settled| settled.at.seconds()))
    .bind(settled.and_then(|settled| settled.reason_code).map(RejectReason::as_str))
    .bind(settled.and_then(|settled| settled.text.as_deref()))
    .bind(record.updated_at.seconds())
    .bind(record.version)
    .bind(record.opportunity_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Removes a draft.
pub async fn remove(conn: &mut AnyConnection, opportunity_id: &OpportunityId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM opportunities WHERE opportunity_id = $1")
        .bind(opportunity_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

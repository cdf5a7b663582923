//! All SQL on applications for capability labels: they themselves here, what happened to them in `history`, defences and badges
//! beside.
//! Longer than most files, because one row of the table is read and written here in one place.

pub mod badges;
pub mod defences;
pub mod files;
pub mod history;

use crate::{
    certifications::standards,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    certification_standards::{Standard, is_passed},
    certifications::{
        Certification, CertificationQuery, CertificationStatus, ChecklistAnswer, ItemVerdict, ReviewStage,
        Standing, SubLabelResult, accepted_again_on,
    },
    ids::{CapabilityLabelId, CertificationId, PartnerId},
    time::{Date, Timestamp},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Labels that one partner can have had to do with; far more than there are.
const MOST: u32 = 1_000;

/// An application, or a draft of one.
#[derive(Clone, Debug)]
pub struct Record {
    pub certification_id: CertificationId,
    pub partner_id: PartnerId,
    pub partner_name: String,
    /// A draft has none.
    pub certification_no: Option<String>,
    pub label_id: CapabilityLabelId,
    pub standard_version: String,
    pub standing: Standing,
    pub round: u32,
    pub checklist: Vec<ChecklistAnswer>,
    pub saved_at: Timestamp,
    pub saved_by: String,
    pub submitted_at: Option<Timestamp>,
    pub submitted_by: Option<String>,
    pub status_since: Timestamp,
    /// Of material: kept while the clock stands still.
    pub due_at: Option<Timestamp>,
    pub paused_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
    pub valid_until: Option<Timestamp>,
    pub results: Option<Vec<ItemVerdict>>,
    pub version: i64,
    pub taken_by: Option<String>,
    pub defences_used: u32,
    pub defence_open: bool,
}

impl Record {
    /// As the clock has it, whether or not a job has run: material that did not come in time closed the application.
    #[must_use]
    pub fn as_of(mut self, now: Timestamp) -> Self {
        if let (true, Some(deadline)) = (self.is_over(now), self.due_at) {
            self.standing = Standing::ClosedOverdue;
            self.status_since = deadline;
            self.settled_at = Some(deadline);
            self.due_at = None;
        }
        self
    }

    /// Whether it waits for material, and the time for it does not stand still.
    #[must_use]
    pub const fn waits(&self) -> bool {
        matches!(self.standing, Standing::MaterialUpdate(_)) && self.paused_at.is_none()
    }

    /// Whether it waits for material whose time is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.waits() && self.due_at.is_some_and(|deadline| deadline <= now)
    }

    /// The first day on which its label is accepted again, when it was closed for lack of material.
    #[must_use]
    pub fn next_allowed_on(&self) -> Option<Date> {
        let closed = self.settled_at.filter(|_| self.standing == Standing::ClosedOverdue);
        closed.map(accepted_again_on)
    }

    /// The standard under which it was handed in.
    ///
    /// # Errors
    /// When the catalogue has lost it.
    pub fn standard(&self) -> Result<&'static Standard, Fault> {
        standards::find(&self.label_id, &self.standard_version)
    }

    /// Level-2 labels, with their result once a judgement has settled it.
    ///
    /// # Errors
    /// When the catalogue has lost the standard.
    pub fn sublabels(&self) -> Result<Vec<SubLabelResult>, Fault> {
        let settled = matches!(self.standing, Standing::Passed | Standing::Failed);
        let results = self.results.as_ref().filter(|_| settled);
        let result = |sublabel: &contract::certification_standards::SubLabel| SubLabelResult {
            label_id: sublabel.label_id.clone(),
            name: sublabel.name.clone(),
            passed: results.map(|items| is_passed(sublabel, items)),
        };
        Ok(self.standard()?.sublabels.iter().map(result).collect())
    }

    /// As it is shown.
    ///
    /// # Errors
    /// When the catalogue has lost the standard.
    pub fn shown(&self, now: Timestamp) -> Result<Certification, Fault> {
        let now_is = self.clone().as_of(now);
        let status = now_is.standing.status();
        let waits = matches!(now_is.standing, Standing::MaterialUpdate(_));
        let left = |paused: Timestamp| now_is.due_at.map(|due| due.seconds() - paused.seconds());
        Ok(Certification {
            label: now_is.standard()?.name.clone(),
            sublabels: now_is.sublabels()?,
            asked_by: now_is.standing.stage().filter(|_| waits),
            status,
            holder: status.holder(),
            due_at: now_is.due_at.filter(|_| now_is.paused_at.is_none()),
            paused_since: now_is.paused_at,
            left_s: now_is.paused_at.and_then(left),
            next_allowed_on: now_is.next_allowed_on(),
            has_opinion: now_is.results.is_some(),
            certification_id: now_is.certification_id,
            certification_no: now_is.certification_no.unwrap_or_default(),
            label_id: now_is.label_id,
            standard_version: now_is.standard_version,
            taken_by: now_is.taken_by,
            status_since: now_is.status_since,
            round: now_is.round,
            submitted_at: now_is.submitted_at.unwrap_or(now_is.saved_at),
            submitted_by: now_is.submitted_by.unwrap_or(now_is.saved_by),
            settled_at: now_is.settled_at,
            defences_used: now_is.defences_used,
            defence_open: now_is.defence_open,
            valid_until: now_is.valid_until,
            version: now_is.version,
        })
    }
}

const CERTIFICATIONS: &str = "SELECT n.certification_id, n.partner_id, p.name AS partner_name, n.certification_no, n.label_id, \
     n.standard_version, n.status, n.stage, n.round, n.checklist, n.saved_at, n.saved_by, n.submitted_at, n.submitted_by, \
     n.status_since, n.due_at, n.paused_at, n.settled_at, n.valid_until, n.results, n.version, \
     (SELECT w.taken_by FROM work_items w WHERE w.partner_id = n.partner_id AND w.answered = 0 \
     AND w.about_id = n.certification_id AND w.kind IN ('REVIEW_CERTIFICATION_MATERIAL', \
     'REVIEW_CERTIFICATION_TECHNOLOGY', 'COUNTERSIGN_CERTIFICATION')) AS taken_by, \
     (SELECT COUNT(*) FROM certification_defences d WHERE d.certification_id = n.certification_id) AS defences_used, \
     (SELECT COUNT(*) FROM certification_defences d WHERE d.certification_id = n.certification_id \
     AND d.status IN ('REQUESTED', 'SCHEDULED')) AS defences_open \
     FROM certifications n JOIN partners p ON p.partner_id = n.partner_id";
/// Newest first; those of one moment by their id.
const NEWEST: &str = "ORDER BY n.submitted_at DESC, n.certification_id DESC";

pub(super) fn instant(row: &AnyRow, column: &str) -> Result<Timestamp, Fault> {
    Ok(Timestamp::from_seconds(row.try_get(column)?))
}

pub(super) fn instant_or_null(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, Fault> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds))
}

pub(super) fn count(row: &AnyRow, column: &str) -> Result<u32, Fault> {
    Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX))
}

fn read(row: &AnyRow) -> Result<Record, Fault> {
    let status = known(row, "status", CertificationStatus::parse)?;
    let stage = known_or_null(row, "stage", ReviewStage::parse)?;
    let checklist: String = row.try_get("checklist")?;
    let results: Option<String> = row.try_get("results")?;
    Ok(Record {
        certification_id: known(row, "certification_id", |text| text.parse().ok())?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        certification_no: row.try_get("certification_no")?,
        label_id: known(row, "label_id", |text| text.parse().ok())?,
        standard_version: row.try_get("standard_version")?,
        standing: Standing::of(status, stage)
            .ok_or_else(|| Fault::new("a certification in a state that there is not"))?,
        round: count(row, "round")?,
        checklist: serde_json::from_str(&checklist)?,
        saved_at: instant(row, "saved_at")?,
        saved_by: row.try_get("saved_by")?,
        submitted_at: instant_or_null(row, "submitted_at")?,
        submitted_by: row.try_get("submitted_by")?,
        status_since: instant(row, "status_since")?,
        due_at: instant_or_null(row, "due_at")?,
        paused_at: instant_or_null(row, "paused_at")?,
        settled_at: instant_or_null(row, "settled_at")?,
        valid_until: instant_or_null(row, "valid_until")?,
        results: results.map(|text| serde_json::from_str(&text)).transpose()?,
        version: row.try_get("version")?,
        taken_by: row.try_get("taken_by")?,
        defences_used: count(row, "defences_used")?,
        defence_open: row.try_get::<i64, _>("defences_open")? > 0,
    })
}

/// A page of a partner's applications, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    query: &CertificationQuery,
    page: Page,
) -> Result<(Vec<Record>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("n.partner_id = ?", partner_id.as_str());
    conditions.fixed("n.submitted_at IS NOT NULL");
    if !query.status_list.is_empty() {
        conditions.one_of("n.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(label_id) = &query.label_id {
        conditions.text("n.label_id = ?", label_id.as_str());
    }
    let total = conditions.count(conn, "certifications n").await?;
    let rows = conditions.rows(conn, CERTIFICATIONS, NEWEST, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Everything of a partner that says how it stands to labels, newest first: what is open, held, or closed for lack of
/// material; of one label where it is given.
pub async fn standing_of(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    label_id: Option<&CapabilityLabelId>,
) -> Result<Vec<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("n.partner_id = ?", partner_id.as_str());
    if let Some(label_id) = label_id {
        conditions.text("n.label_id = ?", label_id.as_str());
    }
    conditions.fixed("n.status <> 'FAILED'");
    conditions.rows(conn, CERTIFICATIONS, NEWEST, Page::first(MOST), "").await?.iter().map(read).collect()
}

/// An application, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(conn: &mut AnyConnection, id: &CertificationId) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("n.certification_id = ?", id.as_str());
    let rows = conditions.rows(conn, CERTIFICATIONS, "", Page::first(1), "").await?;
    rows.first().map(read).transpose()
}

/// Adds a draft.
pub async fn add(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO certifications (certification_id, partner_id, label_id, standard_version, status, checklist, saved_at,
         saved_by, status_since, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(record.certification_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(record.label_id.as_str())
    .bind(record.standard_version.as_str())
    .bind(record.standing.status().as_str())
    .bind(serde_json::to_string(&record.checklist)?)
    .bind(record.saved_at.seconds())
    .bind(record.saved_by.as_str())
    .bind(record.status_since.seconds())
    .bind(record.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what can change, unless somebody wrote since `seen`; tells whether it did.
pub async fn save(conn: &mut AnyConnection, record: &Record, seen: i64) -> Result<bool, Fault> {
    let results = record.results.as_ref().map(serde_json::to_string).transpose()?;
    let saved = sqlx::query(
        "UPDATE certifications SET certification_no = $1, standard_version = $2, status = $3, stage = $4, round = $5,
         checklist = $6, saved_at = $7, saved_by = $8, submitted_at = $9, submitted_by = $10, status_since = $11,
         due_at = $12, paused_at = $13, settled_at = $14, valid_until = $15, results = $16, version = $17
         WHERE certification_id = $18 AND version = $19",
    )
    .bind(record.certification_no.as_deref())
    .bind(record.standard_version.as_str())
    .bind(record.standing.status().as_str())
    .bind(record.standing.stage().map(ReviewStage::as_str))
    .bind(i64::from(record.round))
    .bind(serde_json::to_string(&record.checklist)?)
    .bind(record.saved_at.seconds())
    .bind(record.saved_by.as_str())
    .bind(record.submitted_at.map(Timestamp::seconds))
    .bind(record.submitted_by.as_deref())
    .bind(record.status_since.seconds())
    .bind(record.due_at.map(Timestamp::seconds))
    .bind(record.paused_at.map(Timestamp::seconds))
    .bind(record.settled_at.map(Timestamp::seconds))
    .bind(record.valid_until.map(Timestamp::seconds))
    .bind(results)
    .bind(record.version)
    .bind(record.certification_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

//! Filing one customer, for a form as for a row of a file.

use super::{
    lifecycle::step,
    store::{self, FilingRow},
    verdicts::{self, Wanted},
};
use crate::{
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
    work_queue,
};
use contract::{
    filing_rules::{FilingRefusal, ReviewReason, Verdict},
    filings::{CountryCode, FilingDraft, FilingEvent, FilingStatus},
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use sqlx::AnyConnection;

/// A member who files, and what filing needs to know of its partner.
pub struct Filer<'m> {
    who: &'m Member,
    /// The partner's own, ISO 3166-1 alpha-2.
    country_code: String,
}

impl<'m> Filer<'m> {
    /// # Errors
    /// When the database fails.
    pub async fn of(conn: &mut AnyConnection, who: &'m Member) -> Result<Self, Fault> {
        Ok(Self { who, country_code: store::country_of(conn, who.partner_id.as_str()).await? })
    }

    /// What would become of each draft, in their order, if it alone were filed now; places are not counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verdicts(
        &self,
        conn: &mut AnyConnection,
        drafts: &[FilingDraft],
        now: Timestamp,
    ) -> Result<Vec<Verdict>, Fault> {
        let wanted: Vec<Wanted<'_>> = drafts
            .iter()
            .map(|draft| Wanted {
                phone: draft.mobile_phone.as_str(),
                email: draft.email.as_str(),
                country_code: draft.country_code.as_ref().map(CountryCode::as_str),
            })
            .collect();
        verdicts::verdicts(conn, self.who, &self.country_code, &wanted, now).await
    }

    /// The same for a filing that there is already. That it is the partner's own stands against nothing but filing it
    /// a second time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verdict_of(
        &self,
        conn: &mut AnyConnection,
        filing: &FilingRow,
        now: Timestamp,
    ) -> Result<Verdict, Fault> {
        let wanted = Wanted {
            phone: &filing.mobile_phone,
            email: &filing.email,
            country_code: Some(&filing.country_code),
        };
        let verdicts = verdicts::verdicts(conn, self.who, &self.country_code, &[wanted], now).await?;
        verdicts.into_iter().next().ok_or_else(|| Fault::new("a filing without a verdict"))
    }

    /// Files a draft. The partner's former entry of this number, if there is one, gets the new details and belongs to
    /// the member from now on.
    ///
    /// # Errors
    /// `FilingRefused` with the verdict's reasons; `FilingLimit` when no place is free.
    pub async fn file(
        &self,
        conn: &mut AnyConnection,
        draft: &FilingDraft,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<FilingRow, Refused> {
        if let Verdict::Refused(reasons) = verdict {
            return Err(refused(reasons));
        }
        let (mut filing, is_new) = self.entry(conn, draft, now).await?;
        if is_new {
            store::add(conn, &filing).await?;
        }
        self.submit(conn, &mut filing, verdict, now).await?;
        Ok(filing)
    }

    /// Lists a draft without filing it: it takes no place, and keeps nobody away. A former entry keeps its state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &self,
        conn: &mut AnyConnection,
        draft: &FilingDraft,
        now: Timestamp,
    ) -> Result<FilingRow, Fault> {
        let (mut filing, is_new) = self.entry(conn, draft, now).await?;
        filing.version += 1;
        if is_new {
            store::add(conn, &filing).await?;
        } else if !store::save(conn, &filing, filing.version - 1).await? {
            return Err(Fault::new("a filing was changed in a transaction of another"));
        }
        Ok(filing)
    }

    /// Files an entry that there is, by a verdict that does not refuse.
    ///
    /// # Errors
    /// `FilingRefused`, `FilingLimit`, `NotInThisState`, `Changed`; then nothing has been written.
    pub async fn submit(
        &self,
        conn: &mut AnyConnection,
        filing: &mut FilingRow,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let (event, reasons) = match verdict {
            Verdict::Filed => (FilingEvent::File, Vec::new()),
            Verdict::Review(reasons) => (FilingEvent::FileForReview, reasons),
            Verdict::Refused(reasons) => return Err(refused(reasons)),
        };
        filing.review_reasons = reasons;
        step(conn, filing, event, now).await?;
        if event == FilingEvent::FileForReview {
            work_queue::store::add(conn, &self.review(filing, now)?).await?;
        }
        Ok(())
    }

    /// The partner's entry of this number with the draft's details; a new one, not stored yet, when there is none.
    async fn entry(
        &self,
        conn: &mut AnyConnection,
        draft: &FilingDraft,
        now: Timestamp,
    ) -> Result<(FilingRow, bool), Fault> {
        let partner_id = self.who.partner_id.as_str();
        let former = store::of_partner_and_phone(conn, partner_id, draft.mobile_phone.as_str()).await?;
        let country_code =
            draft.country_code.as_ref().map_or(self.country_code.as_str(), CountryCode::as_str);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let entry = FilingRow {
            filing_id: format!("f-{}", random_id()?)
                .parse()
                .map_err(|_| Fault::new("a random id is no id"))?,
            partner_id: partner_id.to_owned(),
            manager_user_id: self.who.user_id.clone(),
            manager: self.who.name.clone(),
            customer_name: draft.customer_name.as_str().to_owned(),
            mobile_phone: draft.mobile_phone.as_str().to_owned(),
            email: draft.email.as_str().to_owned(),
            country_code: country_code.to_owned(),
            industry: owned(draft.industry.as_ref().map(contract::text::Industry::as_str)),
            contact: owned(draft.contact.as_ref().map(contract::text::ContactName::as_str)),
            remark: owned(draft.remark.as_ref().map(contract::text::Remark::as_str)),
            status: FilingStatus::NotFiled,
            review_reasons: Vec::new(),
            opinion: None,
            filed_at: now,
            expire_at: None,
            customer_id: None,
            version: 0,
        };
        let Some(former) = former else { return Ok((entry, true)) };
        let entry = FilingRow {
            filing_id: former.filing_id,
            status: former.status,
            review_reasons: former.review_reasons,
            opinion: former.opinion,
            filed_at: former.filed_at,
            expire_at: former.expire_at,
            version: former.version,
            ..entry
        };
        Ok((entry, false))
    }

    /// What the operator is asked.
    fn review(&self, filing: &FilingRow, now: Timestamp) -> Result<WorkItem, Fault> {
        let note = filing.remark.clone().unwrap_or_default();
        Ok(WorkItem {
            filing_id: Some(filing.filing_id.clone()),
            ..work_queue::asked(
                WorkItemKind::ReviewFiling,
                &self.who.partner_id,
                &self.who.partner_name,
                note,
                now,
            )?
        })
    }
}

/// Refused, every reason told.
pub(super) fn refused(reasons: Vec<FilingRefusal>) -> Refused {
    let mut problem = Problem::new(ErrorCode::FilingRefused, sentence(ErrorCode::FilingRefused));
    problem.filing_refusals = reasons;
    problem.into()
}

/// For the audit: what became of a filing, without anything personal.
pub(super) fn words(filing: &FilingRow) -> serde_json::Value {
    let reasons: Vec<&str> = filing.review_reasons.iter().copied().map(ReviewReason::as_str).collect();
    serde_json::json!({ "status": filing.status.as_str(), "review_reasons": reasons })
}

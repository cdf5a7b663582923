//! Demo opportunities: one in every state that a partner can meet, and who at the vendor judges them.
//!
//! | id | what it shows |
//! |---|---|
//! | ho-100001 | waits for acceptance, recommends an offering: another one needs an exception |
//! | ho-100002 | waits for acceptance |
//! | ho-100003 | its last working day runs |
//! | ho-100004 … ho-100007 | in progress with a quotation, delivered, rejected, timed out |
//! | po-100001, po-100002 | drafts: nearly empty, complete |
//! | po-100003 | under review by the partner's development manager |
//! | po-100004 | sent back with notes on two fields |
//! | po-100005 | under verification |
//! | po-100006, po-100007 | verified, in progress (signed) |
//! | po-100008 … po-100010 | delivered |
//! | po-200001 | another partner's, verified: the same need is refused to everybody else |

mod planted;

use self::planted::{LINGXIS, Planted, YUNFANS};
use super::partners::{HUASHANG, LINGXI, NIMBUS, YUNFAN, user_id};
use crate::{
    opportunities::store::{self, Record, offerings, progress, reviews},
    problem::Fault,
    work_queue,
};
use contract::{
    ids::{OfferingId, OpportunityId, PartnerId, UserId},
    money::{Amount, Currency},
    opportunities::{Offering, OfferingKind, ProgressDraft, RejectReason, Settlement},
    opportunity_desk::{FieldNote, Review, ReviewResult, ReviewStage, ReviewerRole},
    opportunity_form::{
        Bant, CloudService, Contact, FormField, OpportunityForm, PresaleActivity, SupportKind,
    },
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
    programmes::PathStage,
    text::Rule,
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;

/// Who at the vendor judges: login name, name, role.
pub const REVIEWERS: [(&str, &str, ReviewerRole); 3] = [
    ("vendor-pdm", "沈如许", ReviewerRole::Pdm),
    ("vendor-psm", "顾临川", ReviewerRole::Psm),
    ("vendor-bd", "叶知秋", ReviewerRole::Bd),
];

/// What cannot fail, because it is written here.
fn fixed<T>(value: Option<T>) -> Result<T, Fault> {
    value.ok_or_else(|| Fault::new("a demo opportunity does not keep the contract's rules"))
}

fn text<T: TryFrom<String, Error = Rule>>(text: &str) -> Result<T, Fault> {
    fixed(text.to_owned().try_into().ok())
}

/// Plants all of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let joined = now.plus_seconds(-300 * DAY_S);
    for (partner_id, stage, joined_at) in [
        (YUNFAN, PathStage::Differentiated, Some(joined)),
        (LINGXI, PathStage::Certified, Some(joined)),
        (NIMBUS, PathStage::Differentiated, Some(joined)),
        (HUASHANG, PathStage::Certified, None),
    ] {
        super::store::set_programme(conn, partner_id, stage, joined_at).await?;
    }
    super::store::set_reviewer(conn, YUNFAN, &user_id("vendor-pdm")).await?;
    for (id, partner_id, kind, name, demand_tag) in [
        ("off-yunfan-1", YUNFAN, OfferingKind::BaselineSolution, "云帆工业数据平台", "数据平台"),
        ("off-yunfan-2", YUNFAN, OfferingKind::MarketplaceProduct, "云帆云迁移服务", "上云迁移"),
        ("off-lingxi-1", LINGXI, OfferingKind::MarketplaceProduct, "灵犀智能客服", "智能客服"),
        ("off-nimbus-1", NIMBUS, OfferingKind::BaselineSolution, "Nimbus Data Lake", "Data platform"),
    ] {
        let offering_id: OfferingId = fixed(id.parse().ok())?;
        let offering =
            Offering { offering_id, kind, name: name.to_owned(), demand_tag: demand_tag.to_owned() };
        offerings::add(conn, partner_id, &offering).await?;
    }
    let calendar = WorkingCalendar::default();
    for planted in &YUNFANS {
        one(conn, &calendar, YUNFAN, "yunfan-wang", planted, now).await?;
    }
    for planted in &LINGXIS {
        one(conn, &calendar, LINGXI, "lingxi-he", planted, now).await?;
    }
    Ok(())
}

async fn one(
    conn: &mut AnyConnection,
    calendar: &WorkingCalendar,
    partner_id: &str,
    by: &str,
    planted: &Planted,
    now: Timestamp,
) -> Result<(), Fault> {
    let record = record(calendar, partner_id, by, planted, now)?;
    store::add(conn, &record).await?;
    let seen = record.version;
    store::save(conn, &record, seen).await?;
    crate::opportunities::keep_time(conn, &record, now).await?;
    let open = match record.status {
        OpportunityStatus::UnderReview => Some(WorkItemKind::ReviewOpportunity),
        OpportunityStatus::UnderVerification => Some(WorkItemKind::VerifyOpportunity),
        _ => None,
    };
    if let Some(kind) = open {
        let item = work_item(conn, &record, kind).await?;
        work_queue::store::add(conn, &item).await?;
    }
    if record.status == OpportunityStatus::ReviewRejected {
        reviews::add(conn, &record.opportunity_id, &sent_back(now)?).await?;
    }
    if let Some(stage) = record.stage {
        let draft = ProgressDraft {
            version: record.version,
            stage,
            reached_on: now.china_day().plus_days(-2),
            description: text("与客户例会，确认范围与排期。")?,
            signed_amount: (stage == ProgressStage::Signed).then_some(record.signed).flatten(),
            attachment_ids: Vec::new(),
        };
        let at = record.progressed_at.unwrap_or(now);
        progress::add(conn, &record.opportunity_id, &draft, "王宁", at).await?;
    }
    Ok(())
}

fn record(
    calendar: &WorkingCalendar,
    partner_id: &str,
    by: &str,
    planted: &Planted,
    now: Timestamp,
) -> Result<Record, Fault> {
    let direction = if planted.id.starts_with("ho") { Direction::FromVendor } else { Direction::ToVendor };
    let shared_at = now.plus_seconds(-planted.age * DAY_S);
    let deadline = match (planted.id, planted.status) {
        // Always the end of the working day that runs, or of the next one.
        ("ho-100003", _) => Some(calendar.deadline(now.plus_seconds(-DAY_S), 1)),
        (_, OpportunityStatus::PendingAccept) => Some(calendar.deadline(now, 3)),
        (_, OpportunityStatus::UnderVerification) => Some(calendar.deadline(shared_at, 10)),
        _ => None,
    };
    let settled = match planted.status {
        OpportunityStatus::Rejected => Some((Some("王宁"), Some(RejectReason::OutOfRegion))),
        OpportunityStatus::AutoRejected => Some((None, None)),
        OpportunityStatus::InProgress | OpportunityStatus::Delivered
            if direction == Direction::FromVendor =>
        {
            Some((Some("王宁"), None))
        }
        _ => None,
    };
    let settled = settled.map(|(by, reason_code)| Settlement {
        by: by.map(str::to_owned),
        at: shared_at.plus_seconds(DAY_S),
        reason_code,
        text: None,
    });
    let offering = |id: Option<&str>| id.map(|id| fixed(id.parse().ok())).transpose();
    let worked = planted.stage.is_some();
    let signed = matches!(planted.stage, Some(ProgressStage::Signed | ProgressStage::Delivered));
    let partner_id: PartnerId = fixed(partner_id.parse().ok())?;
    let created_by: UserId = fixed(user_id(by).parse().ok())?;
    let opportunity_id: OpportunityId = fixed(planted.id.parse().ok())?;
    Ok(Record {
        opportunity_id,
        partner_id,
        direction,
        status: planted.status,
        stage: planted.stage,
        form: form(planted, offering(planted.offering)?, now)?,
        signed: signed.then(|| Amount::from_minor(planted.amount * 90)).flatten(),
        currency: Currency::Cny,
        offering_id: offering(planted.offering)?,
        recommended_id: offering(planted.recommended)?,
        offering_changed: false,
        created_by,
        shared_at,
        deadline,
        progressed_at: worked.then(|| now.plus_seconds(-2 * DAY_S)),
        settled,
        updated_at: shared_at,
        version: 1,
        offering_name: None,
        demand_tag: None,
    })
}

/// Complete, but for the first draft.
fn form(
    planted: &Planted,
    offering_id: Option<OfferingId>,
    now: Timestamp,
) -> Result<OpportunityForm, Fault> {
    let empty = OpportunityForm {
        name: text(planted.name)?,
        customer_name: None,
        industry: None,
        region: None,
        bant: Bant::default(),
        estimated_amount: None,
        expected_sign_on: None,
        presale_activities: Vec::new(),
        offering_id,
        services: Vec::new(),
        support_needed: Vec::new(),
        contact: None,
        crm_reference: None,
        customer_consent: false,
    };
    if planted.customer.is_empty() {
        return Ok(empty);
    }
    Ok(OpportunityForm {
        customer_name: Some(text(planted.customer)?),
        industry: Some(text(planted.industry)?),
        region: Some(text(planted.region)?),
        bant: Bant {
            budget: Some(text("预算已列入本年度信息化计划。")?),
            authority: Some(text("信息中心主任决策，采购部会签。")?),
            need: Some(text("现有系统容量不足，需在年内完成上云。")?),
            timing: Some(text("计划下季度签约，签约后三个月内上线。")?),
        },
        estimated_amount: Some(fixed(Amount::from_minor(planted.amount * 100))?),
        expected_sign_on: Some(now.china_day().plus_days(60)),
        presale_activities: vec![PresaleActivity::CustomerVisit, PresaleActivity::TechnicalExchange],
        services: vec![CloudService::Compute, CloudService::Database],
        support_needed: vec![SupportKind::TechnicalExchange],
        contact: Some(Contact {
            name: text("陈工")?,
            phone: fixed("13900007001".to_owned().try_into().ok())?,
            email: fixed("chen@customer.example.com".to_owned().try_into().ok()).map(Some)?,
        }),
        customer_consent: true,
        ..empty
    })
}

async fn work_item(conn: &mut AnyConnection, record: &Record, kind: WorkItemKind) -> Result<WorkItem, Fault> {
    let assigned_to = match kind {
        WorkItemKind::ReviewOpportunity => reviews::matched(conn, record.partner_id.as_str()).await?,
        _ => None,
    };
    let note = record.name().to_owned();
    Ok(WorkItem {
        work_item_id: fixed(format!("w-{}", record.opportunity_id).parse().ok())?,
        opportunity_id: Some(record.opportunity_id.clone()),
        assigned_to,
        due_at: record.deadline,
        ..work_queue::asked(kind, &record.partner_id, "", note, record.shared_at)?
    })
}

fn sent_back(now: Timestamp) -> Result<Review, Fault> {
    let note = |field, words: &str| Ok::<_, Fault>(FieldNote { field, note: text(words)? });
    Ok(Review {
        stage: ReviewStage::Review,
        result: ReviewResult::Rejected,
        reviewer_role: Some(ReviewerRole::Pdm),
        opinion: "预算和决策人描述不完整，请补充。".to_owned(),
        field_notes: vec![
            note(FormField::Budget, "请写明预算金额与是否批复。")?,
            note(FormField::Authority, "请写明最终决策人。")?,
        ],
        at: now.plus_seconds(-5 * DAY_S),
    })
}

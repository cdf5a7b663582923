//! Handing material in: the first time, and whenever a review asks for other.

use super::{
    drafting, handlers, labels, material,
    settling::{advance, not_now},
    standards,
    store::Record,
};
use crate::{
    http::change::Change,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    certifications::{
        CertificationApplication, CertificationDetail, CertificationEvent, CertificationStatus,
        LabelStanding, MaterialUpdate, Standing,
    },
    ids::CertificationId,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;

/// Digits of a number that chance chooses.
const NUMBER_DIGITS: usize = 6;

/// `CC-20261127-4F7A21`: the day in China, and what chance gives.
fn number(now: Timestamp) -> Result<String, Fault> {
    let day = now.china_day().to_string().replace('-', "");
    let chance: String = random_id()?.chars().take(NUMBER_DIGITS).collect();
    Ok(format!("CC-{day}-{}", chance.to_ascii_uppercase()))
}

fn refused(standing: &LabelStanding, code: ErrorCode) -> Refused {
    let mut problem = Problem::new(code, sentence(code));
    if code == ErrorCode::LabelBlocked {
        problem.next_allowed_on = standing.next_allowed_on;
    } else {
        let status = standing.open.as_ref().map_or(CertificationStatus::Passed, |open| open.status);
        problem.current_status = Some(status.as_str().to_owned());
    }
    problem.into()
}

pub(super) async fn submit(
    cx: &mut Change,
    who: &Member,
    (): (),
    application: CertificationApplication,
) -> Result<CertificationDetail, Refused> {
    let standard = standards::of_label(&application.label_id)?;
    let standing = labels::standing_to(&mut cx.tx, &who.partner_id, &application.label_id, cx.now).await?;
    standing.may_apply(cx.now).map_err(|code| refused(&standing, code))?;
    let record = drafting::to_write(cx, who, standard, application.version).await?;
    material::is_complete(standard, &application.checklist)?;
    material::attach(&mut cx.tx, who, &record, &application.checklist).await?;
    let record = drafting::typed(record, who, standard, application.checklist, cx.now);
    let record = Record {
        certification_no: Some(number(cx.now)?),
        round: 1,
        submitted_at: Some(cx.now),
        submitted_by: Some(who.name.clone()),
        ..record
    };
    let record = advance(&mut cx.moment(), record, CertificationEvent::Submit, Some(&who.name)).await?;
    cx.audit(
        "certification.submit",
        record.certification_id.to_string(),
        json!({ "label_id": record.label_id, "standard": record.standard_version }),
    );
    Ok(handlers::detail(&mut cx.tx, &record, cx.now).await?)
}

pub(super) async fn update(
    cx: &mut Change,
    who: &Member,
    (id,): (CertificationId,),
    update: MaterialUpdate,
) -> Result<CertificationDetail, Refused> {
    let record = handlers::own(&mut cx.tx, who, &id).await?;
    if record.is_over(cx.now) {
        return Err(ErrorCode::DeadlinePassed.into());
    }
    if !matches!(record.standing, Standing::MaterialUpdate(_)) {
        return Err(not_now(&record));
    }
    if record.version != update.version {
        return Err(ErrorCode::Changed.into());
    }
    let standard = record.standard()?;
    material::is_complete(standard, &update.checklist)?;
    material::attach(&mut cx.tx, who, &record, &update.checklist).await?;
    let record = Record {
        checklist: update.checklist,
        round: record.round + 1,
        saved_at: cx.now,
        saved_by: who.name.clone(),
        ..record
    };
    let record = advance(&mut cx.moment(), record, CertificationEvent::Update, Some(&who.name)).await?;
    cx.audit("certification.update", id.to_string(), json!({ "round": record.round }));
    Ok(handlers::detail(&mut cx.tx, &record, cx.now).await?)
}

//! The end of a stage: what the vendor found in each item, and what comes of it.

use super::{
    handlers, notices,
    settling::{advance, close_item, not_now, step_of},
    store::{Record, history},
};
use crate::{http::change::Change, problem::Refused, session::principal::OperatorUser};
use contract::{
    certification_desk::{CertificationCase, JudgementDraft},
    certification_standards::verdict_problems,
    certifications::{Judgement, Verdict},
    ids::CertificationId,
    problem::ErrorCode,
};
use serde_json::json;

pub(super) async fn judge(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (CertificationId,),
    draft: JudgementDraft,
) -> Result<CertificationCase, Refused> {
    let record = handlers::any(&mut cx.tx, &id).await?;
    let stage = record.standing;
    let (Some(kind), Ok(_)) = (step_of(stage), stage.after(draft.verdict.event())) else {
        return Err(not_now(&record.as_of(cx.now)));
    };
    if record.defence_open {
        return Err(ErrorCode::DefenceOpen.into());
    }
    if record.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    Refused::fields(verdict_problems(record.standard()?, draft.verdict, &draft.items))?;
    let judgement = Judgement {
        stage: stage.status(),
        round: record.round,
        verdict: draft.verdict,
        items: draft.items,
        text: draft.text.into(),
        at: cx.now,
        by: who.name.clone(),
    };
    history::add_judgement(&mut cx.tx, &id, record.version, &judgement).await?;
    let done = draft.verdict == Verdict::Pass;
    close_item(&mut cx.tx, &record, kind, (done, &judgement.text), cx.now).await?;
    let record = Record { results: Some(judgement.items.clone()), ..record };
    let event = draft.verdict.event();
    let record = advance(&mut cx.moment(), record, event, Some(&who.name)).await?;
    cx.send(notices::judged(&record, &judgement)?).await?;
    cx.audit(
        "certification.judge",
        id.to_string(),
        json!({ "stage": judgement.stage, "verdict": judgement.verdict, "by": who.name }),
    );
    Ok(handlers::case_of(&mut cx.tx, &record, cx.now).await?)
}

//! Rounds of sampling: some of the accepted projects are evaluated, the others have ended.

use super::{
    handlers::any,
    notices,
    settling::{Said, advance, not_now},
    store,
};
use crate::{
    http::change::Change,
    problem::{Fault, Refused, sentence},
    secret::{hex, random, random_id},
    session::principal::OperatorUser,
};
use contract::{
    delivery_desk::{SampleDraft, SampleOutcome},
    delivery_projects::{DeliveryEvent, DeliveryStatus},
    delivery_sampling::{MAX_ROUND, SampleHow, SampleMethod, Sampling, drawn},
    ids::DeliveryProjectId,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

pub(super) async fn sample(
    cx: &mut Change,
    who: &OperatorUser,
    (): (),
    draft: SampleDraft,
) -> Result<SampleOutcome, Refused> {
    let SampleDraft { project_ids: mut round, how } = draft;
    check_round(&round)?;
    // Two rounds at the same moment take their projects in the same order: neither waits for the other for good.
    round.sort_unstable();
    let (method, percent, seed, sampled) = match how {
        SampleHow::Chosen { project_ids } => {
            if project_ids.is_empty() {
                return Err(Refused::field("project_ids", Rule::Missing));
            }
            if !project_ids.iter().all(|id| round.contains(id)) || has_twice(&project_ids) {
                return Err(Refused::field("project_ids", Rule::Unexpected));
            }
            (SampleMethod::Chosen, None, None, project_ids)
        }
        SampleHow::Share { percent } => {
            if !(1..=100).contains(&percent) {
                return Err(Refused::field("percent", Rule::OutOfRange));
            }
            let seed = hex(&random::<8>()?);
            let sampled = drawn(&seed, percent, &round);
            (SampleMethod::Share, Some(percent), Some(seed), sampled)
        }
    };
    let sampling = recorded(cx, who, &round, &sampled, (method, percent, seed)).await?;
    for id in &round {
        settle(cx, who, id, &sampling, sampled.contains(id)).await?;
    }
    cx.audit(
        "delivery.sample",
        sampling.sampling_id.to_string(),
        json!({ "method": method, "seed": sampling.seed, "projects": round, "sampled": sampled, "by": who.name }),
    );
    Ok(SampleOutcome { sampling, sampled_ids: sampled })
}

fn has_twice(ids: &[DeliveryProjectId]) -> bool {
    ids.iter().enumerate().any(|(nth, id)| ids[..nth].contains(id))
}

fn check_round(round: &[DeliveryProjectId]) -> Result<(), Refused> {
    if round.is_empty() {
        return Err(Refused::field("project_ids", Rule::Missing));
    }
    if round.len() > MAX_ROUND {
        let code = ErrorCode::TooMany;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = u32::try_from(MAX_ROUND).ok();
        return Err(problem.into());
    }
    if has_twice(round) {
        return Err(Refused::field("project_ids", Rule::Unexpected));
    }
    Ok(())
}

async fn recorded(
    cx: &mut Change,
    who: &OperatorUser,
    round: &[DeliveryProjectId],
    sampled: &[DeliveryProjectId],
    (method, percent, seed): (SampleMethod, Option<u32>, Option<String>),
) -> Result<Sampling, Refused> {
    let id = format!("ds-{}", random_id()?);
    let sampling = Sampling {
        sampling_id: id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        method,
        percent,
        seed,
        projects: u32::try_from(round.len()).unwrap_or(u32::MAX),
        sampled: u32::try_from(sampled.len()).unwrap_or(u32::MAX),
        at: cx.now,
    };
    store::steps::add_sampling(&mut cx.tx, &sampling, &who.name).await?;
    Ok(sampling)
}

/// One project of a round: drawn, or at its end.
async fn settle(
    cx: &mut Change,
    who: &OperatorUser,
    id: &DeliveryProjectId,
    sampling: &Sampling,
    is_drawn: bool,
) -> Result<(), Refused> {
    let mut record = any(&mut cx.tx, id, cx.now).await?;
    if record.project.status != DeliveryStatus::Accepted {
        return Err(not_now(record.project.status));
    }
    record.sampling = Some(sampling.clone());
    let event = if is_drawn { DeliveryEvent::Sample } else { DeliveryEvent::PassOver };
    let seen = record.project.version;
    let said = Said { by: &who.name, note: None, seen };
    let record = advance(&mut cx.tx, record, event, said, cx.now).await?;
    let message = if is_drawn { notices::sampled(&record) } else { notices::passed_over(&record) };
    cx.send(message).await?;
    Ok(())
}

/// One project, decided in the work queue: a round of its own.
///
/// # Errors
/// `CBC.99100002` when it is not accepted any more.
pub async fn decided(
    cx: &mut Change,
    who: &OperatorUser,
    project_id: &DeliveryProjectId,
    is_drawn: bool,
) -> Result<(), Refused> {
    let round = [project_id.clone()];
    let sampled: &[DeliveryProjectId] = if is_drawn { &round } else { &[] };
    let sampling = recorded(cx, who, &round, sampled, (SampleMethod::Chosen, None, None)).await?;
    settle(cx, who, project_id, &sampling, is_drawn).await
}

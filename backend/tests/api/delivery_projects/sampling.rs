//! Rounds of sampling: rules Q5 and Q6.

use super::{ACCEPTED, REGISTERED, acceptance, chosen, shown};
use crate::{
    incentives::{answer, queued},
    world::{World, id},
};
use contract::{
    delivery_desk::{CASE, DeskQuery, LIST as DESK, SAMPLE, SampleDraft, SampleOutcome},
    delivery_projects::{DeliveryStatus as Status, REPORT},
    delivery_sampling::{SampleHow, drawn},
    ids::DeliveryProjectId,
    problem::ErrorCode,
    text::Rule,
    work_queue::{DECLINE, WorkItemKind},
};

#[tokio::test]
async fn a_share_is_drawn_by_a_seed_that_explains_it_and_the_rest_has_ended() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let version = shown(&admin, REGISTERED).await.project.version;
    admin.submit(&REPORT, (id(REGISTERED),), &acceptance(version)).await.ok();
    let query = DeskQuery { status_list: vec![Status::Accepted], ..DeskQuery::default() };
    let waiting = operator.fetch(&DESK, (), &query).await.ok().projects;
    let round: Vec<DeliveryProjectId> = waiting.iter().map(|one| one.project.project_id.clone()).collect();
    assert_eq!(round.len(), 3);
    let item = queued(&operator, WorkItemKind::SampleDelivery, ACCEPTED).await;
    let draft = SampleDraft { project_ids: round.clone(), how: SampleHow::Share { percent: 30 } };
    let SampleOutcome { sampling, sampled_ids } = operator.submit(&SAMPLE, (), &draft).await.ok();
    assert_eq!((sampled_ids.len(), sampling.projects, sampling.sampled), (1, 3, 1));
    assert_eq!(drawn(sampling.seed.as_deref().unwrap(), 30, &round), sampled_ids);
    for project_id in &round {
        let case = operator.fetch(&CASE, (project_id.clone(),), &()).await.ok();
        let expected =
            if sampled_ids.contains(project_id) { Status::EvidencePending } else { Status::NotSampled };
        assert_eq!(case.detail.project.status, expected);
        assert_eq!(case.detail.sampling.unwrap().seed, sampling.seed);
    }
    // Nothing is left to be answered about them.
    let late = operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "不抽")).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
    let told =
        world.messages("DELIVERY_NOT_SAMPLED").await.len() + world.messages("DELIVERY_SAMPLED").await.len();
    assert!(told >= 3 * 2, "each by mail and in-site: {told}");
}

#[tokio::test]
async fn a_round_that_makes_no_sense_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let field = async |draft: &SampleDraft| {
        let refused = operator.submit(&SAMPLE, (), draft).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter);
        (refused.fields[0].field.clone(), refused.fields[0].rule.clone())
    };
    let projects = |rule| ("project_ids".to_owned(), rule);
    assert_eq!(field(&chosen(&[], &[])).await, projects(Rule::Missing));
    assert_eq!(field(&chosen(&[ACCEPTED], &[])).await, projects(Rule::Missing));
    assert_eq!(field(&chosen(&[ACCEPTED, ACCEPTED], &[ACCEPTED])).await, projects(Rule::Unexpected));
    assert_eq!(field(&chosen(&[ACCEPTED], &[REGISTERED])).await, projects(Rule::Unexpected));
    for percent in [0, 101] {
        let how = SampleHow::Share { percent };
        let (name, rule) = field(&SampleDraft { project_ids: vec![id(ACCEPTED)], how }).await;
        assert_eq!((name.as_str(), rule), ("percent", Rule::OutOfRange));
    }
    // One that is not accepted undoes the whole round.
    let mixed = operator.submit(&SAMPLE, (), &chosen(&[ACCEPTED, REGISTERED], &[ACCEPTED])).await.refused();
    assert_eq!(
        (mixed.error_code, mixed.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("REGISTERED"))
    );
    let missing = operator.submit(&SAMPLE, (), &chosen(&[ACCEPTED, "dp-none"], &[ACCEPTED])).await;
    assert_eq!(missing.code(), ErrorCode::NotFound);
    let many: Vec<DeliveryProjectId> = (0..101).map(|number| id(&format!("dp-x{number}"))).collect();
    let draft = SampleDraft { project_ids: many, how: SampleHow::Share { percent: 10 } };
    let refused = operator.submit(&SAMPLE, (), &draft).await.refused();
    assert_eq!((refused.error_code, refused.limit), (ErrorCode::TooMany, Some(100)));
    let case = operator.fetch(&CASE, (id(ACCEPTED),), &()).await.ok();
    assert_eq!((case.detail.project.status, case.detail.sampling), (Status::Accepted, None));
}

//! Until when evidence is taken, and what comes after: rules Q9 and Q10.

use super::{
    ACCEPTED, EVALUATING, OVERDUE, SAMPLED, chosen, pdf, proved, reason, rejection, shown, uploaded, version,
};
use crate::{
    incentives::work,
    world::{World, id},
};
use contract::{
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    delivery_desk::{CASE, CLOSE, DeskQuery, EXTEND, LIST as DESK, REJECT, SAMPLE},
    delivery_evidence::{EvidenceDraft, EvidenceKind as Kind, due_after},
    delivery_projects::{ATTACH, DeliveryStatus as Status, SUBMIT},
    problem::ErrorCode,
};

const DAY_S: i64 = 86_400;

#[tokio::test]
async fn after_the_deadline_nothing_is_taken_until_the_vendor_extends_it_once() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let late = shown(&admin, OVERDUE).await;
    assert!(late.project.is_overdue);
    let file = uploaded(&admin, "late.pdf", &pdf("late")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: file };
    let refused = admin.submit(&ATTACH, (id(OVERDUE),), &evidence).await;
    assert_eq!(refused.code(), ErrorCode::DeadlinePassed);
    let refused = admin.submit(&SUBMIT, (id(OVERDUE),), &version(&late)).await;
    assert_eq!(refused.code(), ErrorCode::DeadlinePassed);
    let query = DeskQuery { overdue: true, ..DeskQuery::default() };
    let overdue = operator.fetch(&DESK, (), &query).await.ok().projects;
    assert_eq!(overdue.iter().map(|one| one.project.project_id.as_str()).collect::<Vec<_>>(), [OVERDUE]);
    let extended = operator.submit(&EXTEND, (id(OVERDUE),), &reason(late.project.version)).await.ok().detail;
    assert_eq!(extended.project.evidence_due_at, Some(due_after(world.now(), 15)));
    assert!(extended.is_extended && !extended.project.is_overdue);
    admin.submit(&ATTACH, (id(OVERDUE),), &evidence).await.ok();
    let now = shown(&admin, OVERDUE).await.project.version;
    let twice = operator.submit(&EXTEND, (id(OVERDUE),), &reason(now)).await.refused();
    assert_eq!((twice.error_code, twice.limit), (ErrorCode::QuantityLimit, Some(1)));
    assert!(!world.messages("DELIVERY_EXTENDED").await.is_empty());
}

#[tokio::test]
async fn what_stays_without_evidence_the_vendor_closes_without_a_score() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let early = shown(&admin, SAMPLED).await.project.version;
    let refused = operator.submit(&CLOSE, (id(SAMPLED),), &reason(early)).await;
    assert_eq!(refused.code(), ErrorCode::NotInThisState, "there is time left");
    let late = shown(&admin, OVERDUE).await.project.version;
    operator.submit(&CLOSE, (id(OVERDUE),), &reason(late)).await.ok();
    let closed = shown(&admin, OVERDUE).await;
    assert_eq!((closed.project.status, closed.project.score), (Status::NotProvided, None));
    assert!(!world.messages("DELIVERY_CLOSED").await.is_empty());
}

#[tokio::test]
async fn evidence_stands_in_the_deadline_inbox_and_is_reminded_of_a_week_and_a_working_day_before() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    operator.submit(&SAMPLE, (), &chosen(&[ACCEPTED], &[ACCEPTED])).await.ok();
    let due = shown(&admin, ACCEPTED).await.project.evidence_due_at.unwrap();
    let kinds = DeadlineQuery { kinds: vec![DeadlineKind::DeliveryEvidence] };
    let found = admin.fetch(&DEADLINES, (), &kinds).await.ok().deadlines;
    assert!(found.iter().any(|one| one.about_id == ACCEPTED && one.due_at == due));
    let about = |told: Vec<String>| told.iter().filter(|text| text.contains("制造执行上云")).count();
    world.pass_until(due.plus_seconds(-7 * DAY_S - 1));
    work(&world).await;
    assert_eq!(about(world.messages("DELIVERY_EVIDENCE_DUE").await), 0);
    world.service.pass(1);
    work(&world).await;
    let early = about(world.messages("DELIVERY_EVIDENCE_DUE").await);
    assert!(early > 0);
    world.pass_until(due.plus_seconds(-1));
    work(&world).await;
    assert_eq!(about(world.messages("DELIVERY_EVIDENCE_DUE").await), 2 * early);
    // Submitted, it is no deadline any more.
    let admin = world.sign_in("yunfan-admin").await;
    let proved = proved(&admin, ACCEPTED).await;
    admin.submit(&SUBMIT, (id(ACCEPTED),), &version(&proved)).await.ok();
    let found = admin.fetch(&DEADLINES, (), &kinds).await.ok().deadlines;
    assert!(found.iter().all(|one| one.about_id != ACCEPTED));
}

#[tokio::test]
async fn a_rejection_leaves_fifteen_days_at_least() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let seen = operator.fetch(&CASE, (id(EVALUATING),), &()).await.ok().detail.project;
    let rejected =
        operator.submit(&REJECT, (id(EVALUATING),), &rejection(seen.version, &[Kind::Sow])).await.ok();
    let due = rejected.detail.project.evidence_due_at.unwrap();
    assert_eq!(due, seen.evidence_due_at.unwrap().max(due_after(world.now(), 15)));
    assert!(due >= due_after(world.now(), 15));
}

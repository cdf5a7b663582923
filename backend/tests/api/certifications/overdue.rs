//! The deadline of material, the block that follows, and reminders: rules K5, K6, K12.

use super::{MANAGED, applied, met, shown, standard};
use crate::{
    attachments::uploaded,
    incentives::work,
    world::{World, id},
};
use contract::{
    certifications::{
        CertificationApplication, CertificationStatus as Status, LABEL, LabelStanding, MaterialUpdate, SHOW,
        SUBMIT, UPDATE_MATERIALS,
    },
    ids::CertificationId,
    problem::ErrorCode,
    time::Timestamp,
};

/// Of the demo: 云帆's, asked for material eighteen days ago.
const WAITING: &str = "cert-100002";
const ITS_LABEL: &str = "cloud-security";
/// The end of the thirtieth day.
const DEADLINE: &str = "2026-12-05T16:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

async fn update(world: &World) -> crate::world::Answer<contract::certifications::CertificationDetail> {
    let admin = world.sign_in("yunfan-admin").await;
    let of: CertificationId = id(WAITING);
    let before = shown(&admin, &of).await;
    let checklist = met(&before.standard, &uploaded(&admin).await);
    let update = MaterialUpdate { version: before.certification.version, checklist };
    admin.submit(&UPDATE_MATERIALS, (of,), &update).await
}

#[tokio::test]
async fn material_is_taken_in_the_last_second_of_the_thirtieth_day() {
    let world = World::new().await;
    world.pass_until(at(DEADLINE).plus_seconds(-1));
    assert_eq!(update(&world).await.ok().certification.status, Status::InitialReview);
    world.service.pass(10);
    work(&world).await;
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(shown(&admin, &id(WAITING)).await.certification.status, Status::InitialReview);
    assert!(world.messages("CERTIFICATION_CLOSED").await.is_empty());
}

#[tokio::test]
async fn on_the_day_after_the_deadline_material_is_refused_although_no_job_has_run() {
    let world = World::new().await;
    world.pass_until(at(DEADLINE));
    assert_eq!(update(&world).await.code(), ErrorCode::DeadlinePassed);
    let admin = world.sign_in("yunfan-admin").await;
    let seen = shown(&admin, &id(WAITING)).await;
    assert_eq!(seen.certification.status, Status::ClosedOverdue);
    assert_eq!(seen.certification.next_allowed_on.unwrap().to_string(), "2027-06-06");
    assert_eq!(seen.stages.last().unwrap().status, Status::ClosedOverdue);
}

#[tokio::test]
async fn what_is_overdue_is_closed_and_its_label_blocked_for_six_months() {
    let world = World::new().await;
    // Nobody looked for two days: it is closed as of its deadline all the same.
    world.pass_until(at(DEADLINE).plus_seconds(2 * 86_400));
    work(&world).await;
    assert_eq!(update(&world).await.code(), ErrorCode::NotInThisState);
    let told = world.messages("CERTIFICATION_CLOSED").await;
    assert!(told.iter().any(|one| one.starts_with("EMAIL") && one.contains("2027-06-06")), "{told:?}");
    let admin = world.sign_in("yunfan-admin").await;
    let detail = admin.fetch(&SHOW, (id::<CertificationId>(WAITING),), &()).await.ok();
    assert_eq!(detail.certification.settled_at, Some(at(DEADLINE)));

    let apply = async |world: &World| {
        let admin = world.sign_in("yunfan-admin").await;
        let checklist = met(&standard(&admin, ITS_LABEL).await, &uploaded(&admin).await);
        let application = CertificationApplication { label_id: id(ITS_LABEL), version: 0, checklist };
        admin.submit(&SUBMIT, (), &application).await
    };
    let refused = apply(&world).await.refused();
    assert_eq!(refused.error_code, ErrorCode::LabelBlocked);
    assert_eq!(refused.next_allowed_on.unwrap().to_string(), "2027-06-06");
    let until = at("2027-06-05T16:00:00Z");
    world.pass_until(until.plus_seconds(-1));
    assert_eq!(apply(&world).await.code(), ErrorCode::LabelBlocked);
    world.pass_until(until);
    assert_eq!(apply(&world).await.ok().certification.status, Status::InitialReview);
}

#[tokio::test]
async fn a_label_that_ran_out_a_second_ago_is_blocked_although_no_job_has_run() {
    let world = World::new().await;
    world.pass_until(at(DEADLINE).plus_seconds(1));
    let admin = world.sign_in("yunfan-admin").await;
    let LabelStanding { open, next_allowed_on, .. } =
        admin.fetch(&LABEL, (id(ITS_LABEL),), &()).await.ok().standing;
    assert_eq!((open, next_allowed_on.map(|day| day.to_string()).as_deref()), (None, Some("2027-06-06")));
    // A draft can be typed meanwhile; the late application is closed on the way.
    let checklist = met(&standard(&admin, ITS_LABEL).await, &uploaded(&admin).await);
    let draft = contract::certifications::DraftSave { version: 0, checklist };
    admin.submit(&contract::certifications::SAVE_DRAFT, (id(ITS_LABEL),), &draft).await.ok();
    work(&world).await;
    assert_eq!(
        world.number("SELECT COUNT(*) FROM audit WHERE action = $1", "certification.overdue").await,
        1
    );
}

#[tokio::test]
async fn the_demos_blocked_label_says_from_when_it_is_accepted() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let checklist = met(&standard(&admin, MANAGED).await, &uploaded(&admin).await);
    let application = CertificationApplication { label_id: id(MANAGED), version: 0, checklist };
    let refused = admin.submit(&SUBMIT, (), &application).await.refused();
    assert_eq!(refused.error_code, ErrorCode::LabelBlocked);
    assert!(refused.next_allowed_on.unwrap().china_midnight() > world.now());
}

#[tokio::test]
async fn reminders_come_a_week_and_a_working_day_before_the_deadline_and_not_once_it_is_settled() {
    let world = World::new().await;
    let count =
        async |kind: &str| world.messages(kind).await.iter().filter(|one| one.starts_with("EMAIL")).count();
    world.pass_until(at(DEADLINE).plus_seconds(-7 * 86_400 - 1));
    work(&world).await;
    assert_eq!(count("CERTIFICATION_MATERIAL_WEEK_LEFT").await, 0);
    world.service.pass(1);
    work(&world).await;
    let week = count("CERTIFICATION_MATERIAL_WEEK_LEFT").await;
    assert!(week > 0 && count("CERTIFICATION_MATERIAL_DAY_LEFT").await == 0);
    // The deadline ends a Saturday: the last working day is the Friday before.
    world.pass_until(at("2026-12-03T16:00:00Z"));
    work(&world).await;
    assert_eq!(count("CERTIFICATION_MATERIAL_DAY_LEFT").await, week);
    work(&world).await;
    assert_eq!(count("CERTIFICATION_MATERIAL_DAY_LEFT").await, week, "once");

    let other = World::new().await;
    update(&other).await.ok();
    other.pass_until(at(DEADLINE).plus_seconds(86_400));
    work(&other).await;
    for kind in
        ["CERTIFICATION_MATERIAL_WEEK_LEFT", "CERTIFICATION_MATERIAL_DAY_LEFT", "CERTIFICATION_CLOSED"]
    {
        assert!(other.messages(kind).await.is_empty(), "{kind}");
    }
}

#[tokio::test]
async fn an_application_of_another_partner_is_none() {
    let world = World::new().await;
    let huashang = world.sign_in("huashang-admin").await;
    let own = applied(&huashang, MANAGED).await.certification.certification_id;
    let yunfan = world.sign_in("yunfan-admin").await;
    assert_eq!(yunfan.fetch(&SHOW, (own,), &()).await.code(), ErrorCode::NotFound);
    let draft: CertificationId = id("cert-100004");
    assert_eq!(
        yunfan.fetch(&SHOW, (draft,), &()).await.code(),
        ErrorCode::NotFound,
        "a draft is no application"
    );
}

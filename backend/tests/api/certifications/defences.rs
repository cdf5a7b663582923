//! Defences and clarifications: rules K7–K9.

use super::{MANAGED, SECURITY, applied, defence, held, judge, judgement, shown, text};
use crate::{
    documents::pdf,
    incentives::work,
    world::{Actor, World, id},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{AttachmentDraft, Part},
    certification_defences::{DefenceDraft, DefenceStatus, MAX_DEFENCES},
    certification_desk::{
        APPEND_FILE, CASE, DECLINE, DefenceDecline, DefenceMinutes, DefenceSchedule, HOLD, JUDGE, SCHEDULE,
        SHOW_FILE, START_FILE,
    },
    certifications::{CertificationStatus as Status, DEFENCES, REQUEST_DEFENCE, Verdict},
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    ids::CertificationId,
    problem::ErrorCode,
};

/// Of the demo: 云帆's, which waits for material.
const WAITING: &str = "cert-100002";

async fn deadlines(member: &Actor<'_>) -> Vec<String> {
    let query = DeadlineQuery { kinds: vec![DeadlineKind::CertificationMaterial] };
    let found = member.fetch(&DEADLINES, (), &query).await.ok().deadlines;
    found.into_iter().map(|one| one.about_id).collect()
}

#[tokio::test]
async fn the_wait_for_material_stands_still_from_the_request_until_the_defence_was_held() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let of: CertificationId = id(WAITING);
    let before = shown(&admin, &of).await;
    let due = before.certification.due_at.unwrap();
    assert_eq!(deadlines(&admin).await, [WAITING]);
    let asked = admin.submit(&REQUEST_DEFENCE, (of.clone(),), &defence(&before)).await.ok();
    let left = due.seconds() - world.now().seconds();
    assert_eq!(asked.certification.paused_since, Some(world.now()));
    assert_eq!((asked.certification.due_at, asked.certification.left_s), (None, Some(left)));
    assert!(deadlines(&admin).await.is_empty());

    // Far beyond the old deadline nothing is closed.
    world.service.pass(20 * 86_400);
    work(&world).await;
    let operator = world.sign_in("vendor-operator").await;
    held(&world, &operator, &of).await;
    let admin = world.sign_in("yunfan-admin").await;
    let after = shown(&admin, &of).await;
    assert_eq!(after.certification.status, Status::MaterialUpdate);
    assert_eq!(after.certification.due_at, Some(due.plus_seconds(20 * 86_400)));
    assert_eq!(after.stages.last().unwrap().due_at, after.certification.due_at);
    assert_eq!(deadlines(&admin).await, [WAITING]);
    world.pass_until(after.certification.due_at.unwrap());
    work(&world).await;
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(shown(&admin, &of).await.certification.status, Status::ClosedOverdue);
}

#[tokio::test]
async fn there_are_two_defences_at_most_one_at_a_time_and_declined_ones_count() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let of = (applied(&admin, SECURITY).await.certification.certification_id,);
    let ask = async || {
        let draft = defence(&shown(&admin, &of.0).await);
        admin.submit(&REQUEST_DEFENCE, of.clone(), &draft).await
    };
    let asked = ask().await.ok();
    assert_eq!(ask().await.code(), ErrorCode::DefenceOpen);
    // A review is not answered meanwhile.
    let early = judgement(&asked, Verdict::Pass);
    assert_eq!(operator.submit(&JUDGE, of.clone(), &early).await.code(), ErrorCode::DefenceOpen);
    let decline = DefenceDecline { version: asked.certification.version, reason: text("标准已有说明") };
    let first = asked.defences[0].defence_id.clone();
    operator.submit(&DECLINE, (first.clone(),), &decline).await.ok();
    let told = world.messages("CERTIFICATION_DEFENCE_DECLINED").await;
    assert!(told.iter().any(|one| one.contains("标准已有说明")));
    let now = shown(&admin, &of.0).await.certification.version;
    let again = DefenceDecline { version: now, reason: text("标准已有说明") };
    let over = operator.submit(&DECLINE, (first,), &again).await.refused();
    assert_eq!(over.current_status.as_deref(), Some("DECLINED"));
    ask().await.ok();
    held(&world, &operator, &of.0).await;
    let third = ask().await.refused();
    assert_eq!(third.error_code, ErrorCode::QuantityLimit);
    assert_eq!((third.limit, third.used), (Some(MAX_DEFENCES), Some(MAX_DEFENCES)));
    let listed = admin.fetch(&DEFENCES, of, &()).await.ok().defences;
    let states: Vec<_> = listed.iter().map(|one| one.status).collect();
    assert_eq!(states, [DefenceStatus::Declined, DefenceStatus::Held]);
}

#[tokio::test]
async fn a_defence_is_asked_for_before_the_countersigning_about_items_of_the_label_and_for_times_to_come() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let detail = applied(&admin, MANAGED).await;
    let of = (detail.certification.certification_id.clone(),);
    let field = async |draft: DefenceDraft| {
        admin.submit(&REQUEST_DEFENCE, of.clone(), &draft).await.refused().fields.remove(0).field
    };
    assert_eq!(field(DefenceDraft { item_ids: Vec::new(), ..defence(&detail) }).await, "item_ids");
    assert_eq!(field(DefenceDraft { item_ids: vec![id("sa-team")], ..defence(&detail) }).await, "item_ids");
    let past = vec![world.now().plus_seconds(-60)];
    assert_eq!(field(DefenceDraft { preferred_times: past, ..defence(&detail) }).await, "preferred_times");
    judge(&operator, &of.0, Verdict::Pass).await;
    judge(&operator, &of.0, Verdict::Pass).await;
    let late = defence(&shown(&admin, &of.0).await);
    let refused = admin.submit(&REQUEST_DEFENCE, of, &late).await.refused();
    assert_eq!(refused.current_status.as_deref(), Some("COUNTERSIGN"));
}

#[tokio::test]
async fn the_operator_sets_the_time_and_sends_the_minutes_as_text_and_file() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let detail = applied(&admin, SECURITY).await;
    let of = detail.certification.certification_id.clone();
    let asked = admin.submit(&REQUEST_DEFENCE, (of.clone(),), &defence(&detail)).await.ok();
    let (one, version) = ((asked.defences[0].defence_id.clone(),), asked.certification.version);
    let minutes =
        |version, attachment_id| DefenceMinutes { version, minutes: text("已澄清"), attachment_id };
    let unscheduled = operator.submit(&HOLD, one.clone(), &minutes(version, None)).await.refused();
    assert_eq!(unscheduled.current_status.as_deref(), Some("REQUESTED"));
    let at = |seconds| DefenceSchedule {
        version,
        at: world.now().plus_seconds(seconds),
        place: text("线上会议 42"),
    };
    let too_late = operator.submit(&SCHEDULE, one.clone(), &at(-1)).await.refused();
    assert_eq!(too_late.fields[0].field, "at");
    let case = operator.submit(&SCHEDULE, one.clone(), &at(7_200)).await.ok();
    assert_eq!(operator.submit(&SCHEDULE, one.clone(), &at(7_200)).await.code(), ErrorCode::Changed);
    let told = world.messages("CERTIFICATION_DEFENCE_SCHEDULED").await;
    assert!(
        told.iter().any(|one| one.contains("2026-11-23 14:00（GMT+08:00）") && one.contains("线上会议 42"))
    );

    let content = pdf(1);
    let draft = AttachmentDraft { name: text("纪要.pdf"), bytes: u32::try_from(content.len()).unwrap() };
    let file = operator.submit(&START_FILE, (of.clone(),), &draft).await.ok().attachment.attachment_id;
    let begun = minutes(case.detail.certification.version, Some(file.clone()));
    assert_eq!(operator.submit(&HOLD, one.clone(), &begun).await.code(), ErrorCode::AttachmentRefused);
    let part = Part { offset: 0, content: BASE64_STANDARD.encode(&content) };
    operator.submit(&APPEND_FILE, (file.clone(),), &part).await.ok();
    assert!(operator.fetch(&SHOW_FILE, (file.clone(),), &()).await.ok().is_complete());
    // Another operator's file is nobody else's.
    let colleague = world.sign_in("vendor-pdm").await;
    assert_eq!(colleague.fetch(&SHOW_FILE, (file.clone(),), &()).await.code(), ErrorCode::NotFound);
    operator.submit(&HOLD, one, &begun).await.ok();

    let seen = shown(&admin, &of).await.defences.remove(0);
    assert_eq!(seen.minutes_file.map(|file| file.name).as_deref(), Some("纪要.pdf"));
    let path = format!("/v2/partners/certification-files/{file}");
    assert_eq!(&admin.browser.raw("GET", &path, &[], "").await.content[..], content);
    let foreign = world.sign_in("yunfan-admin").await.browser.raw("GET", &path, &[], "").await;
    assert_eq!(foreign.code(), ErrorCode::NotFound);
    let evidence = &detail.material[0].attachments[0].attachment_id;
    let path = format!("/v2/operations/certification-files/{evidence}/content");
    assert_eq!(operator.browser.raw("GET", &path, &[], "").await.status, 200);
    let case = operator.fetch(&CASE, (of,), &()).await.ok();
    assert_eq!(case.work_items.len(), 1, "the review waits again");
}

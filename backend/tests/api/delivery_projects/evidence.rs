//! Evidence, its templates, and handing it in: rules Q7, Q8, Q11 and Q13.

use super::{SAMPLED, attached, pdf, proved, shown, uploaded, version};
use crate::world::{World, id};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{APPEND, AttachmentDraft, Part, START},
    delivery_evidence::{EvidenceDraft, EvidenceKind as Kind, MAX_EVIDENCES},
    delivery_projects::{ATTACH, DeliveryStatus as Status, REMOVE, SUBMIT},
    problem::ErrorCode,
};

#[tokio::test]
async fn nothing_is_submitted_while_something_mandatory_is_missing() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let before = shown(&admin, SAMPLED).await;
    let refused = admin.submit(&SUBMIT, (id(SAMPLED),), &version(&before)).await.refused();
    assert_eq!(refused.error_code, ErrorCode::EvidenceMissing);
    let named: Vec<&str> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(named, ["SOW", "VALIDATION_REPORT"]);
    let one = attached(&admin, SAMPLED, Kind::Sow, "statement of work").await;
    let refused = admin.submit(&SUBMIT, (id(SAMPLED),), &version(&one)).await.refused();
    assert_eq!(
        (refused.error_code, refused.fields[0].field.as_str()),
        (ErrorCode::EvidenceMissing, "VALIDATION_REPORT")
    );
    assert_eq!(shown(&admin, SAMPLED).await.project.status, Status::EvidencePending);
}

#[tokio::test]
async fn an_empty_file_one_of_51_mb_and_a_program_that_calls_itself_a_pdf_prove_nothing() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let draft = |name: &str, bytes| AttachmentDraft { name: name.to_owned().try_into().unwrap(), bytes };
    for (name, bytes, field) in
        [("empty.pdf", 0, "bytes"), ("large.pdf", 51 * 1024 * 1024, "bytes"), ("setup.exe", 10, "name")]
    {
        let refused = admin.submit(&START, (), &draft(name, bytes)).await.refused();
        assert_eq!(refused.error_code, ErrorCode::AttachmentRefused, "{name}");
        assert_eq!(refused.fields[0].field, field);
    }
    let disguised = admin.submit(&START, (), &draft("report.pdf", 4)).await.ok().attachment.attachment_id;
    let part = Part { offset: 0, content: BASE64_STANDARD.encode(b"MZ\x90\x00") };
    let refused = admin.submit(&APPEND, (disguised.clone(),), &part).await;
    assert_eq!(refused.code(), ErrorCode::AttachmentRefused);
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: disguised };
    let refused = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await;
    assert_eq!(refused.code(), ErrorCode::AttachmentRefused);
    assert!(shown(&admin, SAMPLED).await.evidences.is_empty());
}

#[tokio::test]
async fn the_same_content_proves_something_once_whatever_it_is_called() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    attached(&admin, SAMPLED, Kind::Sow, "one report").await;
    let copy = uploaded(&admin, "another name.pdf", &pdf("one report")).await;
    let evidence = EvidenceDraft { kind: Kind::Summary, attachment_id: copy };
    let refused = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await;
    assert_eq!(refused.code(), ErrorCode::DuplicateFile);
    let detail = shown(&admin, SAMPLED).await;
    assert_eq!(detail.evidences.len(), 1);
    // Taken away, it can prove something else.
    admin.submit(&REMOVE, (detail.evidences[0].attachment.attachment_id.clone(),), &()).await.ok();
    let kept = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await.ok();
    assert_eq!(kept.evidences[0].kind, Kind::Summary);
    // And in another project it is no copy.
    let other = uploaded(&admin, "report.pdf", &pdf("one report")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: other };
    admin.submit(&ATTACH, (id("dp-100007"),), &evidence).await.ok();
}

#[tokio::test]
async fn a_project_has_ten_files_and_no_eleventh() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for number in 0..MAX_EVIDENCES {
        attached(&admin, SAMPLED, Kind::Summary, &format!("page {number}")).await;
    }
    let one_more = uploaded(&admin, "more.pdf", &pdf("more")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: one_more };
    let refused = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(10), Some(10))
    );
}

#[tokio::test]
async fn of_two_tabs_the_one_that_saw_less_is_told_and_a_second_submission_finds_it_submitted() {
    let world = World::new().await;
    let (one, other) = (world.sign_in("yunfan-admin").await, world.sign_in("yunfan-admin").await);
    let seen = proved(&one, SAMPLED).await;
    let more = attached(&other, SAMPLED, Kind::Summary, "summary").await;
    let stale = one.submit(&SUBMIT, (id(SAMPLED),), &version(&seen)).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    other.submit(&SUBMIT, (id(SAMPLED),), &version(&more)).await.ok();
    let late = one.submit(&SUBMIT, (id(SAMPLED),), &version(&more)).await.refused();
    assert_eq!(
        (late.error_code, late.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("EVALUATING"))
    );
    let file = uploaded(&one, "late.pdf", &pdf("late")).await;
    let evidence = EvidenceDraft { kind: Kind::Summary, attachment_id: file };
    let late = one.submit(&ATTACH, (id(SAMPLED),), &evidence).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
    let first = more.evidences[0].attachment.attachment_id.clone();
    assert_eq!(one.submit(&REMOVE, (first,), &()).await.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn templates_come_in_both_languages_and_nothing_else_has_one() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for kind in Kind::ALL {
        for language in ["zh-CN", "en-US"] {
            let path = format!("/v2/partners/delivery-evidence-templates/{}_{language}", kind.as_str());
            let answer = admin.browser.raw("GET", &path, &[], "").await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.header("content-type").contains("spreadsheetml"));
        }
    }
    let path = "/v2/partners/delivery-evidence-templates/SOW_xx";
    assert!(admin.browser.raw("GET", path, &[], "").await.status >= 400);
}

//! Files in parts: rules F16 of `docs/rules.md`.

use crate::{
    opportunities::shown,
    world::{Actor, World, id},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{APPEND, AttachmentDraft, MAX_BYTES, PART_BYTES, Part, SHOW, START, UNUSED_S, Upload},
    ids::AttachmentId,
    opportunities::{MAX_ATTACHMENTS, ProgressDraft, REPORT_PROGRESS},
    opportunity_status::ProgressStage,
    problem::ErrorCode,
    text::{Explanation, FileName},
};

const RUNNING: &str = "ho-100004";

fn announced(name: &str, bytes: usize) -> AttachmentDraft {
    let name = FileName::try_from(name.to_owned()).unwrap();
    AttachmentDraft { name, bytes: u32::try_from(bytes).unwrap() }
}

fn part(content: &[u8], offset: usize) -> Part {
    let offset_bytes = u32::try_from(offset).unwrap();
    Part { offset: offset_bytes, content: BASE64_STANDARD.encode(content) }
}

fn pdf(bytes: usize) -> Vec<u8> {
    let mut content = b"%PDF-1.7\n".to_vec();
    content.resize(bytes, b'x');
    content
}

async fn start(actor: &Actor<'_>, name: &str, bytes: usize) -> AttachmentId {
    actor.submit(&START, (), &announced(name, bytes)).await.ok().attachment.attachment_id
}

async fn uploaded(actor: &Actor<'_>) -> AttachmentId {
    let content = pdf(100);
    let attachment_id = start(actor, "合同.pdf", content.len()).await;
    actor.submit(&APPEND, (attachment_id.clone(),), &part(&content, 0)).await.ok();
    attachment_id
}

fn progress(version: i64, attachment_ids: Vec<AttachmentId>) -> ProgressDraft {
    ProgressDraft {
        version,
        stage: ProgressStage::Solution,
        reached_on: "2026-11-23".parse().unwrap(),
        description: Explanation::try_from("方案已汇报".to_owned()).unwrap(),
        signed_amount: None,
        attachment_ids,
    }
}

#[tokio::test]
async fn a_file_of_the_wrong_type_or_size_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let too_large = usize::try_from(MAX_BYTES).unwrap() + 1;
    for (name, bytes, field) in
        [("a.exe", 10, "name"), ("pdf", 10, "name"), ("a.pdf", 0, "bytes"), ("a.pdf", too_large, "bytes")]
    {
        let refused = wang.submit(&START, (), &announced(name, bytes)).await.refused();
        assert_eq!(refused.error_code, ErrorCode::AttachmentRefused, "{name}");
        assert_eq!(refused.fields[0].field, field);
    }
    // A program that calls itself a PDF.
    let disguised = start(&wang, "a.pdf", 4).await;
    let refused = wang.submit(&APPEND, (disguised,), &part(b"MZ\x90\x00", 0)).await.refused();
    assert_eq!(refused.error_code, ErrorCode::AttachmentRefused);
}

#[tokio::test]
async fn after_a_lost_connection_the_upload_goes_on_where_it_stopped() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let size = usize::try_from(PART_BYTES).unwrap();
    let content = pdf(2 * size + 10);
    let attachment_id = start(&wang, "合同.pdf", content.len()).await;
    let send = async |from: usize, to: usize| {
        wang.submit(&APPEND, (attachment_id.clone(),), &part(&content[from..to], from)).await
    };
    assert_eq!(send(0, size).await.ok().received, PART_BYTES);
    // A gap would be a broken file; a part that has arrived changes nothing.
    assert_eq!(send(2 * size, content.len()).await.refused().fields[0].field, "offset");
    assert_eq!(send(0, size).await.ok().received, PART_BYTES);
    let upload: Upload = wang.fetch(&SHOW, (attachment_id.clone(),), &()).await.ok();
    assert_eq!((upload.received, upload.is_complete()), (PART_BYTES, false));
    send(size, 2 * size).await.ok();
    assert!(send(2 * size, content.len()).await.ok().is_complete());

    let path = format!("/v2/partners/attachments/{attachment_id}/content");
    let answer = wang.browser.raw("GET", &path, &[], "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body.as_bytes(), content);
    let header = |name: &str| answer.header(name).to_owned();
    assert!(header("content-disposition").starts_with("attachment;"));
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn files_come_with_one_report_and_only_complete_own_ones() {
    let world = World::new().await;
    let (wang, he) = (world.sign_in("yunfan-wang").await, world.sign_in("lingxi-he").await);
    let version = shown(&wang, RUNNING).await.row.version;
    let report = async |ids: Vec<AttachmentId>| {
        wang.submit(&REPORT_PROGRESS, (id(RUNNING),), &progress(version, ids)).await
    };
    let half = start(&wang, "a.pdf", 10).await;
    assert_eq!(report(vec![half.clone()]).await.code(), ErrorCode::AttachmentRefused);
    let foreign = uploaded(&he).await;
    assert_eq!(report(vec![foreign.clone()]).await.code(), ErrorCode::AttachmentRefused);
    let path = format!("/v2/partners/attachments/{foreign}/content");
    assert_eq!(wang.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
    let many = report(vec![half; MAX_ATTACHMENTS + 1]).await.refused();
    assert_eq!((many.error_code, many.limit), (ErrorCode::TooMany, Some(5)));

    let own = uploaded(&wang).await;
    let shown = report(vec![own.clone()]).await.ok();
    assert_eq!(shown.progress[0].attachments[0].name, "合同.pdf");
    let again = progress(version + 1, vec![own]);
    let twice = wang.submit(&REPORT_PROGRESS, (id(RUNNING),), &again).await;
    assert_eq!(twice.code(), ErrorCode::AttachmentRefused);
}

#[tokio::test]
async fn a_file_that_nothing_refers_to_is_gone_after_a_day() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let (kept, left) = (uploaded(&wang).await, uploaded(&wang).await);
    let version = shown(&wang, RUNNING).await.row.version;
    wang.submit(&REPORT_PROGRESS, (id(RUNNING),), &progress(version, vec![kept.clone()])).await.ok();
    world.service.pass(UNUSED_S);
    backend::upkeep::clean(&world.service.app).await.unwrap();
    let wang = world.sign_in("yunfan-wang").await;
    assert_eq!(wang.fetch(&SHOW, (left,), &()).await.code(), ErrorCode::NotFound);
    assert!(wang.fetch(&SHOW, (kept,), &()).await.ok().is_complete());
    assert_eq!(std::fs::read_dir(&world.service.app.config.files_dir).unwrap().count(), 1);
}

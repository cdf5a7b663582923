//! Where contents lie (R8–R10): a folder and a bucket keep the same promises, and what is uploaded and exported goes to
//! whichever is configured.

use crate::{attachments::sent, documents::pdf_of, harness::Service, s3_server::S3Server, world::World};
use backend::{
    config::Config,
    files::{Files, Folder, Place, S3, s3},
    jobs,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{APPEND, AttachmentDraft, PART_BYTES, Part, SHOW, START},
    bills::BillQuery,
    exports::{CREATE, ExportDraft, ExportFormat, ExportOf, FILE, KEPT_S},
    ids::AttachmentId,
    problem::ErrorCode,
};

fn an_id(text: &str) -> AttachmentId {
    text.parse().unwrap()
}

/// Both kinds of stores, empty.
async fn with_each_store(keeps_its_promise: impl AsyncFn(Files)) {
    let folder = tempfile::tempdir().unwrap();
    keeps_its_promise(Files::new(Folder::at(&folder.path().join("files")))).await;
    let server = S3Server::start().await;
    keeps_its_promise(Files::new(server.bucket())).await;
}

#[tokio::test]
async fn what_was_put_is_read_and_another_content_takes_its_place() {
    with_each_store(async |files| {
        let id = an_id("att-1");
        files.check().await.unwrap();
        files.replace(&id, b"first".to_vec()).await.unwrap();
        assert_eq!(files.read(&id).await.unwrap(), b"first");
        files.replace(&id, b"second and longer".to_vec()).await.unwrap();
        assert_eq!(files.read(&id).await.unwrap(), b"second and longer");
        let binary: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        files.replace(&id, binary.clone()).await.unwrap();
        assert_eq!(files.read(&id).await.unwrap(), binary);
    })
    .await;
}

#[tokio::test]
async fn parts_are_put_together_in_their_order() {
    with_each_store(async |files| {
        let id = an_id("att-1");
        for number in [2, 0, 11, 1] {
            files.put(&Place::part(&id, number), number.to_string().into_bytes()).await.unwrap();
        }
        assert_eq!(files.parts(&id, 3).await.unwrap(), b"012");
        assert!(files.parts(&id, 4).await.is_err(), "one is missing");
        assert_eq!(files.parts(&id, 0).await.unwrap(), b"");
    })
    .await;
}

#[tokio::test]
async fn all_of_an_id_is_removed_but_what_is_kept_and_nobody_elses() {
    with_each_store(async |files| {
        let (id, other) = (an_id("att-1"), an_id("att-10"));
        let whole = Place::whole(&id, "c0ffee");
        for place in [&Place::part(&id, 0), &Place::part(&id, 1), &whole, &Place::part(&other, 0)] {
            files.put(place, b"x".to_vec()).await.unwrap();
        }
        files.remove_all_but(&id, Some(&whole)).await.unwrap();
        assert!(files.get(&Place::part(&id, 1)).await.is_err());
        assert_eq!(files.get(&whole).await.unwrap(), b"x");
        files.remove_all_but(&id, None).await.unwrap();
        assert!(files.get(&whole).await.is_err());
        assert_eq!(files.get(&Place::part(&other, 0)).await.unwrap(), b"x");
        files.remove_all_but(&id, None).await.unwrap();
        let alone = an_id("att-2");
        files.replace(&alone, b"from before".to_vec()).await.unwrap();
        files.remove_all_but(&alone, None).await.unwrap();
        assert!(files.read(&alone).await.is_err());
        files.remove(&alone).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_no_store_that_is_away() {
    with_each_store(async |files| {
        let fault = files.read(&an_id("nobody-put-this")).await.unwrap_err();
        assert!(!fault.is_overload(), "{fault}");
        assert_eq!(fault.to_string(), "a content is not in the store");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_told_without_the_secret() {
    let server = S3Server::start().await;
    let settings = s3::Settings { secret: "another-secret".to_owned(), ..server.settings() };
    let bucket = S3::new(settings).unwrap();
    assert!(!format!("{bucket:?}").contains("another-secret"));
    let files = Files::new(bucket);
    let put = files.replace(&an_id("att-1"), b"x".to_vec()).await.unwrap_err();
    let read = files.read(&an_id("att-1")).await.unwrap_err();
    for fault in [put, read, files.check().await.unwrap_err()] {
        let said = fault.to_string();
        assert!(
            said.contains("403") && !said.contains("another-secret") && !said.contains("Signature="),
            "{said}"
        );
        assert!(!fault.is_overload(), "it does not pass by itself");
    }
    assert_eq!(server.objects(), 0);
}

#[tokio::test]
async fn a_bucket_that_does_not_exist_is_told() {
    let server = S3Server::start().await;
    let settings = s3::Settings { bucket: "somebody-elses".to_owned(), ..server.settings() };
    let files = Files::new(S3::new(settings).unwrap());
    let fault = files.check().await.unwrap_err();
    assert!(fault.to_string().contains("404"), "{fault}");
}

#[tokio::test]
async fn settings_that_make_no_address_are_refused_at_the_start() {
    let server = S3Server::start().await;
    for endpoint in ["not an address", "ftp://files.example"] {
        assert!(S3::new(s3::Settings { endpoint: endpoint.to_owned(), ..server.settings() }).is_err());
    }
}

/// A world that keeps its files in a bucket.
async fn on_s3(server: &S3Server) -> World {
    let config = Config { demo: true, s3: Some(server.bucket()), ..Config::default() };
    World { service: Service::start_with(config).await }
}

#[tokio::test]
async fn a_file_is_uploaded_to_a_bucket_and_read_from_it_through_another_node() {
    let server = S3Server::start().await;
    let world = on_s3(&server).await;
    let wang = world.sign_in("yunfan-wang").await;
    let content = pdf_of(3, 2 * PART_BYTES as usize);
    let upload = sent(&wang, "合同.pdf", &content).await.ok();
    assert_eq!(upload.attachment.pages, Some(3));
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(server.objects(), 1, "the parts are put away");
    let node = world.service.beside().await;
    let path = format!("/v2/partners/attachments/{}/content", upload.attachment.attachment_id);
    let answer = node.signed_in("yunfan-wang").await.raw("GET", &path, &[], "").await;
    assert_eq!(answer.body.as_bytes(), content);
    assert!(!world.service.app.config.files_dir.exists(), "nothing lies on this machine");
}

#[tokio::test]
async fn a_file_may_come_through_two_nodes() {
    let server = S3Server::start().await;
    let world = on_s3(&server).await;
    let node = world.service.beside().await;
    let wang = world.sign_in("yunfan-wang").await;
    let elsewhere = wang.browser.at(node.address);
    let content = pdf_of(1, PART_BYTES as usize);
    let draft = AttachmentDraft {
        name: "a.pdf".to_owned().try_into().unwrap(),
        bytes: u32::try_from(content.len()).unwrap(),
    };
    let id = wang.submit(&START, (), &draft).await.ok().attachment.attachment_id;
    let (first, last) = content.split_at(PART_BYTES as usize);
    let part = |offset, bytes: &[u8]| Part { offset, content: BASE64_STANDARD.encode(bytes) };
    wang.submit(&APPEND, (id.clone(),), &part(0, first)).await.ok();
    elsewhere
        .submit(&APPEND, (id.clone(),), &part(PART_BYTES, last))
        .await
        .ok::<contract::attachments::Upload>();
    assert!(wang.fetch(&SHOW, (id,), &()).await.ok().is_complete());
}

#[tokio::test]
async fn while_the_store_is_away_nothing_is_lost_and_the_upload_goes_on_afterwards() {
    let mut server = S3Server::start().await;
    let world = on_s3(&server).await;
    let wang = world.sign_in("yunfan-wang").await;
    let content = pdf_of(1, 2 * PART_BYTES as usize);
    let draft = AttachmentDraft {
        name: "a.pdf".to_owned().try_into().unwrap(),
        bytes: u32::try_from(content.len()).unwrap(),
    };
    let id = wang.submit(&START, (), &draft).await.ok().attachment.attachment_id;
    let parts: Vec<Part> = content
        .chunks(PART_BYTES as usize)
        .zip((0..).step_by(PART_BYTES as usize))
        .map(|(bytes, offset)| Part { offset, content: BASE64_STANDARD.encode(bytes) })
        .collect();
    wang.submit(&APPEND, (id.clone(),), &parts[0]).await.ok();
    server.stop().await;
    let away = wang.submit(&APPEND, (id.clone(),), &parts[1]).await;
    assert_eq!((away.status(), away.code()), (503, ErrorCode::Unavailable));
    assert_eq!(wang.fetch(&SHOW, (id.clone(),), &()).await.ok().received, PART_BYTES);
    assert_eq!(world.service.visitor().raw("GET", "/ready", &[], "").await.code(), ErrorCode::Unavailable);
    server.start_again().await;
    assert_eq!(world.service.visitor().raw("GET", "/ready", &[], "").await.status, 200);
    for part in &parts[1..] {
        wang.submit(&APPEND, (id.clone(),), part).await.ok();
    }
    assert!(wang.fetch(&SHOW, (id,), &()).await.ok().is_complete());
}

#[tokio::test]
async fn an_export_lies_in_the_bucket_too_until_its_days_are_over() {
    let server = S3Server::start().await;
    let world = on_s3(&server).await;
    let finance = world.sign_in("yunfan-finance").await;
    let of = ExportOf::Bill(BillQuery { bill_cycle: "2026-10".parse().unwrap() });
    let asked = finance.submit(&CREATE, (), &ExportDraft { of, format: ExportFormat::Csv }).await.ok();
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(server.objects(), 1);
    let path = FILE.spec.path.replace("{export_id}", asked.export_id.as_str());
    assert_eq!(finance.browser.raw("GET", &path, &[], "").await.status, 200);
    world.service.pass(KEPT_S);
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    assert_eq!(server.objects(), 0);
}

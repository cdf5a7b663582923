//! Files in parts: rules F16 and R of `docs/rules.md`.

use crate::{
    documents::{office, packed, pdf, pdf_of, zip},
    harness::Service,
    opportunities::shown,
    world::{Actor, Answer, World, id},
};
use backend::{config::Config, jobs, secret::sha256_hex};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{
        APPEND, AttachmentDraft, MAX_BYTES, PART_BYTES, Part, SHOW, START, Scan, UNUSED_S, Upload,
    },
    file_rules::Flaw,
    ids::AttachmentId,
    opportunities::{MAX_ATTACHMENTS, ProgressDraft, REPORT_PROGRESS},
    opportunity_status::ProgressStage,
    problem::ErrorCode,
    text::{Explanation, FileName, Rule},
};

const RUNNING: &str = "ho-100004";
const PART: usize = PART_BYTES as usize;

fn announced(name: &str, bytes: usize) -> AttachmentDraft {
    let name = FileName::try_from(name.to_owned()).unwrap();
    AttachmentDraft { name, bytes: u32::try_from(bytes).unwrap() }
}

fn part(content: &[u8], number: usize) -> Part {
    let (from, to) = (number * PART, content.len().min((number + 1) * PART));
    Part { offset: u32::try_from(from).unwrap(), content: BASE64_STANDARD.encode(&content[from..to]) }
}

async fn start(actor: &Actor<'_>, name: &str, bytes: usize) -> AttachmentId {
    actor.submit(&START, (), &announced(name, bytes)).await.ok().attachment.attachment_id
}

async fn send(actor: &Actor<'_>, id: &AttachmentId, content: &[u8], number: usize) -> Answer<Upload> {
    actor.submit(&APPEND, (id.clone(),), &part(content, number)).await
}

/// Sends a whole file; the answer is that to its last part.
pub async fn sent(actor: &Actor<'_>, name: &str, content: &[u8]) -> Answer<Upload> {
    let attachment_id = start(actor, name, content.len()).await;
    let last = (content.len() - 1) / PART;
    for number in 0..last {
        send(actor, &attachment_id, content, number).await.ok();
    }
    send(actor, &attachment_id, content, last).await
}

pub async fn uploaded(actor: &Actor<'_>) -> AttachmentId {
    sent(actor, "合同.pdf", &pdf(1)).await.ok().attachment.attachment_id
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

/// What lies in the folder of an attachment.
fn kept(service: &Service, id: &AttachmentId) -> Vec<String> {
    let folder = std::fs::read_dir(service.app.config.files_dir.join(id.as_str()));
    let names = folder.into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[tokio::test]
async fn a_file_of_the_wrong_type_or_size_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let too_large = usize::try_from(MAX_BYTES).unwrap() + 1;
    for (name, bytes, field) in [
        ("a.exe", 10, "name"),
        ("pdf", 10, "name"),
        ("a.pdf", 0, "bytes"),
        ("a.pdf", 51 * 1024 * 1024, "bytes"),
    ] {
        let refused = wang.submit(&START, (), &announced(name, bytes)).await.refused();
        assert_eq!(refused.error_code, ErrorCode::AttachmentRefused, "{name}");
        assert_eq!(refused.fields[0].field, field);
    }
    assert_eq!(
        wang.submit(&START, (), &announced("a.pdf", too_large)).await.code(),
        ErrorCode::AttachmentRefused
    );
    assert_eq!(wang.submit(&START, (), &announced("a.pdf", too_large - 1)).await.status(), 200);
}

#[tokio::test]
async fn a_name_with_a_path_in_it_is_no_name() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for name in
        ["../../etc/cron.d/a.pdf", "a\\\\b.pdf", "a\\u0000.pdf", "a.pdf.", "NUL.pdf", "x\\u202efdp.exe"]
    {
        let draft = format!(r#"{{"name":"{name}","bytes":8}}"#);
        let refused = wang.submit_text(&START, (), &draft).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{name}");
        assert_eq!((refused.fields[0].field.as_str(), &refused.fields[0].rule), ("name", &Rule::Malformed));
    }
}

#[tokio::test]
async fn after_a_lost_connection_the_upload_goes_on_where_it_stopped() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let content = pdf_of(2, 4 * PART + 10);
    let id = start(&wang, "合同.pdf", content.len()).await;
    // A gap would be a broken file; a part that has arrived changes nothing.
    assert_eq!(send(&wang, &id, &content, 0).await.ok().received, PART_BYTES);
    assert_eq!(send(&wang, &id, &content, 2).await.refused().fields[0].field, "offset");
    assert_eq!(send(&wang, &id, &content, 0).await.ok().received, PART_BYTES);
    for number in 1..4 {
        send(&wang, &id, &content, number).await.ok();
    }
    // Four fifths have arrived. The connection is lost, the user signs in again, from wherever.
    let wang = world.sign_in("yunfan-wang").await;
    let upload: Upload = wang.fetch(&SHOW, (id.clone(),), &()).await.ok();
    assert_eq!((upload.received, upload.is_complete()), (4 * PART_BYTES, false));
    assert_eq!(upload.attachment.sha256, None);
    let done = send(&wang, &id, &content, 4).await.ok();
    assert!(done.is_complete());
    assert_eq!(done.attachment.sha256, Some(sha256_hex(&content)));
    assert_eq!((done.attachment.pages, done.attachment.scan), (Some(2), Some(Scan::NotScanned)));
    // The answer was lost, and the last part is sent again.
    assert_eq!(send(&wang, &id, &content, 4).await.ok(), done);

    let path = format!("/v2/partners/attachments/{id}/content");
    let answer = wang.browser.raw("GET", &path, &[], "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body.as_bytes(), content);
    let header = |name: &str| answer.header(name).to_owned();
    assert!(header("content-disposition").starts_with("attachment;"));
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    // The parts are put away, the whole is kept.
    assert!(kept(&world.service, &id).len() > 1);
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(kept(&world.service, &id), [sha256_hex(&content)]);
    assert_eq!(wang.browser.raw("GET", &path, &[], "").await.status, 200);
}

#[tokio::test]
async fn a_part_is_as_long_as_it_has_to_be() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let content = pdf_of(1, 2 * PART);
    let id = start(&wang, "合同.pdf", content.len()).await;
    let append = async |offset: usize, length: usize| {
        let content = BASE64_STANDARD.encode(&content[offset..offset + length]);
        let part = Part { offset: u32::try_from(offset).unwrap(), content };
        wang.submit(&APPEND, (id.clone(),), &part).await.refused().fields[0].field.clone()
    };
    assert_eq!(append(0, PART - 1).await, "content", "too short");
    assert_eq!(append(0, PART + 1).await, "content", "too long");
    assert_eq!(append(0, 0).await, "content", "nothing");
    assert_eq!(append(1, PART).await, "offset", "between two parts");
    let nonsense = Part { offset: 0, content: "§".to_owned() };
    assert_eq!(
        wang.submit(&APPEND, (id.clone(),), &nonsense).await.refused().fields[0].rule,
        Rule::Malformed
    );
}

#[tokio::test]
async fn a_content_that_is_not_what_it_says_is_refused_says_why_and_is_gone() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let bomb = zip(&[packed("zeroes", &vec![0; 20 * 1024 * 1024])]);
    let macros = office("word/", &[packed("word/vbaProject.bin", b"code")]);
    let locked = String::from_utf8(pdf(1)).unwrap().replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R");
    let half = pdf_of(1, PART);
    let bad: [(&str, &[u8], Flaw); 7] = [
        ("a.pdf", b"MZ\x90\x00 a program", Flaw::Content),
        ("a.pdf", &half[..half.len() - 10], Flaw::Content),
        ("a.docx", &zip(&[packed("readme.txt", b"x")]), Flaw::Content),
        ("a.zip", &bomb, Flaw::Unpacked),
        ("a.docx", &macros, Flaw::Macros),
        ("a.pdf", locked.as_bytes(), Flaw::Protected),
        ("a.pdf", &pdf(301), Flaw::Pages),
    ];
    for (name, content, flaw) in bad {
        let id = start(&wang, name, content.len()).await;
        let last = (content.len() - 1) / PART;
        for number in 0..last {
            send(&wang, &id, content, number).await.ok();
        }
        // The same whoever asks, and however often.
        for answer in [send(&wang, &id, content, last).await, send(&wang, &id, content, last).await] {
            let refused = answer.refused();
            assert_eq!(refused.error_code, ErrorCode::AttachmentRefused, "{name}");
            assert_eq!(
                (refused.fields[0].field.as_str(), &refused.fields[0].rule),
                (flaw.field(), &flaw.rule())
            );
        }
        let shown = wang.fetch(&SHOW, (id.clone(),), &()).await.refused();
        assert_eq!(Flaw::parse(&shown.fields[0].field), Some(flaw));
        jobs::run_due(&world.service.app).await.unwrap();
        assert_eq!(kept(&world.service, &id), [""; 0], "{name}");
        let version = self::shown(&wang, RUNNING).await.row.version;
        let attached =
            wang.submit(&REPORT_PROGRESS, (self::id(RUNNING),), &progress(version, vec![id])).await;
        assert_eq!(attached.code(), ErrorCode::AttachmentRefused);
    }
    let audited = world.service.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "attachment.refused").count(), 7);
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
async fn what_takes_ordinary_files_takes_neither_archives_nor_huge_ones() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let archive = sent(&wang, "a.zip", &zip(&[packed("a.txt", b"x")])).await.ok().attachment;
    let large = uploaded(&wang).await;
    world
        .change(
            "UPDATE attachments SET bytes = 10485761, received = 10485761 WHERE attachment_id = $1",
            large.as_str(),
        )
        .await;
    let version = shown(&wang, RUNNING).await.row.version;
    for (file, rule) in [(archive.attachment_id, Rule::Malformed), (large, Rule::OutOfRange)] {
        let report = progress(version, vec![file]);
        let refused = wang.submit(&REPORT_PROGRESS, (id(RUNNING),), &report).await.refused();
        assert_eq!(refused.error_code, ErrorCode::AttachmentRefused);
        assert_eq!((refused.fields[0].field.as_str(), &refused.fields[0].rule), ("attachment_ids[0]", &rule));
    }
}

#[tokio::test]
async fn the_same_content_twice_is_found_where_each_counts_once() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let (first, second) = (uploaded(&wang).await, uploaded(&wang).await);
    let other = sent(&wang, "other.pdf", &pdf(2)).await.ok().attachment.attachment_id;
    for id in [&first, &second, &other] {
        world
            .change("UPDATE attachments SET attached_to = 'thing-1' WHERE attachment_id = $1", id.as_str())
            .await;
    }
    let refuse = async || {
        let mut conn = world.service.app.store.read().await.unwrap();
        backend::attachments::refuse_duplicates(&mut conn, "thing-1").await
    };
    let backend::problem::Refused::Problem(problem) = refuse().await.unwrap_err() else { panic!("a fault") };
    assert_eq!(problem.error_code, ErrorCode::DuplicateFile);
    assert!([first.as_str(), second.as_str()].contains(&problem.fields[0].field.as_str()));
    world.change("UPDATE attachments SET attached_to = NULL WHERE attachment_id = $1", first.as_str()).await;
    assert!(refuse().await.is_ok());
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
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let wang = world.sign_in("yunfan-wang").await;
    assert_eq!(wang.fetch(&SHOW, (left,), &()).await.code(), ErrorCode::NotFound);
    assert!(wang.fetch(&SHOW, (kept,), &()).await.ok().is_complete());
    assert_eq!(std::fs::read_dir(&world.service.app.config.files_dir).unwrap().count(), 1);
}

#[tokio::test]
async fn a_file_from_before_there_were_hashes_is_still_read() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let old = start(&wang, "old.pdf", 8).await;
    std::fs::create_dir_all(&world.service.app.config.files_dir).unwrap();
    std::fs::write(world.service.app.config.files_dir.join(old.as_str()), b"%PDF-1.4").unwrap();
    world.change("UPDATE attachments SET received = bytes WHERE attachment_id = $1", old.as_str()).await;
    let path = format!("/v2/partners/attachments/{old}/content");
    assert_eq!(wang.browser.raw("GET", &path, &[], "").await.body, "%PDF-1.4");
}

/// A scanner that speaks clamd's protocol, finds what contains `EICAR`, and can be switched off.
mod scanner {
    use std::net::SocketAddr;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
        task::JoinHandle,
    };

    pub struct Scanner {
        pub address: SocketAddr,
        work: JoinHandle<()>,
    }

    impl Scanner {
        pub async fn start(address: &str) -> Self {
            let listener = TcpListener::bind(address).await.unwrap();
            let address = listener.local_addr().unwrap();
            let work = tokio::spawn(async move {
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    tokio::spawn(answer(stream));
                }
            });
            Self { address, work }
        }

        pub async fn stop(self) {
            self.work.abort();
            let _ = self.work.await;
        }
    }

    async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
        let mut command = [0; 10];
        stream.read_exact(&mut command).await?;
        assert_eq!(&command, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let length = stream.read_u32().await?;
            if length == 0 {
                break;
            }
            let mut stretch = vec![0; length as usize];
            stream.read_exact(&mut stretch).await?;
            content.extend(stretch);
        }
        let infected = content.windows(5).any(|window| window == b"EICAR");
        let said = if infected { "stream: Win.Test.EICAR_HDB-1 FOUND\0" } else { "stream: OK\0" };
        stream.write_all(said.as_bytes()).await
    }
}

/// A world whose files are scanned.
async fn scanned(scanner: &scanner::Scanner) -> World {
    let virus_scanner = Some(scanner.address.to_string());
    World { service: Service::start_with(Config { demo: true, virus_scanner, ..Config::default() }).await }
}

fn infected() -> Vec<u8> {
    String::from_utf8(pdf_of(1, 5)).unwrap().replace("%xxxxx", "%EICAR").into_bytes()
}

#[tokio::test]
async fn a_scanner_sees_every_content_before_anything_can_refer_to_it() {
    let scanner = scanner::Scanner::start("127.0.0.1:0").await;
    let world = scanned(&scanner).await;
    let wang = world.sign_in("yunfan-wang").await;
    let clean = sent(&wang, "a.pdf", &pdf(1)).await.ok();
    assert_eq!(clean.attachment.scan, Some(Scan::Clean));
    let refused = sent(&wang, "b.pdf", &infected()).await.refused();
    assert_eq!(refused.error_code, ErrorCode::AttachmentRefused);
    assert_eq!(Flaw::parse(&refused.fields[0].field), Some(Flaw::Virus));
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    assert_eq!(std::fs::read_dir(&world.service.app.config.files_dir).unwrap().count(), 1, "the clean one");
    let noted = "SELECT detail FROM audit WHERE action = 'attachment.refused' AND chain = $1";
    let details = world.texts(noted, "p-yunfan").await;
    assert!(details[0].contains("Win.Test.EICAR_HDB-1"), "{details:?}");
}

#[tokio::test]
async fn while_the_scanner_is_away_nothing_is_complete_and_nothing_is_lost() {
    let scanner = scanner::Scanner::start("127.0.0.1:0").await;
    let world = scanned(&scanner).await;
    let address = scanner.address.to_string();
    scanner.stop().await;
    let wang = world.sign_in("yunfan-wang").await;
    let content = pdf_of(1, PART);
    let id = start(&wang, "a.pdf", content.len()).await;
    send(&wang, &id, &content, 0).await.ok();
    let refused = send(&wang, &id, &content, 1).await;
    assert_eq!((refused.status(), refused.code()), (503, ErrorCode::Unavailable));
    assert!(!refused.raw.header("retry-after").is_empty());
    let upload = wang.fetch(&SHOW, (id.clone(),), &()).await.ok();
    assert_eq!((upload.received, upload.attachment.scan), (PART_BYTES, None));
    let _scanner = scanner::Scanner::start(&address).await;
    assert_eq!(send(&wang, &id, &content, 1).await.ok().attachment.scan, Some(Scan::Clean));
}

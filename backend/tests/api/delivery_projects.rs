//! Delivery evaluation: rules Q of `docs/rules.md`.
//! Longer than most files, because the whole life of a delivery is told on one set of helpers.

use crate::{
    documents::pdf_of,
    incentives::{answer, queued, work},
    world::{Actor, World, id},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{APPEND, AttachmentDraft, PART_BYTES, Part, START},
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    delivery_desk::{
        CASE, CLOSE, DeskQuery, DeskReason, EVALUATE, EXTEND, EvaluateDraft, LIST as DESK, REJECT,
        RejectDraft, SAMPLE, SampleDraft, SampleOutcome,
    },
    delivery_evidence::{EVIDENCE_DAYS, EvidenceDraft, EvidenceKind as Kind, MAX_EVIDENCES, due_after},
    delivery_projects::{
        ATTACH, Criterion, CriterionScore, DeliveryDetail, DeliveryQuery, DeliveryResult,
        DeliveryStatus as Status, DeliveryVersion, Finding, LIST, ProjectManager, REGISTER, REMOVE, REPORT,
        REVEAL, RegisterDraft, ReportDraft, SHOW, SUBMIT, Score,
    },
    delivery_sampling::{SampleHow, drawn},
    exports::{CREATE as EXPORT, ExportDraft, ExportFormat, ExportOf, ExportStatus, LIST as EXPORTS},
    ids::{AttachmentId, DeliveryProjectId},
    problem::ErrorCode,
    text::Rule,
    work_queue::{COMPLETE, DECLINE, WorkItemKind},
};

const TO_REGISTER: &str = "dp-100001";
const REGISTERED: &str = "dp-100002";
const ACCEPTED: &str = "dp-100003";
const SAMPLED: &str = "dp-100004";
const OVERDUE: &str = "dp-100005";
const EVALUATING: &str = "dp-100006";
const FOREIGN: &str = "dp-340002";
const DAY_S: i64 = 86_400;

/// A PDF whose content is its own.
fn pdf(text: &str) -> Vec<u8> {
    let number = text.bytes().fold(7_usize, |number, byte| (number * 31 + usize::from(byte)) % 9_973);
    pdf_of(1, number)
}

async fn uploaded(actor: &Actor<'_>, name: &str, content: &[u8]) -> AttachmentId {
    let draft = AttachmentDraft {
        name: name.to_owned().try_into().unwrap(),
        bytes: u32::try_from(content.len()).unwrap(),
    };
    let started = actor.submit(&START, (), &draft).await.ok();
    let id = started.attachment.attachment_id;
    let size = usize::try_from(PART_BYTES).unwrap();
    for (nth, part) in content.chunks(size).enumerate() {
        let offset = u32::try_from(nth * size).unwrap();
        let part = Part { offset, content: BASE64_STANDARD.encode(part) };
        actor.submit(&APPEND, (id.clone(),), &part).await.ok();
    }
    id
}

async fn attached(actor: &Actor<'_>, project: &str, kind: Kind, text: &str) -> DeliveryDetail {
    let attachment_id = uploaded(actor, &format!("{text}.pdf"), &pdf(text)).await;
    actor.submit(&ATTACH, (id(project),), &EvidenceDraft { kind, attachment_id }).await.ok()
}

async fn shown(actor: &Actor<'_>, project: &str) -> DeliveryDetail {
    actor.fetch(&SHOW, (id(project),), &()).await.ok()
}

fn version(detail: &DeliveryDetail) -> DeliveryVersion {
    DeliveryVersion { version: detail.project.version }
}

fn registration(version: i64) -> RegisterDraft {
    let text = |text: &str| text.to_owned();
    RegisterDraft {
        version,
        project_manager: ProjectManager {
            name: text("程立").try_into().unwrap(),
            phone: text("136 0003 0001").try_into().unwrap(),
            email: text("cheng.li@Delivery.Example.com").try_into().unwrap(),
        },
    }
}

fn acceptance(version: i64) -> ReportDraft {
    let accepted_on = Some("2026-11-20".parse().unwrap());
    ReportDraft { version, result: DeliveryResult::Accepted, accepted_on, note: None }
}

fn evaluation(version: i64, points: [u32; 4]) -> EvaluateDraft {
    let one = |(criterion, points)| CriterionScore { criterion, score: Score::try_from(points).unwrap() };
    EvaluateDraft {
        version,
        scores: Criterion::ALL.into_iter().zip(points).map(one).collect(),
        comment: "运行稳定".to_owned().try_into().unwrap(),
    }
}

fn rejection(version: i64, kinds: &[Kind]) -> RejectDraft {
    let finding =
        |kind: &Kind| Finding { kind: *kind, comment: "缺少签字".to_owned().try_into().unwrap() };
    RejectDraft {
        version,
        comment: "请补充签字".to_owned().try_into().unwrap(),
        findings: kinds.iter().map(finding).collect(),
    }
}

fn reason(version: i64) -> DeskReason {
    DeskReason { version, reason: "客户节假日".to_owned().try_into().unwrap() }
}

fn chosen(round: &[&str], sampled: &[&str]) -> SampleDraft {
    let ids = |ids: &[&str]| ids.iter().map(|one| id(one)).collect::<Vec<DeliveryProjectId>>();
    SampleDraft { project_ids: ids(round), how: SampleHow::Chosen { project_ids: ids(sampled) } }
}

/// Statement of work and validation report are there.
async fn proved(actor: &Actor<'_>, project: &str) -> DeliveryDetail {
    attached(actor, project, Kind::Sow, "statement of work").await;
    attached(actor, project, Kind::ValidationReport, "validation report").await;
    shown(actor, project).await
}

#[tokio::test]
async fn a_project_goes_from_registering_over_a_rejection_to_its_score() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = shown(&admin, TO_REGISTER).await;
    let registered =
        admin.submit(&REGISTER, (id(TO_REGISTER),), &registration(before.project.version)).await.ok();
    assert_eq!(registered.project.status, Status::Registered);
    let manager = registered.manager.as_ref().unwrap();
    assert_eq!((manager.name.as_str(), manager.phone.as_str()), ("程*", "136****0001"));
    let accepted =
        admin.submit(&REPORT, (id(TO_REGISTER),), &acceptance(registered.project.version)).await.ok();
    assert_eq!((accepted.project.status, accepted.project.evidence_due_at), (Status::Accepted, None));

    // The operator draws it in the work queue.
    let item = queued(&operator, WorkItemKind::SampleDelivery, TO_REGISTER).await;
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "抽中")).await.ok();
    let sampled = shown(&admin, TO_REGISTER).await;
    assert_eq!(sampled.project.status, Status::EvidencePending);
    assert_eq!(sampled.project.evidence_due_at, Some(due_after(world.now(), EVIDENCE_DAYS)));
    assert_eq!(sampled.sampling.as_ref().map(|round| round.sampled), Some(1));

    let proved = proved(&admin, TO_REGISTER).await;
    assert_eq!(
        proved.evidences.iter().map(|one| one.kind).collect::<Vec<_>>(),
        [Kind::Sow, Kind::ValidationReport]
    );
    let submitted = admin.submit(&SUBMIT, (id(TO_REGISTER),), &version(&proved)).await.ok();
    assert_eq!(submitted.project.status, Status::Evaluating);

    // The vendor reads the files, and sends them back.
    let item = queued(&operator, WorkItemKind::EvaluateDelivery, TO_REGISTER).await;
    let case = operator.fetch(&CASE, (id(TO_REGISTER),), &()).await.ok();
    assert_eq!(case.customer, "临港创智园区运营有限公司");
    let file = &case.detail.evidences[0].attachment;
    let path = format!("/v2/operations/delivery-evidences/{}/content", file.attachment_id);
    let content = operator.browser.raw("GET", &path, &[], "").await;
    assert_eq!((content.status, content.body.as_bytes()), (200, pdf("statement of work").as_slice()));
    let seen = case.detail.project.version;
    let rejected =
        operator.submit(&REJECT, (id(TO_REGISTER),), &rejection(seen, &[Kind::ValidationReport])).await.ok();
    assert_eq!(rejected.detail.project.status, Status::Rejected);
    let late = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "通过")).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState, "the item was answered with the rejection");

    // The partner mends what was said, and hands in once more.
    let back = shown(&admin, TO_REGISTER).await;
    let findings = &back.rejection.as_ref().unwrap().findings;
    assert_eq!((findings[0].kind, findings[0].comment.as_str()), (Kind::ValidationReport, "缺少签字"));
    let old = back.evidences.iter().find(|one| one.kind == Kind::ValidationReport).unwrap();
    admin.submit(&REMOVE, (old.attachment.attachment_id.clone(),), &()).await.ok();
    let mended = attached(&admin, TO_REGISTER, Kind::ValidationReport, "signed report").await;
    let again = admin.submit(&SUBMIT, (id(TO_REGISTER),), &version(&mended)).await.ok();
    let scored = operator
        .submit(&EVALUATE, (id(TO_REGISTER),), &evaluation(again.project.version, [90, 80, 85, 87]))
        .await
        .ok();
    assert_eq!(scored.detail.project.score.map(Score::points), Some(86));
    let end = shown(&admin, TO_REGISTER).await;
    assert_eq!(end.project.status, Status::Evaluated);
    let evaluation = end.evaluation.unwrap();
    assert_eq!((evaluation.total.points(), evaluation.comment.as_str()), (86, "运行稳定"));
    let way: Vec<Status> = end.steps.iter().map(|step| step.status).collect();
    assert_eq!(
        way,
        [
            Status::Registered,
            Status::Accepted,
            Status::EvidencePending,
            Status::Evaluating,
            Status::Rejected,
            Status::Evaluating,
            Status::Evaluated,
        ]
    );
    for kind in ["DELIVERY_SAMPLED", "DELIVERY_REJECTED", "DELIVERY_SCORED"] {
        let told = world.messages(kind).await;
        assert!(told.iter().any(|text| text.contains("yunfan-admin")), "{kind}");
        assert!(told.iter().all(|text| !text.contains("临港")), "{kind} names no customer");
    }
}

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

#[tokio::test]
async fn an_evaluation_needs_every_criterion_and_a_rejection_says_what_to_mend() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let seen = operator.fetch(&CASE, (id(EVALUATING),), &()).await.ok().detail.project.version;
    let mut half = evaluation(seen, [90; 4]);
    half.scores.pop();
    let refused = operator.submit(&EVALUATE, (id(EVALUATING),), &half).await.refused();
    assert_eq!(
        (refused.error_code, refused.fields[0].field.as_str()),
        (ErrorCode::InvalidParameter, "scores")
    );
    for (kinds, rule) in [(vec![], Rule::Missing), (vec![Kind::Sow, Kind::Sow], Rule::Unexpected)] {
        let refused = operator.submit(&REJECT, (id(EVALUATING),), &rejection(seen, &kinds)).await.refused();
        assert_eq!(refused.fields[0].rule, rule);
    }
    let body =
        format!(r#"{{"version":{seen},"comment":"x","scores":[{{"criterion":"QUALITY","score":101}}]}}"#);
    let refused = operator.submit_text(&EVALUATE, (id(EVALUATING),), &body).await;
    assert_eq!(refused.code(), ErrorCode::InvalidParameter);
    let stale = operator.submit(&EVALUATE, (id(EVALUATING),), &evaluation(seen - 1, [90; 4])).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    // An answer in the queue says neither points nor findings.
    let item = queued(&operator, WorkItemKind::EvaluateDelivery, EVALUATING).await;
    for endpoint in [&COMPLETE, &DECLINE] {
        let refused = operator.submit(endpoint, (item.work_item_id.clone(),), &answer(&item, "好")).await;
        assert_eq!(refused.code(), ErrorCode::InvalidParameter);
    }
    let after = operator.fetch(&CASE, (id(EVALUATING),), &()).await.ok().detail.project;
    assert_eq!((after.status, after.version), (Status::Evaluating, seen));
}

#[tokio::test]
async fn a_report_needs_its_day_or_its_reason_and_comes_once() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let seen = shown(&admin, REGISTERED).await.project.version;
    let ended = |note: Option<&str>| ReportDraft {
        version: seen,
        result: DeliveryResult::Unsubscribed,
        accepted_on: None,
        note: note.map(|note| note.to_owned().try_into().unwrap()),
    };
    let tomorrow = ReportDraft { accepted_on: Some("2026-11-24".parse().unwrap()), ..acceptance(seen) };
    let nothing = ReportDraft { accepted_on: None, ..acceptance(seen) };
    for (draft, field) in [(tomorrow, "accepted_on"), (nothing, "accepted_on"), (ended(None), "note")] {
        let refused = admin.submit(&REPORT, (id(REGISTERED),), &draft).await.refused();
        assert_eq!(
            (refused.error_code, refused.fields[0].field.as_str()),
            (ErrorCode::InvalidParameter, field)
        );
    }
    let stale = admin.submit(&REPORT, (id(REGISTERED),), &acceptance(seen - 1)).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    let done = admin.submit(&REPORT, (id(REGISTERED),), &ended(Some("客户业务调整"))).await.ok();
    assert_eq!((done.project.status, done.note.as_deref()), (Status::Terminated, Some("客户业务调整")));
    let twice = admin.submit(&REPORT, (id(REGISTERED),), &acceptance(done.project.version)).await;
    assert_eq!(twice.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn a_registration_with_a_broken_number_or_address_is_refused() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for manager in [
        r#"{"name":" ","phone":"13600030001","email":"a@b.example.com"}"#,
        r#"{"name":"程立","phone":"12345","email":"a@b.example.com"}"#,
        r#"{"name":"程立","phone":"13600030001","email":"nobody"}"#,
    ] {
        let body = format!(r#"{{"version":1,"project_manager":{manager}}}"#);
        let refused = admin.submit_text(&REGISTER, (id(TO_REGISTER),), &body).await;
        assert_eq!(refused.code(), ErrorCode::InvalidParameter, "{manager}");
    }
    assert_eq!(shown(&admin, TO_REGISTER).await.project.status, Status::ToRegister);
}

#[tokio::test]
async fn people_are_masked_until_they_are_asked_for_and_that_is_audited() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let masked = admin.fetch(&SHOW, (id(SAMPLED),), &()).await;
    for full in ["青湖市市民服务中心", "13600030001", "cheng.li@delivery.example.com"] {
        assert!(!masked.body().contains(full), "{full}");
    }
    let people = admin.submit(&REVEAL, (id(SAMPLED),), &()).await.ok();
    assert_eq!(people.customer, "青湖市市民服务中心");
    assert_eq!(people.manager.unwrap().phone, "13600030001");
    let audited = "SELECT COUNT(*) FROM audit WHERE action = 'delivery.reveal' AND object = $1";
    assert_eq!(world.number(audited, SAMPLED).await, 1);
}

#[tokio::test]
async fn the_list_is_filtered_by_state_and_words_and_counts_every_state() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = admin.fetch(&LIST, (), &DeliveryQuery::default()).await.ok();
    assert_eq!(all.total_count, 11);
    assert_eq!(all.counts.iter().map(|one| one.count).sum::<u32>(), 11);
    let query = DeliveryQuery { status_list: vec![Status::EvidencePending], ..DeliveryQuery::default() };
    let pending = admin.fetch(&LIST, (), &query).await.ok();
    assert_eq!((pending.total_count, pending.counts.len()), (2, all.counts.len()));
    for (keyword, found) in [("冷链", 1), ("DP-100004", 1), ("%", 0), ("北鲜", 0)] {
        let query = DeliveryQuery { keyword: Some(keyword.to_owned()), ..DeliveryQuery::default() };
        assert_eq!(admin.fetch(&LIST, (), &query).await.ok().total_count, found, "{keyword}");
    }
}

#[tokio::test]
async fn the_list_is_exported_as_it_is_filtered_with_customers_masked() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let query = DeliveryQuery { status_list: vec![Status::Evaluated], ..DeliveryQuery::default() };
    let draft = ExportDraft { of: ExportOf::DeliveryProjects(query), format: ExportFormat::Csv };
    let asked = admin.submit(&EXPORT, (), &draft).await.ok();
    assert_eq!(asked.rows_total, 1);
    work(&world).await;
    let made = admin.fetch(&EXPORTS, (), &contract::exports::ExportQuery::default()).await.ok();
    assert_eq!(made.exports[0].status, ExportStatus::Completed);
    let path = format!("/v2/partners/exports/{}/file", asked.export_id);
    let file = admin.browser.raw("GET", &path, &[], "").await.body;
    assert!(file.contains("dp-100008") && file.contains("工地安全监测") && file.contains("90"), "{file}");
    assert!(!file.contains("筑安建设工程"), "masked: {file}");
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

#[tokio::test]
async fn what_is_foreign_might_as_well_not_exist() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let nimbus = world.sign_in("nimbus-admin").await;
    let theirs = attached(&nimbus, FOREIGN, Kind::Sow, "theirs").await.evidences[0].clone();
    let foreign = admin.fetch(&SHOW, (id(FOREIGN),), &()).await;
    let missing = admin.fetch(&SHOW, (id("dp-none00"),), &()).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
    let own = uploaded(&admin, "own.pdf", &pdf("own")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: own };
    assert_eq!(admin.submit(&ATTACH, (id(FOREIGN),), &evidence).await.code(), ErrorCode::NotFound);
    let file = theirs.attachment.attachment_id;
    assert_eq!(admin.submit(&REMOVE, (file.clone(),), &()).await.code(), ErrorCode::NotFound);
    let path = format!("/v2/partners/delivery-evidences/{file}/content");
    assert_eq!(admin.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
    assert_eq!(nimbus.browser.raw("GET", &path, &[], "").await.status, 200);
    // Somebody else's upload proves nothing of mine.
    let upload = uploaded(&nimbus, "upload.pdf", &pdf("upload")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: upload };
    let refused = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await;
    assert_eq!(refused.code(), ErrorCode::AttachmentRefused);
}

#[tokio::test]
async fn a_partner_without_baseline_solutions_and_a_member_without_the_permission_see_nothing() {
    let world = World::new().await;
    for account_name in ["lingxi-admin", "yunfan-finance", "yunfan-operator"] {
        let member = world.sign_in(account_name).await;
        let refused = member.fetch(&LIST, (), &DeliveryQuery::default()).await;
        assert_eq!(refused.code(), ErrorCode::AccessDenied, "{account_name}");
    }
    let director = world.sign_in("yunfan-director").await;
    director.fetch(&LIST, (), &DeliveryQuery::default()).await.ok();
    let seen = shown(&director, TO_REGISTER).await.project.version;
    let refused = director.submit(&REGISTER, (id(TO_REGISTER),), &registration(seen)).await;
    assert_eq!(refused.code(), ErrorCode::AccessDenied);
}

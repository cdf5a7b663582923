//! Delivery evaluation: rules Q of `docs/rules.md`. Here the whole life of a project, and what is said on its way.

mod deadlines;
mod evidence;
mod reading;
mod sampling;

use crate::{
    documents::pdf_of,
    incentives::{answer, queued},
    world::{Actor, World, id},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{APPEND, AttachmentDraft, PART_BYTES, Part, START},
    delivery_desk::{CASE, DeskReason, EVALUATE, EvaluateDraft, REJECT, RejectDraft, SampleDraft},
    delivery_evidence::{EVIDENCE_DAYS, EvidenceDraft, EvidenceKind as Kind, due_after},
    delivery_projects::{
        ATTACH, Criterion, CriterionScore, DeliveryDetail, DeliveryResult, DeliveryStatus as Status,
        DeliveryVersion, Finding, ProjectManager, REGISTER, REMOVE, REPORT, RegisterDraft, ReportDraft, SHOW,
        SUBMIT, Score,
    },
    delivery_sampling::SampleHow,
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
    for guessed in [seen - 1, seen + 1, i64::MAX] {
        let stale = operator.submit(&EVALUATE, (id(EVALUATING),), &evaluation(guessed, [90; 4])).await;
        assert_eq!(stale.code(), ErrorCode::Changed, "{guessed}");
    }
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

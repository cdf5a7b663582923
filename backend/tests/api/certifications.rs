//! Capability labels: rules K1–K13 of `docs/rules.md`.

mod badges;
mod defences;
mod overdue;

use crate::{
    attachments::uploaded,
    incentives::work,
    world::{Actor, World, id},
};
use contract::{
    capability_labels::LIST as HELD,
    certification_defences::{DefenceDraft, DefenceStatus},
    certification_desk::{
        CASE, CertificationCase, DefenceMinutes, DefenceSchedule, HOLD, JUDGE, JudgementDraft, SCHEDULE,
    },
    certification_standards::{ItemResult, Standard},
    certifications::{
        CertificationApplication, CertificationDetail, CertificationHolder, CertificationQuery,
        CertificationStatus as Status, ChecklistAnswer, DRAFT, DraftSave, ItemVerdict, LABEL, LABELS, LIST,
        MAX_EVIDENCE, MaterialUpdate, REQUEST_DEFENCE, ReviewStage, SAVE_DRAFT, SHOW, SUBMIT,
        UPDATE_MATERIALS, Verdict,
    },
    ids::{AttachmentId, CapabilityLabelId, CertificationId},
    problem::ErrorCode,
    text::Rule,
    work_queue::{COMPLETE, LIST as QUEUE, START, WorkItemKind as Kind, WorkItemQuery, WorkItemStatus},
};

/// Labels that 华上云 has had nothing to do with.
pub const SECURITY: &str = "cloud-security";
pub const MANAGED: &str = "managed-services";

pub fn text<T: TryFrom<String>>(text: &str) -> T {
    T::try_from(text.to_owned()).ok().expect("a text of this kind")
}

pub async fn standard(member: &Actor<'_>, label: &str) -> Standard {
    member.fetch(&LABEL, (id(label),), &()).await.ok().standard
}

/// Every item is met, by one and the same file.
pub fn met(standard: &Standard, file: &AttachmentId) -> Vec<ChecklistAnswer> {
    let answer = |item: &contract::certification_standards::AssessmentItem| ChecklistAnswer {
        item_id: item.item_id.clone(),
        met: Some(true),
        note: Some(text("见附件")),
        attachment_ids: vec![file.clone()],
    };
    standard.items().map(answer).collect()
}

fn application(label: &str, version: i64, checklist: Vec<ChecklistAnswer>) -> CertificationApplication {
    CertificationApplication { label_id: id(label), version, checklist }
}

/// Hands a complete application in.
pub async fn applied(member: &Actor<'_>, label: &str) -> CertificationDetail {
    let checklist = met(&standard(member, label).await, &uploaded(member).await);
    member.submit(&SUBMIT, (), &application(label, 0, checklist)).await.ok()
}

pub async fn shown(member: &Actor<'_>, certification_id: &CertificationId) -> CertificationDetail {
    member.fetch(&SHOW, (certification_id.clone(),), &()).await.ok()
}

/// Every item passes; with another verdict than that the first one does not.
pub fn judgement(detail: &CertificationDetail, verdict: Verdict) -> JudgementDraft {
    let item = |(nth, item): (usize, &contract::certification_standards::AssessmentItem)| {
        let fails = nth == 0 && verdict != Verdict::Pass;
        ItemVerdict {
            item_id: item.item_id.clone(),
            result: if fails { ItemResult::Fail } else { ItemResult::Pass },
            advice: fails.then(|| text("请补充有效证书")),
        }
    };
    JudgementDraft {
        version: detail.certification.version,
        verdict,
        items: detail.standard.items().enumerate().map(item).collect(),
        text: text("总体良好"),
    }
}

pub async fn judge(operator: &Actor<'_>, of: &CertificationId, verdict: Verdict) -> CertificationCase {
    let case = operator.fetch(&CASE, (of.clone(),), &()).await.ok();
    operator.submit(&JUDGE, (of.clone(),), &judgement(&case.detail, verdict)).await.ok()
}

pub fn defence(detail: &CertificationDetail) -> DefenceDraft {
    DefenceDraft {
        version: detail.certification.version,
        reason: text("对证书要求有疑问"),
        item_ids: detail.standard.items().take(1).map(|item| item.item_id.clone()).collect(),
        preferred_times: Vec::new(),
    }
}

/// Schedules and holds the only open defence.
pub async fn held(world: &World, operator: &Actor<'_>, of: &CertificationId) -> CertificationCase {
    let case = operator.fetch(&CASE, (of.clone(),), &()).await.ok();
    let open = case.detail.defences.iter().find(|defence| defence.status.is_open()).unwrap();
    let schedule = DefenceSchedule {
        version: case.detail.certification.version,
        at: world.now().plus_seconds(3_600),
        place: text("https://meeting.example.com/42"),
    };
    let case = operator.submit(&SCHEDULE, (open.defence_id.clone(),), &schedule).await.ok();
    let minutes = DefenceMinutes {
        version: case.detail.certification.version,
        minutes: text("双方确认：证书以有效期为准。"),
        attachment_id: None,
    };
    operator.submit(&HOLD, (open.defence_id.clone(),), &minutes).await.ok()
}

#[tokio::test]
async fn a_label_is_applied_for_material_asked_for_a_defence_held_and_the_result_comes_by_mail() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let asked = applied(&admin, SECURITY).await;
    let of = asked.certification.certification_id.clone();
    assert_eq!(asked.certification.status, Status::InitialReview);
    // Three working days after Monday end on Thursday at 24:00 in China.
    assert_eq!(asked.certification.due_at.unwrap().to_string(), "2026-11-26T16:00:00Z");

    let case = judge(&operator, &of, Verdict::AskMaterial).await;
    assert_eq!(case.detail.certification.asked_by, Some(ReviewStage::Initial));
    let waiting = shown(&admin, &of).await;
    assert_eq!(waiting.certification.holder, Some(CertificationHolder::Partner));
    assert_eq!(waiting.judgements[0].items[0].advice, Some(text("请补充有效证书")));
    let told = world.messages("CERTIFICATION_MATERIAL_ASKED").await;
    assert!(
        told.iter().any(|one| one.starts_with("EMAIL huashang-admin@") && one.contains("请补充有效证书"))
    );

    let asked = admin.submit(&REQUEST_DEFENCE, (of.clone(),), &defence(&waiting)).await.ok();
    assert_eq!(asked.certification.due_at, None, "the clock stands still");
    let case = held(&world, &operator, &of).await;
    assert_eq!(case.detail.defences[0].status, DefenceStatus::Held);

    let before = shown(&admin, &of).await;
    assert_eq!(before.defences[0].minutes.as_deref(), Some("双方确认：证书以有效期为准。"));
    let update = MaterialUpdate {
        version: before.certification.version,
        checklist: met(&before.standard, &uploaded(&admin).await),
    };
    let updated = admin.submit(&UPDATE_MATERIALS, (of.clone(),), &update).await.ok();
    assert_eq!((updated.certification.status, updated.certification.round), (Status::InitialReview, 2));
    for status in [Status::TechReview, Status::Countersign, Status::Passed] {
        let case = judge(&operator, &of, Verdict::Pass).await;
        assert_eq!(case.detail.certification.status, status);
    }

    let passed = shown(&admin, &of).await;
    assert!(passed.certification.sublabels.iter().all(|sublabel| sublabel.passed == Some(true)));
    let stages: Vec<_> = passed.stages.iter().map(|stage| stage.status).collect();
    assert_eq!(
        stages,
        [
            Status::InitialReview,
            Status::MaterialUpdate,
            Status::InitialReview,
            Status::TechReview,
            Status::Countersign,
            Status::Passed
        ]
    );
    let told = world.messages("CERTIFICATION_STAGE_PASSED").await;
    for part in [
        "已通过材料初审，进入技术审核，预计于 2026-12-14 24:00（GMT+08:00）前完成",
        "已通过技术审核，进入会签，预计于 2026-12-02 24:00（GMT+08:00）前完成",
    ] {
        let is_told = |one: &String| one.starts_with("EMAIL huashang-admin@") && one.contains(part);
        assert!(told.iter().any(is_told), "{part}: {told:?}");
    }
    let mails = world.messages("CERTIFICATION_PASSED").await;
    let mail =
        mails.iter().find(|one| one.starts_with("EMAIL huashang-admin@")).expect("a mail on the result");
    for item in passed.standard.items() {
        assert!(mail.contains(&format!("{}：通过", item.title.zh)), "{mail}");
    }
    let labels = admin.fetch(&HELD, (), &()).await.ok().labels;
    assert!(labels.iter().any(|label| label.label_id.as_str() == SECURITY));
    let open =
        WorkItemQuery { status: Some(WorkItemStatus::Open), limit: Some(100), ..WorkItemQuery::default() };
    let left = operator.fetch(&QUEUE, (), &open).await.ok().work_items;
    assert!(left.iter().all(|item| item.certification_id.as_ref() != Some(&of)), "{left:?}");
}

#[tokio::test]
async fn an_incomplete_application_names_every_item_that_is_not_answered_or_lacks_evidence() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let standard = standard(&admin, MANAGED).await;
    let mut checklist = met(&standard, &uploaded(&admin).await);
    checklist[0].met = None;
    checklist[1].attachment_ids.clear();
    let refused = admin.submit(&SUBMIT, (), &application(MANAGED, 0, checklist)).await.refused();
    assert_eq!(refused.error_code, ErrorCode::InvalidParameter);
    let fields: Vec<_> = refused.fields.iter().map(|one| (one.field.as_str(), &one.rule)).collect();
    let items: Vec<_> = standard.items().map(|item| item.item_id.to_string()).collect();
    assert_eq!(
        fields,
        [
            (format!("checklist.{}.met", items[0]).as_str(), &Rule::Missing),
            (format!("checklist.{}.attachment_ids", items[1]).as_str(), &Rule::Missing)
        ]
    );
    let draft = admin.fetch(&DRAFT, (id(MANAGED),), &()).await.ok();
    assert_eq!(draft.version, 0, "a refused application leaves nothing behind");
}

#[tokio::test]
async fn an_item_of_another_label_too_many_files_and_a_file_of_another_partner_are_refused() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let save = async |checklist: Vec<ChecklistAnswer>| {
        let draft = DraftSave { version: 0, checklist };
        admin.submit(&SAVE_DRAFT, (id(MANAGED),), &draft).await.refused()
    };
    let foreign = standard(&admin, SECURITY).await;
    let own = standard(&admin, MANAGED).await;
    let file = uploaded(&admin).await;
    assert_eq!(save(met(&foreign, &file)).await.error_code, ErrorCode::InvalidParameter);
    let mut many = met(&own, &file);
    many[0].attachment_ids = (0..=MAX_EVIDENCE).map(|nth| id(&format!("file-{nth}"))).collect();
    assert_eq!(save(many).await.fields[0].rule, Rule::OutOfRange);
    let theirs = uploaded(&world.sign_in("yunfan-admin").await).await;
    assert_eq!(save(met(&own, &theirs)).await.error_code, ErrorCode::AttachmentRefused);
    let unknown = admin.fetch(&LABEL, (id("no-such-label"),), &()).await;
    assert_eq!(unknown.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn of_two_tabs_that_edit_one_draft_the_second_is_told_and_loses_nothing() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let director = world.sign_in("yunfan-director").await;
    let label: CapabilityLabelId = id("data-ai");
    let standard = standard(&admin, "data-ai").await;
    let seen = admin.fetch(&DRAFT, (label.clone(),), &()).await.ok().version;
    let typed = |note: &str| {
        let item_id = standard.items().next().unwrap().item_id.clone();
        vec![ChecklistAnswer { item_id, met: Some(true), note: Some(text(note)), attachment_ids: Vec::new() }]
    };
    let first = DraftSave { version: seen, checklist: typed("第一个标签页") };
    let saved = admin.submit(&SAVE_DRAFT, (label.clone(),), &first).await.ok();
    assert_eq!((saved.version, saved.saved_by.as_deref()), (seen + 1, Some("林岚")));
    let second = DraftSave { version: seen, checklist: typed("第二个标签页") };
    let refused = director.submit(&SAVE_DRAFT, (label.clone(),), &second).await.refused();
    assert_eq!((refused.error_code, refused.settled_by.as_deref()), (ErrorCode::Changed, Some("林岚")));
    assert_eq!(refused.settled_at, saved.saved_at);
    // What was saved first is still there; who looked at it can save over it knowingly.
    let newer = director.fetch(&DRAFT, (label.clone(),), &()).await.ok();
    assert_eq!(newer.material[0].note, Some(text("第一个标签页")));
    let again = DraftSave { version: newer.version, checklist: typed("第二个标签页") };
    director.submit(&SAVE_DRAFT, (label.clone(),), &again).await.ok();
    // A stale tab cannot hand in either.
    let checklist = met(&standard, &uploaded(&admin).await);
    let stale = admin.submit(&SUBMIT, (), &application("data-ai", newer.version, checklist.clone())).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    let asked = admin.submit(&SUBMIT, (), &application("data-ai", newer.version + 1, checklist)).await.ok();
    assert_eq!(asked.certification.status, Status::InitialReview);
    let gone = admin.fetch(&DRAFT, (label,), &()).await.refused();
    assert_eq!(gone.current_status.as_deref(), Some("INITIAL_REVIEW"));
}

#[tokio::test]
async fn a_kept_draft_keeps_its_files_beyond_a_day() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let file = uploaded(&admin).await;
    let checklist = met(&standard(&admin, MANAGED).await, &file);
    admin.submit(&SAVE_DRAFT, (id(MANAGED),), &DraftSave { version: 0, checklist }).await.ok();
    world.service.pass(2 * 86_400);
    backend::upkeep::clean(&world.service.app).await.unwrap();
    let admin = world.sign_in("huashang-admin").await;
    let draft = admin.fetch(&DRAFT, (id(MANAGED),), &()).await.ok();
    assert!(draft.material.iter().all(|item| item.attachments[0].attachment_id == file));
    let labels = admin.fetch(&LABELS, (), &()).await.ok().labels;
    let managed = labels.iter().find(|label| label.standard.label_id.as_str() == MANAGED).unwrap();
    assert_eq!(managed.standing.draft.as_ref().map(|draft| draft.answered), Some(6));
    let own = format!("/v2/partners/certification-files/{file}");
    assert_eq!(admin.browser.raw("GET", &own, &[], "").await.status, 200);
    // A draft is nobody's but the partner's.
    let operator = world.sign_in("vendor-operator").await;
    let path = format!("/v2/operations/certification-files/{file}/content");
    assert_eq!(operator.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn two_members_who_apply_at_the_same_moment_make_one_application() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let director = world.sign_in("yunfan-director").await;
    let seen = admin.fetch(&DRAFT, (id("data-ai"),), &()).await.ok().version;
    let standard = standard(&admin, "data-ai").await;
    let first = application("data-ai", seen, met(&standard, &uploaded(&admin).await));
    let second = application("data-ai", seen, met(&standard, &uploaded(&director).await));
    let (one, other) = tokio::join!(admin.submit(&SUBMIT, (), &first), director.submit(&SUBMIT, (), &second));
    let won = [&one, &other].into_iter().filter(|answer| answer.status() < 300).count();
    assert_eq!(won, 1, "{} {}", one.body(), other.body());
    let loser = if one.status() < 300 { other } else { one };
    assert!(matches!(loser.code(), ErrorCode::NotInThisState | ErrorCode::Changed), "{}", loser.body());
    let query = CertificationQuery { label_id: Some(id("data-ai")), ..CertificationQuery::default() };
    assert_eq!(admin.fetch(&LIST, (), &query).await.ok().total_count, 1);
}

#[tokio::test]
async fn a_verdict_has_a_result_for_each_item_and_advice_where_one_fails() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let detail = applied(&admin, SECURITY).await;
    let of = (detail.certification.certification_id.clone(),);
    let fields = async |draft: JudgementDraft| {
        let refused = operator.submit(&JUDGE, of.clone(), &draft).await.refused();
        refused.fields.into_iter().map(|one| one.field).collect::<Vec<_>>()
    };
    let first = detail.standard.items().next().unwrap().item_id.clone();
    let mut lacks_one = judgement(&detail, Verdict::Pass);
    lacks_one.items.remove(0);
    assert_eq!(fields(lacks_one).await, [format!("items.{first}.result")]);
    let mut lacks_advice = judgement(&detail, Verdict::AskMaterial);
    lacks_advice.items[0].advice = None;
    assert_eq!(fields(lacks_advice).await, [format!("items.{first}.advice")]);
    let mut passes_anyway = judgement(&detail, Verdict::Fail);
    passes_anyway.verdict = Verdict::Pass;
    assert_eq!(fields(passes_anyway).await, [format!("items.{first}.result")]);
    let mut without_cause = judgement(&detail, Verdict::Pass);
    without_cause.verdict = Verdict::AskMaterial;
    assert_eq!(fields(without_cause).await, ["verdict"]);
    let stale = JudgementDraft { version: 1_000, ..judgement(&detail, Verdict::Pass) };
    assert_eq!(operator.submit(&JUDGE, of.clone(), &stale).await.code(), ErrorCode::Changed);
    // The countersigning decides; it asks for nothing more.
    judge(&operator, &of.0, Verdict::Pass).await;
    let case = judge(&operator, &of.0, Verdict::Pass).await;
    let asks = judgement(&case.detail, Verdict::AskMaterial);
    let refused = operator.submit(&JUDGE, of.clone(), &asks).await.refused();
    assert_eq!(refused.current_status.as_deref(), Some("COUNTERSIGN"));
    let failed = judge(&operator, &of.0, Verdict::Fail).await;
    let results: Vec<_> = failed.detail.certification.sublabels.iter().map(|one| one.passed).collect();
    assert_eq!(results, [Some(false), Some(true)], "one level-2 label lacks something");
    assert!(
        world
            .messages("CERTIFICATION_FAILED")
            .await
            .iter()
            .any(|one| one.contains("改进建议：请补充有效证书"))
    );
    // Nothing forbids to try again.
    assert!(admin.fetch(&LABEL, (id(SECURITY),), &()).await.ok().may_apply);
}

#[tokio::test]
async fn a_stage_is_taken_up_in_the_queue_and_answered_on_its_page_only() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let of = applied(&admin, SECURITY).await.certification.certification_id;
    let case = operator.fetch(&CASE, (of.clone(),), &()).await.ok();
    let [item] = case.work_items.as_slice() else { panic!("{:?}", case.work_items) };
    assert_eq!(
        (item.kind, item.due_at),
        (Kind::ReviewCertificationMaterial, case.detail.certification.due_at)
    );
    let refused = operator
        .submit(&COMPLETE, (item.work_item_id.clone(),), &crate::incentives::answer(item, "通过"))
        .await;
    assert_eq!(refused.code(), ErrorCode::NotInThisState);
    let seen = contract::work_queue::WorkItemVersion { version: item.version };
    operator.submit(&START, (item.work_item_id.clone(),), &seen).await.ok();
    let taken = shown(&admin, &of).await.certification;
    assert_eq!(taken.taken_by.as_deref(), Some("运营值班"), "the partner sees who works on it");
    work(&world).await;
    judge(&operator, &of, Verdict::Pass).await;
    assert_eq!(shown(&admin, &of).await.certification.taken_by, None);
}

#[tokio::test]
async fn a_label_that_is_asked_for_or_held_is_not_asked_for_again_before_its_last_sixty_days() {
    let world = World::new().await;
    let yunfan = world.sign_in("yunfan-admin").await;
    let labels = yunfan.fetch(&LABELS, (), &()).await.ok().labels;
    let may: Vec<_> =
        labels.iter().map(|label| (label.standard.label_id.as_str(), label.may_apply)).collect();
    assert_eq!(
        may,
        [("cloud-migration", true), ("data-ai", true), (SECURITY, false), (MANAGED, false)],
        "45 days left, a draft, open, blocked"
    );
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let of = applied(&admin, SECURITY).await.certification.certification_id;
    let checklist = met(&standard(&admin, SECURITY).await, &uploaded(&admin).await);
    let again = application(SECURITY, 0, checklist);
    let refused = admin.submit(&SUBMIT, (), &again).await.refused();
    assert_eq!(
        (refused.error_code, refused.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("INITIAL_REVIEW"))
    );
    for _ in 0..3 {
        judge(&operator, &of, Verdict::Pass).await;
    }
    let refused = admin.submit(&SUBMIT, (), &again).await.refused();
    assert_eq!(refused.current_status.as_deref(), Some("PASSED"));
}

#[tokio::test]
async fn every_identity_can_apply_and_a_manager_sees_but_does_not_apply() {
    let world = World::new().await;
    let procurer = world.sign_in("caizhi-admin").await;
    assert_eq!(applied(&procurer, SECURITY).await.certification.status, Status::InitialReview);
    let manager = world.sign_in("yunfan-wang").await;
    let seen = manager.fetch(&LIST, (), &CertificationQuery::default()).await.ok();
    assert_eq!(seen.total_count, 3, "drafts are no applications");
    let checklist = met(&standard(&manager, "data-ai").await, &uploaded(&manager).await);
    let refused = manager.submit(&SUBMIT, (), &application("data-ai", 1, checklist)).await;
    assert_eq!(refused.code(), ErrorCode::AccessDenied);
    // Nor sees what a draft holds: neither it nor its files.
    let admin = world.sign_in("yunfan-admin").await;
    let file = uploaded(&admin).await;
    let seen = admin.fetch(&DRAFT, (id("data-ai"),), &()).await.ok().version;
    let checklist = met(&standard(&admin, "data-ai").await, &file);
    admin.submit(&SAVE_DRAFT, (id("data-ai"),), &DraftSave { version: seen, checklist }).await.ok();
    let path = format!("/v2/partners/certification-files/{file}");
    assert_eq!(admin.browser.raw("GET", &path, &[], "").await.status, 200);
    assert_eq!(manager.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
    let waits =
        CertificationQuery { status_list: vec![Status::MaterialUpdate], ..CertificationQuery::default() };
    let found = manager.fetch(&LIST, (), &waits).await.ok().certifications;
    assert_eq!(found.iter().map(|one| one.certification_id.as_str()).collect::<Vec<_>>(), ["cert-100002"]);
}

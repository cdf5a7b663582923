//! Opportunities that the vendor shares with a partner (HO): rules F1–F8 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use backend::jobs;
use contract::{
    ids::OpportunityId,
    opportunities::{
        ACCEPT, Acceptance, LIST, Opportunity, OpportunityPage, OpportunityQuery, OpportunitySort, PIPELINE,
        PipelineQuery, ProgressDraft, REJECT, REPORT_PROGRESS, RejectReason, Rejection, SHOW,
    },
    opportunity_desk::{self as desk, VendorDecision},
    opportunity_status::{Direction, OpportunityStatus as Status, ProgressStage as Stage},
    problem::ErrorCode,
    programmes::{self, Commitment, JoinDraft},
    text::{Explanation, Reason, Rule},
};

/// Recommends an offering; the simple one; its last working day runs; in progress.
const RECOMMENDING: &str = "ho-100001";
const WAITING: &str = "ho-100002";
const RUNNING: &str = "ho-100004";

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

pub fn query(direction: Direction) -> OpportunityQuery {
    OpportunityQuery {
        direction,
        status_list: Vec::new(),
        stage: None,
        keyword: None,
        created_begin: None,
        created_end: None,
        sort: OpportunitySort::default(),
        offset: None,
        limit: Some(100),
    }
}

fn acceptance(version: i64) -> Acceptance {
    Acceptance { version, offering_id: None, exception: None }
}

fn rejection(version: i64) -> Rejection {
    Rejection { version, reason_code: RejectReason::InformationDiffers, text: None }
}

pub async fn shown(actor: &Actor<'_>, opportunity_id: &str) -> Opportunity {
    actor.fetch(&SHOW, (id(opportunity_id),), &()).await.ok()
}

async fn version(actor: &Actor<'_>, opportunity_id: &str) -> i64 {
    shown(actor, opportunity_id).await.row.version
}

/// The statuses of a partner's HOs, by id.
async fn status(actor: &Actor<'_>, opportunity_id: &str) -> Status {
    shown(actor, opportunity_id).await.row.status
}

#[tokio::test]
async fn without_the_programme_there_is_nothing_and_an_administrator_joins_by_every_commitment() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let ho = query(Direction::FromVendor);
    assert_eq!(admin.fetch(&LIST, (), &ho).await.code(), ErrorCode::ProgrammeNotJoined);
    let standing = admin.fetch(&programmes::SHOW, (), &()).await.ok();
    assert_eq!((standing.joined_at, standing.administrators), (None, vec!["方正".to_owned()]));

    let half = JoinDraft { commitments: vec![Commitment::AnswerInTime] };
    assert_eq!(admin.submit(&programmes::JOIN, (), &half).await.code(), ErrorCode::NotesNotAccepted);
    let all = JoinDraft { commitments: Commitment::ALL.to_vec() };
    let manager = world.sign_in("huashang-sun").await;
    assert_eq!(manager.submit(&programmes::JOIN, (), &all).await.status(), 403);
    let joined = admin.submit(&programmes::JOIN, (), &all).await.ok();
    assert_eq!((joined.joined_at, joined.joined_by.as_deref()), (Some(world.now()), Some("方正")));
    assert_eq!(manager.fetch(&LIST, (), &ho).await.ok().total_count, 0);

    // Joining twice is joining once.
    world.service.pass(60);
    assert_eq!(admin.submit(&programmes::JOIN, (), &all).await.ok().joined_at, joined.joined_at);
}

#[tokio::test]
async fn accepting_opens_the_contact_and_the_progress_and_ends_the_clock() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let before = shown(&wang, WAITING).await;
    assert_eq!(before.row.status, Status::PendingAccept);
    assert_eq!(before.row.deadline.map(|end| end.to_string()).as_deref(), Some("2026-11-26T16:00:00Z"));
    assert_eq!(before.form.contact, None, "whom to call comes with acceptance");
    let early = progress(before.row.version, Stage::Requirement);
    let refused = wang.submit(&REPORT_PROGRESS, (id(WAITING),), &early).await;
    assert_eq!(refused.code(), ErrorCode::NotInThisState);

    let accepted = wang.submit(&ACCEPT, (id(WAITING),), &acceptance(before.row.version)).await.ok();
    assert_eq!((accepted.row.status, accepted.row.deadline), (Status::InProgress, None));
    assert!(accepted.form.contact.is_some());
    assert_eq!(accepted.settled.and_then(|settled| settled.by).as_deref(), Some("王宁"));
    let in_list: OpportunityPage = wang.fetch(&LIST, (), &query(Direction::FromVendor)).await.ok();
    let row = in_list.opportunities.iter().find(|row| row.opportunity_id.as_str() == WAITING).unwrap();
    assert_eq!(row.status, Status::InProgress);
}

#[tokio::test]
async fn another_offering_than_the_recommended_one_needs_an_exception() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let seen = version(&wang, RECOMMENDING).await;
    let without = wang.submit(&ACCEPT, (id(RECOMMENDING),), &acceptance(seen)).await.refused();
    assert_eq!(
        (without.fields[0].field.as_str(), without.fields[0].rule.clone()),
        ("exception", Rule::Missing)
    );
    let foreign = Acceptance { offering_id: Some(id("off-lingxi-1")), ..acceptance(seen) };
    let refused = wang.submit(&ACCEPT, (id(RECOMMENDING),), &foreign).await.refused();
    assert_eq!(refused.fields[0].field, "offering_id");
    let other = Acceptance {
        offering_id: Some(id("off-yunfan-2")),
        exception: Some(reason("客户已在使用迁移服务")),
        ..acceptance(seen)
    };
    let accepted = wang.submit(&ACCEPT, (id(RECOMMENDING),), &other).await.ok();
    assert_eq!(accepted.offering.unwrap().name, "云帆云迁移服务");
    assert_eq!(accepted.settled.unwrap().text.as_deref(), Some("客户已在使用迁移服务"));
}

#[tokio::test]
async fn rejecting_needs_a_coded_reason_and_other_needs_words() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let seen = version(&wang, WAITING).await;
    let other = Rejection { reason_code: RejectReason::Other, ..rejection(seen) };
    let refused = wang.submit(&REJECT, (id(WAITING),), &other).await.refused();
    assert_eq!(refused.fields[0].field, "text");
    let rejected = wang.submit(&REJECT, (id(WAITING),), &rejection(seen)).await.ok();
    assert_eq!(rejected.row.status, Status::Rejected);
    assert_eq!(rejected.settled.unwrap().reason_code, Some(RejectReason::InformationDiffers));
    // Final: neither button works any more.
    let late = wang.submit(&ACCEPT, (id(WAITING),), &acceptance(seen + 1)).await.refused();
    assert_eq!(
        (late.error_code, late.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("REJECTED"))
    );
}

#[tokio::test]
async fn of_two_members_at_the_same_moment_one_wins_and_the_other_is_told_who_and_when() {
    let world = World::new().await;
    let (wang, li) = (world.sign_in("yunfan-wang").await, world.sign_in("yunfan-li").await);
    let seen = version(&wang, WAITING).await;
    let (accept, reject) = (acceptance(seen), rejection(seen));
    let (one, two) = tokio::join!(
        wang.submit(&ACCEPT, (id(WAITING),), &accept),
        li.submit(&REJECT, (id(WAITING),), &reject),
    );
    let (lost, winner) = match (one.status(), two.status()) {
        (200, _) => (two.refused(), "王宁"),
        (_, 200) => (one.refused(), "李默"),
        both => panic!("{both:?}"),
    };
    assert_eq!(lost.error_code, ErrorCode::NotInThisState);
    assert_eq!(lost.settled_by.as_deref(), Some(winner));
    assert_eq!(lost.settled_at, Some(world.now()));
}

#[tokio::test]
async fn one_second_after_the_deadline_it_is_too_late_whether_or_not_the_job_has_run() {
    let world = World::new().await;
    let end = shown(&world.sign_in("yunfan-wang").await, WAITING).await.row.deadline.unwrap();
    world.pass_until(end.plus_seconds(-1));
    let wang = world.sign_in("yunfan-wang").await;
    assert_eq!(jobs_of(&world, "opportunity.time_out").await, 1, "the one whose last day ran before");
    let seen = version(&wang, WAITING).await;
    world.service.pass(2);
    let late = wang.submit(&ACCEPT, (id(WAITING),), &acceptance(seen)).await.refused();
    assert_eq!(late.error_code, ErrorCode::DeadlinePassed);

    assert_eq!(jobs_of(&world, "opportunity.time_out").await, 3);
    let after = shown(&wang, WAITING).await;
    assert_eq!(after.row.status, Status::AutoRejected);
    assert_eq!(after.settled.map(|settled| (settled.by, settled.at)), Some((None, end)));
    let version = after.row.version;
    for refused in [
        wang.submit(&ACCEPT, (id(WAITING),), &acceptance(version)).await.code(),
        wang.submit(&REJECT, (id(WAITING),), &rejection(version)).await.code(),
    ] {
        assert_eq!(refused, ErrorCode::DeadlinePassed);
    }
    let told = world.messages("OPPORTUNITY_TIMED_OUT").await;
    assert!(told.iter().any(|message| message.contains("门店视频上云")), "{told:?}");
    assert_eq!(jobs_of(&world, "opportunity.time_out").await, 3, "once only");
}

/// Lets happen what is due; how often the audit has the action then.
async fn jobs_of(world: &World, action: &str) -> usize {
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    world.service.audited().await.iter().filter(|audited| *audited == action).count()
}

#[tokio::test]
async fn one_working_day_before_the_end_the_administrators_are_reminded_once_and_only_of_what_waits() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let end = shown(&wang, WAITING).await.row.deadline.unwrap();
    let seen = version(&wang, RECOMMENDING).await;
    let exception = Acceptance { exception: Some(reason("无需方案")), ..acceptance(seen) };
    wang.submit(&ACCEPT, (id(RECOMMENDING),), &exception).await.ok();
    world.pass_until(end.plus_seconds(-86_400 - 1));
    jobs_of(&world, "").await;
    let about = |messages: Vec<String>, name: &str| messages.iter().filter(|m| m.contains(name)).count();
    assert_eq!(about(world.messages("OPPORTUNITY_ENDS_SOON").await, "门店视频上云"), 0);
    world.service.pass(1);
    jobs_of(&world, "").await;
    jobs_of(&world, "").await;
    // Two administrators, by mail and in the site.
    assert_eq!(about(world.messages("OPPORTUNITY_ENDS_SOON").await, "门店视频上云"), 4);
    assert_eq!(about(world.messages("OPPORTUNITY_ENDS_SOON").await, "智慧工厂数据平台"), 0);
}

fn progress(version: i64, stage: Stage) -> ProgressDraft {
    ProgressDraft {
        version,
        stage,
        reached_on: "2026-11-23".parse().unwrap(),
        description: Explanation::try_from("客户确认了范围".to_owned()).unwrap(),
        signed_amount: None,
        attachment_ids: Vec::new(),
    }
}

#[tokio::test]
async fn progress_goes_on_until_delivery_and_only_signing_brings_an_amount() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let seen = version(&wang, RUNNING).await;
    let report = async |draft: &ProgressDraft| wang.submit(&REPORT_PROGRESS, (id(RUNNING),), draft).await;
    let signed = progress(seen, Stage::Signed);
    for (amount, rule) in
        [(None, Rule::Missing), (Some("0"), Rule::OutOfRange), (Some("-1"), Rule::OutOfRange)]
    {
        let amount = amount.map(|text| text.parse().unwrap());
        let refused = report(&ProgressDraft { signed_amount: amount, ..signed.clone() }).await.refused();
        assert_eq!(
            (refused.fields[0].field.as_str(), refused.fields[0].rule.clone()),
            ("signed_amount", rule)
        );
    }
    let early = ProgressDraft { signed_amount: "5".parse().ok(), ..progress(seen, Stage::Solution) };
    assert_eq!(report(&early).await.refused().fields[0].rule, Rule::Unexpected);
    let tomorrow =
        ProgressDraft { reached_on: "2026-11-24".parse().unwrap(), ..progress(seen, Stage::Solution) };
    assert_eq!(report(&tomorrow).await.refused().fields[0].field, "reached_on");

    let done = report(&ProgressDraft { signed_amount: "1234567.89".parse().ok(), ..signed }).await.ok();
    assert_eq!((done.row.status, done.row.stage), (Status::InProgress, Some(Stage::Signed)));
    assert_eq!(
        done.progress[0].signed_amount.map(|amount| amount.to_string()).as_deref(),
        Some("1234567.89")
    );
    let delivered = report(&progress(seen + 1, Stage::Delivered)).await.ok();
    assert_eq!(delivered.row.status, Status::Delivered);
    let late = report(&progress(seen + 2, Stage::Solution)).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn the_vendor_recalls_what_was_not_accepted_and_the_partner_learns_who_did() {
    let world = World::new().await;
    let (wang, bd) = (world.sign_in("yunfan-wang").await, world.sign_in("vendor-bd").await);
    let seen = version(&wang, WAITING).await;
    let decision = VendorDecision { version: seen, reason: reason("客户改由直销跟进") };
    let case = bd.submit(&desk::RECALL, (id(WAITING),), &decision).await.ok();
    assert_eq!(case.opportunity.row.status, Status::Recalled);
    let late = wang.submit(&ACCEPT, (id(WAITING),), &acceptance(seen)).await.refused();
    assert_eq!((late.error_code, late.settled_by.as_deref()), (ErrorCode::NotInThisState, Some("叶知秋")));
    assert_eq!(world.messages("OPPORTUNITY_RECALLED").await.len(), 4);
    // Accepted ones stay with the partner.
    let decision = VendorDecision { version: version(&wang, RUNNING).await, ..decision };
    let refused = bd.submit(&desk::RECALL, (id(RUNNING),), &decision).await;
    assert_eq!(refused.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn another_partners_opportunity_is_like_one_that_does_not_exist() {
    let world = World::new().await;
    let he = world.sign_in("lingxi-he").await;
    let missing: OpportunityId = id("ho-none");
    let foreign: OpportunityId = id(WAITING);
    for (one, other) in [
        (
            he.fetch(&SHOW, (foreign.clone(),), &()).await.raw.body,
            he.fetch(&SHOW, (missing.clone(),), &()).await.raw.body,
        ),
        (
            he.submit(&ACCEPT, (foreign.clone(),), &acceptance(1)).await.raw.body,
            he.submit(&ACCEPT, (missing.clone(),), &acceptance(1)).await.raw.body,
        ),
        (
            he.submit(&REPORT_PROGRESS, (foreign,), &progress(1, Stage::Solution)).await.raw.body,
            he.submit(&REPORT_PROGRESS, (missing,), &progress(1, Stage::Solution)).await.raw.body,
        ),
    ] {
        assert_eq!(one, other);
        assert!(one.contains("CBC.99100001"), "{one}");
    }
    assert_eq!(status(&world.sign_in("yunfan-wang").await, WAITING).await, Status::PendingAccept);
}

#[tokio::test]
async fn the_list_is_found_by_status_stage_and_words_and_ordered_by_what_is_next() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let ids = async |query: OpportunityQuery| -> Vec<String> {
        let page: OpportunityPage = wang.fetch(&LIST, (), &query).await.ok();
        page.opportunities.into_iter().map(|row| row.opportunity_id.to_string()).collect()
    };
    let ho = || query(Direction::FromVendor);
    assert_eq!(ids(ho()).await.len(), 7);
    let waiting = OpportunityQuery {
        status_list: vec![Status::PendingAccept],
        sort: OpportunitySort::Deadline,
        ..ho()
    };
    assert_eq!(ids(waiting).await, ["ho-100003", "ho-100001", "ho-100002"]);
    let quoted = OpportunityQuery { stage: Some(Stage::Quotation), ..ho() };
    assert_eq!(ids(quoted).await, [RUNNING]);
    // A percent sign is a percent sign.
    for (keyword, count) in [("青禾", 1), ("门店视频", 1), ("%", 0), ("没有", 0)] {
        let found = ids(OpportunityQuery { keyword: Some(keyword.to_owned()), ..ho() }).await;
        assert_eq!(found.len(), count, "{keyword}");
    }
    let largest = OpportunityQuery { sort: OpportunitySort::Amount, limit: Some(1), ..ho() };
    assert_eq!(ids(largest).await, ["ho-100003"]);
}

#[tokio::test]
async fn the_pipeline_counts_every_opportunity_once() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for (direction, total) in [(Direction::FromVendor, 7), (Direction::ToVendor, 10)] {
        let pipeline = wang.fetch(&PIPELINE, (), &PipelineQuery { direction }).await.ok();
        let counted: u32 = pipeline.groups.iter().map(|group| group.count).sum();
        assert_eq!(counted, total, "{pipeline:?}");
    }
}

#[tokio::test]
async fn accepted_without_a_report_counts_in_the_pipeline_too() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let seen = version(&wang, WAITING).await;
    wang.submit(&ACCEPT, (id(WAITING),), &acceptance(seen)).await.ok();
    let query = PipelineQuery { direction: Direction::FromVendor };
    let pipeline = wang.fetch(&PIPELINE, (), &query).await.ok();
    let counted: u32 = pipeline.groups.iter().map(|group| group.count).sum();
    assert_eq!(counted, 7);
}

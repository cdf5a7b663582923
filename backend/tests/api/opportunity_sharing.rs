//! Opportunities that a partner shares with the vendor (PO): rules F9–F15 of `docs/rules.md`.

use crate::{
    opportunities::{query, shown},
    world::{Actor, World, id, new_key},
};
use backend::jobs;
use contract::{
    ids::OpportunityId,
    opportunities::{
        CREATE, DISCARD, LIST, Likeness, Opportunity, OpportunityDraft, REPORT_PROGRESS, SIMILAR,
        SimilarQuery, UPDATE,
    },
    opportunity_desk::{
        self as desk, CASE, FORWARD, FieldNote, Forwarding, OfferingDecision, ReviewResult, ReviewerRole,
        SET_OFFERING, SHARE, ShareDraft,
    },
    opportunity_form::{FormField, OpportunityForm},
    opportunity_status::{Direction, OpportunityStatus as Status},
    problem::ErrorCode,
    text::{Reason, Rule},
    work_queue::{COMPLETE, DECLINE, LIST as QUEUE, WorkItem, WorkItemAnswer, WorkItemQuery, WorkItemStatus},
};

/// A nearly empty draft; a complete one; sent back; under verification; verified.
const EMPTY: &str = "po-100001";
const COMPLETED: &str = "po-100002";
const SENT_BACK: &str = "po-100004";
const VERIFYING: &str = "po-100005";
const VERIFIED: &str = "po-100006";

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

fn text<T: TryFrom<String, Error = Rule>>(text: &str) -> T {
    text.to_owned().try_into().unwrap()
}

fn draft(form: OpportunityForm, version: Option<i64>, submit: bool) -> OpportunityDraft {
    OpportunityDraft { version, form, submit }
}

/// A complete form, for another need of another customer.
async fn complete(actor: &Actor<'_>, name: &str, customer: &str) -> OpportunityForm {
    let form = shown(actor, COMPLETED).await.form;
    OpportunityForm { name: text(name), customer_name: Some(text(customer)), ..form }
}

async fn handed_in(actor: &Actor<'_>, name: &str, customer: &str) -> Opportunity {
    let form = complete(actor, name, customer).await;
    actor.submit(&CREATE, (), &draft(form, None, true)).await.ok()
}

/// The open item about an opportunity.
async fn item_of(operator: &Actor<'_>, opportunity_id: &OpportunityId) -> WorkItem {
    let open =
        WorkItemQuery { status: Some(WorkItemStatus::Open), limit: Some(100), ..WorkItemQuery::default() };
    let queue = operator.fetch(&QUEUE, (), &open).await.ok().work_items;
    queue.into_iter().find(|item| item.opportunity_id.as_ref() == Some(opportunity_id)).unwrap()
}

fn answer(item: &WorkItem, field_notes: Vec<FieldNote>) -> WorkItemAnswer {
    WorkItemAnswer { version: item.version, answer: reason("已核对"), field_notes }
}

async fn pass(operator: &Actor<'_>, opportunity_id: &OpportunityId) {
    let item = item_of(operator, opportunity_id).await;
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, Vec::new())).await.ok();
}

#[tokio::test]
async fn a_draft_needs_a_name_only_is_edited_and_discarded_and_what_was_handed_in_is_not() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let form = shown(&wang, EMPTY).await.form;
    let made = wang.submit(&CREATE, (), &draft(form.clone(), None, false)).await.ok();
    assert_eq!((made.row.status, made.row.customer_name.as_str()), (Status::Draft, ""));
    let made_id = made.row.opportunity_id.clone();
    let better = OpportunityForm { customer_name: Some(text("鲜达冷链有限公司")), ..form };
    let edited = wang.submit(&UPDATE, (made_id.clone(),), &draft(better.clone(), Some(1), false)).await.ok();
    assert_eq!(edited.row.version, 2);
    let stale = wang.submit(&UPDATE, (made_id.clone(),), &draft(better, Some(1), false)).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    wang.submit(&DISCARD, (made_id.clone(),), &()).await.ok();
    let gone = wang.submit(&DISCARD, (made_id,), &()).await;
    assert_eq!(gone.code(), ErrorCode::NotFound);

    let submitted = wang.submit(&DISCARD, (id(VERIFYING),), &()).await.refused();
    assert_eq!(submitted.error_code, ErrorCode::NotInThisState);
    assert_eq!(submitted.current_status.as_deref(), Some("UNDER_VERIFICATION"));
}

#[tokio::test]
async fn handing_in_needs_every_field_and_the_customers_consent() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let empty = shown(&wang, EMPTY).await;
    let refused = wang.submit(&UPDATE, (id(EMPTY),), &draft(empty.form, Some(1), true)).await.refused();
    assert_eq!(refused.error_code, ErrorCode::InvalidParameter);
    let fields: Vec<_> = refused.fields.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields.len(), FormField::ALL.len() - 1, "{fields:?}");
    assert_eq!(fields[..3], ["customer_name", "industry", "region"]);

    let form = shown(&wang, COMPLETED).await.form;
    let unasked = OpportunityForm { customer_consent: false, ..form.clone() };
    let refused = wang.submit(&UPDATE, (id(COMPLETED),), &draft(unasked, Some(1), true)).await;
    assert_eq!(refused.code(), ErrorCode::NotesNotAccepted);
    // Refused as a whole: the draft is as it was.
    assert_eq!(shown(&wang, COMPLETED).await.row.version, 1);

    let sent = wang.submit(&UPDATE, (id(COMPLETED),), &draft(form, Some(1), true)).await.ok();
    assert_eq!((sent.row.status, sent.row.shared_at), (Status::UnderReview, world.now()));
}

#[tokio::test]
async fn amounts_that_are_no_amounts_are_refused_and_markup_is_text() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let form = complete(&wang, "<b>数据</b>", "<script>alert(1)</script>").await;
    let made = wang.submit(&CREATE, (), &draft(form.clone(), None, false)).await.ok();
    assert_eq!(made.row.name, "<b>数据</b>", "kept as it was typed; the app shows it as text");
    let mut body = serde_json::to_value(draft(form, None, false)).unwrap();
    for amount in ["0", "-0.01", "12345678901234567890", "1.234", "1e3", "", "１００", "NaN"] {
        body["form"]["estimated_amount"] = amount.into();
        let refused = wang.submit_text(&CREATE, (), &body.to_string()).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{amount}");
        assert!(refused.fields[0].field.ends_with("estimated_amount"), "{:?}", refused.fields);
    }
}

#[tokio::test]
async fn handed_in_twice_with_one_key_is_one_opportunity() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let draft = draft(complete(&wang, "云上质检", "恒瑞纺织有限公司").await, None, true);
    let key = new_key();
    let (one, two) =
        tokio::join!(wang.submit_as(&CREATE, (), &draft, &key), wang.submit_as(&CREATE, (), &draft, &key),);
    let ids: Vec<_> = [one, two]
        .iter()
        .filter(|answer| answer.status() == 200)
        .map(|answer| answer.ok().row.opportunity_id)
        .collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| *id == ids[0]));
    assert_eq!(wang.fetch(&LIST, (), &query(Direction::ToVendor)).await.ok().total_count, 11);
}

#[tokio::test]
async fn a_review_is_its_managers_is_forwarded_by_the_dispatcher_and_sends_back_with_notes() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let sent = handed_in(&wang, "云上质检", "恒瑞纺织有限公司").await.row.opportunity_id;
    let (pdm, psm) = (world.sign_in("vendor-pdm").await, world.sign_in("vendor-psm").await);
    let item = item_of(&pdm, &sent).await;
    let assigned = item.assigned_to.as_ref().unwrap();
    assert_eq!((assigned.name.as_str(), assigned.role), ("沈如许", ReviewerRole::Pdm));
    let foreign = psm.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, Vec::new())).await;
    assert_eq!(foreign.status(), 403);
    let forwarding =
        Forwarding { version: item.version, to: id("u-vendor-psm"), note: reason("请您审核") };
    let not_yours = psm.submit(&FORWARD, (item.work_item_id.clone(),), &forwarding).await;
    assert_eq!(not_yours.status(), 403);
    let dispatcher = world.sign_in("vendor-operator").await;
    let forwarded = dispatcher.submit(&FORWARD, (item.work_item_id.clone(),), &forwarding).await.ok();
    assert_eq!(forwarded.assigned_to.unwrap().name, "顾临川");
    assert_eq!(world.messages("WORK_ITEM_FORWARDED").await.len(), 2);

    let item = item_of(&psm, &sent).await;
    let notes = vec![FieldNote { field: FormField::Budget, note: reason("请写明金额") }];
    psm.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, notes.clone())).await.ok();
    let back = shown(&wang, sent.as_str()).await;
    assert_eq!(back.row.status, Status::ReviewRejected);
    assert_eq!((back.reviews[0].result, &back.reviews[0].field_notes), (ReviewResult::Rejected, &notes));
    assert_eq!(back.reviews[0].reviewer_role, Some(ReviewerRole::Psm));
    assert!(!world.messages("OPPORTUNITY_JUDGED").await.is_empty());

    // Mended and handed in again: a new submission time, a new review.
    world.service.pass(3_600);
    let wang = world.sign_in("yunfan-wang").await;
    let again = draft(back.form, Some(back.row.version), true);
    let again = wang.submit(&UPDATE, (sent.clone(),), &again).await.ok();
    assert_eq!((again.row.status, again.row.shared_at), (Status::UnderReview, world.now()));
}

#[tokio::test]
async fn without_a_matched_manager_the_dispatcher_has_it() {
    let world = World::new().await;
    world.change("UPDATE partners SET pdm_user_id = NULL WHERE partner_id = $1", "p-yunfan").await;
    let wang = world.sign_in("yunfan-wang").await;
    let sent = handed_in(&wang, "云上质检", "恒瑞纺织有限公司").await.row.opportunity_id;
    let operator = world.sign_in("vendor-operator").await;
    let role = item_of(&operator, &sent).await.assigned_to.map(|reviewer| reviewer.role);
    assert_eq!(role, Some(ReviewerRole::Dispatcher));
    world.change("UPDATE partners SET psm_user_id = 'u-vendor-psm' WHERE partner_id = $1", "p-yunfan").await;
    let sent = handed_in(&wang, "云上排产", "恒瑞纺织有限公司").await.row.opportunity_id;
    let role = item_of(&operator, &sent).await.assigned_to.map(|reviewer| reviewer.role);
    assert_eq!(role, Some(ReviewerRole::Psm));
}

#[tokio::test]
async fn passed_by_the_review_verified_by_a_business_developer_and_then_progress_only() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let sent = handed_in(&wang, "云上质检", "恒瑞纺织有限公司").await.row.opportunity_id;
    let pdm = world.sign_in("vendor-pdm").await;
    pass(&pdm, &sent).await;
    let verifying = shown(&wang, sent.as_str()).await.row;
    assert_eq!(verifying.status, Status::UnderVerification);
    // Ten working days: two weeks, without weekends.
    assert_eq!(verifying.deadline.map(|end| end.to_string()).as_deref(), Some("2026-12-07T16:00:00Z"));
    let item = item_of(&pdm, &sent).await;
    let not_bd = pdm.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, Vec::new())).await;
    assert_eq!(not_bd.status(), 403);
    let bd = world.sign_in("vendor-bd").await;
    pass(&bd, &sent).await;
    let verified = shown(&wang, sent.as_str()).await;
    assert_eq!((verified.row.status, verified.row.deadline), (Status::Verified, None));
    let edit = draft(verified.form, Some(verified.row.version), false);
    let refused = wang.submit(&UPDATE, (sent.clone(),), &edit).await;
    assert_eq!(refused.code(), ErrorCode::NotInThisState);
    assert_eq!(refused.refused().current_status.as_deref(), Some("VERIFIED"));
    let mut report = serde_json::json!({
        "version": verified.row.version, "stage": "DELIVERED", "reached_on": "2026-11-23", "description": "已上线",
    });
    let delivered = wang.submit_text(&REPORT_PROGRESS, (sent.clone(),), &report.to_string()).await.ok();
    assert_eq!(delivered.row.status, Status::Delivered);
    report["version"] = delivered.row.version.into();
    let late = wang.submit_text(&REPORT_PROGRESS, (sent,), &report.to_string()).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn not_verified_within_ten_working_days_it_is_rejected_by_default_and_may_be_handed_in_again() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let end = shown(&wang, VERIFYING).await.row.deadline.unwrap();
    world.pass_until(end);
    let bd = world.sign_in("vendor-bd").await;
    let item = item_of(&bd, &id(VERIFYING)).await;
    let late = bd.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, Vec::new())).await;
    assert_eq!(late.code(), ErrorCode::DeadlinePassed);
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let wang = world.sign_in("yunfan-wang").await;
    let rejected = shown(&wang, VERIFYING).await;
    assert_eq!(rejected.row.status, Status::AutoRejected);
    assert_eq!(rejected.reviews[0].result, ReviewResult::TimedOut);
    let all = WorkItemQuery { limit: Some(100), ..WorkItemQuery::default() };
    let items = bd.fetch(&QUEUE, (), &all).await.ok().work_items;
    let closed = items.iter().find(|known| known.work_item_id == item.work_item_id).unwrap();
    assert_eq!(closed.status, WorkItemStatus::Declined);
    let form = OpportunityForm { expected_sign_on: "2027-03-01".parse().ok(), ..rejected.form };
    let again = draft(form, Some(rejected.row.version), true);
    let again = wang.submit(&UPDATE, (id(VERIFYING),), &again).await.ok();
    assert_eq!(again.row.status, Status::UnderReview);
}

#[tokio::test]
async fn look_alikes_are_found_by_width_suffix_and_sound() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let similar = async |name: &str, customer_name: &str| {
        let (name, customer_name) = (name.to_owned(), customer_name.to_owned());
        let query = SimilarQuery { name, customer_name, except: None };
        let found = wang.fetch(&SIMILAR, (), &query).await.ok();
        let one = found.opportunities.first().map(|one| (one.opportunity_id.to_string(), one.likeness));
        (one, found.verified_elsewhere)
    };
    let of = |likeness| (Some((VERIFYING.to_owned(), likeness)), false);
    assert_eq!(similar("车联网数据湖", "驰野汽车有限公司").await, of(Likeness::SameNeed));
    assert_eq!(similar(" 车联网 数据湖", "驰野汽车（集团）股份有限公司").await, of(Likeness::SameNeed));
    assert_eq!(similar("另一个需求", "驰野汽车").await, of(Likeness::SameCustomer));
    assert_eq!(similar("另一个需求", "Chi Ye Qi Che Co., Ltd.").await, of(Likeness::SoundsAlike));
    assert_eq!(similar("另一个需求", "ＣＨＩＹＥＱＩＣＨＥ").await, of(Likeness::SoundsAlike));
    assert_eq!(similar("另一个需求", "无人知晓").await, (None, false));
    // Another partner's: that there is one, and nothing more.
    assert_eq!(similar("客服知识库", "远景电商").await, (None, true));
}

#[tokio::test]
async fn of_one_need_only_one_opportunity_passes() {
    let world = World::new().await;
    let (wang, bd) = (world.sign_in("yunfan-wang").await, world.sign_in("vendor-bd").await);
    let form = complete(&wang, "客服知识库", "远景电商股份有限公司").await;
    let refused = wang.submit(&CREATE, (), &draft(form, None, true)).await.refused();
    assert_eq!((refused.error_code, refused.opportunity_id), (ErrorCode::DuplicateOpportunity, None));
    // One's own is named.
    let form = complete(&wang, "政务数据共享", "滨江新区大数据中心").await;
    let refused = wang.submit(&CREATE, (), &draft(form, None, true)).await.refused();
    assert_eq!(refused.opportunity_id, Some(id(VERIFIED)));

    // Two for the same need, both under verification: the one verified first closes the way of the other.
    let pdm = world.sign_in("vendor-pdm").await;
    let one = handed_in(&wang, "云上质检", "恒瑞纺织有限公司").await.row.opportunity_id;
    let two = handed_in(&wang, "云上 质检", "恒瑞纺织").await.row.opportunity_id;
    pass(&pdm, &one).await;
    pass(&pdm, &two).await;
    pass(&bd, &two).await;
    let item = item_of(&bd, &one).await;
    let second =
        bd.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, Vec::new())).await.refused();
    assert_eq!((second.error_code, second.opportunity_id), (ErrorCode::DuplicateOpportunity, Some(two)));
    assert_eq!(shown(&wang, one.as_str()).await.row.status, Status::UnderVerification);
}

#[tokio::test]
async fn an_older_ho_stands_in_the_way_and_a_younger_one_gives_way() {
    let world = World::new().await;
    let (wang, bd) = (world.sign_in("yunfan-wang").await, world.sign_in("vendor-bd").await);
    let pdm = world.sign_in("vendor-pdm").await;
    let form = complete(&wang, "门店视频上云", "青禾零售（杭州）有限公司").await;
    let refused = wang.submit(&CREATE, (), &draft(form, None, true)).await.refused();
    assert_eq!(refused.error_code, ErrorCode::DuplicateOpportunity);

    let sent = handed_in(&wang, "云上质检", "恒瑞纺织有限公司").await.row;
    pass(&pdm, &sent.opportunity_id).await;
    world.service.pass(60);
    let form = shown(&wang, sent.opportunity_id.as_str()).await.form;
    let share = ShareDraft { partner_id: id("p-nimbus"), form, recommended_offering_id: None };
    let shared = bd.submit(&SHARE, (), &share).await.ok().opportunity.row;
    assert_eq!(shared.status, Status::PendingAccept);
    pass(&bd, &sent.opportunity_id).await;
    let case = bd.fetch(&CASE, (shared.opportunity_id,), &()).await.ok();
    assert_eq!(case.opportunity.row.status, Status::Recalled);
}

#[tokio::test]
async fn the_vendor_shares_with_members_of_the_programme_that_are_far_enough() {
    let world = World::new().await;
    let (wang, bd) = (world.sign_in("yunfan-wang").await, world.sign_in("vendor-bd").await);
    let form = complete(&wang, "云上质检", "恒瑞纺织有限公司").await;
    let share = |partner: &str| ShareDraft {
        partner_id: id(partner),
        form: form.clone(),
        recommended_offering_id: None,
    };
    assert_eq!(bd.submit(&SHARE, (), &share("p-huashang")).await.code(), ErrorCode::ProgrammeNotJoined);
    // Certified, with fewer than three deliveries.
    assert_eq!(bd.submit(&SHARE, (), &share("p-lingxi")).await.refused().fields[0].field, "partner_id");
    let members = bd.fetch(&desk::PROGRAMME_MEMBERS, (), &()).await.ok().members;
    let eligible: Vec<_> =
        members.iter().filter(|member| member.eligible).map(|m| m.partner_id.as_str()).collect();
    assert_eq!(eligible.len(), 2, "{eligible:?}");
    let shared = bd.submit(&SHARE, (), &share("p-yunfan")).await.ok().opportunity.row;
    assert_eq!(shown(&wang, shared.opportunity_id.as_str()).await.row.status, Status::PendingAccept);
    assert_eq!(world.messages("OPPORTUNITY_SHARED").await.len(), 4);
    // The same need is not shared twice.
    assert_eq!(bd.submit(&SHARE, (), &share("p-nimbus")).await.code(), ErrorCode::DuplicateOpportunity);
}

#[tokio::test]
async fn another_offering_by_the_vendor_is_seen_by_the_partner_and_cancelling_ends_it() {
    let world = World::new().await;
    let (wang, bd) = (world.sign_in("yunfan-wang").await, world.sign_in("vendor-bd").await);
    let version = shown(&wang, VERIFIED).await.row.version;
    let foreign = OfferingDecision { version, offering_id: id("off-lingxi-1") };
    let refused = bd.submit(&SET_OFFERING, (id(VERIFIED),), &foreign).await.refused();
    assert_eq!(refused.fields[0].field, "offering_id");
    let decision = OfferingDecision { version, offering_id: id("off-yunfan-2") };
    bd.submit(&SET_OFFERING, (id(VERIFIED),), &decision).await.ok();
    let changed = shown(&wang, VERIFIED).await;
    assert!(changed.offering_changed_by_vendor);
    assert_eq!(changed.row.demand_tag.as_deref(), Some("上云迁移"));
    let cancel = desk::VendorDecision { version: version + 1, reason: reason("项目终止") };
    bd.submit(&desk::CANCEL, (id(VERIFIED),), &cancel).await.ok();
    assert_eq!(shown(&wang, VERIFIED).await.row.status, Status::CancelledByBd);
    assert_eq!(world.messages("OPPORTUNITY_CANCELLED").await.len(), 2);
}

#[tokio::test]
async fn a_draft_is_nobodys_business_but_the_partners() {
    let world = World::new().await;
    let bd = world.sign_in("vendor-bd").await;
    let hidden = bd.fetch(&CASE, (id(EMPTY),), &()).await;
    let missing = bd.fetch(&CASE, (id("po-none"),), &()).await;
    assert_eq!(hidden.code(), ErrorCode::NotFound);
    assert_eq!(hidden.body(), missing.body());
    let all = bd.fetch(&desk::LIST, (), &desk::VendorOpportunityQuery::default()).await.ok();
    assert!(all.opportunities.iter().all(|one| one.row.status != Status::Draft));
    let shown = bd.fetch(&CASE, (id(SENT_BACK),), &()).await.ok();
    assert_eq!(shown.partner_name, "云帆数智科技（上海）有限公司");
}

//! Reconciliation, figures and lines of incentives: rules G1 and G2 of `docs/rules.md`.

use crate::{
    attachments::sent,
    documents::pdf,
    world::{Actor, World, id},
};
use backend::{
    book::{self, Account, Entry, EntryKind},
    jobs,
};
use contract::{
    accounts::{GRANT, GrantDraft},
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    ids::FeedbackId,
    incentives::{
        CHART, CONFIRM, ChartBasis, ChartQuery, Confirmation, FEEDBACKS, FILE, FILTERS, FeedbackDraft,
        FeedbackQuery, FeedbackStatus, GIVE_FEEDBACK, IncentiveLineQuery, IncentiveQuery,
        IncentiveStatus as Status, IncentiveSummary, LINES, MoneyPlace as Place, RECONCILIATIONS, SHOW,
        SUMMARY, reckon,
    },
    money::{Amount, Currency, Money},
    payouts::{AutoApplyDraft, PayoutMethod, SET_AUTO_APPLY},
    problem::ErrorCode,
    work_queue::{
        COMPLETE, DECLINE, FEEDBACK_CASE, INCENTIVE_FILE, LIST as QUEUE, WorkItem, WorkItemAnswer,
        WorkItemKind, WorkItemQuery,
    },
};

/// Of the demo: last month, which waits for confirmation, and the one before, of which something is open.
pub const WAITING: &str = "2026-10";
const FROZEN: &str = "ib-yunfan-02-d";
/// Who has not paid, and what it owes.
const OWES: &str = "c-100010";

pub async fn summary(actor: &Actor<'_>) -> IncentiveSummary {
    actor.fetch(&SUMMARY, (), &()).await.ok()
}

fn of(summary: &IncentiveSummary, currency: Currency, place: Place) -> i64 {
    let totals = summary.totals.iter().find(|totals| totals.currency == currency);
    totals.map_or(0, |totals| totals.of(place).minor())
}

pub fn minor(minor: i64) -> Amount {
    Amount::from_minor(minor).unwrap()
}

async fn confirmation(actor: &Actor<'_>) -> Confirmation {
    let found = summary(actor).await.to_confirm;
    let waiting = found.iter().find(|waiting| waiting.period.to_string() == WAITING).unwrap();
    Confirmation { period: waiting.period, totals: waiting.totals.clone() }
}

/// What a member would confirm now, if anything.
pub async fn confirmation_of(actor: &Actor<'_>) -> Option<Confirmation> {
    let waiting = summary(actor).await.to_confirm.into_iter().next()?;
    Some(Confirmation { period: waiting.period, totals: waiting.totals })
}

async fn status(actor: &Actor<'_>, incentive_id: &str) -> Status {
    actor.fetch(&SHOW, (id(incentive_id),), &()).await.ok().incentive.status
}

/// Tells the book what a test did to incentives without the product's doing: they gained so much.
pub async fn booked(world: &World, partner_id: &str, about_id: &str, amount: i64) {
    let mut tx = world.service.app.store.write().await.unwrap();
    let kind = EntryKind::IncentiveConfirmed;
    let entry = Entry { partner_id, kind, about_id, currency: Currency::Cny };
    let lines = book::transfer(Account::VendorExpense, Account::IncentivePayable, minor(amount)).unwrap();
    let _new = book::post(&mut tx, world.now(), entry, &lines).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn work(world: &World) {
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
}

/// The open entry of the vendor's queue of this kind, about this object.
pub async fn queued(operator: &Actor<'_>, kind: WorkItemKind, about: &str) -> WorkItem {
    let query = WorkItemQuery { kind: Some(kind), limit: Some(100), ..WorkItemQuery::default() };
    let items = operator.fetch(&QUEUE, (), &query).await.ok().work_items;
    let is_about = |item: &WorkItem| {
        let payout = item.payout_id.as_ref().map(ToString::to_string);
        let feedback = item.feedback_id.as_ref().map(ToString::to_string);
        let transfer = item.transfer_id.as_ref().map(ToString::to_string);
        let personnel = item.personnel_id.as_ref().map(ToString::to_string);
        let delivery = item.delivery_project_id.as_ref().map(ToString::to_string);
        let suggestion = item.suggestion_id.as_ref().map(ToString::to_string);
        payout.or(feedback).or(transfer).or(personnel).or(delivery).or(suggestion).as_deref() == Some(about)
    };
    items.into_iter().find(|item| is_about(item) && item.handled_at.is_none()).expect("it is in the queue")
}

pub fn answer(item: &WorkItem, text: &str) -> WorkItemAnswer {
    WorkItemAnswer {
        version: item.version,
        answer: text.to_owned().try_into().unwrap(),
        field_notes: Vec::new(),
    }
}

#[tokio::test]
async fn a_period_is_confirmed_as_a_whole_and_can_then_be_applied_for() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = summary(&finance).await;
    let wanted = confirmation(&finance).await;
    let waiting = wanted.totals[0].amount.minor();
    assert_eq!(of(&before, Currency::Cny, Place::ToConfirm), waiting);
    let confirmed = finance.submit(&CONFIRM, (), &wanted).await.ok();
    assert_eq!(confirmed.confirmed_ids.len(), 2);
    let after = summary(&finance).await;
    assert_eq!(of(&after, Currency::Cny, Place::ToConfirm), 0);
    let gained = of(&after, Currency::Cny, Place::Available) - of(&before, Currency::Cny, Place::Available);
    assert_eq!(gained, waiting);
    let shown = finance.fetch(&SHOW, (id("ib-yunfan-01-a"),), &()).await.ok();
    assert_eq!(shown.incentive.confirmed_by.as_deref(), Some("钱敏"));
    assert_eq!(shown.incentive.open_amount, shown.incentive.amount);
    assert!(after.to_confirm.is_empty());
}

#[tokio::test]
async fn of_two_who_confirm_at_once_one_is_told_that_the_other_has() {
    let world = World::new().await;
    let (finance, admin) = (world.sign_in("yunfan-finance").await, world.sign_in("yunfan-admin").await);
    let wanted = confirmation(&finance).await;
    let (one, other) =
        tokio::join!(finance.submit(&CONFIRM, (), &wanted), admin.submit(&CONFIRM, (), &wanted));
    let (won, lost) = if one.status() == 200 { (one, other) } else { (other, one) };
    won.ok();
    let lost = lost.refused();
    assert_eq!(lost.error_code, ErrorCode::NotInThisState);
    assert_eq!(lost.current_status.as_deref(), Some("ISSUING"));
    assert!(["钱敏", "林岚"].contains(&lost.settled_by.as_deref().unwrap()));
    assert_eq!(lost.settled_at, Some(world.now()));
}

#[tokio::test]
async fn what_was_not_shown_is_not_confirmed() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let wanted = confirmation(&finance).await;
    let more = Money { amount: minor(wanted.totals[0].amount.minor() + 1), currency: Currency::Cny };
    for totals in [vec![], vec![more], vec![wanted.totals[0], more]] {
        let other = Confirmation { totals, ..wanted.clone() };
        assert_eq!(finance.submit(&CONFIRM, (), &other).await.code(), ErrorCode::Changed);
    }
    for (period, code) in [("2026-11", ErrorCode::NotInThisState), ("2019-01", ErrorCode::NotFound)] {
        let other = Confirmation { period: period.parse().unwrap(), ..wanted.clone() };
        assert_eq!(finance.submit(&CONFIRM, (), &other).await.code(), code, "{period}");
    }
    assert_eq!(status(&finance, "ib-yunfan-01-a").await, Status::PendingConfirm);
}

#[tokio::test]
async fn whoever_may_not_confirm_is_refused_and_other_identities_have_no_incentives() {
    let world = World::new().await;
    let wanted = confirmation(&world.sign_in("yunfan-finance").await).await;
    for member in ["yunfan-wang", "yunfan-director", "yunfan-operator", "caizhi-finance"] {
        let actor = world.sign_in(member).await;
        assert_eq!(actor.submit(&CONFIRM, (), &wanted).await.code(), ErrorCode::AccessDenied, "{member}");
        assert_eq!(actor.fetch(&SUMMARY, (), &()).await.code(), ErrorCode::AccessDenied, "{member}");
    }
}

#[tokio::test]
async fn at_the_deadline_it_confirms_itself_and_a_late_member_is_told() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let wanted = confirmation(&finance).await;
    let end = summary(&finance).await.to_confirm[0].confirm_deadline;
    world.pass_until(end);
    // Rules ask the clock: before the job has run the member is refused as well.
    let finance = world.sign_in("yunfan-finance").await;
    assert_eq!(finance.submit(&CONFIRM, (), &wanted).await.code(), ErrorCode::DeadlinePassed);
    work(&world).await;
    let shown = finance.fetch(&SHOW, (id("ib-yunfan-01-a"),), &()).await.ok().incentive;
    assert_eq!((shown.status, shown.confirmed_by), (Status::Issuing, None));
    assert_eq!(finance.submit(&CONFIRM, (), &wanted).await.code(), ErrorCode::DeadlinePassed);
    assert_eq!(
        world
            .messages("INCENTIVES_CONFIRMED")
            .await
            .iter()
            .filter(|text| text.contains("yunfan-finance"))
            .count(),
        2
    );
}

#[tokio::test]
async fn one_working_day_before_finance_is_reminded_and_the_inbox_shows_it_to_them_only() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let kinds = DeadlineQuery { kinds: vec![DeadlineKind::IncentiveConfirmation] };
    let inbox = finance.fetch(&DEADLINES, (), &kinds).await.ok();
    assert_eq!(inbox.deadlines.len(), 1);
    assert_eq!(inbox.deadlines[0].about_id, WAITING);
    let manager = world.sign_in("yunfan-wang").await;
    assert_eq!(manager.fetch(&DEADLINES, (), &kinds).await.ok().deadlines, []);
    world.pass_until(inbox.deadlines[0].due_at.plus_seconds(-86_000));
    work(&world).await;
    let told = world.messages("INCENTIVES_CONFIRM_SOON").await;
    assert!(told.iter().any(|text| text.contains("yunfan-finance") && text.contains(WAITING)), "{told:?}");
}

#[tokio::test]
async fn the_month_is_published_after_it_ends_and_what_is_unpaid_is_frozen() {
    let world = World::new().await;
    // One of the month's orders is of somebody who has not paid.
    world
        .change("UPDATE incentive_lines SET customer_id = $1 WHERE line_id = 'ib-yunfan-00-b-1'", OWES)
        .await;
    world.pass_until("2026-12-08T00:00:00Z".parse().unwrap());
    work(&world).await;
    let finance = world.sign_in("yunfan-finance").await;
    let published = finance.fetch(&SHOW, (id("ib-yunfan-00-b"),), &()).await.ok().incentive;
    assert_eq!(published.status, Status::PendingConfirm);
    assert_eq!(published.freeze.unwrap().customer_id, id(OWES));
    assert_eq!(status(&finance, "ib-yunfan-00-a").await, Status::PendingConfirm);
    assert!(!world.messages("INCENTIVES_TO_CONFIRM").await.is_empty());
}

#[tokio::test]
async fn a_frozen_one_says_why_and_thaws_the_day_after_the_spend_was_paid() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let finance = world.sign_in("yunfan-finance").await;
    let frozen = summary(&finance).await.frozen;
    assert_eq!(frozen.len(), 1);
    assert_eq!((frozen[0].incentive_id.as_str(), frozen[0].freeze.customer_id.as_str()), (FROZEN, OWES));
    assert!(frozen[0].freeze.customer_name.contains('*') && frozen[0].freeze.thaw_at.is_none());
    // Half of it is not all of it.
    for (amount, thaws) in [(40_000, false), (46_040, true)] {
        let draft = GrantDraft { customer_id: id(OWES), amount: minor(amount) };
        finance.submit(&GRANT, (), &draft).await.ok();
        let freeze = finance.fetch(&SHOW, (id(FROZEN),), &()).await.ok().incentive.freeze.unwrap();
        assert_eq!(freeze.thaw_at.map(|at| at.to_string()), thaws.then(|| "2026-11-23T16:00:00Z".to_owned()));
    }
    let before = of(&summary(&finance).await, Currency::Cny, Place::Available);
    world.pass_until("2026-11-23T16:00:00Z".parse().unwrap());
    // By the clock, before the job has run.
    let finance = world.sign_in("yunfan-finance").await;
    let thawed = summary(&finance).await;
    assert!(thawed.frozen.is_empty());
    let gained = of(&thawed, Currency::Cny, Place::Available) - before;
    assert_eq!(gained, frozen[0].open_amount.minor());
    work(&world).await;
    assert!(!world.messages("INCENTIVE_THAWED").await.is_empty());
}

#[tokio::test]
async fn currencies_stand_side_by_side_and_every_figure_has_its_list() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let summary = summary(&finance).await;
    let currencies: Vec<_> = summary.totals.iter().map(|totals| totals.currency).collect();
    assert_eq!(currencies, [Currency::Cny, Currency::Usd]);
    assert!(of(&summary, Currency::Usd, Place::Available) > 0);
    for totals in &summary.totals {
        for total in &totals.places {
            let query = IncentiveQuery {
                place: Some(total.place),
                currency: Some(totals.currency),
                limit: Some(100),
                ..IncentiveQuery::default()
            };
            let page = finance.fetch(&RECONCILIATIONS, (), &query).await.ok();
            assert_eq!(page.total_count, total.incentive_count, "{:?} {:?}", totals.currency, total.place);
            let mut sum = 0;
            for incentive in &page.reconciliations {
                let places = finance.fetch(&SHOW, (incentive.incentive_id.clone(),), &()).await.ok().places;
                let whole: i64 = places.iter().map(|place| place.amount.minor()).sum();
                assert_eq!(whole, incentive.amount.minor(), "{}", incentive.incentive_id);
                sum += places
                    .iter()
                    .find(|place| place.place == total.place)
                    .map_or(0, |place| place.amount.minor());
            }
            assert_eq!(sum, total.amount.minor(), "{:?} {:?}", totals.currency, total.place);
        }
    }
}

#[tokio::test]
async fn lines_explain_their_incentive_and_are_found_by_every_filter() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let all = IncentiveLineQuery { limit: Some(100), ..IncentiveLineQuery::default() };
    let page = finance.fetch(&LINES, (), &all).await.ok();
    assert!(page.total_count > 50);
    assert!(page.details.iter().all(|line| reckon(line.spend, line.rate) == Some(line.amount)));
    assert!(page.details.iter().all(|line| line.customer_name.contains('*')));
    assert!(page.details.is_sorted_by(|a, b| a.period >= b.period));
    assert_eq!(page.totals.len(), 2, "one sum per currency");
    let line = page.details.iter().find(|line| line.account_manager_name.is_some()).unwrap();
    let filters = finance.fetch(&FILTERS, (), &()).await.ok();
    let manager =
        filters.account_managers.iter().find(|one| Some(&one.name) == line.account_manager_name.as_ref());
    let q = IncentiveLineQuery::default;
    let queries = [
        IncentiveLineQuery { period_begin: Some(line.period), period_end: Some(line.period), ..q() },
        IncentiveLineQuery { plan_name: Some(line.plan_name.clone()), ..q() },
        IncentiveLineQuery { order_id: Some(line.order_id.clone()), ..q() },
        IncentiveLineQuery { customer_id: Some(line.customer_id.to_string()), ..q() },
        IncentiveLineQuery { account_manager_id: manager.map(|one| one.user_id.clone()), ..q() },
        IncentiveLineQuery { product_type: Some(line.product_type), ..q() },
        IncentiveLineQuery { association_type: Some(line.association_type), ..q() },
        IncentiveLineQuery { billing_mode: Some(line.billing_mode), ..q() },
        IncentiveLineQuery { status: Some(line.status), ..q() },
        IncentiveLineQuery { currency: Some(line.currency), ..q() },
        IncentiveLineQuery { incentive_id: Some(line.incentive_id.to_string()), ..q() },
        IncentiveLineQuery { line_id: Some(line.line_id.to_string()), ..q() },
    ];
    for query in queries {
        let query = IncentiveLineQuery { limit: Some(100), ..query };
        let found = finance.fetch(&LINES, (), &query).await.ok();
        assert!(found.total_count < page.total_count, "{query:?}");
        assert!(
            found.details.iter().any(|other| other.line_id == line.line_id) || found.total_count > 100,
            "{query:?}"
        );
    }
    let by_name =
        IncentiveLineQuery {
            customer_name: Some("广州润泽环保科技".to_owned()), limit: Some(100), ..q()
        };
    let found = finance.fetch(&LINES, (), &by_name).await.ok();
    assert!(found.total_count > 0 && found.details.iter().all(|line| line.customer_id.as_str() == OWES));
}

#[tokio::test]
async fn a_distributors_lines_name_its_resellers() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let filters = finance.fetch(&FILTERS, (), &()).await.ok();
    let names: Vec<_> = filters.resellers.iter().map(|reseller| reseller.name.as_str()).collect();
    assert_eq!(names, ["灵犀云科技（成都）有限公司"]);
    let query = IncentiveLineQuery {
        reseller_id: Some(filters.resellers[0].partner_id.clone()),
        ..IncentiveLineQuery::default()
    };
    let found = finance.fetch(&LINES, (), &query).await.ok();
    assert!(found.total_count > 0);
    assert!(found.details.iter().all(|line| line.reseller_name.as_deref() == Some(names[0])));
}

#[tokio::test]
async fn an_adjustment_counts_in_the_month_that_it_corrects_and_in_the_one_in_which_it_is_reconciled() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let adjustment = finance.fetch(&SHOW, (id("ib-yunfan-02-e"),), &()).await.ok().incentive;
    assert!(adjustment.is_adjustment() && adjustment.amount < Amount::ZERO);
    let chart = async |basis| {
        let query = ChartQuery { basis, months: Some(13), ..ChartQuery::default() };
        finance.fetch(&CHART, (), &query).await.ok().months
    };
    let (earned, reconciled) = (chart(ChartBasis::EarnedIn).await, chart(ChartBasis::Period).await);
    assert_eq!(earned.len(), 26, "each month in each currency");
    let bar = |bars: &[contract::incentives::ChartMonth], month| {
        let bar = bars.iter().find(|bar| bar.month == month && bar.currency == Currency::Cny).unwrap();
        (
            bar.earned.minor() + bar.coming.minor() + bar.blocked.minor() + bar.lost.minor(),
            bar.blocked.minor(),
        )
    };
    let moved = adjustment.amount.minor();
    for month in [adjustment.period, adjustment.earned_in] {
        let sign = if month == adjustment.period { -1 } else { 1 };
        assert_eq!(bar(&earned, month).0 - bar(&reconciled, month).0, sign * moved, "{month}");
    }
    assert!(bar(&earned, adjustment.period).1 > 0, "the frozen one is blocked");
    let sum =
        |bars: &[contract::incentives::ChartMonth]| bars.iter().map(|bar| bar.earned.minor()).sum::<i64>();
    assert_eq!(sum(&earned), sum(&reconciled));
    for months in [0, 37] {
        let query = ChartQuery { months: Some(months), ..ChartQuery::default() };
        assert_eq!(finance.fetch(&CHART, (), &query).await.code(), ErrorCode::InvalidParameter);
    }
}

#[tokio::test]
async fn feedback_is_answered_by_the_vendor_and_keeps_nothing_from_being_confirmed() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let draft = FeedbackDraft {
        line_id: Some(id("ib-yunfan-01-a-1")),
        text: "该订单应适用 9% 比例".to_owned().try_into().unwrap(),
        attachment_ids: Vec::new(),
    };
    let given = finance.submit(&GIVE_FEEDBACK, (id("ib-yunfan-01-a"),), &draft).await.ok();
    let elsewhere = finance.submit(&GIVE_FEEDBACK, (id("ib-yunfan-01-b"),), &draft).await;
    assert_eq!(elsewhere.code(), ErrorCode::InvalidParameter, "a line of another incentive");
    assert_eq!(summary(&finance).await.to_confirm[0].open_feedback_count, 1);
    finance.submit(&CONFIRM, (), &confirmation(&finance).await).await.ok();

    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::AnswerIncentiveFeedback, given.feedback_id.as_str()).await;
    let case = operator.fetch(&FEEDBACK_CASE, (given.feedback_id.clone(),), &()).await.ok();
    assert_eq!(
        (case.feedback.text.as_str(), case.line.unwrap().line_id.as_str()),
        ("该订单应适用 9% 比例", "ib-yunfan-01-a-1")
    );
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "比例以协议为准")).await.ok();
    let again = operator
        .submit(
            &COMPLETE,
            (item.work_item_id,),
            &answer(&case_item(&operator, &given.feedback_id).await, "x"),
        )
        .await;
    assert_eq!(again.code(), ErrorCode::NotInThisState, "answered once");
    let query = FeedbackQuery { status: Some(FeedbackStatus::Declined), ..FeedbackQuery::default() };
    let answered = finance.fetch(&FEEDBACKS, (), &query).await.ok().feedbacks;
    assert_eq!(answered[0].answer.as_deref(), Some("比例以协议为准"));
    let lines =
        IncentiveLineQuery { feedback: Some(FeedbackStatus::Declined), ..IncentiveLineQuery::default() };
    assert_eq!(finance.fetch(&LINES, (), &lines).await.ok().details[0].line_id.as_str(), "ib-yunfan-01-a-1");
    assert_eq!(world.messages("INCENTIVE_FEEDBACK_ANSWERED").await.len(), 2);
}

#[tokio::test]
async fn a_file_comes_with_the_feedback_and_is_read_by_its_partner_and_the_vendor_only() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let file = sent(&finance, "agreement.pdf", &pdf(1)).await.ok().attachment.attachment_id;
    let read = async |actor: &Actor<'_>, path: &str| {
        actor.browser.raw("GET", &path.replace("{attachment_id}", file.as_str()), &[], "").await
    };
    assert_eq!(read(&finance, FILE.spec.path).await.code(), ErrorCode::NotFound, "not attached yet");
    let feedback = FeedbackDraft {
        line_id: None,
        text: "见附件".to_owned().try_into().unwrap(),
        attachment_ids: vec![file.clone()],
    };
    let given = finance.submit(&GIVE_FEEDBACK, (id("ib-yunfan-01-a"),), &feedback).await.ok();
    assert_eq!(given.attachments.len(), 1);
    assert_eq!(read(&finance, FILE.spec.path).await.body.as_bytes(), pdf(1));
    let operator = world.sign_in("vendor-operator").await;
    assert_eq!(read(&operator, INCENTIVE_FILE.spec.path).await.body.as_bytes(), pdf(1));
    let other = world.sign_in("nimbus-finance").await;
    assert_eq!(read(&other, FILE.spec.path).await.code(), ErrorCode::NotFound);
    // A file belongs to one thing.
    let again = finance.submit(&GIVE_FEEDBACK, (id("ib-yunfan-01-b"),), &feedback).await;
    assert_eq!(again.code(), ErrorCode::AttachmentRefused);
}

async fn case_item(operator: &Actor<'_>, feedback_id: &FeedbackId) -> WorkItem {
    let query = WorkItemQuery {
        kind: Some(WorkItemKind::AnswerIncentiveFeedback),
        limit: Some(100),
        ..WorkItemQuery::default()
    };
    let items = operator.fetch(&QUEUE, (), &query).await.ok().work_items;
    items.into_iter().find(|item| item.feedback_id.as_ref() == Some(feedback_id)).unwrap()
}

#[tokio::test]
async fn with_automatic_application_a_confirmation_applies_at_once() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let finance = world.sign_in("yunfan-finance").await;
    let wanted = confirmation(&finance).await;
    let switch = AutoApplyDraft { enabled: true, method: Some(PayoutMethod::Bank), version: 0 };
    finance.submit(&SET_AUTO_APPLY, (), &switch).await.ok();
    assert_eq!(finance.submit(&SET_AUTO_APPLY, (), &switch).await.code(), ErrorCode::Changed);
    let confirmed = finance.submit(&CONFIRM, (), &wanted).await.ok();
    // One in each currency: nothing is added up.
    assert_eq!(confirmed.payout_ids.len(), 2);
    let left = summary(&finance).await;
    assert_eq!(of(&left, Currency::Usd, Place::Available), 0);
    assert!(of(&left, Currency::Cny, Place::Available) > 0, "consignment allows no bank transfer, and waits");
    assert!(!world.messages("PAYOUT_APPLIED_AUTOMATICALLY").await.is_empty());
    // Somebody without certification cannot switch it on.
    let other = world.sign_in("huashang-finance").await;
    assert_eq!(other.submit(&SET_AUTO_APPLY, (), &switch).await.code(), ErrorCode::NotCertified);
    let none = AutoApplyDraft { enabled: true, method: None, version: 1 };
    assert_eq!(finance.submit(&SET_AUTO_APPLY, (), &none).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn what_is_not_redeemed_within_a_year_is_lost_and_what_stands_beside_a_reduction_is_netted() {
    let world = World::new().await;
    let admin = world.sign_in("tongda-admin").await;
    let before = summary(&admin).await;
    let day = before.redeem_until.unwrap();
    assert_eq!(day.to_string(), "2027-05-07");
    let available = of(&before, Currency::Cny, Place::Available);
    assert!(available > 0);
    // A reduction of 1.00 that exists by then.
    world
        .change(
            "INSERT INTO incentives (incentive_id, partner_id, period, earned_in, plan_name, association_type, currency,
             amount, open_amount, status, confirmed_at) VALUES ('ib-less', $1, '2026-04', '2026-04', 'less', '1', 'CNY',
             -100, -100, 'ISSUING', 1777000000)",
            "p-tongda",
        )
        .await;
    booked(&world, "p-tongda", "ib-less", -100).await;
    world.pass_until(day.plus_days(1).china_midnight());
    // By the clock nothing can be applied for any more, whether or not the job has run.
    let admin = world.sign_in("tongda-admin").await;
    assert_eq!(of(&summary(&admin).await, Currency::Cny, Place::Available), -100);
    work(&world).await;
    let after = summary(&admin).await;
    assert_eq!(of(&after, Currency::Cny, Place::Available), 0, "the reduction is netted");
    assert_eq!(of(&after, Currency::Cny, Place::Expired), available - 100);
    assert_eq!(of(&after, Currency::Cny, Place::Paid), 0, "a gain and its reduction");
    assert_eq!(status(&admin, "ib-less").await, Status::Issued);
    assert!(!world.messages("INCENTIVE_EXPIRED").await.is_empty());
}

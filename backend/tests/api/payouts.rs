//! Applying for payouts, their way to the money, invoices: rules G2 to G4 of `docs/rules.md`.

mod invoicing;
mod whatever_happens;

use crate::{
    incentives::{answer, booked, minor, queued, summary, work},
    world::{Actor, World, id},
};
use contract::{
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    ids::IncentiveId,
    incentives::{IncentiveStatus, MoneyPlace as Place, SHOW as INCENTIVE},
    money::{Amount, Currency},
    payout_status::PayoutStatus as Status,
    payout_tracker::{Advice, Holder, Promise, Stage, StepState},
    payouts::{
        APPLY, LIST, PAYABLES, Payable, Payables, Payout, PayoutDraft, PayoutMethod as Method, PayoutQuery,
        SHOW, available,
    },
    problem::ErrorCode,
    work_queue::{COMPLETE, DECLINE, PAYOUT_CASE, START, WorkItemKind, WorkItemVersion},
};

async fn payables(actor: &Actor<'_>) -> Payables {
    actor.fetch(&PAYABLES, (), &()).await.ok()
}

async fn worth(actor: &Actor<'_>, currency: Currency) -> i64 {
    let parcels: Vec<_> = payables(actor).await.payables.iter().map(Payable::parcel).collect();
    available(&parcels, currency).unwrap().minor()
}

fn draft(ids: Option<&[&str]>, amount: i64, method: Method) -> PayoutDraft {
    PayoutDraft {
        currency: Currency::Cny,
        incentive_ids: ids.map(|ids| ids.iter().map(|text| id(text)).collect()),
        amount: minor(amount),
        method,
    }
}

async fn open(actor: &Actor<'_>, incentive_id: &str) -> i64 {
    actor.fetch(&INCENTIVE, (id(incentive_id),), &()).await.ok().incentive.open_amount.minor()
}

async fn shown(actor: &Actor<'_>, payout: &Payout) -> Payout {
    actor.fetch(&SHOW, (payout.row.payout_id.clone(),), &()).await.ok()
}

async fn yunfan(world: &World) -> Actor<'_> {
    world.codes_off("p-yunfan").await;
    world.sign_in("yunfan-finance").await
}

const REFERRAL: &str = "ib-yunfan-02-a";
const CONSIGNMENT: &str = "ib-yunfan-02-b";
const REDUCTION: &str = "ib-yunfan-02-e";
const FROZEN: &str = "ib-yunfan-02-d";
const DOLLARS: &str = "ib-yunfan-02-f";

#[tokio::test]
async fn without_certified_business_information_nothing_can_be_applied_for() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let offered = payables(&finance).await;
    assert!(!offered.certified && !offered.payables.is_empty());
    let refused = finance.submit(&APPLY, (), &draft(None, 100, Method::VoucherQuota)).await;
    assert_eq!(refused.code(), ErrorCode::NotCertified);
    assert_eq!(finance.fetch(&LIST, (), &PayoutQuery::default()).await.ok().total_count, 0);
}

#[tokio::test]
async fn a_code_is_asked_for_where_the_switch_is_on_and_only_after_the_rules() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let wrong = draft(Some(&[REFERRAL]), 100, Method::AccountWithOwedInvoice);
    assert_eq!(finance.submit(&APPLY, (), &wrong).await.code(), ErrorCode::PayoutMethodNotAllowed);
    let right = draft(Some(&[REFERRAL]), 100, Method::Bank);
    let asked = finance.submit(&APPLY, (), &right).await.refused();
    assert_eq!(asked.error_code, ErrorCode::CodeNeeded);
    let before = open(&finance, REFERRAL).await;
    finance.submit_with_code(&APPLY, (), &right).await.ok();
    assert!(open(&finance, REFERRAL).await < before);
}

#[tokio::test]
async fn the_methods_follow_from_type_and_month() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let consignment = open(&finance, CONSIGNMENT).await + open(&finance, REDUCTION).await;
    for (method, code) in [(Method::Bank, 400), (Method::Account, 400)] {
        let refused = finance.submit(&APPLY, (), &draft(Some(&[CONSIGNMENT]), consignment, method)).await;
        assert_eq!(refused.status(), code);
        let refused = refused.refused();
        assert_eq!(refused.error_code, ErrorCode::PayoutMethodNotAllowed);
        assert_eq!(refused.allowed_methods, [Method::AccountWithOwedInvoice, Method::VoucherQuota]);
    }
    // Together with referral only what both allow.
    let all = consignment + open(&finance, REFERRAL).await;
    let both = draft(Some(&[CONSIGNMENT, REFERRAL]), all, Method::AccountWithOwedInvoice);
    let refused = finance.submit(&APPLY, (), &both).await.refused();
    assert_eq!(refused.allowed_methods, [Method::VoucherQuota]);
    // In 2023 the rule came; before, consignment was paid like the others.
    world.change("UPDATE incentives SET period = '2023-09' WHERE incentive_id = $1", CONSIGNMENT).await;
    finance.submit(&APPLY, (), &draft(Some(&[CONSIGNMENT]), consignment, Method::Bank)).await.ok();
}

#[tokio::test]
async fn reductions_go_along_and_zero_may_be_applied_for_but_not_a_cent_less() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let referral = open(&finance, REFERRAL).await;
    let too_much = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), referral, Method::Bank)).await;
    let too_much = too_much.refused();
    assert_eq!(too_much.error_code, ErrorCode::Changed, "the reduction is taken off");
    assert!(too_much.available_amount.is_some());
    let below = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), -1, Method::Bank)).await.refused();
    assert_eq!(below.fields[0].field, "amount");
    // Everything that is available is exactly nothing.
    let others = "UPDATE incentives SET open_amount = 0, paid_amount = paid_amount + open_amount
         WHERE partner_id = $1 AND currency = 'CNY' AND open_amount <> 0 AND incentive_id NOT IN
         ('ib-yunfan-02-a', 'ib-yunfan-02-e')";
    let reduction = open(&finance, REDUCTION).await;
    let total = worth(&finance, Currency::Cny).await;
    let frozen = open(&finance, FROZEN).await;
    world.change(others, "p-yunfan").await;
    let left = referral + reduction;
    booked(&world, "p-yunfan", "others", left - total - frozen).await;
    for (moved, expected) in [(left + 1, -1_i64), (-1, 0)] {
        let (bound, sql) = (
            moved.to_string(),
            "UPDATE incentives SET open_amount = open_amount - CAST($1 AS BIGINT), paid_amount = paid_amount +
             CAST($1 AS BIGINT) WHERE incentive_id = 'ib-yunfan-02-a'",
        );
        world.change(sql, &bound).await;
        booked(&world, "p-yunfan", &bound, -moved).await;
        assert_eq!(worth(&finance, Currency::Cny).await, expected);
        let answer = finance.submit(&APPLY, (), &draft(None, 0, Method::Bank)).await;
        if expected < 0 {
            let refused = answer.refused();
            assert_eq!(refused.error_code, ErrorCode::IncentiveNegative);
            assert_eq!(refused.available_amount.unwrap().amount, minor(-1));
        } else {
            let payout = answer.ok();
            assert_eq!((payout.row.amount, payout.row.needs_invoice), (Amount::ZERO, false));
            assert_eq!(payout.items.len(), 2);
            world.service.pass(600);
            work(&world).await;
            assert_eq!(shown(&finance, &payout).await.row.status, Status::Done);
            let netted = finance.fetch(&INCENTIVE, (id(REDUCTION),), &()).await.ok().incentive;
            assert_eq!(netted.status, IncentiveStatus::Issued);
        }
    }
}

#[tokio::test]
async fn currencies_are_refused_together_and_frozen_or_unknown_ones_are_named() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let code = async |ids: &[&str]| {
        finance.submit(&APPLY, (), &draft(Some(ids), 100, Method::VoucherQuota)).await.refused()
    };
    assert_eq!(code(&[REFERRAL, DOLLARS]).await.error_code, ErrorCode::MixedCurrencies);
    let frozen = code(&[FROZEN]).await;
    assert_eq!(frozen.error_code, ErrorCode::IncentiveFrozen);
    assert!(frozen.frozen_reason.is_some());
    assert_eq!(code(&["ib-nimbus-02-a"]).await.error_code, ErrorCode::NotFound);
    assert_eq!(code(&["ib-nothing"]).await.error_code, ErrorCode::NotFound);
    assert_eq!(code(&[]).await.error_code, ErrorCode::InvalidParameter);
    // Not reconciled yet.
    assert_eq!(code(&["ib-yunfan-01-a"]).await.current_status.as_deref(), Some("PENDING_CONFIRM"));
    // Three decimals are no amount.
    let body = r#"{"currency":"CNY","amount":1.005,"method":"BANK"}"#;
    assert_eq!(finance.submit_text(&APPLY, (), body).await.code(), ErrorCode::InvalidParameter);
    // The account has one currency, and it is not this one.
    let dollars = PayoutDraft { currency: Currency::Usd, ..draft(None, 100, Method::Account) };
    let refused = finance.submit(&APPLY, (), &dollars).await.refused();
    assert_eq!(refused.allowed_methods, [Method::Bank, Method::VoucherQuota]);
}

#[tokio::test]
async fn of_two_who_apply_for_the_same_at_once_one_wins_and_the_other_is_told_by_whom() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let admin = world.sign_in("yunfan-admin").await;
    let amount = open(&finance, REFERRAL).await + open(&finance, REDUCTION).await;
    let wanted = draft(Some(&[REFERRAL]), amount, Method::Bank);
    let (one, other) = tokio::join!(finance.submit(&APPLY, (), &wanted), admin.submit(&APPLY, (), &wanted));
    let (won, lost) = if one.status() == 200 { (one.ok(), other) } else { (other.ok(), one) };
    let lost = lost.refused();
    assert_eq!(lost.error_code, ErrorCode::NotInThisState);
    assert_eq!(lost.settled_by, won.row.applied_by);
    assert_eq!(lost.settled_at, Some(world.now()));
    assert_eq!(finance.fetch(&INCENTIVE, (id(REFERRAL),), &()).await.ok().payouts.len(), 1);
    // The same call again is the same application.
    let query = PayoutQuery { status_list: vec![Status::Processing], ..PayoutQuery::default() };
    let before = finance.fetch(&LIST, (), &query).await.ok().total_count;
    let (_, key) = (0, "the-same-key");
    let rest = draft(Some(&[CONSIGNMENT]), 100, Method::VoucherQuota);
    let first = finance.submit_as(&APPLY, (), &rest, key).await.ok();
    let again = finance.submit_as(&APPLY, (), &rest, key).await.ok();
    assert_eq!(first.row.payout_id, again.row.payout_id);
    assert_eq!(finance.fetch(&LIST, (), &query).await.ok().total_count, before + 1);
}

#[tokio::test]
async fn a_partial_application_leaves_the_rest_and_a_merged_one_takes_all() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let before = worth(&finance, Currency::Cny).await;
    let partial = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), 12_345, Method::Bank)).await.ok();
    assert_eq!(partial.row.amount, minor(12_345));
    let part = partial.items.iter().find(|item| item.incentive_id.as_str() == REFERRAL).unwrap();
    assert!(part.is_partial);
    let items: i64 = partial.items.iter().map(|item| item.amount.minor()).sum();
    assert_eq!(items, 12_345);
    assert_eq!(worth(&finance, Currency::Cny).await, before - 12_345);
    let all = finance.submit(&APPLY, (), &draft(None, before - 12_345, Method::VoucherQuota)).await.ok();
    assert!(all.row.incentive_count > 3 && all.items.iter().all(|item| !item.is_partial));
    assert_eq!(worth(&finance, Currency::Cny).await, 0);
}

#[tokio::test]
async fn to_the_bank_the_way_leads_over_invoices_and_everybody_sees_who_holds_it() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let operator = world.sign_in("vendor-operator").await;
    let payout = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), 106_000, Method::Bank)).await.ok();
    let about = payout.row.payout_id.to_string();
    assert_eq!(
        (payout.row.current.stage, payout.row.current.holder),
        (Stage::Processing, Holder::VendorOperations)
    );
    let complete = async |kind: WorkItemKind| {
        let item = queued(&operator, kind, &about).await;
        operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "通过")).await.ok();
    };
    let start = async |kind: WorkItemKind| {
        let item = queued(&operator, kind, &about).await;
        let seen = WorkItemVersion { version: item.version };
        operator.submit(&START, (item.work_item_id,), &seen).await.ok();
    };
    complete(WorkItemKind::ReviewPayout).await;
    let asked = shown(&finance, &payout).await;
    assert_eq!((asked.row.status, asked.row.current.holder), (Status::InvoicePending, Holder::You));
    assert_eq!(asked.row.invoice_due_at.unwrap().to_string(), "2026-12-23T16:00:00Z");
    assert!(world.messages("PAYOUT_INVOICING").await.iter().any(|text| text.starts_with("SMS")));
    let invoices = DeadlineQuery { kinds: vec![DeadlineKind::PayoutInvoice] };
    let inbox = finance.fetch(&DEADLINES, (), &invoices).await.ok();
    assert!(inbox.deadlines.iter().any(|deadline| deadline.about_id == about));

    invoicing::hand_in(&finance, &asked, &[("11002600000001", 106_000)], true).await.ok();
    let posted = shown(&finance, &payout).await;
    assert_eq!(posted.row.current.advice, Some(Advice::PostInvoices));
    start(WorkItemKind::ReviewPayoutInvoices).await;
    let received = shown(&finance, &payout).await.row.current;
    assert_eq!(
        (received.holder, received.promise),
        (Holder::VendorFinance, Some(Promise::ReviewedOnSecondWorkingDay))
    );
    complete(WorkItemKind::ReviewPayoutInvoices).await;
    let promised = shown(&finance, &payout).await.tracker.promised_arrival.unwrap();
    assert_eq!(promised.to_string(), "2026-12-08T16:00:00Z", "fifteen calendar days after receipt");
    complete(WorkItemKind::ReleasePayout).await;
    start(WorkItemKind::PayPayout).await;
    assert_eq!(shown(&finance, &payout).await.row.current.holder, Holder::Bank);
    let bank = world.number("SELECT balance FROM book_balances WHERE partner_id = $1 AND account = 'BANK' AND currency = 'CNY'", "p-yunfan").await;
    complete(WorkItemKind::PayPayout).await;
    let done = shown(&finance, &payout).await;
    assert_eq!((done.row.status, done.row.paid_at), (Status::Done, Some(world.now())));
    assert!(done.tracker.steps.iter().all(|step| step.state == StepState::Done));
    let paid = world.number("SELECT balance FROM book_balances WHERE partner_id = $1 AND account = 'BANK' AND currency = 'CNY'", "p-yunfan").await;
    assert_eq!(paid - bank, 106_000);
    assert!(!world.messages("PAYOUT_PAID").await.is_empty());
    let case = operator.fetch(&PAYOUT_CASE, (payout.row.payout_id,), &()).await.ok();
    assert_eq!(case.payout.row.status, Status::Done);
}

#[tokio::test]
async fn without_invoice_it_is_credited_by_itself_once_and_the_invoice_is_owed() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let cash = async || {
        world.number("SELECT cash_balance FROM partner_accounts WHERE partner_id = $1", "p-yunfan").await
    };
    let before = cash().await;
    let wanted = draft(Some(&[CONSIGNMENT]), 50_000, Method::AccountWithOwedInvoice);
    let payout = finance.submit(&APPLY, (), &wanted).await.ok();
    assert!(!payout.row.needs_invoice && payout.tracker.steps.len() == 3);
    world.service.pass(600);
    work(&world).await;
    work(&world).await;
    assert_eq!(shown(&finance, &payout).await.row.status, Status::Done);
    assert_eq!(cash().await - before, 50_000);
    let owed = "SELECT balance FROM book_balances WHERE partner_id = $1 AND account = 'OWED_INVOICES'";
    assert_eq!(world.number(owed, "p-yunfan").await, 50_000);
    let entries = "SELECT COUNT(*) FROM book_entries WHERE kind = 'PAID_OUT' AND about_id = $1";
    assert_eq!(world.number(entries, payout.row.payout_id.as_str()).await, 1);
}

#[tokio::test]
async fn while_business_information_is_checked_nothing_is_settled() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let wanted = draft(Some(&[CONSIGNMENT]), 50_000, Method::VoucherQuota);
    let payout = finance.submit(&APPLY, (), &wanted).await.ok();
    let set = "UPDATE business_infos SET status = 'LOCKED' WHERE partner_id = $1";
    world.change(set, "p-yunfan").await;
    world.service.pass(600);
    work(&world).await;
    assert_eq!(shown(&finance, &payout).await.row.status, Status::Processing);
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::PayPayout, "pa-yunfan-4").await;
    let refused = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "付款")).await;
    assert_eq!(refused.code(), ErrorCode::NotCertified);
    world.change("UPDATE business_infos SET status = 'CERTIFIED' WHERE partner_id = $1", "p-yunfan").await;
    world.service.pass(6 * 3_600);
    work(&world).await;
    assert_eq!(shown(&world.sign_in("yunfan-finance").await, &payout).await.row.status, Status::Done);
}

#[tokio::test]
async fn a_rejected_application_gives_everything_back() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let operator = world.sign_in("vendor-operator").await;
    let before = summary(&finance).await;
    let payout = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), 90_000, Method::Bank)).await.ok();
    let item = queued(&operator, WorkItemKind::ReviewPayout, payout.row.payout_id.as_str()).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "纳税人类型有误")).await.ok();
    let rejected = shown(&finance, &payout).await;
    assert_eq!(rejected.row.status, Status::Rejected);
    assert_eq!(rejected.rejection.unwrap().reason, "纳税人类型有误");
    assert_eq!(rejected.row.current.advice, Some(Advice::ApplyAgain));
    let after = summary(&finance).await;
    assert_eq!(before.totals, after.totals);
    // A payment that fails comes back as well.
    let item = queued(&operator, WorkItemKind::PayPayout, "pa-yunfan-4").await;
    let way: i64 = open(&finance, "ib-yunfan-05-a").await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "收款账户已销户")).await.ok();
    assert!(open(&finance, "ib-yunfan-05-a").await > way);
    assert!(world.messages("PAYOUT_REJECTED").await.iter().any(|text| text.contains("收款账户已销户")));
}

#[tokio::test]
async fn the_demo_shows_every_stage_and_the_overdue_one_says_whom_to_call() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let query = PayoutQuery { limit: Some(100), ..PayoutQuery::default() };
    let page = finance.fetch(&LIST, (), &query).await.ok();
    for status in Status::ALL {
        assert!(page.payouts.iter().any(|payout| payout.status == status), "{status:?}");
    }
    let overdue: Vec<_> = page.payouts.iter().filter(|payout| payout.current.overdue).collect();
    assert_eq!(overdue.len(), 1);
    assert_eq!(overdue[0].payout_id.as_str(), "pa-yunfan-4");
    let current = &overdue[0].current;
    assert_eq!((current.holder, current.advice), (Holder::Bank, Some(Advice::ContactCustomerService)));
    assert_eq!(page.totals.len(), 1);
    let summary = summary(&finance).await;
    let way = summary.totals[0].of(Place::OnTheWay).minor();
    let open: i64 = page
        .payouts
        .iter()
        .filter(|payout| payout.status.is_open())
        .map(|payout| payout.amount.minor())
        .sum();
    assert_eq!(way, open);
}

#[tokio::test]
async fn only_its_own_payouts_are_anybodys() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let foreign = finance.fetch(&SHOW, (id("pa-nimbus-1"),), &()).await;
    let missing = finance.fetch(&SHOW, (id("pa-nimbus-x"),), &()).await;
    assert_eq!(foreign.code(), ErrorCode::NotFound);
    assert_eq!(foreign.body(), missing.body());
    for member in ["yunfan-wang", "yunfan-operator"] {
        let actor = world.sign_in(member).await;
        let refused = actor.submit(&APPLY, (), &draft(None, 1, Method::Bank)).await;
        assert_eq!(refused.code(), ErrorCode::AccessDenied, "{member}");
    }
}

#[tokio::test]
async fn what_expired_while_a_payout_held_it_is_lost_when_it_comes_back() {
    let world = World::new().await;
    let finance = yunfan(&world).await;
    let payout = finance.submit(&APPLY, (), &draft(Some(&[REFERRAL]), 90_000, Method::Bank)).await.ok();
    let end = world.now().plus_seconds(86_400).seconds().to_string();
    world
        .change(
            "UPDATE incentives SET expire_at = CAST($1 AS BIGINT) WHERE incentive_id = 'ib-yunfan-02-a'",
            &end,
        )
        .await;
    world.service.pass(2 * 86_400);
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::ReviewPayout, payout.row.payout_id.as_str()).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "资料不全")).await.ok();
    let finance = world.sign_in("yunfan-finance").await;
    let lost = finance.fetch(&INCENTIVE, (id::<IncentiveId>(REFERRAL),), &()).await.ok();
    assert_eq!(lost.incentive.open_amount, Amount::ZERO);
    assert_eq!(lost.incentive.status, IncentiveStatus::Expired);
    assert!(lost.places.iter().any(|place| place.place == Place::Expired));
}

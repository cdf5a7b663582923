//! Account check, requests, answers and their effects: rules B1–B5 of `docs/rules.md`.
//!
//! Long because a noun has one file, and each of its rules a test.

use crate::world::{Actor, World, id, new_key};
use backend::seed::{self, Notable, notable::ORDER_PRICE, partners::user_id};
use contract::{
    accounts::{
        ADJUST_RECORDS, AdjustOperation, AdjustRecordQuery, ISSUED_VOUCHERS, IssuedVoucherQuery,
        PARTNER_BALANCES,
    },
    associations::{
        APPROVE, Action, Approval, AssociationRequest, AssociationType, CHECK, CheckQuery, Initiator, RECORD,
        RECORD_CHECK, RECORDS, REJECT, REQUEST, RecordEvent, RecordQuery, Rejection, RequestDraft,
        RequestStatus, WITHDRAW, Withdrawal,
    },
    check::{CheckItem, CheckReport},
    customer_portal::{self as portal, MyCheckQuery, OrderDraft},
    customers::{CustomerQuery, LIST, SHOW, TimelineEvent, VoucherState},
    money::Amount,
    problem::ErrorCode,
    text::{Label, Reason, Rule},
    time::Timestamp,
};
use std::collections::HashSet;

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

fn draft(customer: &str, action: Action) -> RequestDraft {
    RequestDraft { customer_id: id(customer), action, reason: reason("业务调整"), notes_accepted: true }
}

fn disassociate(customer: &str) -> RequestDraft {
    draft(customer, Action::Disassociate)
}

fn approval(version: i64) -> Approval {
    Approval { version, notes_accepted: true }
}

async fn check(actor: &Actor<'_>, customer: &str, action: Action) -> CheckReport {
    actor.fetch(&CHECK, (), &CheckQuery { customer_id: id(customer), action }).await.ok()
}

fn failing(report: &CheckReport) -> Vec<CheckItem> {
    report.check_items.iter().filter(|result| !result.passed).map(|result| result.item).collect()
}

/// Cash of the partner, in hundredths.
async fn cash(actor: &Actor<'_>) -> i64 {
    actor.fetch(&PARTNER_BALANCES, (), &()).await.ok().account_balances[0].amount.minor()
}

fn administrator_of(notable: &Notable) -> &'static str {
    match notable.partner_id {
        "p-yunfan" => "yunfan-admin",
        "p-huashang" => "huashang-admin",
        "p-lingxi" => "lingxi-admin",
        "p-beidou" => "beidou-admin",
        _ => "nimbus-admin",
    }
}

#[tokio::test]
async fn every_item_fails_for_somebody_and_is_refused_at_submit_as_well() {
    let world = World::new().await;
    let mut failed: HashSet<CheckItem> = HashSet::new();
    let mut passed: HashSet<CheckItem> = HashSet::new();
    for notable in seed::notable() {
        let admin = world.sign_in(administrator_of(notable)).await;
        let report = check(&admin, notable.customer_id, Action::Disassociate).await;
        assert_eq!(failing(&report), notable.fails, "{}", notable.customer_id);
        let is_open = notable.asked.iter().any(|asked| asked.status.is_open());
        assert_eq!(report.open_request_id.is_some(), is_open, "{}", notable.customer_id);
        assert_eq!(report.passed, notable.fails.is_empty() && !is_open, "{}", notable.customer_id);
        failed.extend(failing(&report));
        passed.extend(report.check_items.iter().filter(|result| result.passed).map(|result| result.item));
        if is_open || notable.fails.is_empty() {
            continue;
        }
        let problem = admin.submit(&REQUEST, (), &disassociate(notable.customer_id)).await.refused();
        let only_quota = notable
            .fails
            .iter()
            .all(|item| matches!(item, CheckItem::CustomerRequest3m | CheckItem::PartnerRequest3m));
        let expected = if only_quota { ErrorCode::RequestQuotaUsed } else { ErrorCode::CheckFailed };
        assert_eq!(problem.error_code, expected, "{}", notable.customer_id);
        assert_eq!(problem.fail_check_items, notable.fails, "{}", notable.customer_id);
        assert_eq!(problem.next_allowed_on.is_some(), only_quota, "{}", notable.customer_id);
    }
    let all: HashSet<CheckItem> = CheckItem::ALL.into_iter().collect();
    assert_eq!(failed, all);
    assert_eq!(passed, all);
}

#[tokio::test]
async fn what_stands_in_the_way_is_named() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let result = async |customer: &str, item: CheckItem| {
        let report = check(&admin, customer, Action::Disassociate).await;
        report.check_items.into_iter().find(|result| result.item == item).unwrap()
    };
    let order = result("c-100008", CheckItem::PartnerPayOrder).await;
    assert_eq!(order.causes[0].title, "弹性云服务器 c7.2xlarge 包年订单");
    assert_eq!(result("c-100005", CheckItem::MasterWithSubs).await.causes.len(), 2);
    let debt = result("c-100010", CheckItem::Debt).await.amount.unwrap();
    assert_eq!((debt.amount.to_string(), debt.currency.as_str()), ("860.40".to_owned(), "CNY"));
}

#[tokio::test]
async fn a_referral_switch_skips_what_concerns_disassociating_or_settling() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for (customer, item) in
        [("c-100009", CheckItem::SupportPlan), ("c-100012", CheckItem::UnusedDeliveryCoupon)]
    {
        let report = check(&admin, customer, Action::Switch).await;
        assert!(report.passed, "{customer}");
        assert!(report.check_items.iter().all(|result| result.item != item));
    }
    let frozen = world.sign_in("beidou-admin").await;
    assert!(check(&frozen, "c-330002", Action::Disassociate).await.passed);
}

#[tokio::test]
async fn the_announced_day_is_the_first_on_which_the_partner_may_ask_again() {
    let world = World::new().await;
    let next = {
        let admin = world.sign_in("yunfan-admin").await;
        let report = check(&admin, "c-100004", Action::Disassociate).await;
        let result = report.check_items.iter().find(|result| !result.passed).unwrap();
        result.next_allowed_on.unwrap()
    };
    // Asked on 24 October.
    assert_eq!(next.to_string(), "2027-01-24");
    world.pass_until(next.china_midnight().plus_seconds(-1));
    let admin = world.sign_in("yunfan-admin").await;
    let problem = admin.submit(&REQUEST, (), &disassociate("c-100004")).await.refused();
    assert_eq!((problem.error_code, problem.next_allowed_on), (ErrorCode::RequestQuotaUsed, Some(next)));
    world.service.pass(1);
    assert!(check(&admin, "c-100004", Action::Disassociate).await.passed);
    let request = admin.submit_with_code(&REQUEST, (), &disassociate("c-100004")).await.ok();
    assert_eq!(request.status, RequestStatus::PendingCustomer);
}

#[tokio::test]
async fn switching_and_disassociating_share_one_quota_even_when_rejected() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let request = admin.submit(&REQUEST, (), &draft("c-310001", Action::Switch)).await.ok();
    let customer = world.sign_in("huatai").await;
    let rejection = Rejection { version: 1, opinion: reason("暂不切换") };
    let rejected =
        customer.submit_with_code(&portal::REJECT, (request.request_id.clone(),), &rejection).await.ok();
    assert_eq!(rejected.status, RequestStatus::Rejected);
    assert_eq!(rejected.opinion.as_deref(), Some("暂不切换"));
    let problem = admin.submit(&REQUEST, (), &disassociate("c-310001")).await.refused();
    assert_eq!(problem.error_code, ErrorCode::RequestQuotaUsed);
    assert_eq!(problem.fail_check_items, [CheckItem::PartnerRequest3m]);
    assert_eq!(problem.next_allowed_on.unwrap().to_string(), "2027-02-23");
    // The partner's quota does not bind the customer.
    let mine = customer.fetch(&portal::CHECK, (), &MyCheckQuery { action: Action::Disassociate }).await.ok();
    assert!(mine.passed);
}

#[tokio::test]
async fn a_withdrawn_request_counts_and_a_larger_quota_allows_more() {
    let world = World::new().await;
    let admin = world.sign_in("lingxi-admin").await;
    let request = admin.submit(&REQUEST, (), &disassociate("c-320001")).await.ok();
    let withdrawn =
        admin.submit(&WITHDRAW, (request.request_id.clone(),), &Withdrawal { version: 1 }).await.ok();
    assert_eq!((withdrawn.status, withdrawn.version), (RequestStatus::Withdrawn, 2));
    let again = admin.submit(&REQUEST, (), &disassociate("c-320001")).await;
    assert_eq!(again.code(), ErrorCode::RequestQuotaUsed);
    world.change("UPDATE partners SET request_quota = 3 WHERE partner_id = $1", "p-lingxi").await;
    assert_eq!(admin.submit(&REQUEST, (), &disassociate("c-320001")).await.status(), 200);
}

#[tokio::test]
async fn the_same_action_sent_twice_has_one_effect_and_one_answer() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let (key, draft) = (new_key(), disassociate("c-310001"));
    let (first, second) = tokio::join!(
        admin.submit_as(&REQUEST, (), &draft, &key),
        admin.submit_as(&REQUEST, (), &draft, &key)
    );
    let third = admin.submit_as(&REQUEST, (), &draft, &key).await;
    assert_eq!(third.raw.header("idempotent-replay"), "true");
    for answer in [&first, &second] {
        assert!(answer.body() == third.body() || answer.code() == ErrorCode::InProgress, "{}", answer.body());
    }
    let rows =
        "SELECT COUNT(*) FROM association_records WHERE status = 'PENDING_CUSTOMER' AND customer_id = $1";
    assert_eq!(world.number(rows, "c-310001").await, 1);
    assert_eq!(world.messages("ASSOCIATION_REQUESTED").await.len(), 3);
}

#[tokio::test]
async fn of_two_administrators_at_once_one_wins_and_the_other_learns_which_request_is_open() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let (one, two) = (world.sign_in("yunfan-admin").await, world.sign_in("yunfan-admin2").await);
    let (ending, switching) = (disassociate("c-100002"), draft("c-100002", Action::Switch));
    let (first, second) =
        tokio::join!(one.submit(&REQUEST, (), &ending), two.submit(&REQUEST, (), &switching));
    let (winner, loser) = if first.status() == 200 { (first, second) } else { (second, first) };
    let problem = loser.refused();
    assert_eq!(problem.error_code, ErrorCode::RequestOpen);
    assert_eq!(problem.request_id, Some(winner.ok().request_id));
}

#[tokio::test]
async fn an_order_placed_after_the_check_passed_is_found_at_submit() {
    let world = World::new().await;
    let (admin, customer) = (world.sign_in("huashang-admin").await, world.sign_in("huatai").await);
    assert!(check(&admin, "c-310001", Action::Disassociate).await.passed);
    let order = OrderDraft {
        title: Label::try_from("云硬盘".to_owned()).unwrap(),
        price: Amount::from_minor(9_900).unwrap(),
    };
    let holding = customer.submit(&portal::PLACE_ORDER, (), &order).await.ok();
    let problem = admin.submit(&REQUEST, (), &disassociate("c-310001")).await.refused();
    assert_eq!(problem.error_code, ErrorCode::CheckFailed);
    assert_eq!(problem.fail_check_items, [CheckItem::PartnerPayOrder]);
    customer.submit(&portal::END_HOLDING, (holding.holding_id,), &()).await.ok();
    assert_eq!(admin.submit(&REQUEST, (), &disassociate("c-310001")).await.status(), 200);
}

#[tokio::test]
async fn a_request_needs_a_reason_the_notes_and_nothing_unknown() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let body = |reason: &str, more: &str| {
        format!(
            r#"{{"customer_id":"c-310001","action":"UNBIND","reason":{reason},"notes_accepted":true{more}}}"#
        )
    };
    let long = format!("\"{}\"", "长".repeat(201));
    for (body, field, rule) in [
        (body("\"\"", ""), "reason", Rule::Missing),
        (body("\" \\n \"", ""), "reason", Rule::Missing),
        (body(&long, ""), "reason", Rule::LongerThan(200)),
        (body("\"a\\u0000b\"", ""), "reason", Rule::Malformed),
        (body("\"x\"", ",\"status\":\"APPROVED\""), "status", Rule::Unexpected),
    ] {
        let problem = admin.submit_text(&REQUEST, (), &body).await.refused();
        assert_eq!(problem.error_code, ErrorCode::InvalidParameter, "{body}");
        assert_eq!((problem.fields[0].field.as_str(), &problem.fields[0].rule), (field, &rule));
    }
    let unread = RequestDraft { notes_accepted: false, ..disassociate("c-310001") };
    assert_eq!(admin.submit(&REQUEST, (), &unread).await.code(), ErrorCode::NotesNotAccepted);
    let longest = RequestDraft { reason: reason(&"长".repeat(200)), ..disassociate("c-310001") };
    assert_eq!(admin.submit(&REQUEST, (), &longest).await.ok().reason, "长".repeat(200));
}

#[tokio::test]
async fn with_codes_on_nothing_is_done_before_the_code() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let rows = "SELECT COUNT(*) FROM association_records WHERE event <> 'BIND' AND customer_id = $1";
    // Rules come first: nobody is asked for a code in vain.
    assert_eq!(admin.submit(&REQUEST, (), &disassociate("c-100010")).await.code(), ErrorCode::CheckFailed);
    assert_eq!(admin.submit(&REQUEST, (), &disassociate("c-100002")).await.code(), ErrorCode::CodeNeeded);
    assert_eq!(world.number(rows, "c-100002").await, 0);
    assert!(world.messages("ASSOCIATION_REQUESTED").await.is_empty());
    let request = admin.submit_with_code(&REQUEST, (), &disassociate("c-100002")).await.ok();
    assert_eq!(request.customer_name, "上海****公司");
    assert_eq!(world.number(rows, "c-100002").await, 1);
    let messages = world.messages("ASSOCIATION_REQUESTED").await;
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|message| message.contains("云帆数智")));
    let detail = admin.fetch(&SHOW, (id("c-100002"),), &()).await.ok();
    assert_eq!(detail.timeline[0].event, TimelineEvent::DisassociationRequested);
    assert_eq!(detail.open_request.unwrap().request_id, request.request_id);
    let again = admin.submit(&REQUEST, (), &disassociate("c-100002")).await.refused();
    assert_eq!((again.error_code, again.request_id), (ErrorCode::RequestOpen, Some(request.request_id)));
}

#[tokio::test]
async fn a_customer_without_a_sign_in_is_told_at_the_address_of_its_account() {
    let world = World::new().await;
    let admin = world.sign_in("lingxi-admin").await;
    admin.submit(&REQUEST, (), &disassociate("c-320001")).await.ok();
    let messages = world.messages("ASSOCIATION_REQUESTED").await;
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().any(|message| message.starts_with("EMAIL it@lingshan.example.com: ")));
}

#[tokio::test]
async fn agreeing_to_disassociate_moves_money_vouchers_and_the_customer_to_the_cent() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let customer = world.sign_in("qingfeng").await;
    let before = cash(&admin).await;
    let mine = customer.fetch(&portal::CHECK, (), &MyCheckQuery { action: Action::Disassociate }).await.ok();
    assert!(mine.passed && mine.open_request_id.is_none());
    let announced = mine.consequences;
    assert_eq!(announced.balance_returned.unwrap().amount.to_string(), "6600.50");
    assert_eq!(
        (announced.vouchers_recalled.count, announced.vouchers_recalled.total.amount.minor()),
        (1, 8_800)
    );
    assert_eq!((announced.vouchers_kept.count, announced.vouchers_kept.total.amount.minor()), (1, 6_600));
    assert!(announced.grace_period_raised);

    let approved =
        customer.submit_with_code(&portal::APPROVE, (id("r-c-100015-1"),), &approval(1)).await.ok();
    assert_eq!((approved.status, approved.version), (RequestStatus::Approved, 2));
    assert_eq!(approved.handler.as_deref(), Some("长沙****公司"));

    assert_eq!(cash(&admin).await, before + 660_050);
    let query =
        AdjustRecordQuery { customer_id: Some("c-100015".to_owned()), ..AdjustRecordQuery::default() };
    let records = admin.fetch(&ADJUST_RECORDS, (), &query).await;
    assert!(records.body().contains(r#""operation_type":"SOURCE_OPERATION_BEUNBIND","amount":"6600.50""#));
    assert_eq!(records.ok().total_count, 2);
    let balances =
        "SELECT own_balance + granted_balance + available_quota FROM customers WHERE customer_id = $1";
    assert_eq!(world.number(balances, "c-100015").await, 0);

    let query =
        IssuedVoucherQuery { customer_id: Some("c-100015".to_owned()), ..IssuedVoucherQuery::default() };
    let issued = admin.fetch(&ISSUED_VOUCHERS, (), &query).await.ok().user_coupons;
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0].voucher.state, VoucherState::Recalled);
    let account = customer.fetch(&portal::MY_ACCOUNT, (), &()).await.ok();
    assert_eq!(account.vouchers.len(), 1);
    assert_eq!(account.vouchers[0].face_value.amount.minor(), 6_600);
    assert_eq!(account.balance.amount, Amount::ZERO);

    assert!(customer.fetch(&portal::MY_PARTNER, (), &()).await.ok().association.is_none());
    assert_eq!(admin.fetch(&SHOW, (id("c-100015"),), &()).await.code(), ErrorCode::NotASubCustomer);
    let list = CustomerQuery { customer_id: Some("c-100015".to_owned()), ..CustomerQuery::default() };
    assert_eq!(admin.fetch(&LIST, (), &list).await.ok().count, 0);
    assert_eq!(
        world.number("SELECT grace_hours FROM customers WHERE customer_id = $1", "c-100015").await,
        24
    );
    // The record stays with the partner, and its administrators are told on every channel, the name masked.
    let record = admin.fetch(&RECORD, (id("r-c-100015-1"),), &()).await.ok();
    assert_eq!(record.status, RequestStatus::Approved);
    let messages = world.messages("ASSOCIATION_ANSWERED").await;
    assert_eq!(messages.len(), 6, "{messages:?}");
    assert!(messages.iter().all(|message| message.contains("长沙****公司") && !message.contains("清风")));
    // Nothing is left to answer or to ask for.
    let twice = customer.submit(&portal::APPROVE, (id("r-c-100015-1"),), &approval(2)).await.refused();
    assert_eq!(twice.current_status.as_deref(), Some("APPROVED"));
    let ask = portal::MyRequestDraft { reason: reason("再次"), notes_accepted: true };
    assert_eq!(customer.submit(&portal::REQUEST, (), &ask).await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn agreeing_to_a_switch_returns_what_was_appropriated_and_keeps_vouchers() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let customer = world.sign_in("changhe").await;
    let before = cash(&admin).await;
    let approved =
        customer.submit_with_code(&portal::APPROVE, (id("r-c-100019-1"),), &approval(1)).await.ok();
    assert_eq!(approved.association_type_after, Some(AssociationType::Referral));
    assert_eq!(cash(&admin).await, before + 432_100);
    let query = AdjustRecordQuery {
        customer_id: Some("c-100019".to_owned()),
        operation_type: Some(AdjustOperation::Recall),
        ..AdjustRecordQuery::default()
    };
    let records = admin.fetch(&ADJUST_RECORDS, (), &query).await.ok().records;
    assert_eq!(records.iter().map(|record| record.amount.minor()).collect::<Vec<_>>(), [432_100]);
    let detail = admin.fetch(&SHOW, (id("c-100019"),), &()).await.ok();
    assert_eq!(detail.info.association_type, AssociationType::Referral);
    assert_eq!(detail.info.available_quota.amount, Amount::ZERO);
    assert!(detail.open_request.is_none());
    assert_eq!(detail.timeline[0].event, TimelineEvent::Approved);
}

#[tokio::test]
async fn money_that_a_customer_paid_in_itself_stays_with_it() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let (admin, customer) = (world.sign_in("yunfan-admin").await, world.sign_in("lantian").await);
    let before = cash(&admin).await;
    assert!(check(&admin, "c-100001", Action::Switch).await.consequences.balance_returned.is_none());
    let request = admin.submit(&REQUEST, (), &draft("c-100001", Action::Switch)).await.ok();
    assert_eq!(request.association_type_after, Some(AssociationType::Consignment));
    customer.submit_with_code(&portal::APPROVE, (request.request_id,), &approval(1)).await.ok();
    // Now a consignment customer with its own money: ending it returns nothing to the partner.
    let ask = portal::MyRequestDraft { reason: reason("更换伙伴"), notes_accepted: true };
    let request = customer.submit_with_code(&portal::REQUEST, (), &ask).await.ok();
    assert_eq!(request.status, RequestStatus::PendingPartner);
    admin.submit(&APPROVE, (request.request_id,), &approval(1)).await.ok();
    assert_eq!(cash(&admin).await, before);
    assert_eq!(customer.fetch(&portal::MY_ACCOUNT, (), &()).await.ok().balance.amount.minor(), 358_000);
}

#[tokio::test]
async fn on_the_international_site_a_switch_leads_to_resale_in_dollars() {
    let world = World::new().await;
    let admin = world.sign_in("nimbus-admin").await;
    let request = admin.submit(&REQUEST, (), &draft("c-340003", Action::Switch)).await.ok();
    assert_eq!(request.association_type_after, Some(AssociationType::Resale));
    let report = check(&admin, "c-340001", Action::Disassociate).await;
    let returned = report.consequences.balance_returned.unwrap();
    assert_eq!((returned.amount.minor(), returned.currency.as_str()), (98_765, "USD"));
}

#[tokio::test]
async fn the_partner_answers_a_customers_request_with_check_version_and_state() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let request: (contract::ids::RequestId,) = (id("r-c-100016-1"),);
    let report = admin.fetch(&RECORD_CHECK, request.clone(), &()).await.ok();
    assert!(report.passed);
    let quota = |item| matches!(item, CheckItem::CustomerRequest3m | CheckItem::PartnerRequest3m);
    assert!(report.check_items.iter().all(|result| !quota(result.item)));

    let unread = Approval { version: 1, notes_accepted: false };
    assert_eq!(admin.submit(&APPROVE, request.clone(), &unread).await.code(), ErrorCode::NotesNotAccepted);
    for version in [0, 2] {
        let stale = admin.submit(&APPROVE, request.clone(), &approval(version)).await;
        assert_eq!((stale.status(), stale.code()), (412, ErrorCode::Changed));
        let rejection = Rejection { version, opinion: reason("过期") };
        assert_eq!(admin.submit(&REJECT, request.clone(), &rejection).await.code(), ErrorCode::Changed);
    }
    // The one who did not ask cannot withdraw.
    let withdrawal = Withdrawal { version: 1 };
    let wrong = admin.submit(&WITHDRAW, request.clone(), &withdrawal).await.refused();
    assert_eq!(
        (wrong.error_code, wrong.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("PENDING_PARTNER"))
    );
    let before = cash(&admin).await;
    let approved = admin.submit(&APPROVE, request.clone(), &approval(1)).await.ok();
    assert_eq!(approved.handler.as_deref(), Some("林岚"));
    assert_eq!(cash(&admin).await, before + 250_000);
    let late = admin.fetch(&RECORD_CHECK, request, &()).await.refused();
    assert_eq!(late.current_status.as_deref(), Some("APPROVED"));
    // The customer is told, by name of its partner.
    let messages = world.messages("ASSOCIATION_ANSWERED").await;
    assert_eq!(messages.len(), 3);
    assert!(messages.iter().all(|message| message.contains("云帆数智")));
}

#[tokio::test]
async fn agreeing_checks_everything_again() {
    let world = World::new().await;
    let customer = world.sign_in("qingfeng").await;
    let order = OrderDraft {
        title: Label::try_from("对象存储".to_owned()).unwrap(),
        price: Amount::from_minor(ORDER_PRICE).unwrap(),
    };
    customer.submit(&portal::PLACE_ORDER, (), &order).await.ok();
    let problem = customer.submit(&portal::APPROVE, (id("r-c-100015-1"),), &approval(1)).await.refused();
    assert_eq!(problem.error_code, ErrorCode::CheckFailed);
    assert_eq!(problem.fail_check_items, [CheckItem::PartnerPayOrder]);
    assert!(customer.fetch(&portal::MY_PARTNER, (), &()).await.ok().association.is_some());
}

#[tokio::test]
async fn the_partner_cannot_answer_its_own_request_nor_a_foreign_one() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let own = admin.submit(&APPROVE, (id("r-c-100015-1"),), &approval(1)).await.refused();
    assert_eq!(
        (own.error_code, own.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("PENDING_CUSTOMER"))
    );
    let other = world.sign_in("huashang-admin").await;
    let rejection = Rejection { version: 1, opinion: reason("不") };
    let mut answers = Vec::new();
    for request in ["r-c-100016-1", "r-missing"] {
        answers.push([
            other.fetch(&RECORD, (id(request),), &()).await.body().to_owned(),
            other.fetch(&RECORD_CHECK, (id(request),), &()).await.body().to_owned(),
            other.submit(&APPROVE, (id(request),), &approval(1)).await.body().to_owned(),
            other.submit(&REJECT, (id(request),), &rejection).await.body().to_owned(),
            other.submit(&WITHDRAW, (id(request),), &Withdrawal { version: 1 }).await.body().to_owned(),
        ]);
    }
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0].iter().all(|body| body.contains("CBC.99100001")), "{answers:?}");
}

#[tokio::test]
async fn only_administrators_ask_and_answer() {
    let world = World::new().await;
    for account in ["yunfan-finance", "yunfan-director", "yunfan-wang", "yunfan-operator", "lantian"] {
        let actor = world.sign_in(account).await;
        for code in [
            actor.submit(&REQUEST, (), &disassociate("c-100001")).await.code(),
            actor.submit(&APPROVE, (id("r-c-100016-1"),), &approval(1)).await.code(),
            actor.submit(&WITHDRAW, (id("r-c-100015-1"),), &Withdrawal { version: 1 }).await.code(),
        ] {
            assert!(
                matches!(code, ErrorCode::AccessDenied | ErrorCode::AdministratorOnly),
                "{account}: {code:?}"
            );
        }
    }
}

async fn found(actor: &Actor<'_>, query: RecordQuery) -> Vec<AssociationRequest> {
    let query = RecordQuery { limit: Some(100), ..query };
    let page = actor.fetch(&RECORDS, (), &query).await.ok();
    assert_eq!(page.total_count as usize, page.requests.len());
    page.requests
}

#[tokio::test]
async fn the_records_are_found_by_every_filter() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = found(&admin, RecordQuery::default()).await;
    assert!(all.windows(2).all(|pair| pair[0].applied_at >= pair[1].applied_at));
    assert!(all.iter().any(|record| record.event == RecordEvent::Associate));
    let names = |records: Vec<AssociationRequest>| {
        records.into_iter().map(|record| record.request_id.to_string()).collect::<Vec<_>>()
    };
    let customer = RecordQuery { customer_id: Some("c-100004".to_owned()), ..RecordQuery::default() };
    assert_eq!(names(found(&admin, customer).await), ["r-c-100004-1", "r-c-100004-0"]);
    let switches = RecordQuery { event: Some(RecordEvent::Switch), ..RecordQuery::default() };
    assert_eq!(names(found(&admin, switches).await), ["r-c-100019-1", "r-c-100004-1"]);
    let pending = RecordQuery {
        status_list: vec![RequestStatus::PendingCustomer, RequestStatus::PendingPartner],
        ..RecordQuery::default()
    };
    assert_eq!(names(found(&admin, pending).await), ["r-c-100016-1", "r-c-100015-1", "r-c-100019-1"]);
    let theirs = RecordQuery {
        initiator: Some(Initiator::Customer),
        event: Some(RecordEvent::Disassociate),
        ..RecordQuery::default()
    };
    assert_eq!(names(found(&admin, theirs).await), ["r-c-100016-1", "r-c-100003-1"]);
    // Days are China's: r-c-100016-1 was put at noon of 22 November there.
    let day = "2026-11-22".parse().unwrap();
    let of_day = RecordQuery { applied_begin: Some(day), applied_end: Some(day), ..RecordQuery::default() };
    assert_eq!(names(found(&admin, of_day).await), ["r-c-100016-1"]);
    let past = RecordQuery { limit: Some(0), ..RecordQuery::default() };
    assert_eq!(admin.fetch(&RECORDS, (), &past).await.refused().fields[0].field, "limit");
}

#[tokio::test]
async fn a_director_sees_the_records_of_its_team_only() {
    let world = World::new().await;
    world
        .change(
            "UPDATE association_records SET manager_user_id = 'u-yunfan-zhao' WHERE request_id = $1",
            "r-c-100016-1",
        )
        .await;
    let director = world.sign_in("yunfan-director").await;
    let records =
        found(&director, RecordQuery { event: Some(RecordEvent::Disassociate), ..RecordQuery::default() })
            .await;
    assert!(records.iter().all(|record| record.request_id.as_str() != "r-c-100016-1"));
    assert!(records.iter().any(|record| record.request_id.as_str() == "r-c-100015-1"));
    assert_eq!(director.fetch(&RECORD, (id("r-c-100016-1"),), &()).await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn the_customers_quota_starts_with_its_own_request() {
    let world = World::new().await;
    let customer = world.sign_in("huatai").await;
    let ask = portal::MyRequestDraft { reason: reason("合作结束"), notes_accepted: true };
    let request = customer.submit_with_code(&portal::REQUEST, (), &ask).await.ok();
    customer.submit(&portal::WITHDRAW, (request.request_id.clone(),), &Withdrawal { version: 1 }).await.ok();
    let problem = customer.submit(&portal::REQUEST, (), &ask).await.refused();
    assert_eq!(problem.error_code, ErrorCode::RequestQuotaUsed);
    assert_eq!(problem.fail_check_items, [CheckItem::CustomerRequest3m]);
    let next: Timestamp = problem.next_allowed_on.unwrap().china_midnight();
    world.pass_until(next);
    let customer = world.sign_in("huatai").await;
    assert_eq!(customer.submit_with_code(&portal::REQUEST, (), &ask).await.status(), 200);
    let log = customer.fetch(&portal::RECORDS, (), &()).await.ok().requests;
    assert_eq!(log.len(), 3);
    assert_eq!(user_id("huatai"), "u-huatai");
}

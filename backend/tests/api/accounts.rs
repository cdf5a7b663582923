//! Money: appropriating, paying orders, records, vouchers; rules B6 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use contract::{
    accounts::{
        ADJUST_RECORDS, AdjustOperation, AdjustRecordQuery, CUSTOMER_BALANCES, CustomerBalanceQuery,
        CustomerRef, GRANT, GrantDraft, ISSUED_VOUCHERS, IssuedVoucherQuery, PARTNER_BALANCES, PAY_ORDER,
        PayOrderDraft,
    },
    associations::{Action, CHECK, CheckQuery},
    customer_portal::{self as portal, OrderDraft},
    customers::{SHOW, TimelineEvent, VoucherIssuer, VoucherState},
    money::Amount,
    problem::ErrorCode,
    text::Label,
};

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

fn grant(customer: &str, amount: i64) -> GrantDraft {
    GrantDraft { customer_id: id(customer), amount: minor(amount) }
}

/// Cash of the partner and how much of it is earmarked, in hundredths.
async fn cash(actor: &Actor<'_>) -> (i64, i64) {
    let cash = actor.fetch(&PARTNER_BALANCES, (), &()).await.ok().account_balances.remove(0);
    (cash.amount.minor(), cash.designated_amount.minor())
}

#[tokio::test]
async fn every_member_sees_the_partners_balances_even_without_customers() {
    let world = World::new().await;
    for account in ["yunfan-operator", "caizhi-operator", "nimbus-finance"] {
        let actor = world.sign_in(account).await;
        let balances = actor.fetch(&PARTNER_BALANCES, (), &()).await.ok().account_balances;
        assert_eq!(balances[0].account_type, 1, "{account}");
    }
    let customer = world.sign_in("lantian").await;
    assert_eq!(customer.fetch(&PARTNER_BALANCES, (), &()).await.status(), 403);
}

#[tokio::test]
async fn a_grant_writes_off_arrears_first_and_the_check_then_passes() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let (before, _) = cash(&finance).await;
    // Arrears of 120.00.
    let first = finance.submit(&GRANT, (), &grant("c-310002", 5_000)).await.ok();
    let detail = finance.fetch(&SHOW, (id("c-310002"),), &()).await.ok();
    assert_eq!((detail.debt.amount.minor(), detail.info.available_quota.amount.minor()), (7_000, 0));
    finance.submit(&GRANT, (), &grant("c-310002", 10_001)).await.ok();
    let detail = finance.fetch(&SHOW, (id("c-310002"),), &()).await.ok();
    assert_eq!((detail.debt.amount.minor(), detail.info.available_quota.amount.minor()), (0, 3_001));
    assert_eq!(detail.timeline[0].event, TimelineEvent::Granted);
    assert_eq!(detail.timeline[0].amount.unwrap().amount.minor(), 10_001);
    assert_eq!(cash(&finance).await.0, before - 15_001);

    let query =
        AdjustRecordQuery { customer_id: Some("c-310002".to_owned()), ..AdjustRecordQuery::default() };
    let records = finance.fetch(&ADJUST_RECORDS, (), &query).await.ok().records;
    assert_eq!(records.len(), 2);
    assert!(
        records.iter().any(|record| record.trans_id == first.transfer_id && record.amount.minor() == 5_000)
    );
    assert!(records.iter().all(|record| record.operation_type == AdjustOperation::Grant));
    let admin = world.sign_in("huashang-admin").await;
    let query = CheckQuery { customer_id: id("c-310002"), action: Action::Disassociate };
    assert!(admin.fetch(&CHECK, (), &query).await.ok().passed);
}

#[tokio::test]
async fn a_grant_needs_a_settling_customer_an_amount_and_the_balance() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let (before, earmarked) = cash(&finance).await;
    let refused = finance.submit(&GRANT, (), &grant("c-100001", 100)).await;
    assert_eq!(refused.code(), ErrorCode::WrongAssociationType);
    for amount in [0, -100] {
        let problem = finance.submit(&GRANT, (), &grant("c-100002", amount)).await.refused();
        assert_eq!(problem.fields[0].field, "amount");
    }
    // What is earmarked is not for appropriating; and nobody is asked for a code in vain.
    let too_much = finance.submit(&GRANT, (), &grant("c-100002", before - earmarked + 1)).await;
    assert_eq!(too_much.code(), ErrorCode::InsufficientBalance);
    let body = r#"{"customer_id":"c-100002","amount":1.001}"#;
    assert_eq!(finance.submit_text(&GRANT, (), body).await.code(), ErrorCode::InvalidParameter);
    assert_eq!(cash(&finance).await.0, before);

    let all = finance.submit_with_code(&GRANT, (), &grant("c-100002", before - earmarked)).await;
    assert_eq!(all.status(), 200, "{}", all.body());
    assert_eq!(cash(&finance).await.0, earmarked);
    assert_eq!(
        finance.submit(&GRANT, (), &grant("c-100002", 1)).await.code(),
        ErrorCode::InsufficientBalance
    );
}

#[tokio::test]
async fn many_grants_at_once_never_spend_a_cent_twice() {
    let world = World::new().await;
    world
        .change(
            "UPDATE partner_accounts SET designated_amount = cash_balance - 1000 WHERE partner_id = $1",
            "p-huashang",
        )
        .await;
    let finance = world.sign_in("huashang-finance").await;
    let draft = grant("c-310001", 300);
    let answers = futures_util::future::join_all((0..12).map(|_| finance.submit(&GRANT, (), &draft))).await;
    let done = answers.iter().filter(|answer| answer.status() == 200).count();
    assert_eq!(done, 3);
    for answer in answers.iter().filter(|answer| answer.status() != 200) {
        assert_eq!(answer.code(), ErrorCode::InsufficientBalance);
    }
    let (left, earmarked) = cash(&finance).await;
    assert_eq!(left - earmarked, 100);
    let granted =
        world.number("SELECT granted_balance FROM customers WHERE customer_id = $1", "c-310001").await;
    assert_eq!(granted, 70_000 + 900);
}

#[tokio::test]
async fn an_order_is_paid_once_at_the_price_that_was_shown() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let finance = world.sign_in("yunfan-finance").await;
    let (before, _) = cash(&finance).await;
    let order: (contract::ids::HoldingId,) = (id("h-c-100008-0"),);
    let another = PayOrderDraft { amount: minor(127_999) };
    assert_eq!(finance.submit(&PAY_ORDER, order.clone(), &another).await.code(), ErrorCode::Changed);
    let price = PayOrderDraft { amount: minor(128_000) };
    finance.submit(&PAY_ORDER, order.clone(), &price).await.ok();
    assert_eq!(cash(&finance).await.0, before - 128_000);
    let twice = finance.submit(&PAY_ORDER, order, &price).await.refused();
    assert_eq!(
        (twice.error_code, twice.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("ENDED"))
    );
    let query = AdjustRecordQuery {
        operation_type: Some(AdjustOperation::OrderPaid),
        ..AdjustRecordQuery::default()
    };
    let records = finance.fetch(&ADJUST_RECORDS, (), &query).await.ok();
    assert_eq!((records.total_count, records.records[0].amount.minor()), (1, 128_000));
    let admin = world.sign_in("yunfan-admin").await;
    let query = CheckQuery { customer_id: id("c-100008"), action: Action::Disassociate };
    assert!(admin.fetch(&CHECK, (), &query).await.ok().passed);
}

#[tokio::test]
async fn what_is_no_order_of_an_own_customer_does_not_exist() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let draft = PayOrderDraft { amount: minor(128_000) };
    let mut bodies = Vec::new();
    for holding in ["h-c-100008-0", "h-c-310003-0", "h-missing"] {
        bodies.push(finance.submit(&PAY_ORDER, (id(holding),), &draft).await.body().to_owned());
    }
    assert!(bodies[0].contains("CBC.99100001"));
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
}

#[tokio::test]
async fn only_solution_providers_pay_for_referral_customers() {
    let world = World::new().await;
    world.change("UPDATE customers SET association_type = '1' WHERE customer_id = $1", "c-310001").await;
    let customer = world.sign_in("huatai").await;
    let order = OrderDraft { title: Label::try_from("云主机".to_owned()).unwrap(), price: minor(100) };
    let order = customer.submit(&portal::PLACE_ORDER, (), &order).await.ok();
    let finance = world.sign_in("huashang-finance").await;
    let draft = PayOrderDraft { amount: minor(100) };
    let refused = finance.submit(&PAY_ORDER, (order.holding_id.clone(),), &draft).await;
    assert_eq!(refused.code(), ErrorCode::WrongAssociationType);
    world.change("UPDATE customers SET association_type = '2' WHERE customer_id = $1", "c-310001").await;
    assert_eq!(finance.submit(&PAY_ORDER, (order.holding_id,), &draft).await.status(), 204);
}

#[tokio::test]
async fn balances_of_foreign_and_referral_customers_are_left_out() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let query = |ids: &[&str]| CustomerBalanceQuery {
        customer_infos: ids.iter().map(|text| CustomerRef { customer_id: id(text) }).collect(),
    };
    let asked = query(&["c-100001", "c-100002", "c-100010", "c-310001", "c-missing"]);
    let answer = finance.fetch(&CUSTOMER_BALANCES, (), &asked).await.ok().customer_balances;
    let seen: Vec<_> = answer
        .iter()
        .map(|balance| (balance.customer_id.as_str(), balance.amount.minor(), balance.debt_amount.minor()))
        .collect();
    assert_eq!(seen, [("c-100002", 1_234_567, 0), ("c-100010", 0, 86_040)]);
    for ids in [vec![], vec!["c-100002"; 101]] {
        let problem = finance.fetch(&CUSTOMER_BALANCES, (), &query(&ids)).await.refused();
        assert_eq!(problem.fields[0].field, "customer_infos");
    }
}

#[tokio::test]
async fn a_partner_sees_the_vouchers_that_it_issued_and_no_others() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let query =
        IssuedVoucherQuery { customer_id: Some("c-100002".to_owned()), ..IssuedVoucherQuery::default() };
    let issued = finance.fetch(&ISSUED_VOUCHERS, (), &query).await.ok();
    let mut values: Vec<i64> =
        issued.user_coupons.iter().map(|coupon| coupon.voucher.face_value.amount.minor()).collect();
    values.sort_unstable();
    assert_eq!(values, [5_050, 10_000]);
    assert!(issued.user_coupons.iter().all(|coupon| coupon.voucher.issuer == VoucherIssuer::Partner));
    let recalled =
        IssuedVoucherQuery { state: Some(VoucherState::Recalled), ..IssuedVoucherQuery::default() };
    assert_eq!(finance.fetch(&ISSUED_VOUCHERS, (), &recalled).await.ok().total_count, 0);
    let other = world.sign_in("huashang-finance").await;
    assert_eq!(other.fetch(&ISSUED_VOUCHERS, (), &query).await.ok().total_count, 0);
}

//! Bills of a partner: rules H13–H15 of `docs/rules.md`.

use crate::world::World;
use contract::{
    bills::{BillDetailQuery, BillLineKind, BillQuery, BillState, DETAILS, SHOW},
    money::{Amount, Currency},
    problem::ErrorCode,
};

fn month(text: &str) -> BillQuery {
    BillQuery { bill_cycle: text.parse().unwrap() }
}

fn details(text: &str) -> BillDetailQuery {
    BillDetailQuery {
        bill_cycle: text.parse().unwrap(),
        kind: None,
        customer_id: None,
        offset: None,
        limit: Some(100),
    }
}

#[tokio::test]
async fn a_bill_is_the_sum_of_its_lines_and_of_its_services() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let bill = finance.fetch(&SHOW, (), &month("2026-10")).await.ok();
    assert_eq!((bill.state, bill.currency), (BillState::Final, Currency::Cny));
    let mut lines = finance.fetch(&DETAILS, (), &details("2026-10")).await.ok();
    assert!(lines.total_count <= 100 && lines.total_count > 20, "{}", lines.total_count);
    let sum = |kind: BillLineKind| -> i64 {
        lines.bill_lines.iter().filter(|line| line.kind == kind).map(|line| line.amount.minor()).sum()
    };
    assert_eq!(bill.consume_amount.minor(), sum(BillLineKind::Consumption));
    assert_eq!(bill.refunds.minor(), sum(BillLineKind::Refund));
    assert_eq!(bill.adjustments.minor(), sum(BillLineKind::Adjustment));
    assert!(bill.refunds < Amount::ZERO && bill.adjustments != Amount::ZERO);
    assert_eq!(bill.total.minor(), lines.bill_lines.iter().map(|line| line.amount.minor()).sum::<i64>());
    assert_eq!(bill.services.iter().map(|one| one.total.minor()).sum::<i64>(), bill.total.minor());
    assert!(bill.services.is_sorted_by_key(|one| std::cmp::Reverse(one.total)));
    // Names are masked, as everywhere; who is not verified has none.
    let masked = |name: &str| name.is_empty() || name.contains('*');
    assert!(lines.bill_lines.iter().all(|line| masked(&line.customer_name)));
    assert!(lines.bill_lines.iter().any(|line| !line.customer_name.is_empty()));
    let refunds = BillDetailQuery { kind: Some(BillLineKind::Refund), ..details("2026-10") };
    lines = finance.fetch(&DETAILS, (), &refunds).await.ok();
    assert!(lines.total_count > 0 && lines.bill_lines.iter().all(|line| line.kind == BillLineKind::Refund));
    let nimbus = world.sign_in("nimbus-finance").await;
    assert_eq!(nimbus.fetch(&SHOW, (), &month("2026-10")).await.ok().currency, Currency::Usd);
}

#[tokio::test]
async fn this_months_bill_grows_at_midnight_and_is_final_at_noon_of_the_fifth() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let bill = finance.fetch(&SHOW, (), &month("2026-11")).await.ok();
    assert_eq!((bill.state, bill.data_until), (BillState::Accruing, "2026-11-22T16:00:00Z".parse().unwrap()));
    let today = "2026-11-22T16:00:00Z";
    let lines = finance.fetch(&DETAILS, (), &details("2026-11")).await.ok().bill_lines;
    assert!(lines.iter().all(|line| line.charged_at < today.parse().unwrap()));
    for (now, state) in [
        ("2026-12-01T00:00:00Z", BillState::Provisional),
        ("2026-12-05T03:59:59Z", BillState::Provisional),
        ("2026-12-05T04:00:00Z", BillState::Final),
    ] {
        world.pass_until(now.parse().unwrap());
        let finance = world.sign_in("yunfan-finance").await;
        let later = finance.fetch(&SHOW, (), &month("2026-11")).await.ok();
        assert_eq!(later.state, state, "{now}");
        assert!(later.consume_amount > bill.consume_amount);
    }
}

#[tokio::test]
async fn a_bill_is_for_whoever_looks_after_the_money_of_a_partner_with_customers() {
    let world = World::new().await;
    for name in
        ["yunfan-wang", "yunfan-director", "yunfan-operator", "caizhi-finance", "lantian", "vendor-operator"]
    {
        let actor = world.sign_in(name).await;
        assert_eq!(actor.fetch(&SHOW, (), &month("2026-10")).await.code(), ErrorCode::AccessDenied, "{name}");
    }
    let finance = world.sign_in("yunfan-finance").await;
    for wrong in ["2026-12", "2025-05"] {
        let refused = finance.fetch(&SHOW, (), &month(wrong)).await.refused();
        assert_eq!(refused.fields[0].field, "bill_cycle", "{wrong}");
        assert_eq!(finance.fetch(&DETAILS, (), &details(wrong)).await.code(), ErrorCode::InvalidParameter);
    }
    assert_eq!(finance.fetch(&SHOW, (), &month("2025-06")).await.ok().state, BillState::Final);
    // One partner's bill has nothing of another's.
    let admin = world.sign_in("lingxi-admin").await;
    let theirs = admin.fetch(&DETAILS, (), &details("2026-10")).await.ok().bill_lines;
    let ours = finance.fetch(&DETAILS, (), &details("2026-10")).await.ok().bill_lines;
    assert!(
        !theirs.is_empty()
            && theirs.iter().all(|line| !ours.iter().any(|one| one.customer_id == line.customer_id))
    );
}

//! Balances, what can be withdrawn and why, what came and went, the alert: rules N1, N6 and N7 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use backend::{
    book::{self, Account, Entry, EntryKind},
    jobs,
};
use contract::{
    accounts::{GRANT, GrantDraft},
    funds::{
        AlertChannel, BalanceAlert, DETAILS, FundsDetailQuery, FundsEntryKind as Kind, FundsOverview,
        OVERVIEW, SET_ALERT,
    },
    money::{Amount, Currency},
    problem::ErrorCode,
    withdrawals::WithdrawalRoute,
};

const HUASHANG: &str = "p-huashang";

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

async fn overview(actor: &Actor<'_>) -> FundsOverview {
    actor.fetch(&OVERVIEW, (), &()).await.ok()
}

async fn post(world: &World, kind: EntryKind, about_id: &str, way: (Account, Account), amount: i64) {
    let mut tx = world.service.app.store.write().await.unwrap();
    let entry = Entry { partner_id: HUASHANG, kind, about_id, currency: Currency::Cny };
    let lines = book::transfer(way.0, way.1, minor(amount)).unwrap();
    let _new = book::post(&mut tx, world.now(), entry, &lines).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_can_be_withdrawn_is_explained_term_by_term() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let before = overview(&finance).await;
    assert_eq!(before.total, before.cash.plus(before.credit.unwrap_or_default()).unwrap());
    assert_eq!(before.withdrawable, before.terms.withdrawable());
    assert_eq!(before.terms.cash, before.cash);
    let debts = "SELECT CAST(SUM(debt) AS BIGINT) FROM customers WHERE partner_id = $1
         AND association_type IN ('2', '3')";
    assert_eq!(before.terms.customer_arrears.minor(), world.number(debts, HUASHANG).await);

    // Every term takes its own off, and none hides behind another.
    post(&world, EntryKind::PaidOut, "po-1", (Account::VendorExpense, Account::Cash), 10_000).await;
    post(&world, EntryKind::PaidOut, "po-1-owed", (Account::InvoiceClaims, Account::OwedInvoices), 300).await;
    world.change("UPDATE partner_accounts SET unposted = 20 WHERE partner_id = $1", HUASHANG).await;
    let after = overview(&finance).await;
    assert_eq!(after.terms.owed_invoices.minor(), 300);
    assert_eq!(after.terms.unposted.minor(), 20);
    assert_eq!(after.withdrawable.minor(), before.withdrawable.minor() + 10_000 - 300 - 20);
    let rebate = after.by_route.iter().find(|limit| limit.route == WithdrawalRoute::Rebate).unwrap();
    assert_eq!(rebate.available.minor(), 10_000);
}

#[tokio::test]
async fn arrears_in_another_currency_are_shown_and_nothing_is_totalled_across() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let own = overview(&finance).await.terms.customer_arrears;
    // c-310002 owes 120.00.
    world.change("UPDATE customers SET currency = 'USD' WHERE customer_id = $1", "c-310002").await;
    let mixed = overview(&finance).await;
    assert_eq!(mixed.terms.customer_arrears.minor(), own.minor() - 12_000);
    assert_eq!(mixed.terms.arrears_elsewhere.len(), 1);
    assert_eq!(mixed.terms.arrears_elsewhere[0].currency, Currency::Usd);
    assert_eq!(mixed.withdrawable, Amount::ZERO);
}

#[tokio::test]
async fn every_member_of_the_three_identities_sees_the_overview_and_nobody_else() {
    let world = World::new().await;
    for account in ["yunfan-operator", "yunfan-wang", "huashang-admin", "lingxi-finance"] {
        let actor = world.sign_in(account).await;
        assert!(overview(&actor).await.online_top_up, "{account}");
    }
    for account in ["caizhi-finance", "lantian", "vendor-operator"] {
        let actor = world.sign_in(account).await;
        assert_eq!(actor.fetch(&OVERVIEW, (), &()).await.code(), ErrorCode::AccessDenied, "{account}");
    }
    let operator = world.sign_in("yunfan-operator").await;
    let records = operator.fetch(&DETAILS, (), &FundsDetailQuery::default()).await;
    assert_eq!(records.code(), ErrorCode::AccessDenied);
}

#[tokio::test]
async fn details_tell_what_came_and_went_and_what_was_there_then() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    world.codes_off("p-yunfan").await;
    let grant = GrantDraft { customer_id: id("c-100002"), amount: minor(1_234) };
    finance.submit(&GRANT, (), &grant).await.ok();
    finance.submit(&GRANT, (), &grant).await.ok();
    let cash = overview(&finance).await.cash;
    let page = finance.fetch(&DETAILS, (), &FundsDetailQuery::default()).await.ok();
    // Of the same second, the later one first.
    let newest: Vec<_> = page.entries.iter().take(2).map(|entry| entry.balance_after.unwrap()).collect();
    assert_eq!(newest, [cash, cash.plus(minor(1_234)).unwrap()]);
    assert_eq!(page.entries[0].kind, Kind::Granted);
    assert_eq!(page.entries[0].customer_id, Some(id("c-100002")));
    assert_eq!(page.entries[0].amount.minor(), -1_234);
    // Every balance is the one before plus what moved, back to the opening.
    for pair in page.entries.windows(2) {
        let [later, earlier] = pair else { unreachable!() };
        assert_eq!(later.balance_after, earlier.balance_after.unwrap().plus(later.amount), "{later:?}");
    }
    let query = FundsDetailQuery { kind: Some(Kind::ToppedUp), ..FundsDetailQuery::default() };
    let top_ups = finance.fetch(&DETAILS, (), &query).await.ok();
    assert_eq!(top_ups.total_count, 2);
    assert!(top_ups.entries.iter().all(|entry| entry.amount.is_positive()));
    let today = world.now().china_day();
    let query = FundsDetailQuery { from: Some(today), to: Some(today), ..FundsDetailQuery::default() };
    assert_eq!(finance.fetch(&DETAILS, (), &query).await.ok().total_count, 2);
    let upside_down =
        FundsDetailQuery { from: Some(today), to: Some(today.plus_days(-1)), ..FundsDetailQuery::default() };
    let refused = finance.fetch(&DETAILS, (), &upside_down).await.refused();
    assert_eq!(refused.fields[0].field, "to");
}

fn alert(threshold: i64) -> BalanceAlert {
    BalanceAlert { enabled: true, threshold: Some(minor(threshold)), channels: vec![AlertChannel::Email] }
}

#[tokio::test]
async fn the_alert_fires_once_when_the_balance_drops_and_again_after_it_was_above() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let cash = overview(&finance).await.cash.minor();
    finance.submit(&SET_ALERT, (), &alert(cash)).await.ok();
    assert!(!overview(&finance).await.alert_fired);
    let told = async || {
        jobs::run_due(&world.service.app).await.unwrap();
        world.messages("BALANCE_ALERT").await.len()
    };
    let grant = GrantDraft { customer_id: id("c-310001"), amount: minor(1) };
    finance.submit(&GRANT, (), &grant).await.ok();
    // The administrators, by mail alone.
    let once = told().await;
    assert!(once > 0 && overview(&finance).await.alert_fired);
    finance.submit(&GRANT, (), &grant).await.ok();
    assert_eq!(told().await, once, "it is below already");
    post(&world, EntryKind::Remitted, "rc-1", (Account::Bank, Account::Cash), 2).await;
    assert!(!overview(&finance).await.alert_fired);
    finance.submit(&GRANT, (), &grant).await.ok();
    assert_eq!(told().await, 2 * once);
    let messages = world.messages("BALANCE_ALERT").await;
    assert!(messages.iter().all(|message| message.starts_with("EMAIL")), "{messages:?}");
}

#[tokio::test]
async fn a_balance_that_is_below_when_the_alert_is_set_is_no_news() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let cash = overview(&finance).await.cash.minor();
    finance.submit(&SET_ALERT, (), &alert(cash + 1)).await.ok();
    assert!(overview(&finance).await.alert_fired);
    let grant = GrantDraft { customer_id: id("c-310001"), amount: minor(1) };
    finance.submit(&GRANT, (), &grant).await.ok();
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(world.messages("BALANCE_ALERT").await, Vec::<String>::new());
}

#[tokio::test]
async fn an_alert_needs_a_threshold_with_two_decimals_and_a_channel() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let bare = BalanceAlert { enabled: true, threshold: None, channels: Vec::new() };
    let fields: Vec<_> = finance.submit(&SET_ALERT, (), &bare).await.refused().fields;
    assert_eq!(
        fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(),
        ["threshold", "channels"]
    );
    for threshold in ["-0.01", "0", "1.001", "\"1e3\""] {
        let body = format!(r#"{{"enabled":true,"threshold":{threshold},"channels":["SMS"]}}"#);
        let refused = finance.submit_text(&SET_ALERT, (), &body).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{threshold}");
        assert_eq!(refused.fields[0].field, "threshold", "{threshold}");
    }
    // Switched off, what was set is kept.
    let off = BalanceAlert { enabled: false, ..alert(500) };
    finance.submit(&SET_ALERT, (), &off).await.ok();
    assert_eq!(overview(&finance).await.alert, off);
}

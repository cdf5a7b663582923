//! Taking money out: rule N5 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use contract::{
    company::AccountNumber,
    funds::{FundsOverview, OVERVIEW},
    money::Amount,
    payee::Payee,
    problem::ErrorCode,
    text::{BankName, CompanyName, Reason},
    top_ups::SHOW as TOP_UP,
    verification::ReceiverType,
    withdrawals::{
        CASE, DELETE, LIST, PREVIEW, REQUEST, REVEAL_ACCOUNT, SHOW, Withdrawal, WithdrawalDraft,
        WithdrawalQuery, WithdrawalRoute as Route, WithdrawalStatus as Status,
    },
    work_queue::{
        COMPLETE, DECLINE, LIST as QUEUE, START, WorkItem, WorkItemAnswer, WorkItemKind, WorkItemQuery,
        WorkItemVersion,
    },
};

const NUMBER: &str = "6222020012345678901";
const COMPANY: &str = "云帆数智科技(上海)有限公司";

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

fn original(amount: i64) -> WithdrawalDraft {
    WithdrawalDraft { amount: minor(amount), route: Route::Original, top_up_ids: Vec::new(), account: None }
}

fn account(holder: &str) -> Payee {
    Payee {
        holder: CompanyName::try_from(holder.to_owned()).unwrap(),
        bank_name: BankName::try_from("招商银行上海张江支行".to_owned()).unwrap(),
        account_number: AccountNumber::try_from(NUMBER.to_owned()).unwrap(),
    }
}

fn to_bank(amount: i64) -> WithdrawalDraft {
    WithdrawalDraft { route: Route::Bank, account: Some(account(COMPANY)), ..original(amount) }
}

async fn overview(actor: &Actor<'_>) -> FundsOverview {
    actor.fetch(&OVERVIEW, (), &()).await.ok()
}

async fn returnable(actor: &Actor<'_>, top_up_id: &str) -> i64 {
    actor.fetch(&TOP_UP, (id(top_up_id),), &()).await.ok().returnable.minor()
}

async fn to_pay(operator: &Actor<'_>) -> WorkItem {
    let query = WorkItemQuery { kind: Some(WorkItemKind::PayWithdrawal), ..WorkItemQuery::default() };
    operator.fetch(&QUEUE, (), &query).await.ok().work_items.remove(0)
}

fn answer(version: i64) -> WorkItemAnswer {
    let answer = Reason::try_from("已办理".to_owned()).unwrap();
    WorkItemAnswer { version, answer, field_notes: Vec::new() }
}

async fn shown(actor: &Actor<'_>, withdrawal: &Withdrawal) -> Withdrawal {
    actor.fetch(&SHOW, (withdrawal.withdrawal_id.clone(),), &()).await.ok()
}

#[tokio::test]
async fn a_code_is_always_asked_for_and_never_sent_by_mail() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let draft = WithdrawalDraft {
        account: Some(account("华上云渠道（北京）股份有限公司")), ..to_bank(100)
    };
    let challenge = finance.submit(&REQUEST, (), &draft).await.refused().challenge.unwrap();
    assert!(challenge.receivers.iter().all(|receiver| receiver.receiver_type == ReceiverType::Sms));
    let before = overview(&finance).await;
    finance.submit_with_code(&REQUEST, (), &draft).await.ok();
    let after = overview(&finance).await;
    assert_eq!((after.cash.minor(), after.held.minor()), (before.cash.minor() - 100, 100));
}

#[tokio::test]
async fn the_original_route_takes_the_last_payment_first_and_shows_it_before() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    // tu-100002 gave 20,000.00 three days ago, tu-100001 has 30,000.00 left of twelve days ago.
    let preview = finance.fetch(&PREVIEW, (), &original(2_500_000)).await.ok();
    let parts: Vec<_> =
        preview.parts.iter().map(|part| (part.top_up_id.as_str(), part.amount.minor())).collect();
    assert_eq!(parts, [("tu-100002", 2_000_000), ("tu-100001", 500_000)]);
    assert_eq!(preview.available.minor(), 5_000_000);
    let made = finance.submit_with_code(&REQUEST, (), &original(2_500_000)).await.ok();
    assert_eq!(shown(&finance, &made).await.parts, preview.parts);
    assert_eq!(
        (returnable(&finance, "tu-100002").await, returnable(&finance, "tu-100001").await),
        (0, 2_500_000)
    );
    // No more than is left, although the account holds it.
    let refused = finance.fetch(&PREVIEW, (), &original(2_500_001)).await.refused();
    assert_eq!(refused.fields[0].field, "amount");
}

#[tokio::test]
async fn chosen_records_are_taken_instead() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let chosen = WithdrawalDraft { top_up_ids: vec![id("tu-100001")], ..original(1_000_000) };
    let made = finance.submit_with_code(&REQUEST, (), &chosen).await.ok();
    assert_eq!(made.parts.len(), 1);
    assert_eq!(
        (returnable(&finance, "tu-100002").await, returnable(&finance, "tu-100001").await),
        (2_000_000, 2_000_000)
    );
    let too_much = WithdrawalDraft { amount: minor(2_000_001), ..chosen.clone() };
    assert_eq!(finance.fetch(&PREVIEW, (), &too_much).await.refused().fields[0].field, "top_up_ids");
    // Somebody else's record and none are the same.
    let other = |record: &str| WithdrawalDraft { top_up_ids: vec![id(record)], ..original(1) };
    let foreign = finance.fetch(&PREVIEW, (), &other("tu-200001")).await;
    let missing = finance.fetch(&PREVIEW, (), &other("tu-none")).await;
    assert_eq!(foreign.code(), ErrorCode::NotFound);
    assert_eq!(foreign.body(), missing.body());
}

#[tokio::test]
async fn the_vendor_pays_and_the_money_is_gone() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = overview(&finance).await.cash.minor();
    let made = finance.submit_with_code(&REQUEST, (), &to_bank(1_000)).await.ok();
    let item = to_pay(&operator).await;
    operator.submit(&START, (item.work_item_id.clone(),), &WorkItemVersion { version: 1 }).await.ok();
    assert_eq!(shown(&finance, &made).await.status, Status::InProgress);
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(2)).await.ok();
    let paid = shown(&finance, &made).await;
    assert_eq!((paid.status, paid.answer.as_deref()), (Status::Paid, Some("已办理")));
    let after = overview(&finance).await;
    assert_eq!((after.cash.minor(), after.held), (before - 1_000, Amount::ZERO));
    assert_eq!(world.messages("WITHDRAWAL_HANDLED").await.len(), 3);
    let late = operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(3)).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
    // What was paid stays in the list.
    let refused = finance.submit(&DELETE, (made.withdrawal_id.clone(),), &()).await.refused();
    assert_eq!(refused.current_status.as_deref(), Some("PAID"));
}

#[tokio::test]
async fn or_rejects_and_everything_is_as_before_but_for_the_list_until_it_is_deleted() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = overview(&finance).await;
    let made = finance.submit_with_code(&REQUEST, (), &original(2_500_000)).await.ok();
    let item = to_pay(&operator).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(1)).await.ok();
    assert_eq!(overview(&finance).await, before);
    assert_eq!(returnable(&finance, "tu-100002").await, 2_000_000);
    let rejected = shown(&finance, &made).await;
    assert_eq!((rejected.status, rejected.answer.as_deref()), (Status::Rejected, Some("已办理")));
    let count = async || finance.fetch(&LIST, (), &WithdrawalQuery::default()).await.ok().total_count;
    assert_eq!(count().await, 3);
    finance.submit(&DELETE, (made.withdrawal_id.clone(),), &()).await.ok();
    assert_eq!(count().await, 2);
    let gone = finance.fetch(&SHOW, (made.withdrawal_id.clone(),), &()).await;
    let missing = finance.fetch(&SHOW, (id("wd-none"),), &()).await;
    assert_eq!(gone.body(), missing.body());
}

#[tokio::test]
async fn two_members_who_take_everything_at_once_take_it_once() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = overview(&finance).await.withdrawable.minor();
    let draft = to_bank(all);
    // Each has a code before the other's money is gone; both come at the same instant.
    let codes = (finance.code_for(&REQUEST, (), &draft).await, admin.code_for(&REQUEST, (), &draft).await);
    let (first, second) = tokio::join!(
        finance.submit_coded(&REQUEST, (), &draft, &codes.0),
        admin.submit_coded(&REQUEST, (), &draft, &codes.1)
    );
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400], "{} {}", first.body(), second.body());
    let loser = if first.status() == 200 { second } else { first };
    assert_eq!(loser.code(), ErrorCode::InsufficientBalance);
    let after = overview(&finance).await;
    assert_eq!((after.withdrawable, after.held.minor()), (Amount::ZERO, all));
    // And nothing at all is left to take.
    assert_eq!(finance.fetch(&PREVIEW, (), &to_bank(1)).await.code(), ErrorCode::InsufficientBalance);
}

#[tokio::test]
async fn a_route_has_its_own_rules() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let field = async |draft: &WithdrawalDraft| {
        finance.fetch(&PREVIEW, (), draft).await.refused().fields[0].field.clone()
    };
    assert_eq!(field(&WithdrawalDraft { account: None, ..to_bank(1) }).await, "account");
    assert_eq!(field(&WithdrawalDraft { account: Some(account(COMPANY)), ..original(1) }).await, "account");
    let to_somebody = WithdrawalDraft { account: Some(account("张三")), ..to_bank(1) };
    assert_eq!(field(&to_somebody).await, "account.holder");
    // No incentive has been paid to the account.
    assert_eq!(field(&WithdrawalDraft { route: Route::Rebate, ..to_bank(1) }).await, "amount");
    for amount in ["0", "-0.01", "0.001"] {
        let body = format!(r#"{{"amount":{amount},"route":"ORIGINAL"}}"#);
        let refused = finance.submit_text(&REQUEST, (), &body).await.refused();
        assert_eq!(refused.fields[0].field, "amount", "{amount}");
    }
}

#[tokio::test]
async fn the_account_number_lies_sealed_and_is_read_by_the_vendor_with_a_trace() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let made = finance.submit_with_code(&REQUEST, (), &to_bank(1_000)).await.ok();
    assert_eq!(made.account.as_ref().unwrap().account_number, "**** 8901");
    let bytes = world.service.bytes().await;
    assert!(!bytes.windows(NUMBER.len()).any(|window| window == NUMBER.as_bytes()));
    let case = operator.fetch(&CASE, (made.withdrawal_id.clone(),), &()).await.ok();
    assert_eq!(case.account, made.account);
    let full = operator.submit(&REVEAL_ACCOUNT, (made.withdrawal_id.clone(),), &()).await.ok();
    assert_eq!(full.account_number.as_str(), NUMBER);
    assert!(world.service.audited().await.iter().any(|action| action == "withdrawal.reveal_account"));
}

#[tokio::test]
async fn a_process_that_ends_after_the_hold_finds_it_and_pays_once() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    finance.submit_with_code(&REQUEST, (), &to_bank(1_000)).await.ok();
    let after = world.service.restarted().await;
    let held =
        "SELECT balance FROM book_balances WHERE partner_id = 'p-yunfan' AND account = 'WITHDRAWAL_HOLD'";
    let mut conn = after.store.read().await.unwrap();
    let balance: i64 = sqlx::query_scalar(held).fetch_one(&mut *conn).await.unwrap();
    assert_eq!(balance, 1_000);
    assert_eq!(backend::book::check::flaws(&mut conn).await.unwrap(), Vec::<String>::new());
    let open = "SELECT COUNT(*) FROM work_items WHERE kind = 'PAY_WITHDRAWAL' AND answered = 0";
    let items: i64 = sqlx::query_scalar(open).fetch_one(&mut *conn).await.unwrap();
    assert_eq!(items, 1);
}

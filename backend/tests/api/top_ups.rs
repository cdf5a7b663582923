//! Topping up online: rules N2 and N3 of `docs/rules.md`. A notice may come twice, late, for another amount, for a second
//! payment, or from somebody else.

use crate::world::{Actor, World, id};
use backend::{jobs, top_ups::test_gateway::TestGateway};
use contract::{
    funds::{DETAILS, FundsDetailQuery, FundsEntryKind, OVERVIEW},
    ids::{PaymentToken, TopUpId},
    money::{Amount, Currency},
    problem::ErrorCode,
    test_gateway::{self as gateway, PayDraft, WayToPay},
    text::Reason,
    top_ups::{
        CREATE, LIFETIME_S, MAX_PENDING, NOTIFY, Notice, PAYMENT_CASE, PaymentOutcome, SHOW, SignedNotice,
        TopUp, TopUpDraft, TopUpStatus as Status,
    },
    work_queue::{COMPLETE, DECLINE, LIST as QUEUE, WorkItem, WorkItemAnswer, WorkItemKind, WorkItemQuery},
};

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

async fn cash(actor: &Actor<'_>) -> i64 {
    actor.fetch(&OVERVIEW, (), &()).await.ok().cash.minor()
}

async fn ordered(actor: &Actor<'_>, amount: i64) -> TopUp {
    actor.submit(&CREATE, (), &TopUpDraft { amount: minor(amount) }).await.ok()
}

async fn status(actor: &Actor<'_>, order: &TopUp) -> Status {
    actor.fetch(&SHOW, (order.top_up_id.clone(),), &()).await.ok().status
}

fn paid(order: &TopUp, payment_id: &str, amount: i64) -> Notice {
    Notice {
        payment_id: id(payment_id),
        top_up_id: order.top_up_id.clone(),
        outcome: PaymentOutcome::Paid,
        amount: minor(amount),
        currency: order.currency,
    }
}

fn signed(world: &World, notice: Notice) -> SignedNotice {
    TestGateway::new(&world.service.app.pepper).sign(notice)
}

async fn told(world: &World, notice: Notice) -> Status {
    world.anybody().fetch(&NOTIFY, (), &signed(world, notice)).await.ok().status
}

/// The secret end of the order's page at the gateway.
fn page(order: &TopUp) -> PaymentToken {
    id(order.payment_url.as_ref().unwrap().rsplit('/').next().unwrap())
}

async fn pay(world: &World, order: &TopUp, way: WayToPay) {
    world.anybody().submit(&gateway::PAY, (page(order),), &PayDraft { way }).await.ok();
    jobs::run_due(&world.service.app).await.unwrap();
}

async fn payments_in_review(operator: &Actor<'_>) -> Vec<WorkItem> {
    let query = WorkItemQuery { kind: Some(WorkItemKind::ReviewPayment), ..WorkItemQuery::default() };
    operator.fetch(&QUEUE, (), &query).await.ok().work_items
}

fn answer(item: &WorkItem) -> WorkItemAnswer {
    let answer = Reason::try_from("已核对".to_owned()).unwrap();
    WorkItemAnswer { version: item.version, answer, field_notes: Vec::new() }
}

#[tokio::test]
async fn a_payment_is_credited_and_stands_in_the_details() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 12_345).await;
    assert_eq!((order.status, order.currency), (Status::Pending, Currency::Cny));
    // The order's id alone leads nowhere.
    let guessed = id(order.top_up_id.as_str());
    assert_eq!(world.anybody().fetch(&gateway::SHOW, (guessed,), &()).await.code(), ErrorCode::NotFound);
    let shown = world.anybody().fetch(&gateway::SHOW, (page(&order),), &()).await.ok();
    assert_eq!((shown.amount.minor(), shown.open), (12_345, true));
    pay(&world, &order, WayToPay::Pay).await;
    let shown = finance.fetch(&SHOW, (order.top_up_id.clone(),), &()).await.ok();
    assert_eq!((shown.status, shown.credited.minor(), shown.payment_url), (Status::Paid, 12_345, None));
    assert_eq!(cash(&finance).await, before + 12_345);
    let newest = finance.fetch(&DETAILS, (), &FundsDetailQuery::default()).await.ok().entries.remove(0);
    assert_eq!((newest.kind, newest.amount.minor()), (FundsEntryKind::ToppedUp, 12_345));
}

#[tokio::test]
async fn what_the_gateway_says_twice_is_booked_once() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    pay(&world, &order, WayToPay::NotifyTwice).await;
    assert_eq!(cash(&finance).await, before + 100);
    let order = ordered(&finance, 100).await;
    for _ in 0..3 {
        assert_eq!(told(&world, paid(&order, "gp-1", 100)).await, Status::Paid);
    }
    // And at the same instant.
    let order = ordered(&finance, 100).await;
    tokio::join!(told(&world, paid(&order, "gp-2", 100)), told(&world, paid(&order, "gp-2", 100)));
    assert_eq!(cash(&finance).await, before + 300);
}

#[tokio::test]
async fn money_that_comes_after_the_order_has_ended_is_credited_all_the_same() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    pay(&world, &order, WayToPay::NotifyLate).await;
    assert_eq!(status(&finance, &order).await, Status::Pending);
    world.service.pass(LIFETIME_S);
    // By the clock, before any job has run.
    assert_eq!(status(&finance, &order).await, Status::Expired);
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(status(&finance, &order).await, Status::Expired);
    assert_eq!(cash(&finance).await, before);
    world.service.pass(60);
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(status(&finance, &order).await, Status::Paid);
    assert_eq!(cash(&finance).await, before + 100);
}

#[tokio::test]
async fn another_amount_waits_for_the_vendor_who_credits_what_came() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    pay(&world, &order, WayToPay::OtherAmount).await;
    assert_eq!(status(&finance, &order).await, Status::InReview);
    assert_eq!(cash(&finance).await, before);
    let item = payments_in_review(&operator).await.remove(0);
    let case = operator.fetch(&PAYMENT_CASE, (item.payment_id.clone().unwrap(),), &()).await.ok();
    assert_eq!((case.paid.amount.minor(), case.ordered.amount.minor()), (99, 100));
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!(status(&finance, &order).await, Status::Paid);
    assert_eq!(cash(&finance).await, before + 99);
    assert_eq!(world.messages("TOP_UP_REVIEWED").await.len(), 2);
    // Said again, it changes nothing.
    let late = told(&world, paid(&order, case.payment_id.as_str(), 99)).await;
    assert_eq!((late, cash(&finance).await), (Status::Paid, before + 99));
}

#[tokio::test]
async fn or_sends_it_back() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    told(&world, paid(&order, "gp-1", 101)).await;
    let item = payments_in_review(&operator).await.remove(0);
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!(status(&finance, &order).await, Status::SentBack);
    assert_eq!(cash(&finance).await, before);
}

#[tokio::test]
async fn money_of_another_currency_is_never_added() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let order = ordered(&finance, 100).await;
    let dollars = Notice { currency: Currency::Usd, ..paid(&order, "gp-1", 100) };
    assert_eq!(told(&world, dollars).await, Status::InReview);
    let item = payments_in_review(&operator).await.remove(0);
    let refused = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item)).await.refused();
    assert_eq!(refused.fields[0].field, "currency");
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!(status(&finance, &order).await, Status::SentBack);
}

#[tokio::test]
async fn a_second_payment_for_the_same_order_is_neither_lost_nor_credited_unseen() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    assert_eq!(told(&world, paid(&order, "gp-1", 100)).await, Status::Paid);
    assert_eq!(told(&world, paid(&order, "gp-2", 100)).await, Status::Paid);
    assert_eq!(cash(&finance).await, before + 100);
    let item = payments_in_review(&operator).await.remove(0);
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!(cash(&finance).await, before + 200);
    let shown = finance.fetch(&SHOW, (order.top_up_id.clone(),), &()).await.ok();
    assert_eq!((shown.status, shown.credited.minor()), (Status::Paid, 200));
}

#[tokio::test]
async fn a_bank_that_refuses_leaves_the_order_open_for_another_try() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    pay(&world, &order, WayToPay::Refuse).await;
    assert_eq!(status(&finance, &order).await, Status::Failed);
    pay(&world, &order, WayToPay::Pay).await;
    assert_eq!((status(&finance, &order).await, cash(&finance).await), (Status::Paid, before + 100));
    let draft = PayDraft { way: WayToPay::Pay };
    let again = world.anybody().submit(&gateway::PAY, (page(&order),), &draft).await;
    assert_eq!(again.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn only_the_gateway_is_believed() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let before = cash(&finance).await;
    let order = ordered(&finance, 100).await;
    let genuine = signed(&world, paid(&order, "gp-1", 100));
    let more = SignedNotice { notice: paid(&order, "gp-1", 10_000), ..genuine.clone() };
    let none = SignedNotice { signature: String::new(), ..genuine };
    for forged in [more, none] {
        let refused = world.anybody().fetch(&NOTIFY, (), &forged).await;
        assert_eq!(refused.code(), ErrorCode::BadCredentials);
    }
    let nothing = signed(&world, Notice { top_up_id: id("tu-none"), ..paid(&order, "gp-1", 100) });
    assert_eq!(world.anybody().fetch(&NOTIFY, (), &nothing).await.code(), ErrorCode::NotFound);
    let negative = signed(&world, paid(&order, "gp-1", -1));
    assert_eq!(world.anybody().fetch(&NOTIFY, (), &negative).await.code(), ErrorCode::InvalidParameter);
    assert_eq!((status(&finance, &order).await, cash(&finance).await), (Status::Pending, before));
}

#[tokio::test]
async fn an_amount_is_positive_has_two_decimals_and_an_end() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    for amount in ["0", "-0.01", "0.001", "10000000.01", "\"1,000\"", "1e30"] {
        let refused = finance.submit_text(&CREATE, (), &format!(r#"{{"amount":{amount}}}"#)).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{amount}");
        assert_eq!(refused.fields[0].field, "amount", "{amount}");
    }
}

#[tokio::test]
async fn no_more_orders_wait_than_somebody_can_pay() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let mut last = None;
    for _ in 0..MAX_PENDING {
        last = Some(ordered(&finance, 1).await);
    }
    let refused = finance.submit(&CREATE, (), &TopUpDraft { amount: minor(1) }).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(MAX_PENDING), Some(MAX_PENDING))
    );
    pay(&world, &last.unwrap(), WayToPay::Pay).await;
    ordered(&finance, 1).await;
}

#[tokio::test]
async fn a_process_that_ends_between_paying_and_crediting_credits_after_its_restart() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let order = ordered(&finance, 100).await;
    let draft = PayDraft { way: WayToPay::NotifyTwice };
    world.anybody().submit(&gateway::PAY, (page(&order),), &draft).await.ok();
    // The process ends here: the payer has paid, and nothing is credited.
    let after = world.service.restarted().await;
    let credited = async |top_up_id: &TopUpId| -> Vec<i64> {
        let mut conn = after.store.read().await.unwrap();
        let sql = "SELECT l.amount FROM book_lines l JOIN book_entries e ON e.entry_id = l.entry_id
             JOIN payments p ON p.payment_id = e.about_id
             WHERE p.top_up_id = $1 AND l.account = 'CASH' AND e.kind = 'TOPPED_UP'";
        sqlx::query_scalar(sql).bind(top_up_id.as_str()).fetch_all(&mut *conn).await.unwrap()
    };
    assert_eq!(credited(&order.top_up_id).await, Vec::<i64>::new());
    jobs::run_due(&after).await.unwrap();
    assert_eq!(credited(&order.top_up_id).await, [100]);
    jobs::run_due(&after).await.unwrap();
    assert_eq!(credited(&order.top_up_id).await, [100]);
    let flaws = backend::book::check::flaws(&mut after.store.read().await.unwrap()).await.unwrap();
    assert_eq!(flaws, Vec::<String>::new());
}

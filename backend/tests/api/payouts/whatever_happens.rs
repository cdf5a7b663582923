//! Two members, the operator and the clock do whatever they like, in orders that are thrown with dice; now and then the
//! process ends and another one goes on. Whatever happens: nothing is paid twice, no money is lost, no payout mixes
//! currencies. That the book is right is checked by every test when it ends.

use super::{invoicing, payables};
use crate::{
    harness::Service,
    incentives::{answer, confirmation_of, minor, work},
    world::{Actor, World},
};
use contract::{
    incentives::CONFIRM,
    money::Currency,
    payout_status::PayoutStatus as Status,
    payouts::{APPLY, LIST, PayoutDraft, PayoutMethod as Method, PayoutQuery, SHOW},
    work_queue::{COMPLETE, DECLINE, LIST as QUEUE, START, WorkItemQuery, WorkItemVersion},
};

const GAMES: u64 = 6;
const ROUNDS: usize = 24;

/// The same numbers for the same beginning.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

async fn apply(actor: &Actor<'_>, dice: &mut Dice) -> u16 {
    let offered = payables(actor).await;
    let currency = [Currency::Cny, Currency::Cny, Currency::Usd][dice.roll(3)];
    let chosen: Vec<_> = offered
        .payables
        .iter()
        .filter(|_| dice.roll(3) > 0)
        .map(|payable| payable.incentive_id.clone())
        .collect();
    let amount = [0, 1, 1_000, 50_000, 400_000, 1_200_000][dice.roll(6)];
    let draft = PayoutDraft {
        currency,
        incentive_ids: (dice.roll(2) == 0).then_some(chosen),
        amount: minor(amount),
        method: Method::ALL[dice.roll(4)],
    };
    actor.submit(&APPLY, (), &draft).await.status()
}

/// Hands in what fits, or what does not.
async fn invoice(actor: &Actor<'_>, dice: &mut Dice, round: usize) -> u16 {
    let query = PayoutQuery { status_list: vec![Status::InvoicePending], ..PayoutQuery::default() };
    let waiting = actor.fetch(&LIST, (), &query).await.ok().payouts;
    let Some(row) = waiting.get(dice.roll(waiting.len().max(1))) else { return 0 };
    let payout = actor.fetch(&SHOW, (row.payout_id.clone(),), &()).await.ok();
    let number = format!("1100{round:04}{:04}", dice.roll(30));
    let amount = payout.row.amount.minor() - i64::try_from(dice.roll(3) / 2).unwrap();
    invoicing::hand_in(actor, &payout, &[(&number, amount)], dice.roll(2) == 0).await.status()
}

async fn judge(operator: &Actor<'_>, dice: &mut Dice) -> u16 {
    let query = WorkItemQuery { limit: Some(100), ..WorkItemQuery::default() };
    let items = operator.fetch(&QUEUE, (), &query).await.ok().work_items;
    let open: Vec<_> =
        items.into_iter().filter(|item| item.kind.is_about_payout() && item.handled_at.is_none()).collect();
    let Some(item) = open.get(dice.roll(open.len().max(1))) else { return 0 };
    match dice.roll(5) {
        0 => {
            let seen = WorkItemVersion { version: item.version };
            operator.submit(&START, (item.work_item_id.clone(),), &seen).await.status()
        }
        1 => operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(item, "否")).await.status(),
        _ => operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(item, "可")).await.status(),
    }
}

async fn everybody(world: &World) -> [Actor<'_>; 3] {
    [
        world.sign_in("yunfan-finance").await,
        world.sign_in("yunfan-admin").await,
        world.sign_in("vendor-operator").await,
    ]
}

/// One number of the database.
async fn number(service: &Service, sql: &'static str) -> i64 {
    service.count(sql).await
}

async fn assert_nothing_lost(service: &Service, told: &str) {
    // Each cent of what was confirmed is in one place, and what was confirmed was booked.
    let confirmed = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM incentives WHERE status NOT IN ('ESTIMATED', 'PENDING_CONFIRM')";
    let places = "SELECT CAST(COALESCE(SUM(open_amount + held_amount + paid_amount + expired_amount + transferred_amount), 0)
         AS BIGINT) FROM incentives";
    let booked = "SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM book_lines l JOIN book_entries e
         ON e.entry_id = l.entry_id WHERE e.kind = 'INCENTIVE_CONFIRMED' AND l.account = 'INCENTIVE_PAYABLE'";
    let all = number(service, confirmed).await;
    assert_eq!(number(service, places).await, all, "{told}");
    assert_eq!(number(service, booked).await, all, "{told}");
    // Paid is what left the hold, and each payout once.
    let paid = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payouts WHERE status = 'DONE'";
    let left = "SELECT CAST(COALESCE(-SUM(l.amount), 0) AS BIGINT) FROM book_lines l JOIN book_entries e
         ON e.entry_id = l.entry_id WHERE e.kind = 'PAID_OUT' AND l.account = 'PAYOUT_HOLD'";
    assert_eq!(number(service, paid).await, number(service, left).await, "{told}");
    // A payout is the sum of its items, all in its currency and all of its partner.
    let mixed = "SELECT COUNT(*) FROM payouts p WHERE p.amount <> (SELECT COALESCE(SUM(t.amount), 0) FROM payout_items t
         WHERE t.payout_id = p.payout_id) OR EXISTS (SELECT 1 FROM payout_items t JOIN incentives i
         ON i.incentive_id = t.incentive_id WHERE t.payout_id = p.payout_id AND (i.currency <> p.currency
         OR i.partner_id <> p.partner_id))";
    assert_eq!(number(service, mixed).await, 0, "{told}");
    // What can be applied for is never below nothing because of an application: only reductions do that.
    let below = "SELECT COUNT(*) FROM incentives WHERE amount > 0 AND (open_amount < 0 OR held_amount < 0 OR paid_amount < 0)";
    assert_eq!(number(service, below).await, 0, "{told}");
    // An invoice that was accepted stands for its payout to the cent.
    let invoices = "SELECT COUNT(*) FROM payouts p WHERE p.needs_invoice = 1 AND p.status IN ('PAYMENT_REVIEW', 'PAYING',
         'DONE') AND p.amount <> (SELECT COALESCE(SUM(v.amount), 0) FROM payout_invoices v WHERE v.payout_id = p.payout_id
         AND v.round = p.invoice_round)";
    assert_eq!(number(service, invoices).await, 0, "{told}");
}

#[tokio::test]
async fn whatever_two_members_the_operator_and_the_clock_do_no_cent_is_lost_or_paid_twice() {
    let mut done = [0_usize; 4];
    for game in 0..GAMES {
        let world = World::new().await;
        world.codes_off("p-yunfan").await;
        let mut dice = Dice(game);
        // Each node is another process on the same database.
        let other_node = world.service.beside().await;
        let mut people = everybody(&world).await;
        for round in 0..ROUNDS {
            let deed = dice.roll(5);
            let [one, two, operator] = &people;
            let (mut d1, mut d2) = (Dice(dice.0 ^ 1), Dice(dice.0 ^ 2));
            let (a, b) = match deed {
                0 | 1 => tokio::join!(apply(one, &mut d1), apply(two, &mut d2)),
                2 => tokio::join!(invoice(one, &mut d1, round), judge(operator, &mut d2)),
                3 => tokio::join!(judge(operator, &mut d1), judge(operator, &mut d2)),
                _ => {
                    if let Some(wanted) = confirmation_of(one).await {
                        one.submit(&CONFIRM, (), &wanted).await;
                    }
                    world.service.pass([300, 3_600, 86_400, 3 * 86_400][dice.roll(4)]);
                    // Both nodes' workers look at the same moment.
                    let (first, second) = tokio::join!(
                        backend::jobs::run_due(&world.service.app),
                        backend::jobs::run_due(&other_node.app)
                    );
                    first.unwrap();
                    second.unwrap();
                    // Sessions end with time.
                    people = everybody(&world).await;
                    (200, 200)
                }
            };
            assert!(a < 500 && b < 500, "game {game}, round {round}: {a} {b}");
            done[deed.min(3)] += usize::from(a == 200) + usize::from(b == 200);
            assert_nothing_lost(&world.service, &format!("game {game}, round {round}, deed {deed}")).await;
        }
        work(&world).await;
    }
    assert!(done.iter().all(|count| *count > 5), "the dice did too little: {done:?}");
}

#[tokio::test]
async fn a_process_that_ends_between_two_steps_leaves_nothing_half_done() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let finance = world.sign_in("yunfan-finance").await;
    // The disk is full at each of the steps in turn: the call fails, and nothing of it is there.
    for table in ["payouts", "payout_items", "book_lines", "work_items", "payout_steps"] {
        let room = world.service.fill_disk_for(table).await;
        let draft = PayoutDraft {
            currency: Currency::Cny,
            incentive_ids: None,
            amount: minor(1_000),
            method: Method::VoucherQuota,
        };
        let draft = if table == "work_items" {
            // Only what needs an invoice goes to the queue.
            let referral = vec!["ib-yunfan-02-a".parse().unwrap()];
            PayoutDraft { incentive_ids: Some(referral), method: Method::Bank, ..draft }
        } else {
            draft
        };
        let failed = finance.submit(&APPLY, (), &draft).await;
        assert_eq!(failed.status(), 500, "{table}");
        world.service.write(room).await;
        assert_nothing_lost(&world.service, table).await;
    }
    // Another process finds the application and credits it, once.
    let draft = PayoutDraft {
        currency: Currency::Cny,
        incentive_ids: None,
        amount: minor(1_000),
        method: Method::VoucherQuota,
    };
    let payout = finance.submit(&APPLY, (), &draft).await.ok();
    world.service.pass(600);
    let next = world.service.beside().await;
    let room = world.service.fill_disk_for("book_lines").await;
    backend::jobs::run_due(&next.app).await.unwrap();
    let shown = finance.fetch(&SHOW, (payout.row.payout_id.clone(),), &()).await.ok();
    assert_eq!(shown.row.status, Status::Processing, "failed as a whole");
    world.service.write(room).await;
    world.service.pass(60);
    backend::jobs::run_due(&next.app).await.unwrap();
    backend::jobs::run_due(&world.service.app).await.unwrap();
    let shown = finance.fetch(&SHOW, (payout.row.payout_id,), &()).await.ok();
    assert_eq!(shown.row.status, Status::Done);
    assert_nothing_lost(&world.service, "credited").await;
}

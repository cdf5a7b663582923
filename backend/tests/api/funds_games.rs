//! Two members, the gateway and the vendor move money in orders that are thrown with dice, two of them at the same instant.
//! Whatever happens: the book is right, cash never falls below what is earmarked, and what there is is what was paid in
//! once each, less what was acknowledged as gone.

use crate::world::{Actor, World, id};
use backend::{book, jobs, top_ups::test_gateway::TestGateway};
use contract::{
    accounts::{GRANT, GrantDraft},
    company::AccountNumber,
    money::Amount,
    payee::Payee,
    remittances::{ACTIVATE, CLAIM, ClaimDraft},
    text::{BankName, BankReference, CompanyName, Reason},
    top_ups::{
        CREATE, LIFETIME_S, LIST as TOP_UPS, NOTIFY, Notice, PaymentOutcome, TopUp, TopUpDraft, TopUpQuery,
    },
    withdrawals::{REQUEST, WithdrawalDraft, WithdrawalRoute},
    work_queue::{COMPLETE, DECLINE, LIST as QUEUE, WorkItemAnswer, WorkItemQuery, WorkItemStatus},
};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

const GAMES: u64 = 5;
const ROUNDS: usize = 14;
const PARTNER: &str = "p-huashang";
const COMPANY: &str = "华上云渠道（北京）股份有限公司";

/// The same numbers for the same beginning.
struct Dice(AtomicU64);

impl Dice {
    fn below(&self, sides: usize) -> usize {
        let step = |state: u64| {
            Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
        };
        let state = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).unwrap();
        usize::try_from(state >> 33).unwrap() % sides
    }

    fn pick<T: Copy>(&self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Order,
    Notify,
    Withdraw,
    Claim,
    Answer,
    Grant,
    PassTime,
}

const DEEDS: [Deed; 10] = [
    Deed::Order,
    Deed::Notify,
    Deed::Notify,
    Deed::Notify,
    Deed::Withdraw,
    Deed::Withdraw,
    Deed::Claim,
    Deed::Answer,
    Deed::Answer,
    Deed::Grant,
];

/// Amounts: a cent, what fits, more than can be withdrawn.
const AMOUNTS: [i64; 5] = [1, 99, 100, 250_000, 900_000_000];

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

struct Game<'w> {
    world: &'w World,
    dice: Dice,
    members: [Actor<'w>; 2],
    operator: Actor<'w>,
    /// What grants were acknowledged.
    granted: AtomicI64,
}

impl Game<'_> {
    async fn act(&self, who: usize, deed: Deed) {
        let member = &self.members[who];
        let amount = minor(self.dice.pick(&AMOUNTS));
        let status = match deed {
            Deed::Order => member.submit(&CREATE, (), &TopUpDraft { amount }).await.status(),
            Deed::Notify => self.notify(member).await,
            Deed::Withdraw => self.withdraw(member, amount).await,
            Deed::Claim => {
                let reference = format!("R-{}", self.dice.below(4));
                let draft = ClaimDraft {
                    amount,
                    payer_id: None,
                    bank_reference: BankReference::try_from(reference).unwrap(),
                    remitted_on: self.world.now().china_day(),
                };
                member.submit(&CLAIM, (), &draft).await.status()
            }
            Deed::Answer => self.answer().await,
            Deed::Grant => {
                let draft = GrantDraft { customer_id: id("c-310001"), amount };
                let status = member.submit(&GRANT, (), &draft).await.status();
                if status == 200 {
                    self.granted.fetch_add(amount.minor(), Ordering::Relaxed);
                }
                status
            }
            Deed::PassTime => {
                self.world.service.pass(LIFETIME_S / 2);
                jobs::run_due(&self.world.service.app).await.unwrap();
                200
            }
        };
        // Whoever loses is told; nobody breaks the other's call.
        assert!(status < 500, "{deed:?}: {status}");
    }

    /// A notice about any order: of a payment that is new or was told of, of the ordered amount or of another one.
    async fn notify(&self, member: &Actor<'_>) -> u16 {
        let query = TopUpQuery { limit: Some(100), ..TopUpQuery::default() };
        let orders: Vec<TopUp> = member.fetch(&TOP_UPS, (), &query).await.ok().top_ups;
        if orders.is_empty() {
            return 200;
        }
        let order = &orders[self.dice.below(orders.len())];
        // Of each order at most two payments, each told of again and again, always in the same words.
        let number = self.dice.below(2);
        let amount = if number == 1 && self.dice.below(2) == 0 { minor(77) } else { order.amount };
        let payment = format!("gp-{}-{number}-{}", order.top_up_id, amount.minor());
        let notice = Notice {
            payment_id: id(&payment),
            top_up_id: order.top_up_id.clone(),
            outcome: self.dice.pick(&[PaymentOutcome::Paid, PaymentOutcome::Paid, PaymentOutcome::Refused]),
            amount,
            currency: order.currency,
        };
        let signed = TestGateway::new(&self.world.service.app.pepper).sign(notice);
        self.world.anybody().fetch(&NOTIFY, (), &signed).await.status()
    }

    async fn withdraw(&self, member: &Actor<'_>, amount: Amount) -> u16 {
        let account = Payee {
            holder: CompanyName::try_from(COMPANY.to_owned()).unwrap(),
            bank_name: BankName::try_from("某银行".to_owned()).unwrap(),
            account_number: AccountNumber::try_from("6222020012345678".to_owned()).unwrap(),
        };
        let draft = match self.dice.pick(&[WithdrawalRoute::Original, WithdrawalRoute::Bank]) {
            WithdrawalRoute::Original => WithdrawalDraft {
                amount,
                route: WithdrawalRoute::Original,
                top_up_ids: Vec::new(),
                account: None,
            },
            route => WithdrawalDraft { amount, route, top_up_ids: Vec::new(), account: Some(account) },
        };
        let Some(code) = member.try_code_for(&REQUEST, (), &draft).await else { return 400 };
        member.submit_coded(&REQUEST, (), &draft, &code).await.status()
    }

    /// The vendor answers any item that is open.
    async fn answer(&self) -> u16 {
        let query = WorkItemQuery {
            status: Some(WorkItemStatus::Open),
            limit: Some(100),
            ..WorkItemQuery::default()
        };
        let mut items = self.operator.fetch(&QUEUE, (), &query).await.ok().work_items;
        items.retain(|item| {
            item.withdrawal_id.is_some() || item.claim_id.is_some() || item.payment_id.is_some()
        });
        if items.is_empty() {
            return 200;
        }
        let item = &items[self.dice.below(items.len())];
        let answer = Reason::try_from("已核对".to_owned()).unwrap();
        let answer = WorkItemAnswer { version: item.version, answer, field_notes: Vec::new() };
        let endpoint = if self.dice.below(3) == 0 { DECLINE } else { COMPLETE };
        self.operator.submit(&endpoint, (item.work_item_id.clone(),), &answer).await.status()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        self.world.number(sql, PARTNER).await
    }

    async fn is_sound(&self, opening: i64, told: &str) {
        let cash = self.number("SELECT cash_balance FROM partner_accounts WHERE partner_id = $1").await;
        let free = self
            .number("SELECT cash_balance - designated_amount FROM partner_accounts WHERE partner_id = $1")
            .await;
        assert!(free >= 0, "{told}: {free}");
        // What was paid: each payment once, but for those that the vendor has not credited.
        let paid = self
            .number(
                "SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM payments p
                 JOIN top_ups t ON t.top_up_id = p.top_up_id
                 WHERE t.partner_id = $1 AND NOT EXISTS (
                     SELECT 1 FROM work_items w WHERE w.about_id = p.payment_id AND w.status <> 'COMPLETED')",
            )
            .await;
        let credited = self
            .number("SELECT CAST(COALESCE(SUM(credited), 0) AS BIGINT) FROM top_ups WHERE partner_id = $1")
            .await;
        assert_eq!(paid, credited, "{told}");
        let remitted = self
            .number(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM remittance_claims
                 WHERE partner_id = $1 AND status = 'APPROVED'",
            )
            .await;
        let gone = self
            .number(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM withdrawals
                 WHERE partner_id = $1 AND status <> 'REJECTED'",
            )
            .await;
        let granted = self.granted.load(Ordering::Relaxed);
        assert_eq!(cash, opening + credited + remitted - gone - granted, "{told}");
        let held = self
            .number(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM withdrawals
                 WHERE partner_id = $1 AND status IN ('HELD', 'IN_PROGRESS')",
            )
            .await;
        let booked = self
            .number(
                "SELECT COALESCE(MAX(balance), 0) FROM book_balances
                 WHERE partner_id = $1 AND account = 'WITHDRAWAL_HOLD'",
            )
            .await;
        assert_eq!(held, booked, "{told}");
        let bent = self
            .number(
                "SELECT COUNT(*) FROM top_ups t WHERE t.partner_id = $1 AND t.withdrawn <> (
                     SELECT COALESCE(SUM(p.amount), 0) FROM withdrawal_parts p
                     JOIN withdrawals w ON w.withdrawal_id = p.withdrawal_id
                     WHERE p.top_up_id = t.top_up_id AND w.status <> 'REJECTED')",
            )
            .await;
        assert_eq!(bent, 0, "{told}");
        let mut conn = self.world.service.app.store.read().await.unwrap();
        assert_eq!(book::check::flaws(&mut conn).await.unwrap(), Vec::<String>::new(), "{told}");
    }
}

#[tokio::test]
async fn whatever_comes_in_whatever_order_no_cent_is_lost_or_paid_twice() {
    let mut moved = 0;
    for game in 0..GAMES {
        let world = World::new().await;
        let members = [world.sign_in("huashang-finance").await, world.sign_in("huashang-admin").await];
        members[0].submit_with_code(&ACTIVATE, (), &()).await.ok();
        let opening =
            world.number("SELECT cash_balance FROM partner_accounts WHERE partner_id = $1", PARTNER).await;
        let game_of = Game {
            dice: Dice(AtomicU64::new(game)),
            operator: world.sign_in("vendor-operator").await,
            members,
            granted: AtomicI64::new(0),
            world: &world,
        };
        for round in 0..ROUNDS {
            let deeds = [game_of.dice.pick(&DEEDS), game_of.dice.pick(&DEEDS)];
            tokio::join!(game_of.act(0, deeds[0]), game_of.act(1, deeds[1]));
            game_of.is_sound(opening, &format!("game {game}, round {round}: {deeds:?}")).await;
        }
        // Orders end while their payments are still on the way.
        game_of.act(0, Deed::PassTime).await;
        game_of.is_sound(opening, &format!("game {game}, at its end")).await;
        moved += world
            .number("SELECT COUNT(*) FROM book_entries WHERE partner_id = $1 AND posted_at > 0", PARTNER)
            .await;
    }
    assert!(moved >= 20, "the dice moved money {moved} times only");
}

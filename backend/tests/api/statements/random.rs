//! Two members and two operators do whatever they like to the same three statements, in orders thrown with dice: nothing is
//! confirmed twice, paid twice or paid too early, and the book says what the states say.

use super::{confirmation, invoice, reason, shown};
use crate::world::{Actor, World, id};
use contract::{
    statements::{
        CONFIRM, CORRECT, Correction, DISPUTE, DisputeDraft, DisputeStatus, HAND_IN_INVOICES, HandIn,
        StatementStatus as Status, WITHDRAW_DISPUTE,
    },
    text::FeedbackText,
    work_queue::{
        COMPLETE, DECLINE, LIST, START, WorkItem, WorkItemAnswer, WorkItemQuery, WorkItemStatus,
        WorkItemVersion,
    },
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::collections::BTreeMap;

const STATEMENTS: [&str; 3] = ["st-100001", "st-100004", "st-100012"];

#[derive(Clone, Copy, Debug)]
enum Deed {
    Confirm,
    ConfirmAll,
    Dispute,
    Withdraw,
    HandIn,
    /// The operator: takes an item up, completes or declines one.
    Start,
    Complete,
    Decline,
    Correct,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => Just(Deed::Confirm),
        1 => Just(Deed::ConfirmAll),
        1 => Just(Deed::Dispute),
        1 => Just(Deed::Withdraw),
        3 => Just(Deed::HandIn),
        3 => Just(Deed::Start),
        6 => Just(Deed::Complete),
        1 => Just(Deed::Decline),
        1 => Just(Deed::Correct),
    ]
}

/// Who, to which statement, what.
type Round = [(bool, usize, Deed); 2];

async fn items(operator: &Actor<'_>, statement_id: &str) -> Option<WorkItem> {
    let query =
        WorkItemQuery { status: Some(WorkItemStatus::Open), limit: Some(100), ..WorkItemQuery::default() };
    let items = operator.fetch(&LIST, (), &query).await.ok().work_items;
    items.into_iter().find(|item| item.statement_id.as_ref().is_some_and(|id| id.as_str() == statement_id))
}

/// Does it, as things were seen a moment before; gives the status of the answer, 0 where there was nothing to do.
async fn act(member: &Actor<'_>, operator: &Actor<'_>, statement_id: &str, deed: Deed) -> u16 {
    let detail = shown(member, statement_id).await;
    let item = items(operator, statement_id).await;
    let answer = |version| WorkItemAnswer { version, answer: reason("好"), field_notes: Vec::new() };
    match deed {
        Deed::Confirm => member.submit(&CONFIRM, (), &confirmation(&[detail.statement])).await.status(),
        Deed::ConfirmAll => {
            let mut all = Vec::new();
            for statement_id in STATEMENTS {
                all.push(shown(member, statement_id).await.statement);
            }
            member.submit(&CONFIRM, (), &confirmation(&all)).await.status()
        }
        Deed::Dispute => {
            let text = FeedbackText::try_from("不对".to_owned()).unwrap();
            let draft = DisputeDraft { line_id: None, text, attachment_ids: Vec::new() };
            member.submit(&DISPUTE, (id(statement_id),), &draft).await.status()
        }
        Deed::Withdraw => {
            let open = detail.disputes.iter().find(|one| one.status == DisputeStatus::Open);
            let Some(open) = open else { return 0 };
            member.submit(&WITHDRAW_DISPUTE, (open.dispute_id.clone(),), &()).await.status()
        }
        Deed::HandIn => {
            let number = statement_id.replace("st-", "55");
            let statement = detail.statement;
            let invoices = vec![invoice(&number, statement.amount)];
            let handed = HandIn { version: statement.version, invoices };
            member.submit(&HAND_IN_INVOICES, (id(statement_id),), &handed).await.status()
        }
        Deed::Start => {
            let Some(item) = item else { return 0 };
            let seen = WorkItemVersion { version: item.version };
            operator.submit(&START, (item.work_item_id,), &seen).await.status()
        }
        Deed::Complete | Deed::Decline => {
            let Some(item) = item else { return 0 };
            let endpoint = if matches!(deed, Deed::Complete) { &COMPLETE } else { &DECLINE };
            operator.submit(endpoint, (item.work_item_id,), &answer(item.version)).await.status()
        }
        Deed::Correct => {
            let Some(item) = item else { return 0 };
            let correction =
                Correction {
                    version: item.version, answer: reason("好"), amount: "100.00".parse().unwrap()
                };
            operator.submit(&CORRECT, (item.work_item_id,), &correction).await.status()
        }
    }
}

/// What the states say is owed and paid is what the book says, and each step was entered as the machine allows.
async fn assert_right(world: &World, member: &Actor<'_>, told: &str) {
    for statement_id in STATEMENTS {
        let detail = shown(member, statement_id).await;
        let steps: Vec<Status> = detail.steps.iter().map(|step| step.status).collect();
        assert_eq!(steps.last(), Some(&detail.statement.status), "{told}");
        let times = |status| steps.iter().filter(|step| **step == status).count();
        assert!(times(Status::Done) <= 1, "{told}: {steps:?}");
        let booked = "SELECT kind FROM book_entries WHERE about_id = $1 ORDER BY kind";
        let booked = world.texts(booked, statement_id).await;
        let expected: &[&str] = match detail.statement.status {
            Status::PendingConfirm => &[],
            Status::Done => &["STATEMENT_CONFIRMED", "STATEMENT_PAID"],
            _ => &["STATEMENT_CONFIRMED"],
        };
        assert_eq!(booked, expected, "{told}: {statement_id} {steps:?}");
        let sum = "SELECT CAST(SUM(amount) AS BIGINT) FROM statement_lines WHERE statement_id = $1";
        assert_eq!(world.number(sum, statement_id).await, detail.statement.amount.minor(), "{told}");
        let open = detail.disputes.iter().filter(|one| one.status == DisputeStatus::Open).count();
        assert_eq!(usize::try_from(detail.statement.open_disputes).unwrap(), open, "{told}");
        // One step waits at the vendor's at a time, and none where it is the partner's turn.
        let waiting = "SELECT COUNT(*) FROM work_items WHERE about_id = $1 AND answered = 0";
        let holds = !matches!(
            detail.statement.status,
            Status::PendingConfirm | Status::InvoicePending | Status::Done
        );
        assert_eq!(world.number(waiting, statement_id).await, i64::from(holds), "{told}: {steps:?}");
    }
}

#[tokio::test]
async fn in_no_order_is_a_statement_confirmed_or_paid_twice() {
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let round = || (any::<bool>(), 0..STATEMENTS.len(), deed());
    let game = proptest::collection::vec([round(), round()], 25..40);
    let mut reached = BTreeMap::<&str, usize>::new();
    for number in 0..6 {
        let rounds: Vec<Round> = game.new_tree(&mut runner).unwrap().current();
        let world = World::new().await;
        let (finance, admin) = (world.sign_in("caizhi-finance").await, world.sign_in("caizhi-admin").await);
        let (one, other) = (world.sign_in("vendor-operator").await, world.sign_in("vendor-bd").await);
        for (nth, [first, second]) in rounds.iter().enumerate() {
            // Both at the same moment, on what both saw before.
            let pair = |by_admin: bool| if by_admin { (&admin, &other) } else { (&finance, &one) };
            let (left, right) = (pair(first.0), pair(second.0));
            let (left, right) = tokio::join!(
                act(left.0, left.1, STATEMENTS[first.1], first.2),
                act(right.0, right.1, STATEMENTS[second.1], second.2)
            );
            let told = format!("game {number}, round {nth}: {first:?} {left}, {second:?} {right}");
            assert!(left < 500 && right < 500, "{told}");
            assert_right(&world, &finance, &told).await;
        }
        for statement_id in STATEMENTS {
            *reached.entry(shown(&finance, statement_id).await.statement.status.as_str()).or_default() += 1;
        }
    }
    // The dice went far enough to say something.
    assert!(reached.len() >= 3, "{reached:?}");
}

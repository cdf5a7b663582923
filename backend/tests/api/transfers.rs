//! Transferring incentives between accounts of a company, and rebinding e+Partner: rules G6 of `docs/rules.md`.

use crate::{
    incentives::{answer, minor, queued},
    world::{Actor, World, id},
};
use contract::{
    incentive_transfers::{
        ACCOUNTS, BIND, LIST, REQUEST, SHOW, Transfer, TransferDraft, TransferKind as Kind, TransferQuery,
        TransferStatus as Status, TransferVersion,
    },
    incentives::{IncentiveStatus, SHOW as INCENTIVE},
    money::Currency,
    payouts::{APPLY, PAYABLES, PayoutDraft, PayoutMethod},
    problem::ErrorCode,
    work_queue::{COMPLETE, DECLINE, TRANSFER_CASE, WorkItemKind},
};

const SECOND: &str = "p-yunfan2";

fn draft(kind: Kind, to: &str) -> TransferDraft {
    TransferDraft {
        kind,
        to_partner_id: id(to),
        reason: "公司账号整合".to_owned().try_into().unwrap(),
        attachment_ids: Vec::new(),
    }
}

async fn requested(admin: &Actor<'_>, kind: Kind) -> Transfer {
    admin.submit(&REQUEST, (), &draft(kind, SECOND)).await.ok()
}

async fn decide(world: &World, transfer: &Transfer, approve: bool) {
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::DecideIncentiveTransfer, transfer.transfer_id.as_str()).await;
    let endpoint = if approve { COMPLETE } else { DECLINE };
    operator.submit(&endpoint, (item.work_item_id.clone(),), &answer(&item, "已核实")).await.ok();
}

#[tokio::test]
async fn what_is_unclaimed_moves_once_the_vendor_agrees_and_both_accounts_are_told() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let (admin, second) = (world.sign_in("yunfan-admin").await, world.sign_in("yunfan2-admin").await);
    let offered = admin.fetch(&ACCOUNTS, (), &()).await.ok();
    let ids: Vec<_> = offered.accounts.iter().map(|account| account.partner_id.as_str()).collect();
    assert_eq!(ids, ["p-yunfan", SECOND]);
    assert_eq!(offered.transferable.len(), 2, "one sum per currency");
    let transfer = requested(&admin, Kind::Incentives).await;
    assert_eq!(transfer.totals, offered.transferable);
    // Nothing changes before the decision: it can still be applied for, and then does not move.
    assert!(second.fetch(&PAYABLES, (), &()).await.ok().payables.is_empty());
    let apply = PayoutDraft {
        currency: Currency::Usd,
        incentive_ids: None,
        amount: offered.transferable[1].amount,
        method: PayoutMethod::Bank,
    };
    admin.submit(&APPLY, (), &apply).await.ok();
    let operator = world.sign_in("vendor-operator").await;
    let case = operator.fetch(&TRANSFER_CASE, (transfer.transfer_id.clone(),), &()).await.ok();
    assert_eq!(case.totals, offered.transferable[..1]);
    decide(&world, &transfer, true).await;

    let moved = admin.fetch(&SHOW, (transfer.transfer_id.clone(),), &()).await.ok();
    assert_eq!((moved.status, moved.totals), (Status::Approved, offered.transferable[..1].to_vec()));
    let arrived = second.fetch(&PAYABLES, (), &()).await.ok().payables;
    let sum: i64 = arrived.iter().map(|payable| payable.open_amount.minor()).sum();
    assert_eq!(sum, offered.transferable[0].amount.minor());
    // What is frozen stays.
    let left = admin.fetch(&PAYABLES, (), &()).await.ok().payables;
    assert!(left.iter().all(|payable| payable.freeze.is_some()), "{left:?}");
    let gone = admin.fetch(&INCENTIVE, (id("ib-yunfan-02-a"),), &()).await.ok().incentive;
    assert_eq!(gone.status, IncentiveStatus::Transferred);
    let new = second.fetch(&INCENTIVE, (arrived[0].incentive_id.clone(),), &()).await.ok().incentive;
    assert_eq!(new.transferred_from, Some(id("p-yunfan")));
    let told = world.messages("INCENTIVE_TRANSFER_DECIDED").await;
    assert!(
        told.iter().any(|text| text.contains("yunfan-admin"))
            && told.iter().any(|text| text.contains("yunfan2-admin"))
    );
    // The second account is certified as well, and can be paid.
    let apply = PayoutDraft {
        currency: Currency::Cny,
        incentive_ids: None,
        amount: minor(100),
        method: PayoutMethod::VoucherQuota,
    };
    second.submit(&APPLY, (), &apply).await.ok();
}

#[tokio::test]
async fn a_partly_paid_incentive_gives_only_what_is_open_of_it() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    // Of the demo: a part of it is in a payout that is processed.
    let before = admin.fetch(&INCENTIVE, (id("ib-yunfan-07-a"),), &()).await.ok();
    let transfer = requested(&admin, Kind::Incentives).await;
    decide(&world, &transfer, true).await;
    let moved = admin.fetch(&SHOW, (transfer.transfer_id,), &()).await.ok();
    let item = moved.items.iter().find(|item| item.incentive_id.as_str() == "ib-yunfan-07-a").unwrap();
    assert_eq!(item.amount, before.incentive.open_amount);
    let after = admin.fetch(&INCENTIVE, (id("ib-yunfan-07-a"),), &()).await.ok();
    assert_eq!(after.incentive.status, IncentiveStatus::Issuing, "the other part is on its way");
}

#[tokio::test]
async fn only_an_administrator_asks_only_for_an_account_of_the_company_and_once() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let mut bodies = Vec::new();
    for other in ["p-huashang", "p-nimbus", "p-yunfan", "p-none"] {
        let refused = admin.submit(&REQUEST, (), &draft(Kind::Incentives, other)).await;
        assert_eq!(refused.code(), ErrorCode::OtherCompany, "{other}");
        bodies.push(refused.body().to_owned());
    }
    assert_eq!(bodies[0], bodies[3], "a foreign account is like a missing one");
    let finance = world.sign_in("yunfan-finance").await;
    let refused = finance.submit(&REQUEST, (), &draft(Kind::Incentives, SECOND)).await;
    assert_eq!(refused.code(), ErrorCode::AdministratorOnly);
    requested(&admin, Kind::Incentives).await;
    let again = admin.submit(&REQUEST, (), &draft(Kind::Incentives, SECOND)).await.refused();
    assert_eq!(again.error_code, ErrorCode::NotInThisState);
    assert_eq!(
        (again.current_status.as_deref(), again.settled_by.as_deref()),
        (Some("SUBMITTED"), Some("林岚"))
    );
    // Of the other kind one may be open beside it.
    requested(&admin, Kind::Rebinding).await;
    assert_eq!(admin.fetch(&LIST, (), &TransferQuery::default()).await.ok().total_count, 2);
    // Nothing to give.
    let second = world.sign_in("yunfan2-admin").await;
    for (kind, why) in [(Kind::Incentives, "NOTHING_TO_TRANSFER"), (Kind::Rebinding, "NOT_BOUND")] {
        let refused = second.submit(&REQUEST, (), &draft(kind, "p-yunfan")).await.refused();
        assert_eq!(refused.current_status.as_deref(), Some(why));
    }
    // Who is not certified is of no company.
    let other = world.sign_in("huashang-admin").await;
    assert_eq!(other.fetch(&ACCOUNTS, (), &()).await.ok().accounts.len(), 1);
}

#[tokio::test]
async fn rebinding_undoes_the_old_link_and_the_other_account_applies_for_its_own() {
    let world = World::new().await;
    let (admin, second) = (world.sign_in("yunfan-admin").await, world.sign_in("yunfan2-admin").await);
    let bound = async |actor: &Actor<'_>| {
        let accounts = actor.fetch(&ACCOUNTS, (), &()).await.ok().accounts;
        accounts
            .into_iter()
            .filter(|account| account.is_bound)
            .map(|account| account.partner_id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(bound(&admin).await, ["p-yunfan"]);
    let transfer = requested(&admin, Kind::Rebinding).await;
    assert!(transfer.items.is_empty());
    let early = second.submit(&BIND, (transfer.transfer_id.clone(),), &TransferVersion { version: 1 }).await;
    assert_eq!(early.code(), ErrorCode::NotInThisState);
    decide(&world, &transfer, true).await;
    assert_eq!(bound(&admin).await, Vec::<String>::new());
    let wrong = admin.submit(&BIND, (transfer.transfer_id.clone(),), &TransferVersion { version: 2 }).await;
    assert_eq!(wrong.code(), ErrorCode::NotInThisState, "the account that gave it away");
    let stale = second.submit(&BIND, (transfer.transfer_id.clone(),), &TransferVersion { version: 1 }).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    let done =
        second.submit(&BIND, (transfer.transfer_id.clone(),), &TransferVersion { version: 2 }).await.ok();
    assert_eq!(done.status, Status::Bound);
    assert_eq!(bound(&second).await, [SECOND]);
}

#[tokio::test]
async fn a_rejected_request_moves_nothing_and_others_see_nothing_of_it() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let transfer = requested(&admin, Kind::Incentives).await;
    decide(&world, &transfer, false).await;
    let rejected = admin.fetch(&SHOW, (transfer.transfer_id.clone(),), &()).await.ok();
    assert_eq!((rejected.status, rejected.answer.as_deref()), (Status::Rejected, Some("已核实")));
    assert!(rejected.items.is_empty());
    let other = world.sign_in("nimbus-admin").await;
    let foreign = other.fetch(&SHOW, (transfer.transfer_id,), &()).await;
    let missing = other.fetch(&SHOW, (id("tf-none"),), &()).await;
    assert_eq!(foreign.code(), ErrorCode::NotFound);
    assert_eq!(foreign.body(), missing.body());
    // Refused, so it can be asked for again.
    requested(&admin, Kind::Incentives).await;
}

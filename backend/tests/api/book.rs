//! The book itself: what it refuses, and that its check sees what is wrong. That every other test leaves it right is
//! asserted where each service ends (`harness.rs`).

use crate::world::World;
use backend::{
    book::{self, Account, Entry, EntryKind, Posted, check},
    problem::Refused,
};
use contract::{
    money::{Amount, Currency},
    problem::ErrorCode,
};

const YUNFAN: &str = "p-yunfan";

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

async fn post(world: &World, about_id: &str, lines: &[(Account, Amount)]) -> Result<Posted, Refused> {
    let mut tx = world.service.app.store.write().await.unwrap();
    let entry = Entry { partner_id: YUNFAN, kind: EntryKind::ToppedUp, about_id, currency: Currency::Cny };
    let posted = book::post(&mut tx, world.now(), entry, lines).await?;
    tx.commit().await.unwrap();
    Ok(posted)
}

#[tokio::test]
async fn what_is_told_twice_is_booked_once() {
    let world = World::new().await;
    let cash = "SELECT cash_balance FROM partner_accounts WHERE partner_id = $1";
    let before = world.number(cash, YUNFAN).await;
    let lines = book::transfer(Account::Gateway, Account::Cash, minor(12_345)).unwrap();
    assert_eq!(post(&world, "t-1", &lines).await.unwrap(), Posted::Now);
    assert_eq!(post(&world, "t-1", &lines).await.unwrap(), Posted::Before);
    assert_eq!(world.number(cash, YUNFAN).await, before + 12_345);
}

#[tokio::test]
async fn an_entry_that_is_not_balanced_is_not_booked() {
    let world = World::new().await;
    let lines = [(Account::Gateway, minor(-100)), (Account::Cash, minor(101))];
    assert!(matches!(post(&world, "t-1", &lines).await, Err(Refused::Fault(_))));
    assert_eq!(world.number("SELECT COUNT(*) FROM book_entries WHERE about_id = $1", "t-1").await, 0);
}

#[tokio::test]
async fn nothing_is_taken_that_an_account_does_not_hold() {
    let world = World::new().await;
    for from in [Account::VoucherQuota, Account::PayoutHold, Account::WithdrawalHold] {
        let mut conn = world.service.app.store.read().await.unwrap();
        let held = book::store::balance(&mut conn, YUNFAN, &from, Currency::Cny).await.unwrap();
        let lines = book::transfer(from, Account::Bank, minor(held.minor() + 1)).unwrap();
        let refused = post(&world, "t-1", &lines).await.unwrap_err();
        assert!(
            matches!(refused, Refused::Problem(problem) if problem.error_code == ErrorCode::InsufficientBalance)
        );
    }
    let free = "SELECT cash_balance - designated_amount FROM partner_accounts WHERE partner_id = $1";
    let free = world.number(free, YUNFAN).await;
    let lines = book::transfer(Account::Cash, Account::Bank, minor(free + 1)).unwrap();
    assert!(post(&world, "t-1", &lines).await.is_err());
}

#[tokio::test]
async fn no_row_of_the_book_is_ever_changed() {
    let world = World::new().await;
    for sql in ["UPDATE book_lines SET amount = amount + 1", "DELETE FROM book_entries"] {
        let mut tx = world.service.app.store.write().await.unwrap();
        assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn the_check_names_a_balance_that_its_lines_do_not_explain() {
    let world = World::new().await;
    let flaws = async || check::flaws(&mut world.service.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(flaws().await, Vec::<String>::new());
    let bend = "UPDATE partner_accounts SET cash_balance = cash_balance + 1 WHERE partner_id = $1";
    world.change(bend, YUNFAN).await;
    let mend = "UPDATE partner_accounts SET cash_balance = cash_balance - 1 WHERE partner_id = $1";
    let found = flaws().await;
    assert!(found.len() == 1 && found[0].starts_with("p-yunfan CASH"), "{found:?}");
    world.change(mend, YUNFAN).await;
    world.change("UPDATE customers SET granted_balance = granted_balance + 1, available_quota = available_quota + 1 WHERE customer_id = $1", "c-100002").await;
    let found = flaws().await;
    assert!(found.len() == 1 && found[0].contains("CUSTOMER_GRANTED c-100002"), "{found:?}");
    world.change("UPDATE customers SET granted_balance = granted_balance - 1, available_quota = available_quota - 1 WHERE customer_id = $1", "c-100002").await;
}

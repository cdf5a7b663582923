//! Only in demo mode: the outbox, the demo accounts, the clock.

pub mod store;

use crate::{
    clock::Clock,
    http::{
        change::{Change, Read},
        router::Router,
    },
    problem::{Fault, Refused},
    session::principal::Anyone,
    store::Store,
};
use contract::{
    demo::{ACCOUNTS, ADVANCE_CLOCK, ClockDraft, ClockNow, DemoAccounts, OUTBOX, Outbox, OutboxQuery},
    page::{DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET},
    text::Rule,
};
use serde_json::json;

/// Ten years: farther the clock cannot be advanced at once.
const MAX_ADVANCE_S: u32 = 315_360_000;

pub fn routes(router: Router) -> Router {
    router.fetch(OUTBOX, outbox).fetch(ACCOUNTS, accounts).submit(ADVANCE_CLOCK, advance_clock)
}

/// Takes up the clock where it was before a restart.
///
/// # Errors
/// When the database fails.
pub async fn restore_clock(store: &Store, clock: &Clock) -> Result<(), Fault> {
    clock.set_ahead(store::seconds_ahead(&mut *store.read().await?).await?);
    Ok(())
}

async fn outbox(cx: &mut Read, _: &Anyone, (): (), query: OutboxQuery) -> Result<Outbox, Refused> {
    let offset = query.offset.unwrap_or(0);
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if offset > MAX_OFFSET {
        return Err(Refused::field("offset", Rule::OutOfRange));
    }
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Refused::field("limit", Rule::OutOfRange));
    }
    let part = query.recipient.unwrap_or_default();
    let (messages, total_count) =
        crate::outbox::store::page(&mut cx.conn, &cx.app.pepper, part.trim(), offset, limit).await?;
    Ok(Outbox { messages, total_count })
}

async fn accounts(_: &mut Read, _: &Anyone, (): (), (): ()) -> Result<DemoAccounts, Refused> {
    Ok(DemoAccounts { accounts: crate::seed::demo_accounts() })
}

async fn advance_clock(cx: &mut Change, _: &Anyone, (): (), draft: ClockDraft) -> Result<ClockNow, Refused> {
    if draft.advance_seconds > MAX_ADVANCE_S {
        return Err(Refused::field("advance_seconds", Rule::OutOfRange));
    }
    let seconds = i64::from(draft.advance_seconds);
    let before = store::seconds_ahead(&mut cx.tx).await?;
    store::set_seconds_ahead(&mut cx.tx, before + seconds).await?;
    cx.audit("clock.advanced", "", json!({ "seconds": seconds }));
    // The clock itself moves when the change is committed; a failed commit must not leave it ahead.
    cx.advances_clock = seconds;
    Ok(ClockNow { now: cx.now.plus_seconds(seconds) })
}

/// Tells whoever started the demo where it is and whom it knows.
pub fn announce(address: std::net::SocketAddr) {
    println!("\nDemo: http://{address}/");
    println!("Messages and verification codes: http://{address}/demo/outbox\n");
    for account in crate::seed::demo_accounts() {
        println!(
            "  {:<24} {:<20} {} / {}",
            account.account_name, account.password, account.who_zh, account.who_en
        );
    }
    println!();
}

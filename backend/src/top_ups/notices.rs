//! What the gateway says, and what the vendor makes of a payment that does not fit. Money that was taken is never lost:
//! an order that has expired is credited all the same, what does not fit waits for a look, and whatever is said twice
//! is booked once (N3).

use super::store::{self, Order, Payment};
use crate::{
    app::App,
    book::{self, Account, Entry, EntryKind, Posted},
    http::change::{Change, Read},
    jobs::{self, JobKind, Run},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused},
    session::principal::Anyone,
    work_queue,
};
use contract::{
    demo::Channel,
    ids::PaymentId,
    notifications::About as Page,
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
    top_ups::{Notice, NoticeTaken, PaymentOutcome, SignedNotice, TopUpEvent, TopUpStatus},
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

/// Calls of one address a minute: a gateway has much to say, somebody who guesses signatures does not.
const CALLS_PER_MINUTE: u32 = 600;

/// A notice over HTTP. It is a machine's and no page's: the transaction is opened here.
pub(super) async fn receive(
    cx: &mut Read,
    _: &Anyone,
    (): (),
    signed: SignedNotice,
) -> Result<NoticeTaken, Refused> {
    cx.limit_per_minute(CALLS_PER_MINUTE)?;
    let mut tx = cx.app.store.write().await?;
    match take(&mut tx, &cx.app, &signed, cx.now).await {
        Ok(status) => {
            tx.commit().await?;
            Ok(NoticeTaken { status })
        }
        Err(refused) => {
            tx.rollback().await?;
            Err(refused)
        }
    }
}

/// Does what the gateway says, once however often it says it; gives where the order stands then.
///
/// # Errors
/// `BadCredentials` when the gateway did not sign it, `NotFound` for no order.
pub(super) async fn take(
    conn: &mut AnyConnection,
    app: &App,
    signed: &SignedNotice,
    now: Timestamp,
) -> Result<TopUpStatus, Refused> {
    let gateway = app.gateway.as_ref().ok_or(ErrorCode::NoGateway)?;
    if !gateway.vouches_for(signed) {
        return Err(ErrorCode::BadCredentials.into());
    }
    let notice = &signed.notice;
    let order = store::find_any(conn, &notice.top_up_id).await?.ok_or(ErrorCode::NotFound)?;
    match notice.outcome {
        PaymentOutcome::Refused => {
            let Ok(next) = order.status.after(TopUpEvent::Refused) else { return Ok(order.status) };
            store::set_status(conn, &order.top_up_id, next).await?;
            Ok(next)
        }
        PaymentOutcome::Paid => paid(conn, &order, notice, now).await,
    }
}

async fn paid(
    conn: &mut AnyConnection,
    order: &Order,
    notice: &Notice,
    now: Timestamp,
) -> Result<TopUpStatus, Refused> {
    if store::payment(conn, &notice.payment_id).await?.is_some() {
        // Said before.
        return Ok(order.status);
    }
    if !notice.amount.is_positive() {
        return Err(Refused::field("notice.amount", Rule::OutOfRange));
    }
    let payment = Payment {
        payment_id: notice.payment_id.clone(),
        top_up_id: order.top_up_id.clone(),
        amount: notice.amount,
        currency: notice.currency,
        received_at: now,
    };
    store::add_payment(conn, &payment).await?;
    let fits = (notice.amount, notice.currency) == (order.amount, order.currency);
    let event = if fits { TopUpEvent::PaidAsOrdered } else { TopUpEvent::PaidOtherwise };
    let Ok(next) = order.status.after(event) else {
        // A second payment for an order that has had one: taken by mistake, and somebody's money all the same.
        ask_the_vendor(conn, order, &payment, now).await?;
        return Ok(order.status);
    };
    if fits {
        credit(conn, order, &payment, now).await?;
    } else {
        ask_the_vendor(conn, order, &payment, now).await?;
    }
    store::set_status(conn, &order.top_up_id, next).await?;
    jobs::cancel(conn, JobKind::TopUpExpires, order.top_up_id.as_str()).await?;
    Ok(next)
}

/// Books a payment.
async fn credit(
    conn: &mut AnyConnection,
    order: &Order,
    payment: &Payment,
    now: Timestamp,
) -> Result<(), Refused> {
    let entry = Entry {
        partner_id: order.partner_id.as_str(),
        kind: EntryKind::ToppedUp,
        about_id: payment.payment_id.as_str(),
        currency: payment.currency,
    };
    let lines = book::transfer(Account::Gateway, Account::Cash, payment.amount)?;
    match book::post(conn, now, entry, &lines).await? {
        Posted::Now => Ok(store::credit(conn, &order.top_up_id, payment.amount, now).await?),
        Posted::Before => Ok(()),
    }
}

async fn ask_the_vendor(
    conn: &mut AnyConnection,
    order: &Order,
    payment: &Payment,
    now: Timestamp,
) -> Result<(), Fault> {
    let note = format!(
        "{} {} / {} {}",
        payment.amount,
        payment.currency.as_str(),
        order.amount,
        order.currency.as_str()
    );
    let kind = WorkItemKind::ReviewPayment;
    let asked = work_queue::asked(kind, &order.partner_id, &order.partner_name, note, now)?;
    let item = WorkItem { payment_id: Some(payment.payment_id.clone()), ..asked };
    work_queue::store::add(conn, &item).await
}

/// The vendor has looked at a payment: it is credited, or sent back.
///
/// # Errors
/// `CBC.0100` for crediting a payment in another currency than the account's.
pub async fn reviewed(
    cx: &mut Change,
    payment_id: &PaymentId,
    credited: bool,
    answer: &str,
) -> Result<(), Refused> {
    let payment = store::payment(&mut cx.tx, payment_id).await?;
    let payment = payment.ok_or_else(|| Fault::new("a work item about a payment that is not there"))?;
    let order = store::find_any(&mut cx.tx, &payment.top_up_id).await?;
    let order = order.ok_or_else(|| Fault::new("a payment without its order"))?;
    let event = if credited { TopUpEvent::Credited } else { TopUpEvent::ReturnedToPayer };
    if credited {
        if payment.currency != order.currency {
            return Err(Refused::field("currency", Rule::Unexpected));
        }
        credit(&mut cx.tx, &order, &payment, cx.now).await?;
    }
    // An order that has another payment stays as that one left it.
    if let Ok(next) = order.status.after(event) {
        store::set_status(&mut cx.tx, &order.top_up_id, next).await?;
    }
    cx.send(letter(&order, &payment, credited, answer)).await?;
    Ok(())
}

fn letter(order: &Order, payment: &Payment, credited: bool, answer: &str) -> Message {
    let sum = format!("{} {}", payment.amount, payment.currency.as_str());
    let (zh, en) = if credited {
        ("已入账", "was credited to your account")
    } else {
        ("将原路退回", "is sent back")
    };
    Message {
        kind: "TOP_UP_REVIEWED",
        to: Recipient::User(order.user_id.clone()),
        about: Some(About::one(Page::TopUp, &order.top_up_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            format!("充值款项核实结果：{zh}"),
            format!("您的充值款项 {sum} 与订单不一致，经核实{zh}。答复：{answer}"),
        ),
        en: Letter::new(
            "Your top-up was reviewed",
            format!("A payment of {sum}, which does not fit its order, {en}. Answer: {answer}"),
        ),
        secret: false,
    }
}

/// An order's time is over.
///
/// # Errors
/// When the database fails.
pub async fn expire(run: &mut Run, top_up_id: &str) -> Result<(), Fault> {
    let Ok(top_up_id) = top_up_id.parse() else { return Ok(()) };
    let Some(order) = store::find_any(&mut run.tx, &top_up_id).await? else { return Ok(()) };
    let Ok(next) = order.status.after(TopUpEvent::TimedOut) else { return Ok(()) };
    store::set_status(&mut run.tx, &top_up_id, next).await?;
    let detail = json!({ "before": order.status, "after": next });
    run.audit(order.partner_id.as_str(), "top_up.expire", top_up_id.as_str(), detail).await
}

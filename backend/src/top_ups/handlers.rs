//! Ordering, listing, showing; and the vendor's look at a payment that does not fit.

use super::store::{self, Order};
use crate::{
    accounts,
    app::App,
    http::change::{Change, Read},
    jobs::{self, JobKind},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
};
use contract::{
    ids::{PaymentId, TopUpId},
    money::{Amount, Money},
    problem::{ErrorCode, Problem},
    time::Timestamp,
    top_ups::{
        LIFETIME_S, MAX_PENDING, PaymentCase, TopUp, TopUpDraft, TopUpPage, TopUpQuery, TopUpStatus,
        wrong_amount,
    },
};
use serde_json::json;

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: TopUpDraft,
) -> Result<TopUp, Refused> {
    if let Some(rule) = wrong_amount(draft.amount) {
        return Err(Refused::field("amount", rule));
    }
    if cx.app.gateway.is_none() {
        return Err(ErrorCode::NoGateway.into());
    }
    let partner_id = who.partner_id.as_str();
    let money = accounts::store::partner_money(&mut cx.tx, partner_id).await?.ok_or(ErrorCode::NotFound)?;
    let waiting = store::waiting(&mut cx.tx, partner_id, cx.now).await?;
    if waiting >= MAX_PENDING {
        let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
        (problem.limit, problem.used) = (Some(MAX_PENDING), Some(waiting));
        return Err(problem.into());
    }
    let id = format!("tu-{}", random_id()?);
    let order = Order {
        top_up_id: id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        partner_id: who.partner_id.clone(),
        partner_name: who.partner_name.clone(),
        user_id: who.user_id.clone(),
        created_by: who.name.clone(),
        amount: draft.amount,
        currency: money.currency,
        status: TopUpStatus::Pending,
        credited: Amount::ZERO,
        withdrawn: Amount::ZERO,
        created_at: cx.now,
        expires_at: cx.now.plus_seconds(LIFETIME_S),
        paid_at: None,
    };
    store::add(&mut cx.tx, &order).await?;
    jobs::schedule(&mut cx.tx, JobKind::TopUpExpires, &id, order.expires_at).await?;
    let detail = json!({ "amount": order.amount.to_string(), "currency": order.currency });
    cx.audit("top_up.create", id, detail);
    Ok(shown(&cx.app, order, cx.now))
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: TopUpQuery,
) -> Result<TopUpPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (orders, total_count) = store::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    let top_ups = orders.into_iter().map(|order| shown(&cx.app, order, cx.now)).collect();
    Ok(TopUpPage { top_ups, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (top_up_id,): (TopUpId,),
    (): (),
) -> Result<TopUp, Refused> {
    let order = store::find_any(&mut cx.conn, &top_up_id).await?;
    let order = order.filter(|order| order.partner_id == who.partner_id).ok_or(ErrorCode::NotFound)?;
    Ok(shown(&cx.app, order, cx.now))
}

/// The order as its partner sees it now, whether or not the job of its end has run.
fn shown(app: &App, order: Order, now: Timestamp) -> TopUp {
    let status = order.status_at(now);
    let page = app.gateway.as_ref().filter(|_| status.can_be_paid());
    TopUp {
        payment_url: page.and_then(|gateway| gateway.payment_page(&order.top_up_id)),
        returnable: order.credited.minus(order.withdrawn).unwrap_or_default(),
        top_up_id: order.top_up_id,
        amount: order.amount,
        currency: order.currency,
        status,
        credited: order.credited,
        created_at: order.created_at,
        created_by: order.created_by,
        expires_at: order.expires_at,
        paid_at: order.paid_at,
    }
}

pub(super) async fn payment_case(
    cx: &mut Read,
    _who: &OperatorUser,
    (payment_id,): (PaymentId,),
    (): (),
) -> Result<PaymentCase, Refused> {
    let payment = store::payment(&mut cx.conn, &payment_id).await?.ok_or(ErrorCode::NotFound)?;
    let order = store::find_any(&mut cx.conn, &payment.top_up_id).await?;
    let order = order.ok_or_else(|| Fault::new("a payment without its order"))?;
    Ok(PaymentCase {
        payment_id,
        order_status: order.status_at(cx.now),
        top_up_id: order.top_up_id,
        partner_name: order.partner_name,
        paid: Money { amount: payment.amount, currency: payment.currency },
        ordered: Money { amount: order.amount, currency: order.currency },
        received_at: payment.received_at,
    })
}

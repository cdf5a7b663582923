//! The alert when the cash balance drops (N6). The book calls [`watch`] whenever cash moves; the message is a job's, so
//! that whoever moves money does not wait for it.

use super::store;
use crate::{
    accounts,
    http::change::Change,
    jobs::{self, JobKind, Run},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    demo::Channel,
    funds::{AlertChannel, BalanceAlert},
    ids::PartnerId,
    money::Amount,
    notifications::About as Page,
    problem::{ErrorCode, FieldProblem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn set(
    cx: &mut Change,
    who: &Member,
    (): (),
    mut alert: BalanceAlert,
) -> Result<BalanceAlert, Refused> {
    let wrong = alert.wrong().into_iter();
    Refused::fields(wrong.map(|(field, rule)| FieldProblem { field: field.to_owned(), rule }).collect())?;
    alert.channels =
        AlertChannel::ALL.into_iter().filter(|channel| alert.channels.contains(channel)).collect();
    let partner_id = who.partner_id.as_str();
    let money = accounts::store::partner_money(&mut cx.tx, partner_id).await?.ok_or(ErrorCode::NotFound)?;
    // Who sets it sees the balance: a balance that is below already is no news.
    store::set_alert(&mut cx.tx, partner_id, &alert, alert.is_below(money.cash)).await?;
    cx.audit("funds.balance_alert", partner_id, json!(alert));
    Ok(alert)
}

/// Cash moved: the alert fires when the balance has dropped below, once, and is armed again when it is above.
///
/// # Errors
/// When the database fails.
pub async fn watch(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    balance: i64,
) -> Result<(), Fault> {
    if store::fire(conn, partner_id, balance).await? {
        jobs::schedule(conn, JobKind::BalanceAlert, partner_id, now).await?;
    } else {
        store::arm(conn, partner_id, balance).await?;
    }
    Ok(())
}

/// Tells the administrators of the partner.
///
/// # Errors
/// When the database fails.
pub async fn tell(run: &mut Run, partner_id: &str) -> Result<(), Fault> {
    let stored = store::alert(&mut run.tx, partner_id).await?;
    let (Some(balance), Some(threshold)) = (stored.fired_balance, stored.alert.threshold) else {
        return Ok(());
    };
    let money = accounts::store::partner_money(&mut run.tx, partner_id).await?;
    let Some(money) = money.filter(|_| stored.alert.enabled) else { return Ok(()) };
    let to: PartnerId = partner_id.parse().map_err(|_| Fault::new("a partner's id is no id"))?;
    let channels = stored.alert.channels.iter().map(|channel| match channel {
        AlertChannel::Sms => Channel::Sms,
        AlertChannel::Email => Channel::Email,
    });
    let message = letter(to, channels.collect(), balance, threshold, money.currency.as_str());
    run.send(message).await?;
    run.audit(partner_id, "funds.balance_alert_sent", partner_id, json!({ "balance": balance.to_string() }))
        .await
}

fn letter(
    to: PartnerId,
    channels: Vec<Channel>,
    balance: Amount,
    threshold: Amount,
    currency: &str,
) -> Message {
    Message {
        kind: "BALANCE_ALERT",
        to: Recipient::Administrators(to),
        about: Some(About::page(Page::Funds)),
        channels,
        zh: Letter::new(
            "余额预警：充值账户余额不足",
            format!(
                "充值账户余额已降至 {balance} {currency}，低于您设置的预警阈值 {threshold} {currency}。请及时充值。"
            ),
        ),
        en: Letter::new(
            "Balance alert: the top-up account is low",
            format!(
                "The balance of your top-up account has dropped to {balance} {currency}, below the threshold of \
                 {threshold} {currency} that you set. Please top up in time."
            ),
        ),
        secret: false,
    }
}

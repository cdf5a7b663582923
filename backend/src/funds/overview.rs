//! What a partner has, and what of it can be withdrawn (N1).

use super::store;
use crate::{
    accounts::store::{self as accounts, PartnerMoney},
    book::{self, Account},
    http::change::Read,
    problem::{Fault, Refused},
    session::principal::Member,
    withdrawals,
};
use contract::{
    funds::{FundsOverview, WithdrawableTerms},
    money::{Amount, Currency, Money},
    problem::ErrorCode,
};
use sqlx::AnyConnection;

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<FundsOverview, Refused> {
    let partner_id = who.partner_id.as_str();
    let money = money(&mut cx.conn, partner_id).await?;
    let credit = money.credit.map(|(_, available)| available);
    let terms = terms_of(&mut cx.conn, partner_id, &money).await?;
    let stored = store::alert(&mut cx.conn, partner_id).await?;
    Ok(FundsOverview {
        currency: money.currency,
        cash: money.cash,
        credit,
        total: money.cash.plus(credit.unwrap_or_default()).ok_or_else(out_of_range)?,
        withdrawable: terms.withdrawable(),
        by_route: withdrawals::limits(&mut cx.conn, partner_id, terms.withdrawable()).await?,
        terms,
        held: book::store::balance(&mut cx.conn, partner_id, &Account::WithdrawalHold, money.currency)
            .await?,
        online_top_up: cx.app.gateway.is_some(),
        alert_fired: stored.fired,
        alert: stored.alert,
    })
}

/// What limits withdrawals now, and in which currency.
///
/// # Errors
/// `NotFound` for a partner without accounts.
pub async fn terms(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<(Currency, WithdrawableTerms), Refused> {
    let money = money(conn, partner_id).await?;
    Ok((money.currency, terms_of(conn, partner_id, &money).await?))
}

async fn money(conn: &mut AnyConnection, partner_id: &str) -> Result<PartnerMoney, Refused> {
    Ok(accounts::partner_money(conn, partner_id).await?.ok_or(ErrorCode::NotFound)?)
}

async fn terms_of(
    conn: &mut AnyConnection,
    partner_id: &str,
    money: &PartnerMoney,
) -> Result<WithdrawableTerms, Fault> {
    let owed = book::store::balance(conn, partner_id, &Account::OwedInvoices, money.currency).await?;
    let arrears = store::arrears(conn, partner_id).await?;
    let (own, arrears_elsewhere): (Vec<Money>, Vec<Money>) =
        arrears.into_iter().partition(|sum| sum.currency == money.currency);
    Ok(WithdrawableTerms {
        cash: money.cash,
        designated: money.designated,
        owed_invoices: owed,
        unposted: money.unposted,
        customer_arrears: own.first().map_or(Amount::ZERO, |sum| sum.amount),
        arrears_elsewhere,
    })
}

fn out_of_range() -> Fault {
    Fault::new("a total is out of range")
}

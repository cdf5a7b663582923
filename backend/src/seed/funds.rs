//! What came to and went from 云帆's and Nimbus's cash accounts in the last weeks, booked as the product books it: two
//! top-ups, one that nobody paid, remittances that were credited and rejected, withdrawals that were paid and rejected.
//! Nothing is open, so that the operator's queue is what the other nouns plant. The longest day is the first.

use super::{
    partners::{NIMBUS, PARTNERS, YUNFAN, user_id},
    planting::DAY_S,
    store,
};
use crate::{
    book::{self, Account, Entry, EntryKind},
    problem::{Fault, Refused},
    remittances::store::{self as remittances, StoredClaim},
    top_ups::store::{self as top_ups, Order, Payment},
    withdrawals::store::{self as withdrawals, Stored},
};
use contract::{
    ids::{PartnerId, UserId},
    money::{Amount, Currency},
    remittances::{ClaimStatus, ProxyPayer, RemittanceClaim},
    time::Timestamp,
    top_ups::{LIFETIME_S, TopUpStatus},
    withdrawals::{Withdrawal, WithdrawalPart, WithdrawalRoute, WithdrawalStatus},
};
use sqlx::AnyConnection;
use std::str::FromStr;

const OPERATOR_ANSWER: &str = "已核对银行流水";

/// Whose money it is, and who moves it.
struct Actor {
    partner_id: PartnerId,
    partner_name: &'static str,
    user_id: UserId,
    name: &'static str,
    currency: Currency,
}

/// Plants the history; the book is open.
///
/// # Errors
/// When the database refuses.
pub async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let ago = |days: i64, hours: i64| now.plus_seconds(-days * DAY_S - hours * 3_600);
    let yunfan = actor(YUNFAN, "yunfan-finance", "钱敏")?;
    let nimbus = actor(NIMBUS, "nimbus-finance", "Oliver Hart")?;
    remittances::activate(conn, YUNFAN, "7559208813654470129", ago(60, 0)).await?;
    for (payer_id, name, ended) in [
        ("py-100001", "云帆投资控股（上海）有限公司", None),
        ("py-100002", "云帆软件（杭州）有限公司", Some(30)),
    ] {
        let added_at = ago(50, 0);
        let payer = ProxyPayer { payer_id: id(payer_id)?, name: name.to_owned(), added_at, ended_at: None };
        remittances::add_payer(conn, YUNFAN, &payer).await?;
        if let Some(days) = ended {
            remittances::end_payer(conn, YUNFAN, &payer.payer_id, ago(days, 0)).await?;
        }
    }
    claim(conn, &yunfan, "rc-100001", 30_000_000, ClaimStatus::Approved, ago(20, 3)).await?;
    top_up(conn, &yunfan, "tu-100001", 5_000_000, TopUpStatus::Paid, ago(12, 2)).await?;
    let part = ("tu-100001", 5_000_000);
    withdrawal(conn, &yunfan, "wd-100001", (2_000_000, part), WithdrawalStatus::Paid, ago(9, 5)).await?;
    claim(conn, &yunfan, "rc-100002", 1_888_800, ClaimStatus::Rejected, ago(5, 1)).await?;
    top_up(conn, &nimbus, "tu-200001", 100_000, TopUpStatus::Paid, ago(4, 6)).await?;
    top_up(conn, &yunfan, "tu-100002", 2_000_000, TopUpStatus::Paid, ago(3, 4)).await?;
    top_up(conn, &yunfan, "tu-100003", 500_000, TopUpStatus::Expired, ago(2, 7)).await?;
    let part = ("tu-100002", 2_000_000);
    withdrawal(conn, &yunfan, "wd-100002", (1_500_000, part), WithdrawalStatus::Rejected, ago(1, 8)).await?;
    store::set_unposted(conn, YUNFAN, 8_642_035).await
}

fn actor(partner_id: &str, account_name: &str, name: &'static str) -> Result<Actor, Fault> {
    let partner = PARTNERS.iter().find(|partner| partner.partner_id == partner_id);
    let partner = partner.ok_or_else(|| Fault::new("a partner that is not planted"))?;
    Ok(Actor {
        partner_id: id(partner_id)?,
        partner_name: partner.name,
        user_id: id(&user_id(account_name))?,
        name,
        currency: partner.currency(),
    })
}

fn id<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::new("a demo id is no id"))
}

fn minor(hundredths: i64) -> Amount {
    Amount::from_minor(hundredths).unwrap_or_default()
}

async fn booked(
    conn: &mut AnyConnection,
    who: &Actor,
    (kind, about_id): (EntryKind, &str),
    (from, to, amount): (Account, Account, i64),
    at: Timestamp,
) -> Result<(), Fault> {
    let entry = Entry { partner_id: who.partner_id.as_str(), kind, about_id, currency: who.currency };
    let posted = book::post(conn, at, entry, &book::transfer(from, to, minor(amount))?).await;
    posted.map(|_| ()).map_err(|refused| match refused {
        Refused::Fault(fault) => fault,
        other => Fault::new(format!("the demo's money is refused: {other:?}")),
    })
}

async fn top_up(
    conn: &mut AnyConnection,
    who: &Actor,
    top_up_id: &str,
    amount: i64,
    status: TopUpStatus,
    at: Timestamp,
) -> Result<(), Fault> {
    let order = Order {
        top_up_id: id(top_up_id)?,
        partner_id: who.partner_id.clone(),
        partner_name: who.partner_name.to_owned(),
        user_id: who.user_id.clone(),
        created_by: who.name.to_owned(),
        amount: minor(amount),
        currency: who.currency,
        status,
        credited: Amount::ZERO,
        withdrawn: Amount::ZERO,
        created_at: at,
        expires_at: at.plus_seconds(LIFETIME_S),
        paid_at: None,
    };
    top_ups::add(conn, &order).await?;
    if status != TopUpStatus::Paid {
        return Ok(());
    }
    let paid_at = at.plus_seconds(90);
    let payment_id = top_up_id.replace("tu-", "gp-");
    let payment = Payment {
        payment_id: id(&payment_id)?,
        top_up_id: order.top_up_id.clone(),
        amount: order.amount,
        currency: order.currency,
        received_at: paid_at,
    };
    top_ups::add_payment(conn, &payment).await?;
    let way = (Account::Gateway, Account::Cash, amount);
    booked(conn, who, (EntryKind::ToppedUp, &payment_id), way, paid_at).await?;
    top_ups::credit(conn, &order.top_up_id, order.amount, paid_at).await
}

async fn claim(
    conn: &mut AnyConnection,
    who: &Actor,
    claim_id: &str,
    amount: i64,
    status: ClaimStatus,
    at: Timestamp,
) -> Result<(), Fault> {
    let handled_at = at.plus_seconds(DAY_S);
    let claim = RemittanceClaim {
        claim_id: id(claim_id)?,
        partner_name: who.partner_name.to_owned(),
        amount: minor(amount),
        currency: who.currency,
        payer_name: who.partner_name.to_owned(),
        bank_reference: format!("DEMO-2026-{}", &claim_id[3..]),
        remitted_on: at.china_day(),
        status: ClaimStatus::Submitted,
        submitted_at: at,
        submitted_by: who.name.to_owned(),
        expected_by: handled_at,
        handled_at: None,
        answer: None,
    };
    let stored = StoredClaim { partner_id: who.partner_id.clone(), user_id: who.user_id.clone(), claim };
    remittances::add(conn, &stored).await?;
    let answer = if status == ClaimStatus::Approved {
        let way = (Account::Bank, Account::Cash, amount);
        booked(conn, who, (EntryKind::Remitted, claim_id), way, handled_at).await?;
        OPERATOR_ANSWER
    } else {
        "未查到该笔汇款，请核对银行流水号后重新认领"
    };
    remittances::settle(conn, &stored.claim.claim_id, status, answer, handled_at).await
}

async fn withdrawal(
    conn: &mut AnyConnection,
    who: &Actor,
    withdrawal_id: &str,
    (amount, (top_up_id, credited)): (i64, (&str, i64)),
    status: WithdrawalStatus,
    at: Timestamp,
) -> Result<(), Fault> {
    let handled_at = at.plus_seconds(DAY_S / 2);
    let top_up_id = id(top_up_id)?;
    let part = WithdrawalPart { top_up_id, paid_at: None, credited: minor(credited), amount: minor(amount) };
    let withdrawal = Withdrawal {
        withdrawal_id: id(withdrawal_id)?,
        partner_name: who.partner_name.to_owned(),
        amount: minor(amount),
        currency: who.currency,
        route: WithdrawalRoute::Original,
        status: WithdrawalStatus::Held,
        account: None,
        parts: vec![part],
        requested_at: at,
        requested_by: who.name.to_owned(),
        taken_up_at: None,
        expected_by: at.plus_seconds(3 * DAY_S),
        handled_at: None,
        answer: None,
    };
    let way = (Account::Cash, Account::WithdrawalHold, amount);
    booked(conn, who, (EntryKind::WithdrawalHeld, withdrawal_id), way, at).await?;
    let stored = Stored {
        partner_id: who.partner_id.clone(),
        user_id: who.user_id.clone(),
        account: None,
        withdrawal,
    };
    withdrawals::add(conn, &stored).await?;
    let (kind, to, answer) = if status == WithdrawalStatus::Paid {
        top_ups::take_back(conn, &stored.withdrawal.parts[0].top_up_id, amount).await?;
        (EntryKind::Withdrawn, Account::Gateway, "已原路退回")
    } else {
        (EntryKind::WithdrawalReturned, Account::Cash, "原支付卡已注销，请改用银行卡提现")
    };
    let way = (Account::WithdrawalHold, to, amount);
    booked(conn, who, (kind, withdrawal_id), way, handled_at).await?;
    withdrawals::settle(conn, &stored.withdrawal.withdrawal_id, status, answer, handled_at).await
}

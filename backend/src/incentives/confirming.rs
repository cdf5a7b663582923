//! Confirming a period: by a member, or by its deadline (G1).

use super::{PeriodOf, freezing, money, notices, store};
use crate::{
    book::{self, Account, Entry, EntryKind},
    deadlines,
    http::change::Change,
    jobs::{self, JobKind, Run},
    moment::Moment,
    payouts,
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use contract::{
    deadlines::DeadlineKind,
    ids::PartnerId,
    incentives::{Confirmation, Confirmed, Incentive, IncentiveEvent, IncentiveStatus},
    money::Money,
    month::Month,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Sums, one per currency, in the order of the currencies' names.
///
/// # Errors
/// When a sum leaves the range of amounts.
pub(super) fn sums<'a>(incentives: impl IntoIterator<Item = &'a Incentive>) -> Result<Vec<Money>, Fault> {
    let mut sums: Vec<Money> = Vec::new();
    for Incentive { amount, currency, .. } in incentives {
        match sums.iter_mut().find(|sum| sum.currency == *currency) {
            Some(sum) => {
                sum.amount = sum.amount.plus(*amount).ok_or_else(|| Fault::new("a sum is out of range"))?;
            }
            None => sums.push(Money { amount: *amount, currency: *currency }),
        }
    }
    sums.sort_by_key(|sum| sum.currency.as_str());
    Ok(sums)
}

pub(super) fn waits(incentive: &Incentive) -> bool {
    incentive.status == IncentiveStatus::PendingConfirm
}

pub(super) async fn confirm(
    cx: &mut Change,
    who: &Member,
    (): (),
    confirmation: Confirmation,
) -> Result<Confirmed, Refused> {
    let Confirmation { period, mut totals } = confirmation;
    let partner_id = who.partner_id.as_str();
    let all = store::of_period(&mut cx.tx, partner_id, period, cx.now).await?;
    let waiting: Vec<Incentive> = all.iter().filter(|incentive| waits(incentive)).cloned().collect();
    if waiting.is_empty() {
        return Err(settled(&all));
    }
    if waiting.iter().any(|incentive| incentive.confirm_deadline.is_some_and(|end| end <= cx.now)) {
        return Err(ErrorCode::DeadlinePassed.into());
    }
    totals.sort_by_key(|total: &Money| total.currency.as_str());
    if sums(&waiting)? != totals {
        return Err(ErrorCode::Changed.into());
    }
    let about = PeriodOf { partner_id: who.partner_id.clone(), period };
    settle(&mut cx.moment(), &about, &waiting, Some(&who.name)).await?;
    let payout_ids = payouts::apply_automatically(&mut cx.moment(), &who.partner_id).await?;
    let confirmed_ids = waiting.into_iter().map(|incentive| incentive.incentive_id).collect::<Vec<_>>();
    cx.audit("incentive.confirm", about.to_string(), json!({ "totals": totals, "payouts": payout_ids }));
    Ok(Confirmed { confirmed_ids, payout_ids })
}

/// Why nothing of a period waits: there is nothing, it is not published, a colleague was first, or the deadline was.
fn settled(all: &[Incentive]) -> Refused {
    let Some(last) = all.iter().max_by_key(|incentive| incentive.confirmed_at) else {
        return ErrorCode::NotFound.into();
    };
    let by_deadline = last.confirmed_at.is_some() && last.confirmed_by.is_none();
    let code = if by_deadline { ErrorCode::DeadlinePassed } else { ErrorCode::NotInThisState };
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(last.status.as_str().to_owned());
    problem.settled_by.clone_from(&last.confirmed_by);
    problem.settled_at = last.confirmed_at;
    problem.into()
}

/// Confirms incentives of a period: what they are worth can be applied for from now on.
async fn settle(
    moment: &mut Moment<'_>,
    about: &PeriodOf,
    waiting: &[Incentive],
    by: Option<&str>,
) -> Result<(), Refused> {
    let partner_id = about.partner_id.as_str();
    let lost_at = store::identity_lost_at(moment.conn, partner_id).await?;
    for incentive in waiting {
        let status = incentive.status.after(IncentiveEvent::Confirm)?;
        let expire_at = lost_at.map(freezing::expiry).filter(|_| incentive.amount.is_positive());
        let done = (by, moment.now);
        if !store::confirm(moment.conn, incentive, status, done, expire_at).await? {
            return Err(ErrorCode::Changed.into());
        }
        book_confirmed(moment.conn, partner_id, incentive, moment.now).await?;
        money::end_if_empty(moment.conn, &incentive.incentive_id).await?;
        if let Some(at) = expire_at {
            jobs::schedule(moment.conn, JobKind::IncentiveExpires, incentive.incentive_id.as_str(), at)
                .await?;
        }
    }
    jobs::cancel(moment.conn, JobKind::IncentivesConfirm, &about.to_string()).await?;
    let kind = DeadlineKind::IncentiveConfirmation;
    deadlines::remind(moment.conn, kind, &about.to_string(), None, moment.now).await?;
    Ok(())
}

/// Books that the vendor owes an incentive (or, of a reduction, less than before).
///
/// # Errors
/// When the database fails.
pub async fn book_confirmed(
    conn: &mut AnyConnection,
    partner_id: &str,
    incentive: &Incentive,
    at: Timestamp,
) -> Result<(), Refused> {
    let entry = Entry {
        partner_id,
        kind: EntryKind::IncentiveConfirmed,
        about_id: incentive.incentive_id.as_str(),
        currency: incentive.currency,
    };
    let lines = book::transfer(Account::VendorExpense, Account::IncentivePayable, incentive.amount)?;
    let _once = book::post(conn, at, entry, &lines).await?;
    Ok(())
}

/// Nobody confirmed in time: it is confirmed (G1.4).
///
/// # Errors
/// When the database fails.
pub async fn confirm_by_time(run: &mut Run, about: &str) -> Result<(), Fault> {
    let of = PeriodOf::parse(about)?;
    let all = store::of_period(&mut run.tx, of.partner_id.as_str(), of.period, run.now).await?;
    let is_due = |incentive: &Incentive| incentive.confirm_deadline.is_some_and(|end| end <= run.now);
    let waiting: Vec<Incentive> =
        all.into_iter().filter(|incentive| waits(incentive) && is_due(incentive)).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    settle(&mut run.moment(), &of, &waiting, None).await.map_err(payouts::as_fault)?;
    let totals = sums(&waiting)?;
    run.send(notices::confirmed_by_deadline(&of, &totals)).await?;
    let payout_ids = payouts::apply_automatically(&mut run.moment(), &of.partner_id).await?;
    let detail = json!({ "totals": totals, "payouts": payout_ids });
    run.audit(of.partner_id.as_str(), "incentive.confirm_by_deadline", about, detail).await
}

/// What waits for confirmation, period by period, the next deadline first.
///
/// # Errors
/// When the database fails.
pub(super) async fn periods(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    now: Timestamp,
) -> Result<Vec<contract::incentives::PeriodToConfirm>, Fault> {
    let waiting = store::to_confirm(conn, partner_id.as_str(), now).await?;
    let mut periods: Vec<Month> = waiting.iter().map(|incentive| incentive.period).collect();
    periods.dedup();
    let mut found = Vec::with_capacity(periods.len());
    for period in periods {
        let of_period: Vec<&Incentive> =
            waiting.iter().filter(|incentive| incentive.period == period).collect();
        let deadline = of_period.iter().filter_map(|incentive| incentive.confirm_deadline).min();
        found.push(contract::incentives::PeriodToConfirm {
            period,
            incentive_count: u32::try_from(of_period.len()).unwrap_or(u32::MAX),
            totals: sums(of_period.iter().copied())?,
            confirm_deadline: deadline.unwrap_or(now),
            open_feedback_count: of_period.iter().map(|incentive| incentive.open_feedback_count).sum(),
        });
    }
    found.sort_by_key(|period| period.confirm_deadline);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::money::{Amount, Currency};

    fn incentive(minor: i64, currency: Currency) -> Incentive {
        Incentive {
            incentive_id: "i-1".parse().unwrap(),
            period: "2026-10".parse().unwrap(),
            earned_in: "2026-10".parse().unwrap(),
            plan_name: String::new(),
            association_type: contract::associations::AssociationType::Referral,
            amount: Amount::from_minor(minor).unwrap(),
            open_amount: Amount::ZERO,
            currency,
            status: IncentiveStatus::PendingConfirm,
            confirm_deadline: None,
            confirmed_at: None,
            confirmed_by: None,
            freeze: None,
            expire_at: None,
            line_count: 0,
            open_feedback_count: 0,
            transferred_from: None,
            version: 1,
        }
    }

    #[test]
    fn currencies_are_added_up_apart() {
        let all = [incentive(1, Currency::Usd), incentive(5, Currency::Cny), incentive(-2, Currency::Usd)];
        let sums: Vec<_> =
            sums(&all).unwrap().into_iter().map(|sum| (sum.currency, sum.amount.minor())).collect();
        assert_eq!(sums, [(Currency::Cny, 5), (Currency::Usd, -1)]);
    }
}

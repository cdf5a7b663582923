//! Applying for a payout (G2), by a member or, where it is switched on, without anybody.

use super::{
    booking, handlers, notices, settling,
    store::{self, Record},
};
use crate::{
    accounts, business_info,
    http::change::Change,
    incentives,
    moment::Moment,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    ids::{IncentiveId, PartnerId, PayoutId},
    incentives::Incentive,
    money::{Amount, Currency, Money},
    payout_status::PayoutStatus,
    payout_tracker::Entered,
    payouts::{
        ApplyRefusal, Assembled, MAX_INCENTIVES, Parcel, Payout, PayoutDraft, PayoutMethod, assemble,
        available, methods,
    },
    problem::{ErrorCode, Problem},
    text::Rule,
    verification::Operation,
};
use serde_json::json;
use sqlx::AnyConnection;

/// As the contract's rules see it.
pub(super) fn parcel(incentive: &Incentive) -> Parcel {
    Parcel {
        incentive_id: incentive.incentive_id.clone(),
        open: incentive.open_amount,
        currency: incentive.currency,
        association_type: incentive.association_type,
        period: incentive.period,
        is_frozen: incentive.freeze.is_some(),
    }
}

/// Currency of the partner's account with the vendor.
pub(super) async fn account_currency(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Option<Currency>, Fault> {
    Ok(accounts::store::partner_money(conn, partner_id).await?.map(|money| money.currency))
}

pub(super) async fn apply(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: PayoutDraft,
) -> Result<Payout, Refused> {
    let PayoutDraft { currency, incentive_ids, amount, method } = draft;
    let partner_id = who.partner_id.as_str();
    if business_info::certified(&mut cx.tx, partner_id).await?.is_none() {
        return Err(ErrorCode::NotCertified.into());
    }
    let open = incentives::store::open(&mut cx.tx, partner_id, cx.now).await?;
    let parcels: Vec<Parcel> = open.iter().map(parcel).collect();
    let account = account_currency(&mut cx.tx, partner_id).await?;
    let assembled = match assemble(&parcels, incentive_ids.as_deref(), currency, Some(amount), account) {
        Ok(assembled) => assembled,
        Err(refusal) => return Err(refused(cx, who, &parcels, currency, refusal).await?),
    };
    if !assembled.methods.contains(&method) {
        let code = ErrorCode::PayoutMethodNotAllowed;
        let mut problem = Problem::new(code, sentence(code));
        problem.allowed_methods = assembled.methods;
        return Err(problem.into());
    }
    cx.step_up(Operation::ApplyPayout, &format!("{} {amount}", currency.as_str())).await?;
    let by = Some(who.name.as_str());
    let record = create(&mut cx.moment(), &who.partner_id, &open, &assembled, method, by).await?;
    let items = u32::try_from(assembled.items.len()).unwrap_or(u32::MAX);
    cx.audit(
        "payout.apply",
        record.payout_id.to_string(),
        json!({ "amount": amount, "currency": currency, "method": method, "incentives": items }),
    );
    handlers::shown(&mut cx.tx, &cx.app, record, cx.now).await
}

/// The refusal of a rule as callers read it.
async fn refused(
    cx: &mut Change,
    who: &Member,
    parcels: &[Parcel],
    currency: Currency,
    refusal: ApplyRefusal,
) -> Result<Refused, Fault> {
    let amounts = |code: ErrorCode, amount: Amount| {
        let mut problem = Problem::new(code, sentence(code));
        problem.available_amount = Some(Money { amount, currency });
        Refused::from(problem)
    };
    Ok(match refusal {
        ApplyRefusal::Nothing => Refused::field("incentive_ids", Rule::Missing),
        ApplyRefusal::TooMany => {
            let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
            problem.limit = u32::try_from(MAX_INCENTIVES).ok();
            problem.into()
        }
        ApplyRefusal::NotOpen(incentive_id) => not_open(cx, who, &incentive_id).await?,
        ApplyRefusal::MixedCurrencies => ErrorCode::MixedCurrencies.into(),
        ApplyRefusal::Frozen(incentive_id) => {
            let code = ErrorCode::IncentiveFrozen;
            let found =
                incentives::store::find(&mut cx.tx, who.partner_id.as_str(), &incentive_id, cx.now).await?;
            let mut problem = Problem::new(code, sentence(code));
            problem.frozen_reason = found.and_then(|found| found.freeze).map(|freeze| freeze.reason);
            problem.into()
        }
        ApplyRefusal::Negative(amount) | ApplyRefusal::ChosenNegative(amount) => {
            amounts(ErrorCode::IncentiveNegative, amount)
        }
        ApplyRefusal::AmountNegative => Refused::field("amount", Rule::OutOfRange),
        ApplyRefusal::AmountAbove(_) => {
            amounts(ErrorCode::Changed, available(parcels, currency).unwrap_or_default())
        }
        ApplyRefusal::OutOfRange => Fault::new("incentives are out of range").into(),
    })
}

/// Nothing of it can be applied for: there is none such, or somebody has applied for it already.
async fn not_open(cx: &mut Change, who: &Member, incentive_id: &IncentiveId) -> Result<Refused, Fault> {
    let found = incentives::store::find(&mut cx.tx, who.partner_id.as_str(), incentive_id, cx.now).await?;
    let Some(found) = found else { return Ok(ErrorCode::NotFound.into()) };
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(found.status.as_str().to_owned());
    if let Some((by, at)) = store::items::last_application(&mut cx.tx, incentive_id).await? {
        problem.settled_by = by;
        problem.settled_at = Some(at);
    }
    Ok(problem.into())
}

/// Makes the payout: the incentives are held, and the vendor's queue or a job takes it on.
async fn create(
    moment: &mut Moment<'_>,
    partner_id: &PartnerId,
    open: &[Incentive],
    assembled: &Assembled,
    method: PayoutMethod,
    by: Option<&str>,
) -> Result<Record, Refused> {
    let id = random_id()?;
    let payout_id: PayoutId = format!("pa-{id}").parse().map_err(|_| Fault::new("a random id is no id"))?;
    let day = moment.now.china_day().to_string().replace('-', "");
    let taken = |id: &IncentiveId| open.iter().find(|incentive| incentive.incentive_id == *id);
    let periods: Vec<_> =
        assembled.items.iter().filter_map(|(id, _)| taken(id)).map(|incentive| incentive.period).collect();
    let no_period = || Fault::new("a payout of nothing");
    let record = Record {
        payout_no: format!("SF{day}{}", id.get(..8).unwrap_or_default().to_uppercase()),
        payout_id,
        partner_id: partner_id.clone(),
        first_period: *periods.iter().min().ok_or_else(no_period)?,
        last_period: *periods.iter().max().ok_or_else(no_period)?,
        amount: assembled.amount,
        currency: assembled.currency,
        method,
        needs_invoice: method.needs_invoice() && assembled.amount.is_positive(),
        status: PayoutStatus::Processing,
        applied_at: moment.now,
        applied_by: by.map(str::to_owned),
        invoice_due_at: None,
        invoice_round: 0,
        invoices_received_at: None,
        payment_ordered_at: None,
        paid_at: None,
        rejection: None,
        version: 1,
        incentive_count: u32::try_from(assembled.items.len()).unwrap_or(u32::MAX),
        invoice_count: 0,
        entered: vec![Entered { status: PayoutStatus::Processing, at: moment.now }],
    };
    store::add(moment.conn, &record).await?;
    for (incentive_id, amount) in &assembled.items {
        let is_partial = taken(incentive_id).is_some_and(|incentive| incentive.open_amount != *amount);
        store::items::add(moment.conn, &record.payout_id, incentive_id, *amount, is_partial).await?;
    }
    booking::hold(moment.conn, &record, moment.now).await?;
    settling::keep_time(moment.conn, &record, moment.now).await?;
    settling::raise(moment.conn, &record, moment.now).await?;
    Ok(record)
}

/// Applies for all that is available and allows the wanted method, in each currency, where the partner has switched that
/// on and something is to be paid. What cannot be applied for now waits.
///
/// # Errors
/// When the database fails.
pub async fn apply_automatically(
    moment: &mut Moment<'_>,
    partner_id: &PartnerId,
) -> Result<Vec<PayoutId>, Fault> {
    let setting = store::settings::find(moment.conn, partner_id.as_str()).await?;
    let Some(method) = setting.method.filter(|_| setting.enabled) else { return Ok(Vec::new()) };
    if business_info::certified(moment.conn, partner_id.as_str()).await?.is_none() {
        return Ok(Vec::new());
    }
    let open = incentives::store::open(moment.conn, partner_id.as_str(), moment.now).await?;
    let account = account_currency(moment.conn, partner_id.as_str()).await?;
    let parcels: Vec<Parcel> = open.iter().map(parcel).collect();
    let mut currencies: Vec<Currency> = parcels.iter().map(|parcel| parcel.currency).collect();
    currencies.sort_by_key(|currency| currency.as_str());
    currencies.dedup();
    let mut payout_ids = Vec::new();
    for currency in currencies {
        let fits = |parcel: &&Parcel| {
            parcel.currency == currency
                && !parcel.is_frozen
                && parcel.open.is_positive()
                && methods(parcel.association_type, parcel.period, currency, account).contains(&method)
        };
        let chosen: Vec<IncentiveId> = parcels
            .iter()
            .filter(fits)
            .take(MAX_INCENTIVES / 2)
            .map(|parcel| parcel.incentive_id.clone())
            .collect();
        let Ok(assembled) = assemble(&parcels, Some(&chosen), currency, None, account) else { continue };
        if !assembled.amount.is_positive() || !assembled.methods.contains(&method) {
            continue;
        }
        let record =
            create(moment, partner_id, &open, &assembled, method, None).await.map_err(super::as_fault)?;
        moment.send(notices::applied_automatically(&record)).await?;
        payout_ids.push(record.payout_id);
    }
    Ok(payout_ids)
}

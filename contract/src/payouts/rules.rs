//! What may be applied for together, how much, and how it may be paid (G2). Both sides ask these functions: the page
//! before anything is sent, the backend when it is.

use super::{MAX_INCENTIVES, PayoutMethod};
use crate::{
    associations::AssociationType,
    ids::IncentiveId,
    money::{Amount, Currency},
    month::Month,
};

/// A reconciled incentive of which something is open, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub incentive_id: IncentiveId,
    /// Below zero for a reduction.
    pub open: Amount,
    pub currency: Currency,
    pub association_type: AssociationType,
    pub period: Month,
    pub is_frozen: bool,
}

/// How an incentive may be paid (G2.5): since October 2023 those of consignment (and resale, which follows its rules)
/// only to the account with an owed invoice, or as voucher quota. The account takes one currency.
#[must_use]
pub fn methods(
    association_type: AssociationType,
    period: Month,
    currency: Currency,
    account_currency: Option<Currency>,
) -> Vec<PayoutMethod> {
    use PayoutMethod as M;
    let since_october_2023 = Month::new(2023, 10).is_some_and(|first| period >= first);
    let by_type: &[M] = if association_type.settles_for_customer() && since_october_2023 {
        &[M::AccountWithOwedInvoice, M::VoucherQuota]
    } else {
        &[M::Bank, M::Account, M::VoucherQuota]
    };
    let takes = |method: &M| !method.credits_account() || account_currency == Some(currency);
    by_type.iter().copied().filter(takes).collect()
}

/// What can be applied for in a currency (G2.1): all that is open and not frozen, reductions taken off. `None` when it
/// leaves the range of amounts.
#[must_use]
pub fn available(parcels: &[Parcel], currency: Currency) -> Option<Amount> {
    parcels
        .iter()
        .filter(|parcel| parcel.currency == currency && !parcel.is_frozen)
        .try_fold(Amount::ZERO, |sum, parcel| sum.plus(parcel.open))
}

/// An application, put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    pub currency: Currency,
    /// The items' sum; zero or more.
    pub amount: Amount,
    /// What it takes of which incentive, reductions first.
    pub items: Vec<(IncentiveId, Amount)>,
    /// How it may be paid: what every incentive allows of which something is paid.
    pub methods: Vec<PayoutMethod>,
}

/// Why there is no such application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApplyRefusal {
    /// Nothing that could be applied for was chosen.
    Nothing,
    TooMany,
    /// One that is not open (any more), or was never there.
    NotOpen(IncentiveId),
    MixedCurrencies,
    Frozen(IncentiveId),
    /// All that is available in the currency is below zero (S12).
    Negative(Amount),
    /// What was chosen does not outweigh the reductions; others that are available would.
    ChosenNegative(Amount),
    /// Below zero.
    AmountNegative,
    /// The chosen ones are worth less; so much.
    AmountAbove(Amount),
    /// Out of the range of amounts.
    OutOfRange,
}

/// Puts an application together (G2.1 to G2.4). `chosen` absent means everything available; `amount` absent means all
/// that the chosen ones are worth. `parcels` come in the order in which they are taken.
///
/// Reductions of the currency always go along, whatever was chosen: otherwise one could pick the gains and leave the
/// reductions. They are netted by any method, because nothing is paid out of them. A partial application takes the first
/// ones whole and a part of the last.
///
/// # Errors
/// The first reason why not.
pub fn assemble(
    parcels: &[Parcel],
    chosen: Option<&[IncentiveId]>,
    currency: Currency,
    amount: Option<Amount>,
    account_currency: Option<Currency>,
) -> Result<Assembled, ApplyRefusal> {
    if let Some(chosen) = chosen {
        check_chosen(parcels, chosen, currency)?;
    }
    let ours: Vec<&Parcel> =
        parcels.iter().filter(|parcel| parcel.currency == currency && !parcel.is_frozen).collect();
    let all = available(parcels, currency).ok_or(ApplyRefusal::OutOfRange)?;
    if ours.is_empty() {
        return Err(ApplyRefusal::Nothing);
    }
    if all < Amount::ZERO {
        return Err(ApplyRefusal::Negative(all));
    }
    let is_chosen = |id: &IncentiveId| chosen.is_none_or(|chosen| chosen.contains(id));
    let (reductions, gains): (Vec<&Parcel>, Vec<&Parcel>) = ours
        .into_iter()
        .filter(|parcel| parcel.open < Amount::ZERO || is_chosen(&parcel.incentive_id))
        .partition(|parcel| parcel.open < Amount::ZERO);
    if reductions.len() + gains.len() > MAX_INCENTIVES {
        return Err(ApplyRefusal::TooMany);
    }
    let sum = |parcels: &[&Parcel]| {
        parcels
            .iter()
            .try_fold(Amount::ZERO, |sum, parcel| sum.plus(parcel.open))
            .ok_or(ApplyRefusal::OutOfRange)
    };
    let worth = sum(&gains)?.plus(sum(&reductions)?).ok_or(ApplyRefusal::OutOfRange)?;
    if worth < Amount::ZERO {
        return Err(ApplyRefusal::ChosenNegative(worth));
    }
    let amount = amount.unwrap_or(worth);
    if amount < Amount::ZERO {
        return Err(ApplyRefusal::AmountNegative);
    }
    if amount > worth {
        return Err(ApplyRefusal::AmountAbove(worth));
    }
    let to_take = amount.minus(sum(&reductions)?).ok_or(ApplyRefusal::OutOfRange)?;
    let taken = take(&gains, to_take);
    let mut methods: Vec<PayoutMethod> = PayoutMethod::ALL.to_vec();
    for (parcel, _) in &taken {
        let of_this = self::methods(parcel.association_type, parcel.period, currency, account_currency);
        methods.retain(|method| of_this.contains(method));
    }
    let items: Vec<_> = reductions
        .iter()
        .map(|parcel| (parcel.incentive_id.clone(), parcel.open))
        .chain(taken.iter().map(|(parcel, part)| (parcel.incentive_id.clone(), *part)))
        .collect();
    if items.is_empty() {
        return Err(ApplyRefusal::Nothing);
    }
    Ok(Assembled { currency, amount, items, methods })
}

fn check_chosen(parcels: &[Parcel], chosen: &[IncentiveId], currency: Currency) -> Result<(), ApplyRefusal> {
    if chosen.is_empty() {
        return Err(ApplyRefusal::Nothing);
    }
    if chosen.len() > MAX_INCENTIVES {
        return Err(ApplyRefusal::TooMany);
    }
    let mut found = Vec::with_capacity(chosen.len());
    for id in chosen {
        let parcel = parcels.iter().find(|parcel| parcel.incentive_id == *id && parcel.open != Amount::ZERO);
        found.push(parcel.ok_or_else(|| ApplyRefusal::NotOpen(id.clone()))?);
    }
    if found.iter().any(|parcel| parcel.currency != currency) {
        return Err(ApplyRefusal::MixedCurrencies);
    }
    found
        .iter()
        .find(|parcel| parcel.is_frozen)
        .map_or(Ok(()), |parcel| Err(ApplyRefusal::Frozen(parcel.incentive_id.clone())))
}

/// The first ones whole, a part of the last, until there is enough.
fn take<'a>(gains: &[&'a Parcel], enough: Amount) -> Vec<(&'a Parcel, Amount)> {
    let mut missing = enough;
    let mut taken = Vec::new();
    for parcel in gains {
        let part = parcel.open.min(missing);
        if part.is_positive() {
            taken.push((*parcel, part));
            missing = missing.minus(part).unwrap_or_default();
        }
    }
    taken
}

/// What of an expiring gain is netted with the reductions that exist then (G2.8): +200 that expires beside −600 leaves
/// −400. What appears after it has expired is not netted with it. The reductions come in their order; for each what is
/// taken from it.
#[must_use]
pub fn net_expiring(gain: Amount, reductions: &[Amount]) -> (Amount, Vec<Amount>) {
    let mut left = gain;
    let netted = reductions
        .iter()
        .map(|reduction| {
            let size = Amount::ZERO.minus(*reduction).unwrap_or_default();
            let part = size.min(left).max(Amount::ZERO);
            left = left.minus(part).unwrap_or_default();
            part
        })
        .collect();
    (gain.minus(left).unwrap_or_default(), netted)
}

#[cfg(test)]
mod tests;

//! What stands in the form, and what the contract's rules say about it. Pure.

use crate::flows::amount::read_amount;
use contract::{
    ids::IncentiveId,
    money::{Amount, Currency},
    payouts::{ApplyRefusal, Assembled, Parcel, Payable, Payables, PayoutMethod, assemble, available},
    text::Rule,
};
use serde::{Deserialize, Serialize};

/// What the user has chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `None` for the first one that there is.
    pub currency: Option<Currency>,
    /// `None` for everything that is available.
    pub chosen: Option<Vec<IncentiveId>>,
    /// Empty for all that the chosen ones are worth.
    pub amount: String,
    pub method: Option<PayoutMethod>,
}

/// Why a method is not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The account with the vendor has another currency, or there is none.
    AccountCurrency(Option<Currency>),
    /// Some of what is paid out does not allow it: the first of them, and how many.
    Incentives { first: IncentiveId, count: u32 },
}

/// Why it cannot be sent as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    NotCertified,
    Amount(Rule),
    Refused(ApplyRefusal),
    /// The chosen ones have no method in common.
    NoMethod,
    ChooseMethod,
    /// The one that was chosen is not offered for these.
    OtherMethod,
}

/// The form as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub currency: Currency,
    /// All that the chosen ones are worth, reductions taken off.
    pub worth: Result<Amount, ApplyRefusal>,
    /// The application, as far as it can be put together.
    pub assembled: Option<Assembled>,
    /// Every method, with why it is not offered.
    pub methods: Vec<(PayoutMethod, Option<WhyNot>)>,
    pub obstacle: Option<Obstacle>,
}

/// What can be applied for in each currency, in the order in which they appear.
pub fn currencies(found: &Payables) -> Vec<(Currency, Amount)> {
    let parcels = parcels(found);
    let mut currencies: Vec<(Currency, Amount)> = Vec::new();
    for parcel in &parcels {
        if currencies.iter().all(|(known, _)| *known != parcel.currency) {
            let amount = available(&parcels, parcel.currency).unwrap_or_default();
            currencies.push((parcel.currency, amount));
        }
    }
    currencies
}

fn parcels(found: &Payables) -> Vec<Parcel> {
    found.payables.iter().map(Payable::parcel).collect()
}

impl Typed {
    /// The currency of the application; `None` when there is nothing at all.
    pub fn currency(&self, found: &Payables) -> Option<Currency> {
        let known = currencies(found);
        let is_known = |currency: &Currency| known.iter().any(|(known, _)| known == currency);
        self.currency.filter(is_known).or_else(|| known.first().map(|(currency, _)| *currency))
    }

    /// Whether a row goes along: a reduction always, a frozen one never.
    pub fn takes(&self, row: &Payable) -> bool {
        if row.freeze.is_some() {
            return false;
        }
        let is_chosen = |chosen: &Vec<IncentiveId>| chosen.contains(&row.incentive_id);
        !row.open_amount.is_positive() || self.chosen.as_ref().is_none_or(is_chosen)
    }

    /// Takes a row, or leaves it.
    #[must_use]
    pub fn with(mut self, found: &Payables, row: &IncentiveId, taken: bool) -> Self {
        let Some(currency) = self.currency(found) else { return self };
        let gains = gains(found, currency);
        let chosen =
            gains.iter().filter(|gain| if gain.incentive_id == *row { taken } else { self.takes(gain) });
        let chosen: Vec<IncentiveId> = chosen.map(|gain| gain.incentive_id.clone()).collect();
        self.chosen = (chosen.len() < gains.len()).then_some(chosen);
        self
    }

    /// Takes only what a method pays.
    #[must_use]
    pub fn only(mut self, found: &Payables, method: PayoutMethod) -> Self {
        let Some(currency) = self.currency(found) else { return self };
        let fits = gains(found, currency).into_iter().filter(|gain| gain.methods.contains(&method));
        self.chosen = Some(fits.map(|gain| gain.incentive_id.clone()).collect());
        self.amount = String::new();
        self.method = Some(method);
        self
    }

    /// What was kept may name what is gone by now.
    #[must_use]
    pub fn fitting(mut self, found: &Payables) -> Self {
        let is_there = |id: &IncentiveId| found.payables.iter().any(|row| row.incentive_id == *id);
        if let Some(chosen) = &mut self.chosen {
            chosen.retain(is_there);
        }
        self
    }

    /// `None` when there is nothing that could be applied for.
    pub fn judge(&self, found: &Payables) -> Option<Judged> {
        let currency = self.currency(found)?;
        let parcels = parcels(found);
        let chosen = self.chosen.as_deref();
        let put = |amount| assemble(&parcels, chosen, currency, amount, found.account_currency);
        let worth = put(None).map(|whole| whole.amount);
        let amount = match read_amount(&self.amount) {
            Ok(amount) => Ok(Some(amount)),
            Err(Rule::Missing) => Ok(None),
            Err(rule) => Err(rule),
        };
        let assembled = amount.clone().ok().map(put);
        let offered = assembled.as_ref().and_then(|put| put.as_ref().ok());
        let methods: Vec<_> = PayoutMethod::ALL
            .into_iter()
            .map(|method| (method, offered.and_then(|offered| why_not(found, offered, method))))
            .collect();
        let obstacle = if found.certified { None } else { Some(Obstacle::NotCertified) };
        let obstacle = obstacle
            .or_else(|| amount.err().map(Obstacle::Amount))
            .or_else(|| assembled.as_ref().and_then(|put| put.clone().err()).map(Obstacle::Refused))
            .or_else(|| method_obstacle(self.method, offered));
        Some(Judged { currency, worth, assembled: assembled.and_then(Result::ok), methods, obstacle })
    }
}

/// What can be chosen in a currency.
fn gains(found: &Payables, currency: Currency) -> Vec<&Payable> {
    let is_gain =
        |row: &&Payable| row.currency == currency && row.freeze.is_none() && row.open_amount.is_positive();
    found.payables.iter().filter(is_gain).collect()
}

fn method_obstacle(method: Option<PayoutMethod>, offered: Option<&Assembled>) -> Option<Obstacle> {
    let offered = offered?;
    match method {
        _ if offered.methods.is_empty() => Some(Obstacle::NoMethod),
        None => Some(Obstacle::ChooseMethod),
        Some(method) => (!offered.methods.contains(&method)).then_some(Obstacle::OtherMethod),
    }
}

fn why_not(found: &Payables, assembled: &Assembled, method: PayoutMethod) -> Option<WhyNot> {
    if assembled.methods.contains(&method) {
        return None;
    }
    if method.credits_account() && found.account_currency != Some(assembled.currency) {
        return Some(WhyNot::AccountCurrency(found.account_currency));
    }
    let paid = assembled.items.iter().filter(|(_, amount)| amount.is_positive());
    let against: Vec<&IncentiveId> = paid
        .filter(|(id, _)| {
            let row = found.payables.iter().find(|row| row.incentive_id == *id);
            row.is_some_and(|row| !row.methods.contains(&method))
        })
        .map(|(id, _)| id)
        .collect();
    let first = (*against.first()?).clone();
    Some(WhyNot::Incentives { first, count: u32::try_from(against.len()).unwrap_or(u32::MAX) })
}

#[cfg(test)]
mod tests;

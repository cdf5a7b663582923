//! What was typed of an application, and the draft that it makes.

use crate::flows::amount::read_amount;
use contract::{
    company::AccountNumber,
    ids::TopUpId,
    payee::Payee,
    text::{BankName, CompanyName},
    withdrawals::{WithdrawalDraft, WithdrawalRoute},
};
use leptos::prelude::*;

/// The fields of the form. They stay while the records are confirmed, so that going back finds them.
#[derive(Clone, Copy)]
pub struct Typed {
    pub route: RwSignal<String>,
    pub amount: RwSignal<String>,
    /// With the original route: chosen records, else the last first.
    pub chooses: RwSignal<bool>,
    pub records: RwSignal<Vec<TopUpId>>,
    pub bank_name: RwSignal<String>,
    /// Never kept anywhere but here.
    pub account_number: RwSignal<String>,
}

impl Typed {
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            route: RwSignal::new(WithdrawalRoute::Original.as_str().to_owned()),
            amount: empty(),
            chooses: RwSignal::new(false),
            records: RwSignal::new(Vec::new()),
            bank_name: empty(),
            account_number: empty(),
        }
    }

    /// Tracked.
    pub fn route(self) -> WithdrawalRoute {
        self.route.with(|word| WithdrawalRoute::parse(word)).unwrap_or_default()
    }

    /// What is sent; nothing while a field is wrong. `company` is whose the bank account is.
    pub fn draft(self, company: &str) -> Option<WithdrawalDraft> {
        let route = untrack(|| self.route());
        let account = if route.needs_account() {
            Some(Payee {
                holder: CompanyName::try_from(company.to_owned()).ok()?,
                bank_name: BankName::try_from(self.bank_name.get_untracked()).ok()?,
                account_number: AccountNumber::try_from(self.account_number.get_untracked()).ok()?,
            })
        } else {
            None
        };
        let chooses = route == WithdrawalRoute::Original && self.chooses.get_untracked();
        Some(WithdrawalDraft {
            amount: read_amount(&self.amount.get_untracked()).ok()?,
            route,
            top_up_ids: if chooses { self.records.get_untracked() } else { Vec::new() },
            account,
        })
    }
}

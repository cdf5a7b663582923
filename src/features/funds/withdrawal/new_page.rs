//! Two steps: how much and which way, then what is taken from where. The code comes after the second.

use super::{confirm::Confirm, form::Form, msg, typed::Typed};
use crate::{
    features::funds::{crumbs, for_partners_with_customers},
    flows::{draft::use_fields_draft, fetch::use_fetch},
    session::membership,
    ui::{Loaded, PageHeader},
};
use contract::{
    funds::{FundsOverview, OVERVIEW},
    withdrawals::{WithdrawalDraft, WithdrawalPreview},
};
use leptos::prelude::*;

/// What the second step shows.
#[derive(Clone)]
pub(super) struct Planned {
    pub draft: WithdrawalDraft,
    pub preview: WithdrawalPreview,
}

#[component]
pub fn NewWithdrawalPage() -> AnyView {
    view! {
        <PageHeader title=msg::new_title intro=msg::new_intro crumbs=crumbs() />
        {for_partners_with_customers(|| view! { <Steps /> }.into_any())}
    }
    .into_any()
}

#[component]
fn Steps() -> AnyView {
    let overview = use_fetch(&OVERVIEW, || Some(((), ())));
    let company = membership().map(|membership| membership.partner_name).unwrap_or_default();
    let typed = Typed::new();
    // The number of a bank account is typed again after a reload: it is kept nowhere.
    let forget =
        use_fields_draft("withdrawal", &["amount", "bank_name"], vec![typed.amount, typed.bank_name]);
    let planned: RwSignal<Option<Planned>> = RwSignal::new(None);
    let shown = move |overview: Signal<FundsOverview>| {
        let (company, forget) = (company.clone(), forget.clone());
        let step = move || match planned.get() {
            None => view! { <Form overview company=company.clone() typed planned /> }.into_any(),
            Some(plan) => view! { <Confirm plan planned forget=forget.clone() /> }.into_any(),
        };
        step.into_any()
    };
    view! { <Loaded from=overview lines=8 children=shown /> }.into_any()
}

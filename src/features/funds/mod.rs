//! The partner's funds (资金管理): what it has and what of it can be withdrawn, what came and went, the alert; topping up,
//! remitting and withdrawing, one folder each. Money is appropriated on a customer's own page.

mod alert_page;
mod details;
mod export;
mod filters;
pub(super) mod model;
mod overview;
mod page;
mod records;
mod remittance;
mod top_up;
mod vouchers;
mod withdrawal;
mod words;

pub use alert_page::BalanceAlertPage;
pub use page::FundsPage;
pub use remittance::RemittancePage;
pub use top_up::{NewTopUpPage, TopUpPage};
pub use withdrawal::{NewWithdrawalPage, WithdrawalPage};

crate::i18n::words!("features/funds");

use crate::{
    routes::Route,
    session::membership,
    ui::{Crumb, EmptyState, IconName},
};
use leptos::prelude::*;

/// The way to a page below the funds page.
fn crumbs() -> Vec<Crumb> {
    vec![
        Crumb::step(msg::menu_sales),
        Crumb::step(msg::menu_finance),
        Crumb::link(msg::title, Route::Funds.href()),
    ]
}

/// Shows a page to members of partners that have customers, and to others why not (N7).
fn for_partners_with_customers(content: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let allowed = Memo::new(|_| membership().map(|membership| membership.identity.has_customers()));
    let shown = move || match allowed.get() {
        Some(true) => content(),
        Some(false) => view! {
            <EmptyState title=msg::no_funds icon=IconName::Lock body=msg::no_funds_for_identity />
        }
        .into_any(),
        None => view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any(),
    };
    shown.into_any()
}

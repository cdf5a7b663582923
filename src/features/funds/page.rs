//! Funds: address → read → show.

use super::{
    details::Details,
    model::{FundsState, Table},
    msg,
    overview::Overview,
    records::Records,
    top_up::TopUps,
    vouchers::Vouchers,
    withdrawal::Withdrawals,
};
use crate::{
    routes::{Route, use_address, use_go},
    session::{can, membership},
    ui::{Crumb, EmptyState, IconName, PageChange, PageHeader, Tab, Tabs},
};
use contract::permissions::Permission;
use leptos::prelude::*;

/// The page's state and the way to change it.
#[derive(Clone, Copy)]
pub(super) struct Funds {
    pub state: Memo<FundsState>,
    go: Callback<String>,
}

impl Funds {
    /// Changes what is shown, from its first page.
    pub fn change(self, change: impl FnOnce(&mut FundsState)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        self.show(state.at_start());
    }

    pub fn show_page(self, page: PageChange) {
        self.show(FundsState { page, ..self.state.get_untracked() });
    }

    fn show(self, state: FundsState) {
        if self.state.with_untracked(|now| *now != state) {
            self.go.run(state.href());
        }
    }
}

/// 销售 > 账务 > 资金管理
#[component]
pub fn FundsPage() -> AnyView {
    let is_member = Memo::new(|_| membership().is_some());
    let content = move || {
        if is_member.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any()
        }
    };
    view! {
        <PageHeader title=msg::title crumbs=vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_finance)] />
        {content}
    }
    .into_any()
}

#[component]
fn Content() -> AnyView {
    super::for_partners_with_customers(|| {
        view! {
            <Overview />
            <Tables />
        }
        .into_any()
    })
}

/// Orders and applications are everybody's; the records of what moved are not.
#[component]
fn Tables() -> AnyView {
    let state = use_address(&Route::Funds, |value| FundsState::read(value));
    let funds = Funds { state, go: use_go() };
    let may_see_records = Memo::new(|_| can(Permission::ViewFundRecords));
    let table = Memo::new(move |_| state.with(|state| state.table));
    let choose = move |id: &'static str| {
        let other = state.with_untracked(|state| state.clone().with_table(Table::parse(id)));
        funds.show(other);
    };
    let shown = move || match table.get() {
        Table::TopUps => view! { <TopUps funds /> }.into_any(),
        Table::Withdrawals => view! { <Withdrawals funds /> }.into_any(),
        _ if !may_see_records.get() => view! { <NoRecords /> }.into_any(),
        Table::Details => view! { <Details funds /> }.into_any(),
        Table::Records => view! { <Records funds /> }.into_any(),
        Table::Vouchers => view! { <Vouchers funds /> }.into_any(),
    };
    view! {
        <Tabs
            label=msg::tables
            tabs=vec![
                Tab::new(Table::Details.as_str(), msg::tab_details),
                Tab::new(Table::TopUps.as_str(), msg::tab_top_ups),
                Tab::new(Table::Withdrawals.as_str(), msg::tab_withdrawals),
                Tab::new(Table::Records.as_str(), msg::tab_records),
                Tab::new(Table::Vouchers.as_str(), msg::tab_vouchers),
            ]
            chosen=Signal::derive(move || table.get().as_str().to_owned())
            on_choose=choose
        >
            {shown}
        </Tabs>
    }
    .into_any()
}

#[component]
fn NoRecords() -> AnyView {
    let why = move || {
        let administrators = membership().map(|membership| membership.administrators)?;
        Some(msg::ask_administrator(crate::i18n::list(&administrators)))
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }
        .into_any()
}

//! Funds: address → read → show.

use super::{
    model::{FundsState, Table},
    msg,
    records::Records,
    vouchers::Vouchers,
};
use crate::{
    flows::balances::Balances,
    i18n,
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
    let may_see_records = Memo::new(|_| can(Permission::ViewFundRecords));
    let tables = move || {
        if may_see_records.get() {
            view! { <Tables /> }.into_any()
        } else {
            view! { <NoRecords /> }.into_any()
        }
    };
    view! {
        <section class="card funds__balances" aria-labelledby="funds-balances">
            <h2 id="funds-balances">{msg::balances}</h2>
            <Balances />
        </section>
        {tables}
    }
    .into_any()
}

#[component]
fn Tables() -> AnyView {
    let state = use_address(&Route::Funds, |value| FundsState::read(value));
    let funds = Funds { state, go: use_go() };
    let table = Memo::new(move |_| state.with(|state| state.table));
    let choose = move |id: &'static str| {
        let other = state.with_untracked(|state| state.clone().with_table(Table::parse(id)));
        funds.show(other);
    };
    let shown = move || match table.get() {
        Table::Records => view! { <Records funds /> }.into_any(),
        Table::Vouchers => view! { <Vouchers funds /> }.into_any(),
    };
    view! {
        <Tabs
            label=msg::tables
            tabs=vec![
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

/// The balances are everybody's; the movements are not.
#[component]
fn NoRecords() -> AnyView {
    let why = move || {
        let membership = membership()?;
        Some(if membership.identity.has_customers() {
            msg::ask_administrator(i18n::list(&membership.administrators))
        } else {
            msg::not_for_identity().to_owned()
        })
    };
    view! { <EmptyState title=msg::no_permission icon=IconName::Lock body=move || why().unwrap_or_default() /> }.into_any()
}

//! The customer list: address → read → show.

use super::{
    columns::columns,
    dialogs::{CustomerDialogs, Dialogs},
    filters::FilterBar,
    list_state::{List, Step, use_list},
    model::{self, COLUMNS},
    msg,
    reveal::use_reveal,
    selection::{Selection, SelectionBar},
    visits::use_visits,
};
use crate::{
    api::{self, Fetched},
    flows::{
        fetch::use_fetch,
        permitted::{NoPermission, gate},
        reveal::Reveal,
    },
    i18n,
    routes::Route,
    session::{can, membership},
    ui::{
        Button, ButtonKind, Crumb, DataTable, DateTimeText, EmptyState, IconName, LinkButton, Loaded,
        PageChange, PageHeader, Pagination, Sort, Tab, Tabs,
    },
};
use contract::{
    customers::{ACCOUNT_MANAGERS, Customer, CustomerPage, CustomerScope, LIST},
    permissions::{Identity, Permission},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// 销售 > 客户 > 客户管理
#[component]
pub fn CustomersPage() -> AnyView {
    let allowed = gate(Permission::ViewCustomers);
    let records = move || {
        can(Permission::ViewRecords).then(|| {
            view! { <LinkButton label=msg::manage_records href=Route::AssociationRecords.href() icon=IconName::Clock /> }
        })
    };
    view! {
        <PageHeader title=msg::title crumbs=vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_customers)]>
            {records}
        </PageHeader>
        {move || if allowed.get() { view! { <Tabbed /> }.into_any() } else { view! { <NoPermission to=Permission::ViewCustomers /> }.into_any() }}
    }
    .into_any()
}

/// A distributor sees its resellers' customers in a second tab.
#[component]
fn Tabbed() -> AnyView {
    let list = use_list();
    let scope = Memo::new(move |_| list.state.with(|state| state.scope));
    // Made anew for the other tab: rows of one never stand in the other.
    let rows = move || view! { <CustomerList list scope=scope.get() /> };
    let is_distributor =
        untrack(membership).is_some_and(|member| member.identity == Identity::GeneralDistributor);
    if !is_distributor {
        return view! { {rows} }.into_any();
    }
    let chosen = Signal::derive(move || {
        list.state.with(|state| match state.scope {
            CustomerScope::Own => "own".to_owned(),
            CustomerScope::Resellers => "resellers".to_owned(),
        })
    });
    let choose = move |id: &'static str| {
        list.show_tab(if id == "resellers" { CustomerScope::Resellers } else { CustomerScope::Own });
    };
    view! {
        <Tabs
            label=msg::whose_customers
            tabs=vec![Tab::new("own", msg::tab_own), Tab::new("resellers", msg::tab_resellers)]
            chosen
            on_choose=choose
        >
            {rows}
        </Tabs>
    }
    .into_any()
}

#[component]
fn CustomerList(list: List, scope: CustomerScope) -> AnyView {
    let customers = use_fetch(&LIST, move || Some(((), list.query()?)));
    let managers = use_fetch(&ACCOUNT_MANAGERS, || Some(((), ())));
    let selection = Selection(RwSignal::new(BTreeMap::new()));
    let reveal = use_reveal();
    let dialogs = Dialogs::of(customers);
    use_visits(list, selection, customers);
    // Other rows come masked.
    Effect::new(move |before: Option<Option<_>>| {
        let query = list.query();
        if before.is_some_and(|before| before != query) {
            reveal.close_all();
        }
        query
    });
    let rows = move |page: Signal<CustomerPage>| {
        table(&Parts { list, customers, page, selection, reveal, dialogs }, scope)
    };
    view! {
        <FilterBar list managers />
        <p class="visually-hidden" role="status">{move || reveal.said.get()}</p>
        <Loaded from=customers lines=10 children=rows />
        <CustomerDialogs dialogs />
    }
    .into_any()
}

/// What the table is made from.
#[derive(Clone, Copy)]
struct Parts {
    list: List,
    customers: Fetched<CustomerPage>,
    page: Signal<CustomerPage>,
    selection: Selection,
    reveal: Reveal,
    dialogs: Dialogs,
}

fn table(parts: &Parts, scope: CustomerScope) -> AnyView {
    let Parts { list, customers, page, selection, reveal, dialogs } = *parts;
    let rows = Signal::derive(move || page.with(|page| page.customer_infos.clone()));
    let visible: Signal<Vec<String>> = Signal::derive(move || {
        page.with(|page| {
            page.customer_infos.iter().map(|customer| customer.customer_id.to_string()).collect()
        })
    });
    selection.follow(rows);
    let count = Memo::new(move |_| page.with(|page| page.count));
    let sort = Signal::derive(move || {
        list.state
            .with(|state| Some(Sort { by: model::sort_name(state.sort_key), direction: state.sort_dir }))
    });
    let on_sort = move |sort: Sort| {
        list.change(Step::New, |state| {
            state.sort_key = model::sort_key(sort.by).unwrap_or_default();
            state.sort_dir = sort.direction;
        });
    };
    let hidden = Signal::derive(move || list.state.with(|state| state.hidden.join(",")));
    let on_hide = move |ids: String| {
        list.arrange(|state| {
            let known = COLUMNS.iter().map(|(id, _)| *id);
            state.hidden = known.filter(|id| ids.split(',').any(|word| word == *id)).collect();
        });
    };
    let own = scope == CustomerScope::Own;
    view! {
        <div class="customer-list__tools">
            {own.then(|| selection.page_box(rows))}
            <p class="customer-list__count" role="status">
                {move || msg::total(i18n::number(count.get()))}
            </p>
            <UpdatedAt customers />
        </div>
        {own.then(|| view! { <SelectionBar selection dialogs /> })}
        <div class="customer-list" class:customer-list--own=own>
            <DataTable
                caption=msg::title
                columns=columns(scope, reveal, selection, dialogs, visible)
                rows
                key=|row: &Customer| row.customer_id.to_string()
                busy=customers.loading
                sort
                on_sort=on_sort
                hidden
                on_hide=on_hide
                empty=move || nothing(list, count.get(), own)
            />
        </div>
        <Pagination
            total=count
            page=Signal::derive(move || list.state.with(|state| state.page))
            on_change=move |page: PageChange| list.show_page(page)
        />
    }
    .into_any()
}

/// No rows: because there are no customers, because none fits, or because the page is beyond the last one.
fn nothing(list: List, count: u32, own: bool) -> AnyView {
    if count > 0 {
        let first = move |()| list.change(Step::Same, |_| ());
        return view! {
            <EmptyState title=msg::beyond_last>
                <Button label=msg::first_page kind=ButtonKind::Primary on_press=first />
            </EmptyState>
        }
        .into_any();
    }
    if untrack(|| !list.active().is_empty()) {
        return view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters kind=ButtonKind::Primary on_press=move |()| list.clear() />
            </EmptyState>
        }
        .into_any();
    }
    let hint = move || if own { msg::no_customers_hint() } else { msg::no_reseller_customers_hint() };
    view! { <EmptyState title=msg::no_customers body=hint icon=IconName::Users /> }.into_any()
}

/// When the rows were read, and a button that reads them again.
#[component]
fn UpdatedAt(customers: Fetched<CustomerPage>) -> AnyView {
    let at = RwSignal::new(api::server_now());
    Effect::new(move |_| {
        customers.value.track();
        at.set(api::server_now());
    });
    view! {
        <p class="customer-list__updated">{msg::updated_at} " " {move || view! { <DateTimeText at=at.get() /> }}</p>
        <Button
            label=msg::refresh
            icon=IconName::Refresh
            icon_only=true
            kind=ButtonKind::Ghost
            busy=customers.loading
            on_press=move |()| customers.refetch()
        />
    }
    .into_any()
}

//! 客户迁移: what this partner asked for, newest first.

use super::{msg, words};
use crate::{
    flows::{
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Badge, Column, Crumb, DataTable, DateTimeText, EmptyState, IconName, LinkButton, Loaded, Notice,
        PageChange, PageHeader, Pagination,
    },
};
use contract::{
    customer_migrations::{LIST, Migration, MigrationListQuery, MigrationPage as Page},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn MigrationsPage() -> AnyView {
    let allowed = gate(Permission::MigrateCustomers);
    let content = move || {
        if allowed.get() {
            view! { <List /> }.into_any()
        } else {
            view! { <NoPermission to=Permission::MigrateCustomers /> }.into_any()
        }
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_sales)] />
        {content}
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let page = use_address(&Route::CustomerMigrations, |value| PageChange::read(value));
    let go = use_go();
    let migrations = use_fetch(&LIST, move || {
        let PageChange { offset, limit } = page.get();
        let query =
            MigrationListQuery { offset: Some(offset), limit: Some(limit), ..MigrationListQuery::default() };
        Some(((), query))
    });
    let turn = move |page: PageChange| {
        let [size, number] = page.address();
        go.run(Route::CustomerMigrations.href_with(&[(size.0, &size.1), (number.0, &number.1)]));
    };
    let shown = move |found: Signal<Page>| {
        let rows = Signal::derive(move || found.with(|found| found.migrations.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns()
                rows
                key=|row: &Migration| row.migration_id.to_string()
                busy=migrations.loading
                empty=|| view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Users /> }
            />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <Notice>
            <p>{msg::how_to}</p>
            <p><LinkButton label=msg::choose_customers href=Route::Customers.href() /></p>
        </Notice>
        <Loaded from=migrations lines=6 children=shown />
    }
    .into_any()
}

fn columns() -> Vec<Column<Migration>> {
    vec![
        Column::new("target", msg::target, |row: &Migration| {
            let href = Route::CustomerMigration(row.migration_id.clone()).href();
            view! { <a href=href>{row.target_name.clone()}</a> }.into_any()
        })
        .mandatory(),
        Column::new("status", msg::status, |row: &Migration| {
            let status = row.status;
            view! { <Badge label=move || words::status(status).0 tone=words::status(status).1 /> }.into_any()
        }),
        Column::new("moved", msg::moved, |row: &Migration| {
            let (moved, all) = (row.moved_count, row.customer_count);
            (move || msg::moved_of(i18n::number(all), i18n::number(moved))).into_any()
        }),
        Column::new("reason", msg::reason, |row: &Migration| row.reason.clone().into_any()),
        Column::new("submitted_at", msg::submitted_at, |row: &Migration| {
            view! { <DateTimeText at=row.submitted_at /> }.into_any()
        }),
        Column::new("handled_at", msg::handled_at, |row: &Migration| {
            row.handled_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
    ]
}

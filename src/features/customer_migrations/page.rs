//! One request: where it stands, and what became of each customer.

use super::{items::Items, msg, words};
use crate::{
    flows::{
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    i18n,
    routes::Route,
    ui::{Badge, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName, Loaded, PageHeader},
};
use contract::{
    customer_migrations::{Migration, SHOW},
    ids::MigrationId,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MigrationPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<MigrationId>> =
        Memo::new(move |_| params.read().get("migration_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::MigrateCustomers);
    let content = move || match id.get() {
        _ if !allowed.get() => view! { <NoPermission to=Permission::MigrateCustomers /> }.into_any(),
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs =
        vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, Route::CustomerMigrations.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        {content}
    }
    .into_any()
}

#[component]
fn One(id: MigrationId) -> AnyView {
    let migration = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    view! { <Loaded from=migration lines=8 children=shown /> }.into_any()
}

fn shown(migration: Signal<Migration>) -> AnyView {
    let items = Signal::derive(move || migration.with(|migration| migration.items.clone()));
    let about = move || {
        let migration = migration.get();
        let status = migration.status;
        let (moved, all) = (migration.moved_count, migration.customer_count);
        let answer =
            migration.answer.map(|answer| view! { <Described term=msg::answer>{answer}</Described> });
        let handled = migration
            .handled_at
            .map(|at| view! { <Described term=msg::handled_at><DateTimeText at /></Described> });
        view! {
            <DescriptionList>
                <Described term=msg::status>
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 />
                </Described>
                <Described term=msg::target>
                    {migration.target_name} " " <code>{migration.target_indirect_partner_id.to_string()}</code>
                </Described>
                <Described term=msg::moved>{move || msg::moved_of(i18n::number(all), i18n::number(moved))}</Described>
                <Described term=msg::reason>{migration.reason}</Described>
                <Described term=msg::submitted_at><DateTimeText at=migration.submitted_at /></Described>
                {handled}
                {answer}
            </DescriptionList>
        }
    };
    view! {
        <section class="card">{about}</section>
        <h2>{msg::customers}</h2>
        <Items items />
    }
    .into_any()
}

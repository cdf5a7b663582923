//! All roles: the default ones first.

use super::msg;
use crate::{
    flows::{
        fetch::use_fetch,
        permitted::{self, Permitted},
    },
    i18n,
    routes::Route,
    ui::{Badge, Button, ButtonKind, Column, Crumb, DataTable, IconName, Loaded, PageHeader, Tone},
};
use contract::{
    permissions::Permission,
    roles::{LIST, MOST_CUSTOM, RoleInfo, Roles},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn RolesPage() -> AnyView {
    let crumbs = vec![Crumb::step(msg::menu_organization), Crumb::step(msg::menu_members)];
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs />
        <Permitted to=Permission::ManageMembers>
            <List />
        </Permitted>
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let navigate = use_navigate();
    let create = Callback::new(move |()| navigate(&Route::NewRole.href(), NavigateOptions::default()));
    let found = use_fetch(&LIST, || Some(((), ())));
    let shown = move |roles: Signal<Roles>| {
        let full = Signal::derive(move || {
            let most = u32::try_from(MOST_CUSTOM).unwrap_or(u32::MAX);
            let own = roles.with(|found| found.roles.iter().filter(|role| role.is_custom()).count());
            (own >= MOST_CUSTOM).then(|| msg::limit_reached(i18n::number(most)))
        });
        view! {
            <div class="form__actions">
                <Button label=msg::create kind=ButtonKind::Primary icon=IconName::Plus why_disabled=full on_press=create />
            </div>
            <DataTable
                caption=msg::title
                columns=columns()
                rows=Signal::derive(move || roles.with(|found| found.roles.clone()))
                key=|row: &RoleInfo| row.role_id.to_string()
                busy=found.loading
            />
        }
        .into_any()
    };
    view! { <Loaded from=found lines=8 children=shown /> }.into_any()
}

fn columns() -> Vec<Column<RoleInfo>> {
    vec![
        Column::new("name", msg::name, |row: &RoleInfo| {
            let (id, name) = (row.role_id.clone(), row.name.clone());
            let href = Route::Role(row.role_id.clone()).href();
            view! { <a href=href>{move || permitted::role(&id, &name)}</a> }.into_any()
        })
        .mandatory(),
        Column::new("kind", msg::kind, |row: &RoleInfo| {
            let custom = row.is_custom();
            let label = move || if custom { msg::kind_custom() } else { msg::kind_default() };
            let tone = if custom { Tone::Info } else { Tone::Neutral };
            view! { <Badge label tone=Signal::stored(tone) /> }.into_any()
        }),
        Column::new("description", msg::description, |row: &RoleInfo| row.description.clone().into_any()),
        Column::new("members", msg::members, |row: &RoleInfo| {
            let (id, count) = (row.role_id.to_string(), row.members);
            let href = Route::Members.href_with(&[("role", &id)]);
            view! { <a href=href>{move || msg::members_of(i18n::number(count))}</a> }.into_any()
        })
        .numeric(),
    ]
}

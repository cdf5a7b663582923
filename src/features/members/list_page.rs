//! The members of the organization: address → read → show. What is searched for is a person's name, so it is not in the
//! address.

use super::{columns::columns, msg, state::ListState};
use crate::{
    flows::{
        fetch::use_fetch,
        filter_fields::{chosen, typed},
        permitted::{self, Permitted},
    },
    routes::{Route, use_address, use_go},
    session::can,
    ui::{
        Button, ButtonKind, Choice, Crumb, DataTable, EmptyState, IconName, LinkButton, Loaded, PageChange,
        PageHeader, Pagination, SelectField, TextField,
    },
};
use contract::{
    ids::RoleId,
    members::{LIST, Member, MemberPage as Page, MemberQuery},
    permissions::Permission,
    roles::{self, RoleInfo},
};
use leptos::prelude::*;

#[component]
pub fn MembersPage() -> AnyView {
    let create = move || {
        can(Permission::ManageMembers).then(|| {
            view! {
                <LinkButton label=msg::create href=Route::NewMember.href() kind=ButtonKind::Primary icon=IconName::Plus />
            }
        })
    };
    let crumbs = vec![Crumb::step(msg::menu_organization), Crumb::step(msg::menu_members)];
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs>
            {create}
        </PageHeader>
        <Permitted to=Permission::ManageMembers>
            <List />
        </Permitted>
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let state = use_address(&Route::Members, |value| ListState::read(value));
    let go = use_go();
    let (account_name, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let show = move |change: &dyn Fn(&mut ListState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    // Another search begins on its first page.
    let search = move |term: RwSignal<String>| {
        typed(
            move || term.get(),
            move |text| {
                show(&|state| state.page.offset = 0);
                term.set(text);
            },
        )
    };
    let (account_field, name_field) = (search(account_name), search(name));
    let members = use_fetch(&LIST, move || {
        let ListState { role, page } = state.get();
        let part = |term: RwSignal<String>| Some(term.get()).filter(|text| !text.is_empty());
        let query = MemberQuery {
            account_name: part(account_name),
            name: part(name),
            role_id: role,
            offset: Some(page.offset),
            limit: Some(page.limit),
        };
        Some(((), query))
    });
    let role = chosen(
        move || state.with(|state| state.role.as_ref().map(RoleId::as_str).unwrap_or_default().to_owned()),
        move |id| {
            show(&|state| {
                state.role = id.parse().ok();
                state.page.offset = 0;
            });
        },
    );
    let clear = move |()| {
        account_name.set(String::new());
        name.set(String::new());
        show(&|state| *state = ListState::default());
    };
    let is_filtered = Signal::derive(move || {
        state.with(|state| state.role.is_some())
            || account_name.with(|term| !term.is_empty())
            || name.with(|term| !term.is_empty())
    });
    let nothing = move || {
        if is_filtered.get_untracked() {
            return view! {
                <EmptyState title=msg::nothing_found icon=IconName::Search>
                    <Button label=msg::show_all on_press=clear />
                </EmptyState>
            }
            .into_any();
        }
        view! { <EmptyState title=msg::nothing_found icon=IconName::Users /> }.into_any()
    };
    let shown = move |found: Signal<Page>| {
        view! {
            <DataTable
                caption=msg::title
                columns=columns()
                rows=Signal::derive(move || found.with(|found| found.members.clone()))
                key=|row: &Member| row.user_id.to_string()
                busy=members.loading
                empty=nothing
            />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=move |page: PageChange| show(&|state| state.page = page)
            />
        }
        .into_any()
    };
    view! {
        <div class="members__filters" role="search" aria-label=msg::filters>
            <TextField label=msg::account_name value=account_field />
            <TextField label=msg::name value=name_field />
            <RoleFilter role />
        </div>
        <Loaded from=members lines=8 children=shown />
    }
    .into_any()
}

/// Which role; the choices come when the roles are known.
#[component]
fn RoleFilter(role: RwSignal<String>) -> AnyView {
    let roles = use_fetch(&roles::LIST, || Some(((), ())));
    let field = move || {
        let choice = |role: RoleInfo| {
            let id = role.role_id.to_string();
            Choice::new(id, move || permitted::role(&role.role_id, &role.name))
        };
        let known = roles.value.with(|found| found.as_ref().map(|found| found.roles.clone()));
        let mut choices = vec![Choice::new("", msg::all)];
        choices.extend(known.into_iter().flatten().map(choice));
        view! { <SelectField label=msg::role value=role choices /> }
    };
    field.into_any()
}

//! One role, and making one.

use super::{form::RoleForm, matrix::Matrix, msg};
use crate::{
    flows::{
        fetch::use_fetch,
        permitted::{self, Permitted},
        sending::Sending,
    },
    i18n,
    routes::Route,
    session::membership,
    ui::{
        Button, ButtonKind, Crumb, Dialog, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader,
        SubmitForm, Tone, toast,
    },
};
use contract::{
    ids::RoleId,
    permissions::Permission,
    roles::{DELETE, LIST, RoleInfo, RoleVersion, Roles},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::step(msg::menu_organization), Crumb::link(msg::title, Route::Roles.href())]
}

#[component]
pub fn NewRolePage() -> AnyView {
    view! {
        <PageHeader title=msg::new_title crumbs=crumbs() />
        <Permitted to=Permission::ManageMembers>
            <section class="card roles__page"><RoleForm role=None version=RwSignal::new(0) /></section>
        </Permitted>
    }
    .into_any()
}

#[component]
pub fn RolePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<RoleId>> =
        Memo::new(move |_| params.read().get("role_id").and_then(|id| id.parse().ok()));
    view! {
        <PageHeader title=msg::one_title crumbs=crumbs() />
        <Permitted to=Permission::ManageMembers>
            <One id />
        </Permitted>
    }
    .into_any()
}

#[component]
fn One(id: Memo<Option<RoleId>>) -> AnyView {
    let found = use_fetch(&LIST, || Some(((), ())));
    let shown = move |roles: Signal<Roles>| {
        // Made once for an address: what is being typed is not taken away by a newer answer.
        let role = move || {
            let id = id.get()?;
            roles.with_untracked(|found| found.roles.iter().find(|role| role.role_id == id).cloned())
        };
        let content = move || match role() {
            Some(role) if role.is_custom() => view! { <Custom role /> }.into_any(),
            Some(role) => default_role(role),
            None => no_such(),
        };
        content.into_any()
    };
    view! { <Loaded from=found lines=10 children=shown /> }.into_any()
}

fn no_such() -> AnyView {
    view! {
        <EmptyState title=msg::no_such body=msg::no_such_hint icon=IconName::Search>
            <LinkButton label=msg::back_to_list href=Route::Roles.href() />
        </EmptyState>
    }
    .into_any()
}

fn holders(role: &RoleInfo) -> AnyView {
    let href = Route::Members.href_with(&[("role", role.role_id.as_str())]);
    let count = role.members;
    view! {
        <p>{move || msg::members_of(i18n::number(count))} " " <a href=href>{msg::show_members}</a></p>
    }
    .into_any()
}

fn default_role(role: RoleInfo) -> AnyView {
    let chosen = RwSignal::new(role.permissions.clone());
    let matrix =
        untrack(membership).map(|member| view! { <Matrix identity=member.identity chosen locked=true /> });
    let held = holders(&role);
    view! {
        <section class="card roles__page">
            <h2>{move || permitted::role(&role.role_id, &role.name)}</h2>
            {held}
            <Notice>{msg::default_role_hint}</Notice>
            {matrix}
        </section>
    }
    .into_any()
}

#[component]
fn Custom(role: RoleInfo) -> AnyView {
    let open = RwSignal::new(false);
    let sending = Sending::new();
    let used = role.members;
    let in_use = Signal::derive(move || (used > 0).then(|| msg::in_use(i18n::number(used))));
    let about = StoredValue::new(role.clone());
    let version = RwSignal::new(role.version);
    let held = holders(&role);
    view! {
        <div class="roles__page">
            {held}
            <section class="card"><RoleForm role=Some(role) version /></section>
            <div><Button label=msg::delete kind=ButtonKind::Danger why_disabled=in_use on_press=move |()| open.set(true) /></div>
            <Dialog title=msg::delete open busy=sending.pending>
                <RemoveForm about version sending open />
            </Dialog>
        </div>
    }
    .into_any()
}

#[component]
fn RemoveForm(
    about: StoredValue<RoleInfo>,
    version: RwSignal<i64>,
    sending: Sending,
    open: RwSignal<bool>,
) -> AnyView {
    let navigate = use_navigate();
    let send = move |()| {
        let (id, version) = (about.with_value(|role| role.role_id.clone()), version.get_untracked());
        let navigate = navigate.clone();
        sending.send(&DELETE, (id,), RoleVersion { version }, move |()| {
            toast::show(Tone::Success, msg::deleted());
            navigate(&Route::Roles.href(), NavigateOptions::default());
        });
    };
    view! {
        <SubmitForm
            label=msg::delete
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
            danger=true
        >
            <p>{move || about.with_value(|role| msg::delete_question(&role.name))}</p>
        </SubmitForm>
    }
    .into_any()
}

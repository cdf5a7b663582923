//! One member: who it is, what it may do, whom it leads, and what an administrator can do about it.

use super::{
    columns::masked,
    dialogs::{Dialogs, MemberDialogs},
    msg, words,
};
use crate::{
    flows::{fetch::use_fetch, permitted::Permitted},
    i18n,
    routes::Route,
    session::me,
    ui::{
        Badge, Button, ButtonKind, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName,
        LinkButton, Loaded, PageHeader,
    },
};
use contract::{
    ids::UserId,
    members::{MemberDetail, MemberStatus, SHOW},
    permissions::{Permission, Role},
    problem::ErrorCode,
    roles::default_role,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MemberPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<UserId>> =
        Memo::new(move |_| params.read().get("user_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => no_such(),
    };
    let crumbs = vec![Crumb::step(msg::menu_organization), Crumb::link(msg::title, Route::Members.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::ManageMembers>{content}</Permitted>
    }
    .into_any()
}

/// A member of another partner, a removed one and none at all look the same.
fn no_such() -> AnyView {
    view! {
        <EmptyState title=msg::no_such body=msg::no_such_hint icon=IconName::Search>
            <LinkButton label=msg::back_to_list href=Route::Members.href() />
        </EmptyState>
    }
    .into_any()
}

#[component]
fn One(id: UserId) -> AnyView {
    let detail = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let dialogs = Dialogs::of(detail);
    let missing = Memo::new(move |_| {
        let code = detail.error.with(|error| error.as_ref().and_then(crate::api::ApiError::code));
        code == Some(ErrorCode::NotFound)
    });
    let shown = move |found: Signal<MemberDetail>| {
        view! {
            {move || about(&found.get())}
            {move || roles(found.get(), dialogs)}
            {move || team(found.get(), dialogs)}
            {move || actions(found.get(), dialogs)}
        }
        .into_any()
    };
    let content = move || {
        if missing.get() {
            no_such()
        } else {
            view! { <div class="members__page"><Loaded from=detail lines=10 children=shown /></div> }
                .into_any()
        }
    };
    view! { {content} <MemberDialogs dialogs /> }.into_any()
}

fn about(detail: &MemberDetail) -> AnyView {
    let member = detail.member.clone();
    let status = member.status;
    let until = detail.initial_password_until.filter(|_| status != MemberStatus::Disabled).map(|at| {
        view! { <Described term=msg::initial_password_until><DateTimeText at deadline=true /></Described> }
    });
    let created =
        member.created_at.map(|at| view! { <Described term=msg::created_at><DateTimeText at /></Described> });
    view! {
        <section class="card">
            <DescriptionList>
                <Described term=msg::account_name><code>{member.account_name}</code></Described>
                <Described term=msg::name>{member.name}</Described>
                <Described term=msg::mobile_phone>{masked(member.mobile_phone.as_ref())}</Described>
                <Described term=msg::email>{masked(member.email.as_ref())}</Described>
                <Described term=msg::status>
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 />
                </Described>
                {until}
                {created}
            </DescriptionList>
        </section>
    }
    .into_any()
}

fn roles(detail: MemberDetail, dialogs: Dialogs) -> AnyView {
    let held = detail.member.roles.clone();
    let narrow = sees_own_customers_only(&detail);
    let customers = detail.customers;
    let ask = move |()| dialogs.roles.ask(detail.clone());
    view! {
        <section class="card" aria-labelledby="member-roles">
            <h2 id="member-roles">{msg::roles}</h2>
            <p>{move || words::roles(&held)}</p>
            <p class="field__hint">{move || if narrow { msg::scope_own() } else { msg::scope_all() }}</p>
            <p class="field__hint">{move || msg::manages_customers(i18n::number(customers))}</p>
            <div><Button label=msg::edit_roles on_press=ask /></div>
        </section>
    }
    .into_any()
}

fn holds(detail: &MemberDetail, role: Role) -> bool {
    detail.member.roles.iter().any(|held| default_role(&held.role_id) == Some(role))
}

fn sees_own_customers_only(detail: &MemberDetail) -> bool {
    let narrow = [Role::AccountManager, Role::AccountManagerDirector];
    detail.member.roles.len() == 1 && narrow.into_iter().any(|role| holds(detail, role))
}

/// A director with its managers, or a manager with its director; nothing for anybody else.
fn team(detail: MemberDetail, dialogs: Dialogs) -> AnyView {
    if holds(&detail, Role::AccountManagerDirector) {
        let led = detail.leads.iter().map(|one| {
            let href = Route::Member(one.user_id.clone()).href();
            view! { <li><a href=href>{words::named(one)}</a></li> }
        });
        let led = if detail.leads.is_empty() {
            view! { <p>{msg::leads_nobody}</p> }.into_any()
        } else {
            view! { <ul class="members__team">{led.collect_view()}</ul> }.into_any()
        };
        let ask = move |()| dialogs.team.ask(detail.clone());
        return view! {
            <section class="card" aria-labelledby="member-team">
                <h2 id="member-team">{msg::team}</h2>
                {led}
                <div><Button label=msg::edit_team on_press=ask /></div>
            </section>
        }
        .into_any();
    }
    if !holds(&detail, Role::AccountManager) {
        return ().into_any();
    }
    let director = match detail.led_by {
        Some(director) => {
            let href = Route::Member(director.user_id.clone()).href();
            view! { <a href=href>{words::named(&director)}</a> }.into_any()
        }
        None => view! { <span>{msg::led_by_nobody}</span> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="member-director">
            <h2 id="member-director">{msg::led_by}</h2>
            <p>{director}</p>
        </section>
    }
    .into_any()
}

fn actions(detail: MemberDetail, dialogs: Dialogs) -> AnyView {
    let is_oneself = untrack(me).is_some_and(|me| me.user_id == detail.member.user_id);
    let not_oneself = Signal::derive(move || is_oneself.then(|| msg::not_oneself().to_owned()));
    let disabled = detail.member.status == MemberStatus::Disabled;
    let about = StoredValue::new(detail);
    view! {
        <section class="card" aria-labelledby="member-actions">
            <h2 id="member-actions">{msg::actions}</h2>
            <div class="form__actions">
                <Button label=msg::edit_contact on_press=move |()| dialogs.contact.ask(about.get_value()) />
                <Button label=msg::reset_password why_disabled=not_oneself on_press=move |()| dialogs.password.ask(about.get_value()) />
                <Button
                    label=move || if disabled { msg::enable() } else { msg::disable() }
                    why_disabled=not_oneself
                    on_press=move |()| dialogs.disable.ask(about.get_value())
                />
                <Button label=msg::delete kind=ButtonKind::Danger why_disabled=not_oneself on_press=move |()| dialogs.remove.ask(about.get_value()) />
            </div>
        </section>
    }
    .into_any()
}

//! Making a member in two steps: who it is, then which roles. What was typed is kept, but for the password.

use super::{
    msg,
    password::{HandOver, InitialPassword},
    role_boxes::RoleBoxes,
};
use crate::{
    api::ApiError,
    flows::{
        draft::{Forget, use_fields_draft},
        fetch::use_fetch,
        permitted::Permitted,
        sending::Sending,
    },
    routes::Route,
    ui::{ButtonKind, Crumb, LinkButton, Loaded, PageHeader, SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    ids::{RoleId, UserId},
    members::{CREATE, MemberDraft},
    new_account::{AccountName, NewPassword},
    permissions::Permission,
    problem::ErrorCode,
    roles::{LIST, Roles},
    text::{MemberName, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

#[component]
pub fn NewMemberPage() -> AnyView {
    let crumbs = vec![Crumb::step(msg::menu_organization), Crumb::link(msg::title, Route::Members.href())];
    view! {
        <PageHeader title=msg::create crumbs />
        <Permitted to=Permission::ManageMembers>
            <New />
        </Permitted>
    }
    .into_any()
}

/// What was typed, and what was refused of it.
#[derive(Clone, Copy)]
struct Typed {
    account_name: RwSignal<String>,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    roles: RwSignal<Vec<RoleId>>,
    taken_name: RwSignal<Option<String>>,
    taken_email: RwSignal<Option<String>>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Who,
    Roles,
    /// Who was made, its account name and its password.
    Done(UserId, String, String),
}

#[component]
fn New() -> AnyView {
    let text = || RwSignal::new(String::new());
    let typed = Typed {
        account_name: text(),
        name: text(),
        phone: text(),
        email: text(),
        password: text(),
        roles: RwSignal::new(Vec::new()),
        taken_name: RwSignal::new(None),
        taken_email: RwSignal::new(None),
    };
    let fields = vec![typed.account_name, typed.name, typed.phone, typed.email];
    let forget = use_fields_draft("new-member", &["account_name", "name", "mobile_phone", "email"], fields);
    let step = RwSignal::new(Step::Who);
    let content = move || match step.get() {
        Step::Who => view! { <Who typed step /> }.into_any(),
        Step::Roles => view! { <ChooseRoles typed step forget=forget.clone() /> }.into_any(),
        Step::Done(user_id, account_name, password) => {
            view! { <Done user_id account_name password /> }.into_any()
        }
    };
    content.into_any()
}

#[component]
fn Who(typed: Typed, step: RwSignal<Step>) -> AnyView {
    let said = |taken: RwSignal<Option<String>>, now: RwSignal<String>, words: fn() -> &'static str| {
        Signal::derive(move || {
            taken.with(|taken| taken.as_ref() == Some(&*now.read())).then(|| words().to_owned())
        })
    };
    let name_error = said(typed.taken_name, typed.account_name, msg::account_name_taken);
    let email_error = said(typed.taken_email, typed.email, msg::email_taken);
    let next = move |()| {
        if name_error.with_untracked(Option::is_none) && email_error.with_untracked(Option::is_none) {
            step.set(Step::Roles);
        }
    };
    view! {
        <section class="card members__step">
            <h2>{msg::step_who}</h2>
            <SubmitForm label=msg::next on_submit=next pending=Signal::stored(false)>
                <TextField label=msg::account_name value=typed.account_name name="account_name" hint=msg::account_name_hint required=true check={wrong::<AccountName>} error=name_error />
                <TextField label=msg::name value=typed.name name="name" required=true check={wrong::<MemberName>} />
                <TextField label=msg::mobile_phone value=typed.phone name="mobile_phone" check={wrong_unless_empty::<MobilePhone>} autocomplete="tel" />
                <TextField label=msg::email value=typed.email name="email" hint=msg::email_hint required=true check={wrong::<EmailAddress>} error=email_error autocomplete="email" />
                <InitialPassword password=typed.password />
            </SubmitForm>
        </section>
    }
    .into_any()
}

#[component]
fn ChooseRoles(typed: Typed, step: RwSignal<Step>, forget: Forget) -> AnyView {
    let sending = Sending::new();
    let roles = use_fetch(&LIST, || Some(((), ())));
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        let refused = sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code));
        match refused {
            Some(ErrorCode::AccountNameTaken) => {
                typed.taken_name.set(Some(typed.account_name.get_untracked()));
                step.set(Step::Who);
            }
            Some(ErrorCode::EmailTaken) => {
                typed.taken_email.set(Some(typed.email.get_untracked()));
                step.set(Step::Who);
            }
            _ => {}
        }
    });
    let send = move |()| {
        tried.set(true);
        let Some(draft) = draft(typed) else { return };
        let (password, forget) = (typed.password.get_untracked(), forget.clone());
        sending.send(&CREATE, (), draft, move |member| {
            forget.run();
            toast::show(Tone::Success, msg::created());
            step.set(Step::Done(member.user_id, member.account_name, password));
        });
    };
    let shown = move |found: Signal<Roles>| {
        let roles = found.get_untracked().roles;
        view! {
            <SubmitForm
                label=msg::confirm
                on_submit=send.clone()
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| step.set(Step::Who)
                cancel_label=msg::back
            >
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <RoleBoxes chosen=typed.roles roles missing=tried />
                </fieldset>
            </SubmitForm>
        }
        .into_any()
    };
    view! {
        <section class="card members__step">
            <h2>{msg::step_roles}</h2>
            <p>{move || msg::roles_for(typed.name.get())}</p>
            <Loaded from=roles lines=6 children=shown />
        </section>
    }
    .into_any()
}

/// `None` while something is wrong; the fields say what.
fn draft(typed: Typed) -> Option<MemberDraft> {
    let role_ids = typed.roles.get_untracked();
    Some(MemberDraft {
        account_name: AccountName::try_from(typed.account_name.get_untracked()).ok()?,
        name: MemberName::try_from(typed.name.get_untracked()).ok()?,
        mobile_phone: optional(&typed.phone.get_untracked()).ok()?,
        email: EmailAddress::try_from(typed.email.get_untracked()).ok()?,
        initial_password: NewPassword::try_from(typed.password.get_untracked()).ok()?,
        role_ids: (!role_ids.is_empty()).then_some(role_ids)?,
    })
}

/// The password is shown once, and is nowhere else.
#[component]
fn Done(user_id: UserId, account_name: String, password: String) -> AnyView {
    view! {
        <section class="card members__done">
            <h2>{msg::created}</h2>
            <HandOver account_name password />
            <div class="form__actions">
                <LinkButton label=msg::open_member href=Route::Member(user_id).href() kind=ButtonKind::Primary />
                <LinkButton label=msg::back_to_list href=Route::Members.href() />
            </div>
        </section>
    }
    .into_any()
}

//! Making a role, or changing one.

use super::{matrix::Matrix, msg};
use crate::{
    api::ApiError,
    flows::{fetch::use_fetch, sending::Sending},
    routes::Route,
    session::membership,
    ui::{Notice, SubmitForm, TextArea, TextField, Tone, toast},
};
use contract::{
    permissions::Permission,
    problem::ErrorCode,
    roles::{CREATE, LIST, RoleChange, RoleDraft, RoleInfo, UPDATE},
    text::{RoleDescription, RoleName, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// A role of the partner's own; `None` for one to be made. `version` is the one that is known, which grows when it is saved.
#[component]
pub fn RoleForm(role: Option<RoleInfo>, version: RwSignal<i64>) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let is_new = role.is_none();
    let text = |read: fn(&RoleInfo) -> String| RwSignal::new(role.as_ref().map(read).unwrap_or_default());
    let (name, description) = (text(|role| role.name.clone()), text(|role| role.description.clone()));
    let permissions: Vec<Permission> = role.as_ref().map(|role| role.permissions.clone()).unwrap_or_default();
    let chosen = RwSignal::new(permissions);
    let role_id = role.map(|role| role.role_id);
    let taken = RwSignal::new(None::<String>);
    let changed = RwSignal::new(false);
    // Asked only when somebody else was first: then saving again goes on from there, with what was chosen here.
    let newest = use_fetch(&LIST, move || changed.get().then_some(((), ())));
    {
        let role_id = role_id.clone();
        Effect::new(move |_| {
            let now = newest.value.with(|found| {
                let role =
                    found.as_ref()?.roles.iter().find(|role| Some(&role.role_id) == role_id.as_ref())?;
                Some(role.version)
            });
            if let Some(now) = now {
                version.set(now);
            }
        });
    }
    Effect::new(move |_| match sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code)) {
        Some(ErrorCode::RoleNameTaken) => taken.set(Some(name.get_untracked())),
        Some(ErrorCode::Changed) => {
            changed.set(true);
            newest.refetch();
        }
        _ => {}
    });
    let name_error = Signal::derive(move || {
        taken.with(|taken| taken.as_ref() == Some(&*name.read())).then(|| msg::name_taken().to_owned())
    });
    let send = move |()| {
        let (Ok(name), Ok(description)) = (
            RoleName::try_from(name.get_untracked()),
            optional::<RoleDescription>(&description.get_untracked()),
        ) else {
            return;
        };
        let permissions = chosen.get_untracked();
        let Some(id) = role_id.clone() else {
            let navigate = navigate.clone();
            let draft = RoleDraft { name, description, permissions };
            sending.send(&CREATE, (), draft, move |_| {
                toast::show(Tone::Success, msg::created());
                navigate(&Route::Roles.href(), NavigateOptions::default());
            });
            return;
        };
        let change = RoleChange { version: version.get_untracked(), name, description, permissions };
        sending.send(&UPDATE, (id,), change, move |role| {
            version.set(role.version);
            changed.set(false);
            toast::show(Tone::Success, msg::saved());
        });
    };
    let failed = Signal::derive(move || {
        let said = [Some(ErrorCode::RoleNameTaken), Some(ErrorCode::Changed)];
        sending.failed.get().filter(|error| !said.contains(&error.code()))
    });
    let meanwhile = move || {
        changed.get().then(|| {
            view! { <Notice tone=Tone::Warning announce=true>{msg::changed_meanwhile}</Notice> }
        })
    };
    let matrix = untrack(membership).map(|member| view! { <Matrix identity=member.identity chosen /> });
    view! {
        <SubmitForm
            label=move || if is_new { msg::create() } else { msg::save() }
            on_submit=send
            pending=sending.pending
            failed
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextField label=msg::name value=name name="name" required=true max_chars=RoleName::MAX_CHARS check={wrong::<RoleName>} error=name_error />
                <TextArea label=msg::description value=description name="description" max_chars=RoleDescription::MAX_CHARS rows=2 check={wrong_unless_empty::<RoleDescription>} />
                <h2>{msg::permissions}</h2>
                {matrix}
            </fieldset>
            {meanwhile}
        </SubmitForm>
    }
    .into_any()
}

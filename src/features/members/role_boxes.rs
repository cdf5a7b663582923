//! Which roles somebody holds: one to three that go together. A box that cannot be ticked says why.

use super::{msg, words};
use crate::{flows::permitted, i18n, ui::rule_sentence};
use contract::{
    ids::RoleId,
    permissions::Role,
    roles::{MOST_HELD, RoleInfo, conflict, default_role},
    text::Rule,
};
use leptos::prelude::*;

/// `missing` is set when the form was sent without any.
#[component]
pub fn RoleBoxes(
    chosen: RwSignal<Vec<RoleId>>,
    roles: Vec<RoleInfo>,
    #[prop(into)] missing: Signal<bool>,
) -> AnyView {
    let boxes = roles.into_iter().map(|role| role_box(chosen, role)).collect_view();
    let error = move || (missing.get() && chosen.with(Vec::is_empty)).then(|| rule_sentence(&Rule::Missing));
    let most = u32::try_from(MOST_HELD).unwrap_or(u32::MAX);
    view! {
        <fieldset class="members__roles" aria-describedby="members-roles-rule members-roles-error">
            <legend class="field__label">
                {msg::roles} <span class="field__required" aria-hidden="true">"*"</span>
            </legend>
            <p class="field__hint" id="members-roles-rule">{move || msg::roles_rule(i18n::number(most))}</p>
            {boxes}
            <p class="field__error" id="members-roles-error" aria-live="polite">{error}</p>
        </fieldset>
    }
    .into_any()
}

fn role_box(chosen: RwSignal<Vec<RoleId>>, role: RoleInfo) -> AnyView {
    let id = StoredValue::new(role.role_id.clone());
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen.contains(id))));
    let why_not = move || {
        if is_chosen.get() {
            return None;
        }
        chosen.with(|chosen| {
            let with = chosen.iter().cloned().chain([id.get_value()]).collect::<Vec<_>>();
            match conflict(&with) {
                Some(why) => Some(words::conflict(why).to_owned()),
                None if with.len() > MOST_HELD => {
                    let most = u32::try_from(MOST_HELD).unwrap_or(u32::MAX);
                    Some(msg::at_most(i18n::number(most)))
                }
                None => None,
            }
        })
    };
    let why_not = Memo::new(move |_| why_not());
    let toggle = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| id.with_value(|id| other != id));
            if ticked {
                chosen.push(id.get_value());
            }
        });
    };
    let hint = {
        let description = role.description.clone();
        let kind = default_role(&role.role_id);
        move || kind.map_or_else(|| description.clone(), |role| about(role).to_owned())
    };
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || is_chosen.get()
                disabled=move || why_not.with(Option::is_some)
                on:change=toggle
            />
            <span class="choice__text">
                <span>{move || permitted::role(&role.role_id, &role.name)}</span>
                <span class="field__hint">{move || why_not.get().unwrap_or_else(&hint)}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What a default role is for.
fn about(role: Role) -> &'static str {
    match role {
        Role::Administrator => msg::about_administrator(),
        Role::AccountManagerDirector => msg::about_director(),
        Role::AccountManager => msg::about_manager(),
        Role::SaSpecialist => msg::about_specialist(),
        Role::Finance => msg::about_finance(),
        Role::Operator => msg::about_operator(),
    }
}

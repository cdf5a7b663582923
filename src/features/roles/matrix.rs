//! What a role gives: a box for each permission. What every member has is ticked and locked, what only administrators may do
//! is locked; what a permission needs is ticked with it.

use super::msg;
use crate::flows::permitted;
use contract::permissions::{DefaultPermission, Identity, Permission, PermissionGroup, is_open_to};
use leptos::prelude::*;

/// Ticks or unticks one, with what follows from it. Pure.
pub fn toggled(chosen: &[Permission], permission: Permission, ticked: bool) -> Vec<Permission> {
    let mut next = chosen.to_vec();
    if ticked {
        next.extend([Some(permission), permission.needs()].into_iter().flatten());
    } else {
        next.retain(|other| *other != permission && other.needs() != Some(permission));
    }
    Permission::ALL.into_iter().filter(|one| next.contains(one)).collect()
}

/// `locked` for a default role: all boxes show, none changes.
#[component]
pub fn Matrix(
    identity: Identity,
    chosen: RwSignal<Vec<Permission>>,
    #[prop(optional)] locked: bool,
) -> AnyView {
    let defaults = DefaultPermission::ALL.into_iter().filter(|one| one.is_of(identity));
    let defaults = defaults.map(|one| {
        let hint = msg::default_hint;
        frozen(true, move || permitted::default_permission(one), hint)
    });
    let groups = PermissionGroup::ALL.into_iter().filter_map(|group| {
        let permissions = Permission::ALL.into_iter();
        let of_group = permissions
            .filter(|one| one.group() == group && is_open_to(identity, &[], *one))
            .collect::<Vec<_>>();
        if of_group.is_empty() {
            return None;
        }
        let boxes = of_group.into_iter().map(|one| permission_box(one, chosen, locked)).collect_view();
        Some(view! {
            <fieldset class="matrix__group">
                <legend>{move || permitted::group(group)}</legend>
                <div class="matrix__boxes">{boxes}</div>
            </fieldset>
        })
    });
    view! {
        <div class="matrix">
            <fieldset class="matrix__group">
                <legend>{permitted::default_group}</legend>
                <div class="matrix__boxes">{defaults.collect_view()}</div>
            </fieldset>
            {groups.collect_view()}
        </div>
    }
    .into_any()
}

fn permission_box(permission: Permission, chosen: RwSignal<Vec<Permission>>, locked: bool) -> AnyView {
    let label = move || permitted::permission(permission);
    let ticked = move || chosen.with(|chosen| chosen.contains(&permission));
    if permission.is_administrators_only() {
        return frozen(untrack(ticked), label, msg::administrators_hint);
    }
    if locked {
        return frozen(untrack(ticked), label, || "");
    }
    let needs = permission.needs();
    let hint = needs.map(|needed| {
        view! { <span class="field__hint">{move || msg::needs(permitted::permission(needed))}</span> }
    });
    let toggle = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|chosen| *chosen = toggled(chosen, permission, ticked));
    };
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=ticked on:change=toggle />
            <span class="choice__text"><span>{label}</span> {hint}</span>
        </label>
    }
    .into_any()
}

/// One that nobody changes.
fn frozen(
    ticked: bool,
    label: impl Fn() -> &'static str + Send + Sync + 'static,
    hint: fn() -> &'static str,
) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=ticked disabled=true />
            <span class="choice__text"><span>{label}</span> <span class="field__hint">{hint}</span></span>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Permission as P;

    #[test]
    fn what_a_permission_needs_comes_and_goes_with_it() {
        let tagging = toggled(&[], P::TagCustomer, true);
        assert_eq!(tagging, [P::ViewCustomers, P::TagCustomer]);
        assert_eq!(toggled(&tagging, P::ViewCustomers, false), []);
        assert_eq!(toggled(&tagging, P::TagCustomer, false), [P::ViewCustomers]);
    }
}

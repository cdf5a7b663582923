//! Who is signed in, as what, and the ways out.

use super::{msg, sessions::SessionsDialog, words};
use crate::{
    browser,
    flows::sign_in::{PasswordForm, sign_out},
    i18n,
    routes::Route,
    session::{me, membership},
    ui::{Button, ButtonKind, Dialog, Icon, IconName},
};
use leptos::{html, prelude::*};

const PANEL_ID: &str = "account";

/// A button with the user's name that opens the panel.
#[component]
pub fn AccountMenu() -> AnyView {
    let (trigger, panel): (NodeRef<html::Button>, NodeRef<html::Div>) = (NodeRef::new(), NodeRef::new());
    let sessions = RwSignal::new(false);
    let on_toggle = move |event: leptos::ev::Event| {
        if let (true, Some(trigger), Some(panel)) =
            (browser::has_opened(&event), trigger.get_untracked(), panel.get_untracked())
        {
            browser::place_below(&panel, &trigger);
        }
    };
    let close = move || {
        if let Some(panel) = panel.get_untracked() {
            browser::hide_popover(&panel);
        }
    };
    let name = move || me().map(|me| me.name);
    let account_name = move || me().map(|me| me.account_name);
    let company = move || {
        membership().map(|membership| {
            let own = membership.custom_roles.iter().map(|role| role.name.as_str());
            let roles = i18n::list(membership.roles.iter().map(|role| words::role(*role)).chain(own));
            view! {
                <p class="account__company">{membership.partner_name.clone()}</p>
                <p class="account__identity">{words::identity(membership.identity)}</p>
                <p class="account__roles">{msg::roles(roles)}</p>
            }
        })
    };
    let partner_information = move || {
        membership().map(|_| {
            view! {
                <a class="menu__item" href=Route::PartnerInformation.href() on:click=move |_| close()>
                    <Icon name=IconName::Building />
                    <span class="menu__text">{msg::partner_information}</span>
                </a>
                <a class="menu__item" href=Route::BusinessInformation.href() on:click=move |_| close()>
                    <Icon name=IconName::Money />
                    <span class="menu__text">{msg::business_information}</span>
                </a>
            }
        })
    };
    let show_sessions = move |()| {
        close();
        sessions.set(true);
    };
    let (password, pending) = (RwSignal::new(false), RwSignal::new(false));
    let change_password = move |()| {
        close();
        password.set(true);
    };
    view! {
        <button type="button" class="button button--ghost account__trigger" node_ref=trigger popovertarget=PANEL_ID aria-label=move || msg::account_of(name().unwrap_or_default())>
            <Icon name=IconName::User />
            <span class="button__label top-bar__wide">{name}</span>
            <Icon name=IconName::ChevronDown />
        </button>
        <div class="popover account" popover="auto" id=PANEL_ID node_ref=panel role="dialog" aria-label=msg::account on:toggle=on_toggle>
            <p class="popover__title">{name}</p>
            <p class="account__name">{account_name}</p>
            {company}
            <div class="account__actions">
                {partner_information}
                <a class="menu__item" href=Route::MessageSettings.href() on:click=move |_| close()>
                    <Icon name=IconName::Bell />
                    <span class="menu__text">{msg::message_settings}</span>
                </a>
                <Button label=msg::sessions kind=ButtonKind::Ghost icon=IconName::Shield on_press=show_sessions />
                <Button label=msg::change_password kind=ButtonKind::Ghost icon=IconName::Lock on_press=change_password />
                <Button label=msg::sign_out kind=ButtonKind::Ghost icon=IconName::SignOut on_press=|()| sign_out(false) />
            </div>
        </div>
        <SessionsDialog open=sessions />
        <Dialog title=msg::change_password open=password busy=pending>
            <PasswordForm pending on_done=move |()| password.set(false) on_cancel=move |()| password.set(false) />
        </Dialog>
    }
    .into_any()
}

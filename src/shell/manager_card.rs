//! The ecosystem manager: whom "contact your ecosystem manager" means everywhere (domain 1.1).

use super::msg;
use crate::{
    browser,
    session::membership,
    ui::{CopyButton, Described, DescriptionList, Icon, IconName},
};
use leptos::{html, prelude::*};

/// Id of the card, for links that say "contact your ecosystem manager": `<button popovertarget=…>`.
pub const CARD_ID: &str = "ecosystem-manager";

/// A button in the top bar that opens the card.
#[component]
pub fn ManagerCard() -> AnyView {
    let (trigger, panel): (NodeRef<html::Button>, NodeRef<html::Div>) = (NodeRef::new(), NodeRef::new());
    let on_toggle = move |event: leptos::ev::Event| {
        if let (true, Some(trigger), Some(panel)) =
            (browser::has_opened(&event), trigger.get_untracked(), panel.get_untracked())
        {
            browser::place_below(&panel, &trigger);
        }
    };
    let details = move || {
        let contact = membership()?.ecosystem_manager;
        let (phone, email) = (contact.phone.clone(), contact.email.clone());
        Some(view! {
            <p class="popover__title">{contact.name}</p>
            <DescriptionList>
                <Described term=msg::phone>
                    <a href=["tel:", &phone].concat()>{phone.clone()}</a>
                    <CopyButton text=phone.clone() />
                </Described>
                <Described term=msg::email>
                    <a href=["mailto:", &email].concat()>{email.clone()}</a>
                    <CopyButton text=email.clone() />
                </Described>
            </DescriptionList>
        })
    };
    view! {
        <button type="button" class="button button--ghost top-bar__manager" node_ref=trigger popovertarget=CARD_ID aria-label=msg::ecosystem_manager>
            <Icon name=IconName::Phone />
            <span class="button__label top-bar__wide">{msg::ecosystem_manager}</span>
        </button>
        <div class="popover" popover="auto" id=CARD_ID node_ref=panel role="dialog" aria-label=msg::ecosystem_manager on:toggle=on_toggle>
            {details}
        </div>
    }
    .into_any()
}

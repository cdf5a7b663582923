//! What can be done with one customer: the menu of a row, and of its page. What this kind of partner never does is not
//! offered; what the member's roles lack, or this customer's state forbids, is offered with the reason.

use super::{dialogs::Dialogs, freeze::Freezing, model::possible, msg, words};
use crate::{
    flows::permitted::{Offered, offered},
    routes::Route,
    ui::{IconName, Menu, MenuItem},
};
use contract::{customers::Customer, permissions::Permission};
use leptos::prelude::*;

/// The menu of a row.
#[component]
pub fn RowActions(customer: Customer, dialogs: Dialogs) -> AnyView {
    let named = words::name(&customer).to_owned();
    let view_href = Route::Customer(customer.customer_id.clone()).href();
    view! {
        <Menu label=move || msg::actions_for(&named)>
            <MenuItem label=msg::view_customer icon=IconName::User href=view_href.clone() />
            {items(&customer, dialogs)}
        </Menu>
    }
    .into_any()
}

/// The menu of the customer's page.
#[component]
pub fn PageActions(customer: Customer, dialogs: Dialogs) -> AnyView {
    let anything = [
        Permission::GrantFunds,
        Permission::TagCustomer,
        Permission::FreezeCustomer,
        Permission::ManageAssociations,
    ];
    if !anything.into_iter().any(|permission| offered(permission).is_some()) {
        return ().into_any();
    }
    view! {
        <Menu label=msg::more_actions labelled=true>
            {items(&customer, dialogs)}
        </Menu>
    }
    .into_any()
}

fn items(customer: &Customer, dialogs: Dialogs) -> AnyView {
    let possible = possible(customer);
    let id = &customer.customer_id;
    let settling_only = (!possible.settles).then_some(msg::only_settling as fn() -> &'static str);

    let grant = offered(Permission::GrantFunds).map(|Offered { lacking }| {
        let about = customer.clone();
        let ask = move |()| dialogs.grant.ask(about.clone());
        let why_disabled = why(lacking, settling_only);
        view! { <MenuItem label=msg::grant icon=IconName::Money on_press=ask why_disabled /> }
    });
    let tag = offered(Permission::TagCustomer).map(|Offered { lacking }| {
        let about = customer.clone();
        let ask = move |()| dialogs.label.ask(about.clone());
        view! { <MenuItem label=msg::set_tag icon=IconName::Tag on_press=ask why_disabled=why(lacking, None) /> }
    });
    let freeze = offered(Permission::FreezeCustomer).map(|Offered { lacking }| {
        let freeze = !possible.frozen;
        let about = Freezing::one(customer, freeze);
        let ask = move |()| dialogs.freeze.ask(about.clone());
        let label = move || if freeze { msg::freeze() } else { msg::unfreeze() };
        let icon = if freeze { IconName::Lock } else { IconName::Check };
        view! { <MenuItem label icon=icon on_press=ask why_disabled=why(lacking, settling_only) /> }
    });
    let associations = offered(Permission::ManageAssociations).map(|Offered { lacking }| {
        if lacking.is_some() {
            let why_disabled = why(lacking, None);
            return view! {
                <MenuItem label=msg::switch_association icon=IconName::Switch why_disabled />
                <MenuItem label=msg::disassociate icon=IconName::Unlink why_disabled />
            }
            .into_any();
        }
        let Some(open) = &customer.open_request else {
            return view! {
                <MenuItem label=msg::switch_association icon=IconName::Switch href=Route::SwitchAssociation(id.clone()).href() />
                <MenuItem label=msg::disassociate icon=IconName::Unlink href=Route::Disassociate(id.clone()).href() />
            }
            .into_any();
        };
        let why_disabled = why(None, Some(msg::request_already_open));
        view! {
            <MenuItem label=msg::switch_association icon=IconName::Switch why_disabled />
            <MenuItem label=msg::disassociate icon=IconName::Unlink why_disabled />
            <MenuItem
                label=msg::open_request_link
                icon=IconName::Link
                href=Route::AssociationRecord(open.request_id.clone()).href()
            />
        }
        .into_any()
    });
    view! { {grant} {freeze} {tag} {associations} }.into_any()
}

/// What the roles lack comes first: whoever may not do it need not know what the customer's state forbids.
fn why(lacking: Option<String>, forbidden: Option<fn() -> &'static str>) -> Signal<Option<String>> {
    match lacking {
        Some(lacking) => Signal::stored(Some(lacking)),
        None => Signal::derive(move || forbidden.map(|words| words().to_owned())),
    }
}

//! What can be done with one customer: the menu of a row, and of its page. What this member may never do is not
//! offered; what this customer's state forbids is offered with the reason.

use super::{dialogs::Dialogs, freeze::Freezing, may, model::possible, msg, words};
use crate::{
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
    if !anything.into_iter().any(may) {
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
    let settling_only = Signal::derive(move || (!possible.settles).then(|| msg::only_settling().to_owned()));
    let while_open =
        Signal::derive(move || possible.request_open.then(|| msg::request_already_open().to_owned()));

    let grant = may(Permission::GrantFunds).then(|| {
        let about = customer.clone();
        let ask = move |()| dialogs.grant.ask(about.clone());
        view! { <MenuItem label=msg::grant icon=IconName::Money on_press=ask why_disabled=settling_only /> }
    });
    let tag = may(Permission::TagCustomer).then(|| {
        let about = customer.clone();
        let ask = move |()| dialogs.label.ask(about.clone());
        view! { <MenuItem label=msg::set_tag icon=IconName::Tag on_press=ask /> }
    });
    let freeze = may(Permission::FreezeCustomer).then(|| {
        let freeze = !possible.frozen;
        let about = Freezing::one(customer, freeze);
        let ask = move |()| dialogs.freeze.ask(about.clone());
        let label = move || if freeze { msg::freeze() } else { msg::unfreeze() };
        let icon = if freeze { IconName::Lock } else { IconName::Check };
        view! { <MenuItem label icon=icon on_press=ask why_disabled=settling_only /> }
    });
    let associations = may(Permission::ManageAssociations).then(|| match &customer.open_request {
        None => view! {
            <MenuItem label=msg::switch_association icon=IconName::Switch href=Route::SwitchAssociation(id.clone()).href() />
            <MenuItem label=msg::disassociate icon=IconName::Unlink href=Route::Disassociate(id.clone()).href() />
        }
        .into_any(),
        Some(open) => view! {
            <MenuItem label=msg::switch_association icon=IconName::Switch why_disabled=while_open />
            <MenuItem label=msg::disassociate icon=IconName::Unlink why_disabled=while_open />
            <MenuItem
                label=msg::open_request_link
                icon=IconName::Link
                href=Route::AssociationRecord(open.request_id.clone()).href()
            />
        }
        .into_any(),
    });
    view! { {grant} {freeze} {tag} {associations} }.into_any()
}

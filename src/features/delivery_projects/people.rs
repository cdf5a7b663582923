//! Customer and project manager: masked, until they are asked for.

use super::msg;
use crate::{
    api::{self, ApiError},
    flows::{
        reveal::{Full, Personal, use_reveal},
        submit::submit,
    },
    session::can,
    ui::{Button, ButtonKind, Described, DescriptionList, IconName},
};
use contract::{
    customers::PersonalField,
    delivery_projects::{DeliveryDetail, REVEAL},
    ids::DeliveryProjectId,
    permissions::Permission,
};
use futures::{FutureExt, future::LocalBoxFuture};
use leptos::prelude::*;

const ALL: Personal = &[PersonalField::Customer, PersonalField::Telephone, PersonalField::Email];
/// The customer's name is the project's; that of the manager has a row of its own.
const MANAGER: &str = "manager";

#[component]
pub fn People(id: DeliveryProjectId, seen: Signal<DeliveryDetail>) -> AnyView {
    let reveal = use_reveal(ask);
    let id = StoredValue::new(id.to_string());
    let eye = reveal.eye(ALL, Signal::derive(move || vec![id.get_value()]));
    let button = can(Permission::ManageDeliveries).then(|| {
        let label = move || if eye.open.get() { msg::conceal() } else { msg::reveal() };
        let icon = Signal::derive(move || if eye.open.get() { IconName::EyeOff } else { IconName::Eye });
        view! {
            <Button label kind=ButtonKind::Link icon pressed=eye.open busy=eye.busy on_press=eye.on_press />
        }
    });
    let shown = move || {
        let (customer, manager) = seen.with(|seen| (seen.project.customer.clone(), seen.manager.clone()));
        let customer = id.with_value(|id| reveal.text(id, PersonalField::Customer, &customer));
        let manager = manager.map(|manager| {
            let name = reveal.text(MANAGER, PersonalField::Customer, &manager.name);
            let phone = reveal.text(MANAGER, PersonalField::Telephone, &manager.phone);
            let email = reveal.text(MANAGER, PersonalField::Email, &manager.email);
            view! {
                <Described term=msg::manager_name>{name}</Described>
                <Described term=msg::manager_phone>{phone}</Described>
                <Described term=msg::manager_email>{email}</Described>
            }
        });
        view! {
            <DescriptionList>
                <Described term=msg::customer>{customer}</Described>
                {manager}
            </DescriptionList>
        }
    };
    view! {
        {shown}
        <div>{button}</div>
        <p class="visually-hidden" role="status">{move || reveal.said.get()}</p>
    }
    .into_any()
}

fn ask(
    ids: Vec<String>,
    _fields: Vec<PersonalField>,
) -> LocalBoxFuture<'static, Result<Vec<Full>, ApiError>> {
    async move {
        let Some(id) = ids.first().and_then(|id| id.parse::<DeliveryProjectId>().ok()) else {
            return Ok(Vec::new());
        };
        let people = submit(&REVEAL, (id.clone(),), &(), &api::new_key()).await?;
        let full = |id: &str, field, value| Full { id: id.to_owned(), field, value };
        let mut all = vec![full(id.as_str(), PersonalField::Customer, people.customer)];
        if let Some(manager) = people.manager {
            all.push(full(MANAGER, PersonalField::Customer, manager.name));
            all.push(full(MANAGER, PersonalField::Telephone, manager.phone));
            all.push(full(MANAGER, PersonalField::Email, manager.email));
        }
        Ok(all)
    }
    .boxed_local()
}

//! Who the customer is and how its account stands.

use super::section;
use crate::{
    features::customers::{
        columns::{frozen_badge, verified_badge},
        dialogs::Dialogs,
        freeze::Freezing,
        may,
        model::{Part, possible},
        msg, reveal, words,
    },
    flows::{
        account_check::association_type,
        reveal::{Personal, Reveal},
    },
    ui::{
        Badge, Button, ButtonKind, DateText, DateTimeText, Described, DescriptionList, IconName, MoneyText,
    },
};
use contract::{
    customers::{Customer, CustomerDetail, PersonalField},
    permissions::Permission,
};
use leptos::prelude::*;

/// Names, contacts, manager, tag and state; personal values each with an eye.
pub fn about(info: Memo<Customer>, eyes: Reveal, dialogs: Dialogs) -> AnyView {
    let pairs = move || {
        let customer = info.get();
        let ids = Signal::stored(vec![customer.customer_id.to_string()]);
        let eye = move |what: Personal| {
            may(Permission::RevealPersonalData).then(|| {
                let eye = eyes.eye(what, ids);
                let label = move || if eye.open.get() { msg::conceal() } else { msg::reveal() };
                let icon = Signal::derive(move || if eye.open.get() { IconName::EyeOff } else { IconName::Eye });
                view! {
                    <Button label kind=ButtonKind::Ghost icon icon_only=true pressed=eye.open busy=eye.busy on_press=eye.on_press />
                }
            })
        };
        let personal = |field, value: Option<&str>, what| match value {
            Some(value) if !value.is_empty() => {
                let text = eyes.text(customer.customer_id.as_str(), field, value);
                let eye = eye(what);
                view! { {text} {eye} }.into_any()
            }
            _ => view! { {msg::none} }.into_any(),
        };
        let name = personal(PersonalField::Customer, Some(&customer.customer), reveal::NAME);
        let account = personal(PersonalField::AccountName, Some(&customer.account_name), reveal::NAME);
        let telephone = personal(PersonalField::Telephone, customer.telephone.as_deref(), reveal::TELEPHONE);
        let email = personal(PersonalField::Email, customer.email.as_deref(), reveal::EMAIL);
        let verified = verified_badge(&customer.verified_status);
        let (tag, frozen) = (tag(&customer, dialogs), freeze_state(&customer, dialogs));
        let manager = customer.account_managers.first().map(|manager| manager.name.clone());
        let kind = customer.customer_type;
        let association = customer.association_type;
        view! {
            <DescriptionList>
                <Described term=msg::real_name>{name}</Described>
                <Described term=msg::account_name>{account}</Described>
                <Described term=msg::column_telephone>{telephone}</Described>
                <Described term=msg::column_email>{email}</Described>
                <Described term=msg::column_customer_type>{move || words::customer_type(kind)}</Described>
                <Described term=msg::column_verified>{verified}</Described>
                <Described term=msg::column_association_type>{move || association_type(association)}</Described>
                <Described term=msg::column_associated_on>
                    <DateTimeText at=customer.associated_on />
                </Described>
                <Described term=msg::column_account_manager>
                    {move || manager.clone().unwrap_or_else(|| msg::none().to_owned())}
                </Described>
                <Described term=msg::column_label>{tag}</Described>
                <Described term=msg::column_frozen>{frozen}</Described>
            </DescriptionList>
        }
    };
    section(Part::State.id(), msg::part_about, pairs.into_any())
}

fn tag(customer: &Customer, dialogs: Dialogs) -> AnyView {
    let about = customer.clone();
    let has_one = customer.label.is_some();
    let label = move || if has_one { msg::change_tag() } else { msg::set_tag() };
    let edit = may(Permission::TagCustomer).then(|| {
        view! { <Button label kind=ButtonKind::Link on_press=move |()| dialogs.label.ask(about.clone()) /> }
    });
    let shown = customer.label.clone().map(|label| view! { <span class="customer-tag">{label}</span> " " });
    view! { {shown} {edit} }.into_any()
}

fn freeze_state(customer: &Customer, dialogs: Dialogs) -> AnyView {
    let possible = possible(customer);
    let change = (possible.settles && may(Permission::FreezeCustomer)).then(|| {
        let about = Freezing::one(customer, !possible.frozen);
        let label = move || if possible.frozen { msg::unfreeze() } else { msg::freeze() };
        view! { <Button label kind=ButtonKind::Link on_press=move |()| dialogs.freeze.ask(about.clone()) /> }
    });
    view! { {frozen_badge(customer.is_frozen)} " " {change} }.into_any()
}

/// What it can spend, owes and has spent.
pub fn funds(found: Signal<CustomerDetail>, info: Memo<Customer>, dialogs: Dialogs) -> AnyView {
    let debt = Memo::new(move |_| found.with(|found| found.debt));
    let content = move || {
        let customer = info.get();
        let settles = possible(&customer).settles;
        let debt = debt.get();
        let about = customer.clone();
        let grant = (settles && may(Permission::GrantFunds)).then(|| {
            let label = move || if debt.amount.is_positive() { msg::write_debt_off() } else { msg::grant() };
            view! { <Button label icon=IconName::Money on_press=move |()| dialogs.grant.ask(about.clone()) /> }
        });
        let owed = debt.amount.is_positive().then(|| {
            view! { <Badge label=msg::in_arrears tone=words::debt_tone(debt.amount) /> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::column_available_quota>
                    <MoneyText money=customer.available_quota />
                </Described>
                <Described term=msg::debt>
                    <MoneyText money=debt /> " " {owed}
                </Described>
                <Described term=msg::column_month_spend>
                    <MoneyText money=customer.month_spend />
                </Described>
                <Described term=msg::column_resource_expiry>
                    {match customer.resource_expiry {
                        Some(day) => view! { <DateText day /> }.into_any(),
                        None => view! { {msg::nothing_expires} }.into_any(),
                    }}
                </Described>
            </DescriptionList>
            {(!settles).then(|| view! { <p class="customer-part__hint">{msg::referral_funds}</p> })}
            <div class="customer-part__actions">{grant}</div>
        }
    };
    section(Part::Funds.id(), msg::part_funds, content.into_any())
}

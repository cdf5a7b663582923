//! The columns of the list.

use super::{actions::RowActions, dialogs::Dialogs, may, msg, reveal, selection::Selection, words};
use crate::{
    flows::{account_check::association_type, reveal::Reveal},
    i18n,
    routes::Route,
    ui::{Badge, Column, DateText, MoneyText, Tone},
};
use contract::{
    customers::{Customer, CustomerScope, OpenRequest, PersonalField},
    permissions::Permission,
};
use leptos::prelude::*;

/// Every column. In the resellers' tab rows can only be read: no selection, no page of their own, no actions, no eye.
pub fn columns(
    scope: CustomerScope,
    eyes: Reveal,
    selection: Selection,
    dialogs: Dialogs,
    visible: Signal<Vec<String>>,
) -> Vec<Column<Customer>> {
    let own = scope == CustomerScope::Own;
    let name = Column::new("name", msg::column_name, move |row: &Customer| {
        name_cell(row, eyes, own.then_some(selection))
    })
    .mandatory();
    let telephone = Column::new("telephone", msg::column_telephone, move |row: &Customer| {
        personal_cell(eyes, row, PersonalField::Telephone, row.telephone.as_deref())
    });
    let email = Column::new("email", msg::column_email, move |row: &Customer| {
        personal_cell(eyes, row, PersonalField::Email, row.email.as_deref())
    });
    let masked = move |column, what| if own { reveal::masked(eyes, column, what, visible) } else { column };
    let mut columns = vec![
        masked(name, reveal::NAME),
        Column::new("customer_id", msg::column_customer_id, |row: &Customer| {
            view! { <span class="customer-id">{row.customer_id.to_string()}</span> }.into_any()
        })
        .mandatory(),
        Column::new("association_type", msg::column_association_type, |row: &Customer| {
            let kind = row.association_type;
            view! { <span class="customer-kind">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("account_manager", msg::column_account_manager, |row: &Customer| {
            let name = row.account_managers.first().map(|manager| manager.name.clone());
            let name = move || name.clone().unwrap_or_else(|| msg::none().to_owned());
            let covered = row.covered_for.clone().map(|owner| {
                view! { <Badge label=move || msg::covered_for(&owner) tone=Tone::Info /> }
            });
            view! { {name} " " {covered} }.into_any()
        }),
        Column::new("available_quota", msg::column_available_quota, |row: &Customer| {
            view! { <MoneyText money=row.available_quota /> }.into_any()
        })
        .numeric()
        .sorted_by("available_quota"),
        Column::new("month_spend", msg::column_month_spend, |row: &Customer| {
            view! { <MoneyText money=row.month_spend /> }.into_any()
        })
        .numeric()
        .sorted_by("month_spend"),
        Column::new("label", msg::column_label, |row: &Customer| {
            row.label.clone().map(|label| view! { <span class="customer-tag">{label}</span> }).into_any()
        }),
        Column::new("verified", msg::column_verified, |row: &Customer| verified_badge(&row.verified_status)),
        Column::new("associated_on", msg::column_associated_on, |row: &Customer| {
            let at = row.associated_on;
            view! { <time datetime=at.to_string() title=move || i18n::date_time(at)>{move || i18n::date(at)}</time> }.into_any()
        })
        .sorted_by("associated_on"),
        Column::new("open_request", msg::column_open_request, move |row: &Customer| {
            row.open_request.as_ref().map(|open| open_request_badge(open, own)).into_any()
        }),
        masked(telephone, reveal::TELEPHONE),
        masked(email, reveal::EMAIL),
        Column::new("customer_type", msg::column_customer_type, |row: &Customer| {
            let kind = row.customer_type;
            (move || words::customer_type(kind)).into_any()
        }),
        Column::new("resource_expiry", msg::column_resource_expiry, |row: &Customer| {
            row.resource_expiry.map(|day| view! { <DateText day /> }).into_any()
        })
        .sorted_by("resource_expiry"),
        Column::new("frozen", msg::column_frozen, |row: &Customer| frozen_badge(row.is_frozen)),
    ];
    if own {
        columns.push(
            Column::new("actions", msg::column_actions, move |row: &Customer| {
                view! { <RowActions customer=row.clone() dialogs /> }.into_any()
            })
            .mandatory(),
        );
    } else {
        let reseller = |row: &Customer| {
            view! { <span class="customer-reseller">{row.indirect_partner_name.clone()}</span> }.into_any()
        };
        columns.insert(2, Column::new("reseller", msg::column_reseller, reseller));
    }
    columns
}

/// Real name over login name; in the own tab with a box to select the row and a link to its page.
fn name_cell(row: &Customer, eyes: Reveal, selection: Option<Selection>) -> AnyView {
    let id = row.customer_id.as_str();
    let account = || eyes.text(id, PersonalField::AccountName, &row.account_name);
    let (main, below) = if row.customer.is_empty() {
        (account(), None)
    } else {
        (eyes.text(id, PersonalField::Customer, &row.customer), Some(account()))
    };
    let main = match selection {
        Some(_) => {
            view! { <a class="customer-name__main" href=Route::Customer(row.customer_id.clone()).href()>{main}</a> }
                .into_any()
        }
        None => view! { <span class="customer-name__main">{main}</span> }.into_any(),
    };
    view! {
        <span class="customer-name">
            {selection.map(|selection| selection.check_box(row))}
            <span class="customer-name__text">
                {main} {below.map(|below| view! { <span class="customer-name__account">{below}</span> })}
            </span>
        </span>
    }
    .into_any()
}

fn personal_cell(eyes: Reveal, row: &Customer, field: PersonalField, masked: Option<&str>) -> AnyView {
    masked.map(|masked| eyes.text(row.customer_id.as_str(), field, masked)).into_any()
}

/// The state of real-name verification.
pub fn verified_badge(status: &str) -> AnyView {
    let status = status.to_owned();
    let tone = words::verified(&status).1;
    view! { <Badge label=move || words::verified(&status).0 tone=tone /> }.into_any()
}

/// Whether the account is frozen.
pub fn frozen_badge(state: i64) -> AnyView {
    let tone = words::frozen(state).1;
    view! { <Badge label=move || words::frozen(state).0 tone=tone /> }.into_any()
}

/// The request that is open; a link to it where its record can be seen.
pub fn open_request_badge(open: &OpenRequest, linked: bool) -> AnyView {
    let (action, status) = (open.action, open.status);
    let badge = view! { <Badge label=move || words::open_request(action, status) tone=Tone::Warning /> };
    if linked && may(Permission::ViewRecords) {
        let href = Route::AssociationRecord(open.request_id.clone()).href();
        view! { <a class="customer-request" href=href>{badge}</a> }.into_any()
    } else {
        badge.into_any()
    }
}

//! The customers of a request, each with its result and what stands in its way.

use super::{msg, words};
use crate::{
    flows::account_check::{association_type, item_name},
    i18n,
    ui::{Badge, Column, DataTable, Tone},
};
use contract::customer_migrations::{MigrationItem, MigrationResult};
use leptos::prelude::*;

/// `remove` takes a customer out while the request is made.
#[component]
pub fn Items(
    #[prop(into)] items: Signal<Vec<MigrationItem>>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] remove: Option<Callback<MigrationItem>>,
) -> AnyView {
    let mut columns = vec![
        Column::new("customer", msg::customer, |row: &MigrationItem| {
            view! { <span>{row.customer_name.clone()} " " <code>{row.customer_id.to_string()}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("association_type", msg::association_type, |row: &MigrationItem| {
            let kind = row.association_type;
            (move || association_type(kind)).into_any()
        }),
        Column::new("check", msg::account_check, |row: &MigrationItem| {
            let failed = row.fail_check_items.clone();
            if failed.is_empty() {
                return match row.result {
                    MigrationResult::Stayed => ().into_any(),
                    _ => view! { <Badge label=msg::passes tone=Tone::Success /> }.into_any(),
                };
            }
            view! {
                <span class="migration-check">
                    <Badge label=msg::fails tone=Tone::Danger />
                    {move || i18n::list(failed.iter().map(|item| item_name(*item)))}
                </span>
            }
            .into_any()
        }),
    ];
    match remove {
        None => columns.push(Column::new("result", msg::result, |row: &MigrationItem| {
            let result = row.result;
            view! { <Badge label=move || words::result(result).0 tone=words::result(result).1 /> }.into_any()
        })),
        Some(remove) => columns.push(Column::new("actions", msg::actions, move |row: &MigrationItem| {
            let item = StoredValue::new(row.clone());
            view! {
                <crate::ui::Button label=msg::take_out kind=crate::ui::ButtonKind::Link on_press=move |()| remove.run(item.get_value()) />
            }
            .into_any()
        })),
    }
    view! {
        <DataTable
            caption=msg::customers
            columns
            rows=items
            key=|row: &MigrationItem| row.customer_id.to_string()
            busy
        />
    }
    .into_any()
}

//! Selected rows: how many, copy their ids, freeze or unfreeze them together.

use super::{
    dialogs::Dialogs,
    freeze::Freezing,
    may,
    model::{NotTogether, Possible, freezable_together, possible},
    msg, words,
};
use crate::{
    browser, i18n,
    routes::Route,
    ui::{Button, ButtonKind, IconName, LinkButton, Tone, toast},
};
use contract::{customers::Customer, ids::CustomerId, permissions::Permission};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A selected row, as it was when it was selected.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    pub name: String,
    pub possible: Possible,
}

/// The selected rows of the list; they stay selected on other pages of it.
#[derive(Clone, Copy)]
pub struct Selection(pub RwSignal<BTreeMap<CustomerId, Picked>>);

impl Selection {
    fn pick(self, customer: &Customer, picked: bool) {
        self.0.update(|selected| {
            if picked {
                let row = Picked { name: words::name(customer).to_owned(), possible: possible(customer) };
                selected.insert(customer.customer_id.clone(), row);
            } else {
                selected.remove(&customer.customer_id);
            }
        });
    }

    /// The box of a row.
    pub fn check_box(self, customer: &Customer) -> AnyView {
        let customer = StoredValue::new(customer.clone());
        let checked = Memo::new(move |_| {
            self.0
                .with(|selected| customer.with_value(|customer| selected.contains_key(&customer.customer_id)))
        });
        view! {
            <input
                type="checkbox"
                class="customer-pick"
                aria-label=move || customer.with_value(|customer| msg::pick(&customer.customer_id, words::name(customer)))
                prop:checked=move || checked.get()
                on:change=move |event| customer.with_value(|customer| self.pick(customer, event_target_checked(&event)))
            />
        }
        .into_any()
    }

    /// Keeps what is known of selected rows as new as the rows.
    pub fn follow(self, rows: Signal<Vec<Customer>>) {
        Effect::new(move |_| {
            rows.with(|rows| {
                let picked = |row: &Customer| {
                    self.0.with_untracked(|selected| {
                        selected.get(&row.customer_id).is_some_and(|known| known.possible != possible(row))
                    })
                };
                rows.iter().filter(|row| picked(row)).for_each(|row| self.pick(row, true));
            });
        });
    }

    /// Picks every visible row, or none of them when all are picked.
    pub fn page_box(self, rows: Signal<Vec<Customer>>) -> AnyView {
        let all = Memo::new(move |_| {
            rows.with(|rows| {
                !rows.is_empty()
                    && self.0.with(|selected| rows.iter().all(|row| selected.contains_key(&row.customer_id)))
            })
        });
        let flip = move |event| {
            let picked = event_target_checked(&event);
            rows.with_untracked(|rows| rows.iter().for_each(|row| self.pick(row, picked)));
        };
        view! {
            <label class="choice customer-list__pick-all">
                <input type="checkbox" prop:checked=move || all.get() on:change=flip />
                <span class="choice__text">{msg::pick_page}</span>
            </label>
        }
        .into_any()
    }
}

/// Stands above the table while rows are selected.
#[component]
pub fn SelectionBar(selection: Selection, dialogs: Dialogs) -> AnyView {
    let count = Memo::new(move |_| selection.0.with(BTreeMap::len));
    let copy = move |()| {
        let ids: Vec<String> =
            selection.0.with_untracked(|selected| selected.keys().map(ToString::to_string).collect());
        leptos::task::spawn_local(async move {
            if browser::copy(&ids.join("\n")).await {
                toast::show(Tone::Success, msg::ids_copied(ids.len()));
            } else {
                toast::show(Tone::Warning, msg::ids_not_copied());
            }
        });
    };
    let together = move |freeze: bool| {
        let why = Signal::derive(move || {
            let possible: Vec<Possible> =
                selection.0.with(|selected| selected.values().map(|picked| picked.possible).collect());
            freezable_together(&possible, freeze).err().map(|reason| why_not(reason, freeze))
        });
        let press = move |()| {
            let selected = selection.0.get_untracked();
            let names = selected.values().map(|picked| picked.name.clone()).collect();
            dialogs.freeze.ask(Freezing { freeze, customer_ids: selected.into_keys().collect(), names });
        };
        let label = move || if freeze { msg::freeze() } else { msg::unfreeze() };
        view! { <Button label icon=if freeze { IconName::Lock } else { IconName::Check } why_disabled=why on_press=press /> }
    };
    view! {
        <div class="selection-bar" class:selection-bar--empty=move || count.get() == 0 role="group" aria-label=msg::selection>
            <p class="selection-bar__count" role="status">
                {move || (count.get() > 0).then(|| msg::selected(i18n::number(u32::try_from(count.get()).unwrap_or(u32::MAX))))}
            </p>
            {move || {
                (count.get() > 0)
                    .then(|| {
                        view! {
                            <Button label=msg::copy_ids icon=IconName::Copy on_press=copy />
                            {may(Permission::FreezeCustomer).then(|| (together(true), together(false)))}
                            {may(Permission::MigrateCustomers).then(|| migrate(selection))}
                            <Button
                                label=msg::clear_selection
                                kind=ButtonKind::Link
                                on_press=move |()| selection.0.set(BTreeMap::new())
                            />
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Longest list that one request may name.
const MOST_MIGRATED: usize = contract::customer_migrations::MAX_CUSTOMERS;

/// Asks the vendor to hand them over to a reseller; on a page of its own.
fn migrate(selection: Selection) -> AnyView {
    let too_many = Memo::new(move |_| selection.0.with(BTreeMap::len) > MOST_MIGRATED);
    let href = Signal::derive(move || {
        let ids = selection.0.with(|selected| selected.keys().map(ToString::to_string).collect::<Vec<_>>());
        Route::NewCustomerMigration.href_with(&[("customers", &ids.join(","))])
    });
    let shown = move || {
        if too_many.get() {
            let why = Signal::derive(|| Some(msg::freeze_too_many(MOST_MIGRATED)));
            view! { <Button label=msg::request_migration why_disabled=why on_press=|()| () /> }.into_any()
        } else {
            view! { <LinkButton label=msg::request_migration href /> }.into_any()
        }
    };
    shown.into_any()
}

fn why_not(reason: NotTogether, freeze: bool) -> String {
    match reason {
        NotTogether::TooMany => msg::freeze_too_many(super::model::MOST_FROZEN_AT_ONCE),
        NotTogether::WrongType => msg::freeze_wrong_type().to_owned(),
        NotTogether::AlreadySo if freeze => msg::all_frozen().to_owned(),
        NotTogether::AlreadySo => msg::none_frozen().to_owned(),
    }
}

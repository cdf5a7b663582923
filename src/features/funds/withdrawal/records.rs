//! Choosing the top-ups that the original route takes back.

use super::msg;
use crate::{
    flows::fetch::use_fetch,
    i18n,
    ui::{CheckBox, EmptyState, IconName, Loaded},
};
use contract::{
    ids::TopUpId,
    money::Money,
    page::MAX_LIMIT,
    top_ups::{LIST, TopUp, TopUpPage, TopUpQuery},
};
use leptos::prelude::*;

#[component]
pub fn Records(chosen: RwSignal<Vec<TopUpId>>) -> AnyView {
    let query = || TopUpQuery { returnable: true, limit: Some(MAX_LIMIT), ..TopUpQuery::default() };
    let found = use_fetch(&LIST, move || Some(((), query())));
    let list = move |page: Signal<TopUpPage>| {
        let none = Memo::new(move |_| page.with(|page| page.top_ups.is_empty()));
        let rows = move || page.with(|page| page.top_ups.clone());
        view! {
            <Show when=move || none.get()>
                <EmptyState title=msg::no_records icon=IconName::Money />
            </Show>
            <For each=rows key=|row| row.top_up_id.clone() children=move |row| one(&row, chosen) />
        }
        .into_any()
    };
    view! {
        <fieldset class="field funds__records">
            <legend class="field__label">{msg::records}</legend>
            <Loaded from=found lines=3 children=list />
        </fieldset>
    }
    .into_any()
}

fn one(row: &TopUp, chosen: RwSignal<Vec<TopUpId>>) -> AnyView {
    let id = row.top_up_id.clone();
    let ticked = RwSignal::new(chosen.with_untracked(|chosen| chosen.contains(&id)));
    Effect::new(move |_| {
        let ticked = ticked.get();
        chosen.update(|chosen| {
            chosen.retain(|one| *one != id);
            if ticked {
                chosen.push(id.clone());
            }
        });
    });
    let left = Money { amount: row.returnable, currency: row.currency };
    let at = row.paid_at.unwrap_or(row.created_at);
    let label = move || msg::record(i18n::date_time(at), i18n::money(left));
    view! { <CheckBox label value=ticked /> }.into_any()
}

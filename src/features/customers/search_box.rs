//! The search box: what to search in, and what for. Parts of names are looked up while typing, whole numbers and ids
//! when Enter or the button is pressed.

use super::{
    list_state::{List, Step},
    model::Filter,
    msg, words,
};
use crate::{
    browser,
    ui::{Button, IconName},
};
use leptos::prelude::*;

/// How long typing must pause.
const PAUSE_MS: u32 = 450;

#[component]
pub fn SearchBox(list: List) -> AnyView {
    let first = untrack(|| Filter::SEARCHED.into_iter().find(|filter| list.term(*filter).is_some()));
    let field = RwSignal::new(first.unwrap_or(Filter::Customer));
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);

    // The box shows what is active, also after Back and after a chip was taken away.
    Effect::new(move |_| {
        let field = field.get();
        let term = list.term(field);
        if text.with_untracked(|text| field.normal(text)) != term {
            text.set(term.unwrap_or_default());
            wrong.set(false);
        }
    });
    let apply = move |step: Step| {
        let field = field.get_untracked();
        let (is_empty, value) = text.with_untracked(|text| (text.trim().is_empty(), field.normal(text)));
        wrong.set(value.is_none() && !is_empty);
        if value.is_some() || is_empty {
            list.set_term(field, value, step);
        }
    };
    let on_input = move |event| {
        text.set(event_target_value(&event));
        wrong.set(false);
        let typed = text.get_untracked();
        if matches!(field.get_untracked(), Filter::CustomerId | Filter::Telephone) && !typed.is_empty() {
            return;
        }
        browser::after_ms(PAUSE_MS, move || {
            if text.try_with_untracked(|now| *now == typed) == Some(true) {
                apply(Step::Same);
            }
        });
    };
    let choose = move |event| {
        if let Some(chosen) = Filter::parse(&event_target_value(&event)) {
            text.set(String::new());
            field.set(chosen);
        }
    };
    let option = move |filter: Filter| {
        view! {
            <option value=filter.key() prop:selected=move || field.get() == filter>
                {move || words::filter(filter)}
            </option>
        }
    };
    let exact = move || matches!(field.get(), Filter::CustomerId | Filter::Telephone);
    view! {
        <form
            class="customer-search"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                apply(Step::New);
            }
        >
            <label class="visually-hidden" for="customer-search-in">{msg::search_in}</label>
            <select id="customer-search-in" class="input input--select" on:change=choose>
                {Filter::SEARCHED.map(option).collect_view()}
            </select>
            <label class="visually-hidden" for="customer-search-for">{move || words::filter(field.get())}</label>
            <input
                id="customer-search-for"
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="64"
                placeholder=move || if exact() { msg::search_exact() } else { msg::search_part() }
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby="customer-search-wrong"
                prop:value=move || text.get()
                on:input=on_input
            />
            <Button label=msg::search icon=IconName::Search submit=true />
            <p class="field__error customer-search__wrong" id="customer-search-wrong" aria-live="polite">
                {move || wrong.get().then(|| msg::search_wrong(words::filter(field.get())))}
            </p>
        </form>
    }
    .into_any()
}

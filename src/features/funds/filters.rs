//! The filters above both tables: one customer, and one kind of movement or state.

use super::{msg, page::Funds};
use crate::ui::{Button, ButtonKind, Choice, SelectField, SubmitForm, TextField};
use contract::{ids::CustomerId, text::Rule};
use leptos::prelude::*;

/// The customer's id, exact, applied by the button or Enter. An empty field shows every customer.
#[component]
pub fn CustomerFilter(funds: Funds) -> AnyView {
    let in_address = Memo::new(move |_| {
        funds.state.with(|state| state.customer_id.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let typed = RwSignal::new(in_address.get_untracked());
    // Back, and the button that clears the filters.
    Effect::new(move |_| typed.set(in_address.get()));
    let apply = move |()| {
        let customer_id = typed.with_untracked(|typed| typed.trim().parse().ok());
        funds.change(|state| state.customer_id = customer_id);
    };
    view! {
        <SubmitForm label=msg::search on_submit=apply pending=Signal::stored(false)>
            <TextField label=msg::customer_id value=typed check=check_customer_id />
        </SubmitForm>
    }
    .into_any()
}

fn check_customer_id(text: &str) -> Option<Rule> {
    text.trim().parse::<CustomerId>().is_err().then_some(Rule::Malformed)
}

/// A choice that is applied at once. `chosen` reads it from the address.
#[component]
pub fn ChoiceFilter(
    label: fn() -> &'static str,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> AnyView {
    let value = RwSignal::new(chosen.get_untracked());
    Effect::new(move |_| value.set(chosen.get()));
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) && chosen.with_untracked(|chosen| *chosen != now) {
            on_choose.run(now.clone());
        }
        now
    });
    view! { <SelectField label=label value choices /> }.into_any()
}

/// Shown while something is filtered.
#[component]
pub fn ClearFilters(funds: Funds) -> AnyView {
    let clear = move |()| {
        funds.change(|state| *state = state.clone().cleared());
    };
    view! {
        <Show when=move || funds.state.with(super::model::FundsState::is_filtered)>
            <Button label=msg::clear_filters kind=ButtonKind::Link on_press=clear />
        </Show>
    }
    .into_any()
}

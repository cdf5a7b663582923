//! What the list is filtered by: at once; what is typed, when typing pauses.

use super::state::{ENDING, FilingsState};
use crate::{
    features::customer_development::{msg, words},
    flows::{
        fetch::use_fetch,
        filter_fields::{chosen, typed},
    },
    session,
    ui::{Choice, SelectField, TextField},
};
use contract::{
    customers::{ACCOUNT_MANAGERS, AccountManager},
    filings::FilingStatus,
    ids::UserId,
    permissions::Role,
};
use leptos::prelude::*;

#[component]
pub fn Filters(state: Memo<FilingsState>, go: Callback<String>, name: RwSignal<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut FilingsState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", FilingStatus::as_str)).to_owned(),
        move |word| show(&|state| state.status = FilingStatus::parse(&word)),
    );
    let managers = use_fetch(&ACCOUNT_MANAGERS, || Some(((), ())));
    let order = chosen(
        move || state.with(|state| if state.ending_first { ENDING } else { "" }).to_owned(),
        move |word| show(&|state| state.ending_first = word == ENDING),
    );
    let typed = typed(
        move || name.get(),
        move |text: String| {
            name.set(text);
            show(&|_| ());
        },
    );
    let mut statuses = vec![Choice::new("", msg::all)];
    statuses.extend(
        FilingStatus::ALL.map(|status| Choice::new(status.as_str(), move || words::filing_status(status).0)),
    );
    let orders = vec![Choice::new("", msg::order_newest), Choice::new(ENDING, msg::order_ending)];
    let by_manager = move || {
        let people = managers.value.get()?.account_managers;
        let chosen = state.with_untracked(|state| state.manager.clone());
        // Who is nothing but an account manager sees its own filings only.
        let sees_others = session::membership()
            .is_some_and(|member| member.roles.iter().any(|role| *role != Role::AccountManager));
        (chosen.is_some() || sees_others && people.len() > 1).then(|| {
            let choose = move |word: String| show(&|state| state.manager = word.parse().ok());
            view! { <ManagerField state people choose /> }
        })
    };
    view! {
        <div class="filings-filters" role="search" aria-label=msg::filters>
            <TextField label=msg::search value=typed hint=msg::search_hint />
            <SelectField label=msg::filing_status value=status choices=statuses />
            {by_manager}
            <SelectField label=msg::order value=order choices=orders />
        </div>
    }
    .into_any()
}

/// Everybody, or one of those whom the backend names.
#[component]
fn ManagerField(
    state: Memo<FilingsState>,
    mut people: Vec<AccountManager>,
    #[prop(into)] choose: Callback<String>,
) -> AnyView {
    let is_chosen = move |id: &UserId| state.with(|state| state.manager.as_ref() == Some(id));
    // One out of an old link must not look like everybody.
    if let Some(id) = state.with_untracked(|state| state.manager.clone())
        && people.iter().all(|manager| manager.user_id != id)
    {
        people.push(AccountManager { account_name: String::new(), name: id.to_string(), user_id: id });
    }
    let option = |manager: AccountManager| {
        let id = manager.user_id;
        view! { <option value=id.to_string() prop:selected=move || is_chosen(&id)>{manager.name}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for="filings-manager">{msg::manager}</label>
            <select
                class="input input--select"
                id="filings-manager"
                on:change=move |event| choose.run(event_target_value(&event))
            >
                <option value="" prop:selected=move || state.with(|state| state.manager.is_none())>{msg::all}</option>
                {people.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

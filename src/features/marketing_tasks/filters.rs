//! What the lists are filtered by: at once; what is typed, when typing pauses.

use super::{
    msg,
    state::{ALL, ListState, overdue_word},
    words,
};
use crate::{
    flows::{
        amount::any_amount,
        fetch::use_fetch,
        filter_fields::{chosen, typed},
    },
    ui::{Choice, DateField, SelectField, TextField},
};
use contract::{
    customers::ACCOUNT_MANAGERS,
    marketing_tasks::{Strategy, SubStrategy, TaskKind, TaskStatus},
    time::Date,
};
use leptos::prelude::*;

/// How a filter changes the address.
#[derive(Clone, Copy)]
struct Change {
    state: Memo<ListState>,
    go: Callback<String>,
}

impl Change {
    fn show(self, change: impl Fn(&mut ListState)) {
        let mut next = self.state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if self.state.with_untracked(|state| *state != next) {
            self.go.run(next.href());
        }
    }

    /// A word of the address as the value of a choice.
    fn choice(self, read: fn(&ListState) -> String, write: fn(&mut ListState, &str)) -> RwSignal<String> {
        chosen(move || self.state.with(read), move |word| self.show(|state| write(state, &word)))
    }

    /// The same for what is typed.
    fn text(self, read: fn(&ListState) -> String, write: fn(&mut ListState, &str)) -> RwSignal<String> {
        typed(move || self.state.with(read), move |text: String| self.show(|state| write(state, &text)))
    }
}

fn written(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// An amount as the address has it; nothing for what is none.
fn plain(text: &str) -> String {
    any_amount(text).map(|amount| amount.to_string()).unwrap_or_default()
}

#[component]
pub fn Filters(
    kind: TaskKind,
    state: Memo<ListState>,
    customer: RwSignal<String>,
    go: Callback<String>,
) -> AnyView {
    let change = Change { state, go };
    let number = change.text(|state| state.number.clone(), |state, text| text.clone_into(&mut state.number));
    let search = typed(
        move || customer.get(),
        move |text: String| {
            customer.set(text);
            change.show(|_| ());
        },
    );
    let status = change.choice(
        |state| state.status.map_or(ALL, TaskStatus::as_str).to_owned(),
        |state, word| state.status = TaskStatus::parse(word),
    );
    let overdue = change.choice(
        |state| overdue_word(state.overdue).to_owned(),
        |state, word| {
            state.overdue = match word {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
        },
    );
    let due_from =
        change.choice(|state| written(state.due_from), |state, day| state.due_from = day.parse().ok());
    let due_until =
        change.choice(|state| written(state.due_until), |state, day| state.due_until = day.parse().ok());
    let of = |status: &TaskStatus| {
        let status = *status;
        Choice::new(status.as_str(), move || words::status(status).0)
    };
    let each = TaskStatus::ALL.iter().map(of);
    let statuses = std::iter::once(Choice::new(ALL, msg::all)).chain(each).collect();
    let lateness = vec![
        Choice::new("", msg::all),
        Choice::new("yes", msg::overdue),
        Choice::new("no", msg::not_overdue),
    ];
    let (of_kind, more_of_kind) = match kind {
        TaskKind::Expansion => {
            (view! { <ByStrategy change /> }.into_any(), Some(view! { <BySpendAndAge change /> }))
        }
        TaskKind::Renewal => (view! { <TextField label=msg::number value=number /> }.into_any(), None),
    };
    // What narrows the list is never hidden.
    let is_narrowed = state.with_untracked(|state| {
        let days = [state.due_from, state.due_until, state.created_from, state.created_until];
        days.iter().any(Option::is_some) || !state.spend_min.is_empty() || !state.spend_max.is_empty()
    });
    view! {
        <div class="marketing-tasks__filters" role="search" aria-label=msg::filters>
            {of_kind}
            <TextField label=msg::customer value=search />
            <Managers change />
            <SelectField label=msg::status value=status choices=statuses />
            <SelectField label=msg::overdue_state value=overdue choices=lateness />
            <details class="marketing-tasks__more" open=is_narrowed>
                <summary>{msg::more_filters}</summary>
                <div class="marketing-tasks__filters">
                    {more_of_kind}
                    <DateField label=msg::due_from value=due_from />
                    <DateField label=msg::due_until value=due_until />
                </div>
            </details>
        </div>
    }
    .into_any()
}

/// What only strategies' tasks have.
#[component]
fn ByStrategy(change: Change) -> AnyView {
    let name = change.text(|state| state.name.clone(), |state, text| text.clone_into(&mut state.name));
    let strategy = change.choice(
        |state| state.strategy.map_or("", Strategy::as_str).to_owned(),
        |state, word| {
            state.strategy = Strategy::parse(word);
            // A part of another strategy would find nothing.
            state.sub_strategy = state
                .sub_strategy
                .filter(|part| state.strategy.is_none_or(|strategy| part.parent() == strategy));
        },
    );
    let of = |strategy: &Strategy| {
        let strategy = *strategy;
        Choice::new(strategy.as_str(), move || words::strategy(strategy))
    };
    let strategies = std::iter::once(Choice::new("", msg::all)).chain(Strategy::ALL.iter().map(of)).collect();
    let above = Memo::new(move |_| change.state.with(|state| state.strategy));
    let parts = move || view! { <Parts change of=above.get() /> };
    view! {
        <TextField label=msg::task_name value=name />
        <SelectField label=msg::strategy value=strategy choices=strategies />
        {parts}
    }
    .into_any()
}

/// The rest of that.
#[component]
fn BySpendAndAge(change: Change) -> AnyView {
    let spend_min = change.text(|state| state.spend_min.clone(), |state, text| state.spend_min = plain(text));
    let spend_max = change.text(|state| state.spend_max.clone(), |state, text| state.spend_max = plain(text));
    let created_from = change
        .choice(|state| written(state.created_from), |state, day| state.created_from = day.parse().ok());
    let created_until = change
        .choice(|state| written(state.created_until), |state, day| state.created_until = day.parse().ok());
    view! {
        <TextField label=msg::spend_min value=spend_min />
        <TextField label=msg::spend_max value=spend_max />
        <DateField label=msg::created_from value=created_from />
        <DateField label=msg::created_until value=created_until />
    }
    .into_any()
}

/// The parts of the chosen strategy, or of all.
#[component]
fn Parts(change: Change, of: Option<Strategy>) -> AnyView {
    let value = change.choice(
        |state| state.sub_strategy.map_or("", SubStrategy::as_str).to_owned(),
        |state, word| state.sub_strategy = SubStrategy::parse(word),
    );
    let fits = move |part: &&SubStrategy| of.is_none_or(|strategy| part.parent() == strategy);
    let choice = |part: &SubStrategy| {
        let part = *part;
        Choice::new(part.as_str(), move || words::sub_strategy(part))
    };
    let parts = SubStrategy::ALL.iter().filter(fits).map(choice);
    let choices = std::iter::once(Choice::new("", msg::all)).chain(parts).collect();
    view! { <SelectField label=msg::sub_strategy value choices /> }.into_any()
}

/// Whose customers; the names come after the page.
#[component]
fn Managers(change: Change) -> AnyView {
    let known = use_fetch(&ACCOUNT_MANAGERS, || Some(((), ())));
    let value =
        change.choice(|state| state.manager.clone(), |state, word| word.clone_into(&mut state.manager));
    let field = move || {
        let managers = known.value.get().map(|known| known.account_managers).unwrap_or_default();
        let named =
            managers.into_iter().map(|manager| Choice::new(manager.user_id.to_string(), manager.name));
        let choices = [Choice::new("", msg::all), Choice::new("none", msg::nobody)];
        let choices = choices.into_iter().chain(named).collect();
        view! { <SelectField label=msg::account_manager value choices /> }
    };
    field.into_any()
}

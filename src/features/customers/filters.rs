//! The bar above the list: search box, further filters behind a button, and every active filter as a chip.

use super::{
    list_state::{List, Step},
    model::{Filter, NOBODY, YES},
    msg,
    search_box::SearchBox,
    words,
};
use crate::{
    api::Fetched,
    browser,
    flows::account_check::association_type,
    i18n,
    ui::{AmountField, Button, ButtonKind, CheckBox, DateField, Icon, IconName},
};
use contract::{associations::AssociationType, customers::AccountManagers, text::Rule};
use leptos::prelude::*;

const PAUSE_MS: u32 = 600;
/// Filters behind the button.
const FURTHER: [Filter; 6] = [
    Filter::AssociationType,
    Filter::AccountManager,
    Filter::MonthSpendMin,
    Filter::MonthSpendMax,
    Filter::ResourceExpiryUntil,
    Filter::OpenRequest,
];

#[component]
pub fn FilterBar(list: List, managers: Fetched<AccountManagers>) -> AnyView {
    let open = RwSignal::new(false);
    let further =
        Memo::new(move |_| FURTHER.into_iter().filter(|filter| list.term(*filter).is_some()).count());
    let label = move || match further.get() {
        0 => msg::more_filters().to_owned(),
        count => msg::more_filters_active(i18n::number(u32::try_from(count).unwrap_or_default())),
    };
    view! {
        <div class="customer-filters">
            <div class="customer-filters__line">
                <SearchBox list />
                <Button label icon=IconName::Filter expanded=open on_press=move |()| open.update(|open| *open = !*open) />
            </div>
            {move || open.get().then(|| view! { <FurtherFilters list managers /> })}
            <Chips list managers />
        </div>
    }
    .into_any()
}

#[component]
fn FurtherFilters(list: List, managers: Fetched<AccountManagers>) -> AnyView {
    let types = Signal::derive(|| {
        let all = AssociationType::ALL.into_iter();
        all.map(|kind| (kind.as_str().to_owned(), association_type(kind).to_owned())).collect::<Vec<_>>()
    });
    let people = Signal::derive(move || {
        let mut people = vec![(NOBODY.to_owned(), msg::manager_nobody().to_owned())];
        managers.value.with(|managers| {
            let managers = managers.iter().flat_map(|managers| &managers.account_managers);
            people.extend(managers.map(|manager| (manager.user_id.to_string(), manager.name.clone())));
        });
        // A manager out of an old link must not look like "everybody".
        if let Some(term) = list.term(Filter::AccountManager)
            && people.iter().all(|(id, _)| *id != term)
        {
            people.push((term.clone(), term));
        }
        people
    });
    let (least, most) = (typed(list, Filter::MonthSpendMin), typed(list, Filter::MonthSpendMax));
    let until = typed(list, Filter::ResourceExpiryUntil);
    let open_request = RwSignal::new(untrack(|| list.term(Filter::OpenRequest)).is_some());
    Effect::new(move |_| open_request.set(list.term(Filter::OpenRequest).is_some()));
    Effect::new(move |ran: Option<()>| {
        let wanted = open_request.get();
        if ran.is_some() {
            list.set_term(Filter::OpenRequest, wanted.then(|| YES.to_owned()), Step::New);
        }
    });
    view! {
        <div class="customer-filters__further">
            <ChoiceFilter list filter=Filter::AssociationType choices=types />
            <ChoiceFilter list filter=Filter::AccountManager choices=people />
            <AmountField label=msg::filter_spend_min value=least check=|text: &str| wrong(Filter::MonthSpendMin, text) />
            <AmountField label=msg::filter_spend_max value=most check=|text: &str| wrong(Filter::MonthSpendMax, text) />
            <DateField label=msg::filter_expiry_until value=until />
            <CheckBox label=msg::filter_open_request value=open_request />
        </div>
    }
    .into_any()
}

fn wrong(filter: Filter, text: &str) -> Option<Rule> {
    filter.normal(text).is_none().then_some(Rule::Malformed)
}

/// The text of a filter's field: follows the address, and changes it when typing pauses.
fn typed(list: List, filter: Filter) -> RwSignal<String> {
    let text = RwSignal::new(untrack(|| list.term(filter)).unwrap_or_default());
    Effect::new(move |_| {
        let term = list.term(filter);
        if text.with_untracked(|text| filter.normal(text)) != term {
            text.set(term.unwrap_or_default());
        }
    });
    Effect::new(move |ran: Option<()>| {
        let now = text.get();
        if ran.is_none() {
            return;
        }
        let value = filter.normal(&now);
        if value.is_none() && !now.trim().is_empty() {
            return;
        }
        browser::after_ms(PAUSE_MS, move || {
            if text.try_with_untracked(|text| *text == now) == Some(true) {
                list.set_term(filter, value, Step::Same);
            }
        });
    });
    text
}

/// A filter with a list of choices that may come later.
#[component]
fn ChoiceFilter(list: List, filter: Filter, #[prop(into)] choices: Signal<Vec<(String, String)>>) -> AnyView {
    let id = ["customer-filter-", filter.key()].concat();
    let option = move |(value, label): (String, String)| {
        let own = value.clone();
        view! {
            <option value=value prop:selected=move || list.term(filter).as_deref() == Some(own.as_str())>
                {label}
            </option>
        }
    };
    let choose = move |event| list.set_term(filter, filter.normal(&event_target_value(&event)), Step::New);
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || words::filter(filter)}</label>
            <select class="input input--select" id=id on:change=choose>
                <option value="" prop:selected=move || list.term(filter).is_none()>{msg::all}</option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Every active filter, each to be taken away.
#[component]
fn Chips(list: List, managers: Fetched<AccountManagers>) -> AnyView {
    let active = Memo::new(move |_| list.active());
    let chip = move |(filter, value): (Filter, String)| {
        let words =
            move || managers.value.with(|managers| words::active_filter(filter, &value, managers.as_ref()));
        let words = Memo::new(move |_| words());
        view! {
            <li class="chip">
                <span class="chip__text">{words}</span>
                <button
                    type="button"
                    class="chip__remove"
                    aria-label=move || msg::remove_filter(words.get())
                    on:click=move |_| list.set_term(filter, None, Step::New)
                >
                    <Icon name=IconName::Close />
                </button>
            </li>
        }
    };
    let some = Memo::new(move |_| active.with(|active| !active.is_empty()));
    let shown = move || {
        view! {
            <div class="customer-filters__active">
                <ul class="chips" aria-label=msg::active_filters>
                    <For each=move || active.get() key=Clone::clone children=chip />
                </ul>
                <Button label=msg::clear_filters kind=ButtonKind::Link on_press=move |()| list.clear() />
            </div>
        }
    };
    (move || some.get().then(shown)).into_any()
}

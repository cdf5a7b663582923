//! What the list is filtered by, applied at once.

use super::{
    super::{filter::in_address, msg, periods::period_choices, words::place},
    state::ListState,
};
use crate::{
    api::Fetched,
    flows::{account_check::association_type, incentive::words},
    ui::{Choice, Loaded, SelectField},
};
use contract::{
    associations::AssociationType,
    incentives::{IncentiveFilters, IncentiveStatus, MoneyPlace},
    money::Currency,
    month::Month,
};
use leptos::prelude::*;

#[component]
pub fn Filters(state: Memo<ListState>, known: Fetched<IncentiveFilters>) -> AnyView {
    let period =
        in_address("period", move || state.with(|state| state.period.as_ref().map(Month::to_string)));
    let status = in_address("status", move || {
        state.with(|state| state.status.map(|status| status.as_str().to_owned()))
    });
    let place_value =
        in_address("place", move || state.with(|state| state.place.map(|place| place.as_str().to_owned())));
    let plan = in_address("plan", move || state.with(|state| Some(state.plan_name.clone())));
    let kind = in_address("type", move || {
        state.with(|state| state.association_type.map(|kind| kind.as_str().to_owned()))
    });
    let currency = in_address("currency", move || {
        state.with(|state| state.currency.map(|currency| currency.as_str().to_owned()))
    });
    let all = || Choice::new("", msg::all);
    let shown = move |known: Signal<IncentiveFilters>| {
        let known = known.get_untracked();
        let of_status =
            |status: IncentiveStatus| Choice::new(status.as_str(), move || words::status(status).0);
        let of_place = |one: MoneyPlace| Choice::new(one.as_str(), move || place(one));
        let of_kind = |kind: AssociationType| Choice::new(kind.as_str(), move || association_type(kind));
        let plans = known.plan_names.iter().map(|name| Choice::new(name.clone(), name.clone()));
        let with_all = |choices: Vec<Choice>| std::iter::once(all()).chain(choices).collect::<Vec<_>>();
        let of_currency = |currency: &Currency| Choice::new(currency.as_str(), currency.as_str());
        let currencies = (known.currencies.len() > 1).then(|| {
            let choices = with_all(known.currencies.iter().map(of_currency).collect());
            view! { <SelectField label=msg::currency value=currency choices /> }
        });
        view! {
            <div class="incentives__filters" role="search" aria-label=msg::filters>
                <SelectField label=msg::period value=period choices=with_all(period_choices(&known)) />
                <SelectField label=msg::status value=status choices=with_all(IncentiveStatus::ALL.map(of_status).into()) />
                <SelectField label=msg::where_money_is value=place_value choices=with_all(MoneyPlace::ALL.map(of_place).into()) />
                <SelectField label=msg::plan value=plan choices=with_all(plans.collect()) />
                <SelectField label=msg::association_type value=kind choices=with_all(AssociationType::ALL.map(of_kind).into()) />
                {currencies}
            </div>
        }
        .into_any()
    };
    view! { <Loaded from=known lines=1 children=shown /> }.into_any()
}

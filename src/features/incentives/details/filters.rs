//! What the lines are filtered by. Choices apply at once, what is typed when typing pauses.

use super::{
    super::{
        filter::{in_address, typed_in_address},
        msg,
        periods::period_choices,
    },
    state::LineState,
};
use crate::{
    api::Fetched,
    flows::{account_check::association_type, incentive::words},
    ui::{Choice, Loaded, SelectField, TextField},
};
use contract::{
    associations::AssociationType,
    incentives::{BillingMode, FeedbackStatus, IncentiveFilters, IncentiveStatus, ProductType},
    month::Month,
};
use leptos::prelude::*;

/// `customer_name` lives in memory only.
#[component]
pub fn Filters(
    state: Memo<LineState>,
    known: Fetched<IncentiveFilters>,
    customer_name: RwSignal<String>,
) -> AnyView {
    let month = |month: &Option<Month>| month.as_ref().map(Month::to_string);
    let word = |word: &str| Some(word.to_owned());
    let from = in_address("from", move || state.with(|state| month(&state.from)));
    let until = in_address("until", move || state.with(|state| month(&state.until)));
    let plan = in_address("plan", move || state.with(|state| word(&state.plan_name)));
    let order_id = typed_in_address("order_id", move || state.with(|state| word(&state.order_id)));
    let customer_id = typed_in_address("customer_id", move || state.with(|state| word(&state.customer_id)));
    let incentive_id =
        typed_in_address("incentive_id", move || state.with(|state| word(&state.incentive_id)));
    let line_id = typed_in_address("line_id", move || state.with(|state| word(&state.line_id)));
    let manager =
        in_address("manager", move || state.with(|state| state.manager.as_ref().map(ToString::to_string)));
    let product = in_address("product", move || state.with(|state| word(state.product?.as_str())));
    let kind = in_address("type", move || state.with(|state| word(state.association_type?.as_str())));
    let billing = in_address("billing", move || state.with(|state| word(state.billing?.as_str())));
    let status = in_address("status", move || state.with(|state| word(state.status?.as_str())));
    let currency = in_address("currency", move || state.with(|state| word(state.currency?.as_str())));
    let reseller =
        in_address("reseller", move || state.with(|state| state.reseller.as_ref().map(ToString::to_string)));
    let feedback = in_address("feedback", move || state.with(|state| word(state.feedback?.as_str())));
    let shown = move |known: Signal<IncentiveFilters>| {
        let known = known.get_untracked();
        let with_all = |choices: Vec<Choice>| {
            std::iter::once(Choice::new("", msg::all)).chain(choices).collect::<Vec<_>>()
        };
        let periods = with_all(period_choices(&known));
        let plans = known.plan_names.iter().map(|name| Choice::new(name.clone(), name.clone()));
        let managers =
            known.account_managers.iter().map(|one| Choice::new(one.user_id.to_string(), one.name.clone()));
        let resellers =
            known.resellers.iter().map(|one| Choice::new(one.partner_id.to_string(), one.name.clone()));
        let resellers = (!known.resellers.is_empty()).then(|| {
            view! { <SelectField label=msg::reseller value=reseller choices=with_all(resellers.collect()) /> }
        });
        let currencies = known.currencies.iter().map(|one| Choice::new(one.as_str(), one.as_str()));
        let currencies = (known.currencies.len() > 1).then(|| {
            view! { <SelectField label=msg::currency value=currency choices=with_all(currencies.collect()) /> }
        });
        let products = ProductType::ALL.iter().map(|one| {
            let one = *one;
            Choice::new(one.as_str(), move || words::product(one))
        });
        let modes = BillingMode::ALL.iter().map(|one| {
            let one = *one;
            Choice::new(one.as_str(), move || words::billing(one))
        });
        let kinds = AssociationType::ALL.map(|one| Choice::new(one.as_str(), move || association_type(one)));
        let statuses =
            IncentiveStatus::ALL.map(|one| Choice::new(one.as_str(), move || words::status(one).0));
        let said = FeedbackStatus::ALL.map(|one| Choice::new(one.as_str(), move || words::feedback(one).0));
        view! {
            <div class="incentives__filters" role="search" aria-label=msg::filters>
                <SelectField label=msg::period_from value=from choices=periods.clone() />
                <SelectField label=msg::period_until value=until choices=periods />
                <SelectField label=msg::plan value=plan choices=with_all(plans.collect()) />
                <SelectField label=msg::status value=status choices=with_all(statuses.into()) />
                <TextField label=msg::order_id value=order_id />
                <TextField label=msg::customer_name value=customer_name hint=msg::not_in_address />
                <details class="incentives__more">
                    <summary>{msg::more_filters}</summary>
                    <div class="incentives__filters">
                        <TextField label=msg::customer_id value=customer_id />
                        <SelectField label=msg::account_manager value=manager choices=with_all(managers.collect()) />
                        <SelectField label=msg::product value=product choices=with_all(products.collect()) />
                        <SelectField label=msg::association_type value=kind choices=with_all(kinds.into()) />
                        <SelectField label=msg::billing value=billing choices=with_all(modes.collect()) />
                        <SelectField label=msg::feedback value=feedback choices=with_all(said.into()) />
                        <TextField label=msg::incentive_id value=incentive_id />
                        <TextField label=msg::line_id value=line_id />
                        {resellers} {currencies}
                    </div>
                </details>
            </div>
        }
        .into_any()
    };
    view! { <Loaded from=known lines=1 children=shown /> }.into_any()
}

//! Customer, opportunity and services: blocks of the form.

use super::{CheckGroup, Fields, Found, Place, msg};
use crate::{
    api,
    flows::{amount::AmountInput, opportunity::words},
    ui::{DateField, TextField},
};
use contract::{
    money::Currency,
    opportunity_form::{CloudService, FormField},
    text::{CustomerName, Industry, OpportunityName, Region, Rule, wrong, wrong_unless_empty},
    time::Date,
};
use leptos::prelude::*;

/// `<CustomerFields fields=&fields found />`: company, industry, region.
#[component]
pub fn CustomerFields<'f>(fields: &'f Fields, found: Found) -> AnyView {
    let Fields { customer_name, industry, region, .. } = *fields;
    view! {
        <Place at="customer_name" found>
            <TextField
                label=move || words::field(FormField::CustomerName)
                value=customer_name
                name="customer_name"
                hint=msg::customer_name_hint
                max_chars=CustomerName::MAX_CHARS
                check={wrong_unless_empty::<CustomerName>}
                error=found.at("customer_name")
            />
        </Place>
        <div class="opportunity-row">
            <Place at="industry" found>
                <TextField
                    label=move || words::field(FormField::Industry)
                    value=industry
                    name="industry"
                    hint=msg::industry_hint
                    check={wrong_unless_empty::<Industry>}
                    error=found.at("industry")
                />
            </Place>
            <Place at="region" found>
                <TextField
                    label=move || words::field(FormField::Region)
                    value=region
                    name="region"
                    hint=msg::region_hint
                    check={wrong_unless_empty::<Region>}
                    error=found.at("region")
                />
            </Place>
        </div>
    }
    .into_any()
}

/// `<NeedFields fields=&fields currency found />`: name, amount, day of signing.
#[component]
pub fn NeedFields<'f>(fields: &'f Fields, currency: Currency, found: Found) -> AnyView {
    let Fields { name, estimated_amount, expected_sign_on, .. } = *fields;
    view! {
        <Place at="name" found>
            <TextField
                label=move || words::field(FormField::Name)
                value=name
                name="name"
                hint=msg::name_hint
                required=true
                max_chars=OpportunityName::MAX_CHARS
                check={wrong::<OpportunityName>}
                error=found.at("name")
            />
        </Place>
        <div class="opportunity-row">
            <Place at="estimated_amount" found>
                <AmountInput
                    label=move || words::field(FormField::EstimatedAmount)
                    currency
                    value=estimated_amount
                    name="estimated_amount"
                    error=found.at("estimated_amount")
                />
            </Place>
            <Place at="expected_sign_on" found>
                <DateField
                    label=move || words::field(FormField::ExpectedSignOn)
                    value=expected_sign_on
                    name="expected_sign_on"
                    hint=msg::sign_on_hint
                    check=wrong_day
                    error=found.at("expected_sign_on")
                />
            </Place>
        </div>
    }
    .into_any()
}

/// `<ServicesField fields=&fields found />`
#[component]
pub fn ServicesField<'f>(fields: &'f Fields, found: Found) -> AnyView {
    let value = fields.services;
    view! {
        <Place at="services" found>
            <CheckGroup
                label=move || words::field(FormField::Services)
                all=&CloudService::ALL
                name_of=words::service
                value
                name="services"
                error=found.at("services")
            />
        </Place>
    }
    .into_any()
}

/// Says so when the field is left; whether it counts is decided by the backend's clock.
fn wrong_day(text: &str) -> Option<Rule> {
    let today = api::server_now().china_day();
    match text.parse::<Date>() {
        Err(_) => Some(Rule::Malformed),
        Ok(day) => (day < today).then_some(Rule::OutOfRange),
    }
}

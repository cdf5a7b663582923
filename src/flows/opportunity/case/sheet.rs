//! What the form says, and the offering as it stands.

use super::{super::words, msg};
use crate::{
    i18n,
    ui::{Badge, DateText, Described, DescriptionList, MoneyText, Tone},
};
use contract::{
    money::Money,
    opportunities::{Offering, Opportunity},
    opportunity_form::{Contact, FormField, OpportunityForm},
    text::{CustomerName, Explanation, Industry, Region},
};
use leptos::prelude::*;

/// `<Sheet opportunity />`: what is not filled in is left out.
#[component]
pub fn Sheet(#[prop(into)] opportunity: Signal<Opportunity>) -> AnyView {
    let shown = move || {
        opportunity.with(|opportunity| {
            let (facts, offering) = (facts(opportunity), offering(opportunity));
            let bant = bant(&opportunity.form);
            view! {
                <DescriptionList>{facts} {offering}</DescriptionList>
                <div class="opportunity-sheet__texts">
                    <DescriptionList>{bant}</DescriptionList>
                </div>
            }
        })
    };
    view! { <div class="opportunity-sheet">{shown}</div> }.into_any()
}

fn facts(opportunity: &Opportunity) -> AnyView {
    let form = &opportunity.form;
    let amount = form.estimated_amount.map(|amount| {
        let money = Money { amount, currency: opportunity.row.currency };
        described(FormField::EstimatedAmount, view! { <MoneyText money /> }.into_any())
    });
    let sign_on = form
        .expected_sign_on
        .map(|day| described(FormField::ExpectedSignOn, view! { <DateText day /> }.into_any()));
    let activities = form.presale_activities.clone();
    let services = form.services.clone();
    let support = form.support_needed.clone();
    let reference = form.crm_reference.as_ref().map(|reference| {
        let reference = reference.as_str().to_owned();
        view! { <Described term=msg::crm_reference>{reference}</Described> }
    });
    let consent = form.customer_consent;
    view! {
        {text(FormField::Name, Some(form.name.as_str()))}
        {text(FormField::CustomerName, form.customer_name.as_ref().map(CustomerName::as_str))}
        {text(FormField::Industry, form.industry.as_ref().map(Industry::as_str))}
        {text(FormField::Region, form.region.as_ref().map(Region::as_str))}
        {amount}
        {sign_on}
        {several(FormField::PresaleActivities, activities.is_empty(), move || {
            i18n::list(activities.iter().map(|activity| words::activity(*activity)))
        })}
        {several(FormField::Services, services.is_empty(), move || {
            i18n::list(services.iter().map(|service| words::service(*service)))
        })}
        {several(FormField::SupportNeeded, support.is_empty(), move || {
            i18n::list(support.iter().map(|support| words::support(*support)))
        })}
        {form.contact.as_ref().map(contact)}
        {reference}
        <Described term=move || words::field(FormField::CustomerConsent)>
            {move || if consent { msg::agreed() } else { msg::not_agreed() }}
        </Described>
    }
    .into_any()
}

fn bant(form: &OpportunityForm) -> AnyView {
    let bant = &form.bant;
    view! {
        {text(FormField::Budget, bant.budget.as_ref().map(Explanation::as_str))}
        {text(FormField::Authority, bant.authority.as_ref().map(Explanation::as_str))}
        {text(FormField::Need, bant.need.as_ref().map(Explanation::as_str))}
        {text(FormField::Timing, bant.timing.as_ref().map(Explanation::as_str))}
    }
    .into_any()
}

fn offering(opportunity: &Opportunity) -> AnyView {
    let changed = opportunity.offering_changed_by_vendor;
    let chosen = opportunity.offering.as_ref().map(|offering| {
        let offering = one_offering(offering);
        let changed = changed.then(|| view! { <Badge label=msg::offering_changed tone=Tone::Info /> });
        let shown = view! { {offering} {changed} }.into_any();
        described(FormField::OfferingId, shown)
    });
    let recommended = opportunity.recommended_offering.as_ref().map(|offering| {
        let offering = one_offering(offering);
        view! { <Described term=msg::recommended_offering>{offering}</Described> }
    });
    view! { {chosen} {recommended} }.into_any()
}

/// Name, kind and the demand that it answers.
fn one_offering(offering: &Offering) -> AnyView {
    let (name, demand, kind) = (offering.name.clone(), offering.demand_tag.clone(), offering.kind);
    (move || msg::offering(&demand, words::offering_kind(kind), &name)).into_any()
}

fn contact(contact: &Contact) -> AnyView {
    let email = contact.email.as_ref().map(|email| email.as_str().to_owned());
    let parts = [contact.name.as_str().to_owned(), contact.phone.as_str().to_owned()];
    let line = parts.into_iter().chain(email).collect::<Vec<_>>().join(" / ");
    described(FormField::Contact, line.into_any())
}

fn text(field: FormField, text: Option<&str>) -> AnyView {
    text.map(|text| described(field, text.to_owned().into_any())).into_any()
}

fn several(field: FormField, none: bool, list: impl Fn() -> String + Send + 'static) -> AnyView {
    (!none).then(|| described(field, list.into_any())).into_any()
}

fn described(field: FormField, value: AnyView) -> AnyView {
    view! { <Described term=move || words::field(field)>{value}</Described> }.into_any()
}

//! What a partner writes about an opportunity that it shares: anything may be missing in a draft, nothing when it is
//! handed in. The description follows BANT: budget, authority, need, timing.

mod choices;

pub use choices::{CloudService, PresaleActivity, SupportKind};

use crate::{
    contact::{EmailAddress, MobilePhone},
    ids::OfferingId,
    money::Amount,
    problem::FieldProblem,
    text::{ContactName, CrmReference, CustomerName, Explanation, Industry, OpportunityName, Region, Rule},
    time::Date,
};
use serde::{Deserialize, Serialize};

/// The form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpportunityForm {
    /// Needed even in a draft: the list shows it.
    pub name: OpportunityName,
    #[serde(default)]
    pub customer_name: Option<CustomerName>,
    #[serde(default)]
    pub industry: Option<Industry>,
    #[serde(default)]
    pub region: Option<Region>,
    #[serde(default)]
    pub bant: Bant,
    /// Above zero.
    #[serde(default)]
    pub estimated_amount: Option<Amount>,
    #[serde(default)]
    pub expected_sign_on: Option<Date>,
    #[serde(default)]
    pub presale_activities: Vec<PresaleActivity>,
    #[serde(default)]
    pub offering_id: Option<OfferingId>,
    #[serde(default)]
    pub services: Vec<CloudService>,
    #[serde(default)]
    pub support_needed: Vec<SupportKind>,
    #[serde(default)]
    pub contact: Option<Contact>,
    /// The number of this opportunity in the partner's own CRM.
    #[serde(default)]
    pub crm_reference: Option<CrmReference>,
    /// The customer agreed that its information is shared.
    #[serde(default)]
    pub customer_consent: bool,
}

/// Budget, authority, need, timing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Bant {
    pub budget: Option<Explanation>,
    pub authority: Option<Explanation>,
    pub need: Option<Explanation>,
    pub timing: Option<Explanation>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub name: ContactName,
    pub phone: MobilePhone,
    #[serde(default)]
    pub email: Option<EmailAddress>,
}

words! {
    /// A field of the form, as a reviewer's note names it.
    FormField {
        Name = "name",
        CustomerName = "customer_name",
        Industry = "industry",
        Region = "region",
        Budget = "budget",
        Authority = "authority",
        Need = "need",
        Timing = "timing",
        EstimatedAmount = "estimated_amount",
        ExpectedSignOn = "expected_sign_on",
        PresaleActivities = "presale_activities",
        OfferingId = "offering_id",
        Services = "services",
        SupportNeeded = "support_needed",
        Contact = "contact",
        CustomerConsent = "customer_consent",
    }
}

impl OpportunityForm {
    /// What is wrong whether it is handed in or not.
    #[must_use]
    pub fn contradictions(&self) -> Vec<FieldProblem> {
        let none_and_more = self.support_needed.contains(&SupportKind::None) && self.support_needed.len() > 1;
        let no_amount = self.estimated_amount.is_some_and(|amount| !amount.is_positive());
        [(no_amount, FormField::EstimatedAmount), (none_and_more, FormField::SupportNeeded)]
            .into_iter()
            .filter(|(wrong, _)| *wrong)
            .map(|(_, field)| problem(field, Rule::OutOfRange))
            .collect()
    }

    /// What is missing before it can be handed in on this day, in the order of the form, and what is wrong.
    #[must_use]
    pub fn incomplete(&self, today: Date) -> Vec<FieldProblem> {
        use FormField as F;
        let missing = [
            (self.customer_name.is_none(), F::CustomerName),
            (self.industry.is_none(), F::Industry),
            (self.region.is_none(), F::Region),
            (self.bant.budget.is_none(), F::Budget),
            (self.bant.authority.is_none(), F::Authority),
            (self.bant.need.is_none(), F::Need),
            (self.bant.timing.is_none(), F::Timing),
            (self.estimated_amount.is_none(), F::EstimatedAmount),
            (self.expected_sign_on.is_none(), F::ExpectedSignOn),
            (self.presale_activities.is_empty(), F::PresaleActivities),
            (self.offering_id.is_none(), F::OfferingId),
            (self.services.is_empty(), F::Services),
            (self.support_needed.is_empty(), F::SupportNeeded),
            (self.contact.is_none(), F::Contact),
            (!self.customer_consent, F::CustomerConsent),
        ];
        let missing =
            missing.into_iter().filter(|(misses, _)| *misses).map(|(_, field)| problem(field, Rule::Missing));
        let past = self.expected_sign_on.filter(|day| *day < today);
        missing
            .chain(past.map(|_| problem(F::ExpectedSignOn, Rule::OutOfRange)))
            .chain(self.contradictions())
            .collect()
    }
}

fn problem(field: FormField, rule: Rule) -> FieldProblem {
    FieldProblem { field: field.as_str().to_owned(), rule }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<T: TryFrom<String, Error = Rule>>(text: &str) -> T {
        text.to_owned().try_into().unwrap()
    }

    fn empty() -> OpportunityForm {
        serde_json::from_str(r#"{"name":"Data platform"}"#).unwrap()
    }

    fn complete() -> OpportunityForm {
        OpportunityForm {
            customer_name: Some(text("Lantian")),
            industry: Some(text("Retail")),
            region: Some(text("Hangzhou")),
            bant: Bant {
                budget: Some(text("CNY 2 million, approved")),
                authority: Some(text("CIO")),
                need: Some(text("Reports within the hour")),
                timing: Some(text("Third quarter")),
            },
            estimated_amount: "2000000".parse().ok(),
            expected_sign_on: "2026-12-01".parse().ok(),
            presale_activities: vec![PresaleActivity::CustomerVisit],
            offering_id: "off-1".parse().ok(),
            services: vec![CloudService::BigData],
            support_needed: vec![SupportKind::None],
            contact: serde_json::from_str(r#"{"name":"Lin","phone":"13800138000"}"#).ok(),
            customer_consent: true,
            ..empty()
        }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_draft_needs_its_name_only_and_is_told_all_that_is_missing() {
        assert!(empty().contradictions().is_empty());
        assert_eq!(empty().incomplete(day("2026-11-23")).len(), FormField::ALL.len() - 1);
        assert!(complete().incomplete(day("2026-11-23")).is_empty());
    }

    #[test]
    fn an_amount_of_nothing_or_less_is_not_reasonable() {
        for amount in ["0", "-0.01"] {
            let form = OpportunityForm { estimated_amount: amount.parse().ok(), ..complete() };
            assert_eq!(form.contradictions(), vec![problem(FormField::EstimatedAmount, Rule::OutOfRange)]);
        }
    }

    #[test]
    fn signing_in_the_past_and_wanting_nothing_and_something_are_refused() {
        let late = complete().incomplete(day("2026-12-02"));
        assert_eq!(late, vec![problem(FormField::ExpectedSignOn, Rule::OutOfRange)]);
        let both = vec![SupportKind::None, SupportKind::Commercial];
        let form = OpportunityForm { support_needed: both, ..complete() };
        assert_eq!(form.contradictions(), vec![problem(FormField::SupportNeeded, Rule::OutOfRange)]);
    }

    #[test]
    fn field_names_are_those_of_the_form() {
        let wire = serde_json::to_value(complete()).unwrap();
        for field in FormField::ALL {
            let found = wire.get(field.as_str()).or_else(|| wire["bant"].get(field.as_str()));
            assert!(found.is_some(), "{field:?}");
        }
    }
}

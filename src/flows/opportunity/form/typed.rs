//! What stands in the form, as it was typed, and how it becomes what the contract wants.

use super::{
    found::tidy,
    reader::{Reader, read_day},
};
use crate::flows::amount::read_amount;
use contract::{
    opportunity_form::{Bant, CloudService, OpportunityForm, PresaleActivity, SupportKind},
    problem::FieldProblem,
    text::OpportunityName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// The places of the form, from top to bottom. They are the names of the fields in the request body.
pub(super) const PLACES: [&str; 19] = [
    "customer_name",
    "industry",
    "region",
    "name",
    "estimated_amount",
    "expected_sign_on",
    "budget",
    "authority",
    "need",
    "timing",
    "presale_activities",
    "offering_id",
    "services",
    "support_needed",
    "contact.name",
    "contact.phone",
    "contact.email",
    "crm_reference",
    "customer_consent",
];

/// For what the form is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Anything may be missing but the name.
    Draft,
    /// Handed in to the vendor: nothing may be missing.
    Whole,
    /// Shared by the vendor: activities, offering and support are the partner's.
    Shared,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub customer_name: String,
    pub industry: String,
    pub region: String,
    pub name: String,
    pub estimated_amount: String,
    pub expected_sign_on: String,
    pub budget: String,
    pub authority: String,
    pub need: String,
    pub timing: String,
    pub presale_activities: Vec<PresaleActivity>,
    pub offering_id: String,
    pub services: Vec<CloudService>,
    pub support_needed: Vec<SupportKind>,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub crm_reference: String,
    pub customer_consent: bool,
}

impl Typed {
    /// What stands in the form when it shows this.
    #[must_use]
    pub fn of(form: &OpportunityForm) -> Self {
        fn text<T: Clone + Into<String>>(value: Option<&T>) -> String {
            value.cloned().map(Into::into).unwrap_or_default()
        }
        let contact = form.contact.as_ref();
        Self {
            customer_name: text(form.customer_name.as_ref()),
            industry: text(form.industry.as_ref()),
            region: text(form.region.as_ref()),
            name: form.name.as_str().to_owned(),
            estimated_amount: form.estimated_amount.map(|amount| amount.to_string()).unwrap_or_default(),
            expected_sign_on: form.expected_sign_on.map(|day| day.to_string()).unwrap_or_default(),
            budget: text(form.bant.budget.as_ref()),
            authority: text(form.bant.authority.as_ref()),
            need: text(form.bant.need.as_ref()),
            timing: text(form.bant.timing.as_ref()),
            presale_activities: form.presale_activities.clone(),
            offering_id: text(form.offering_id.as_ref()),
            services: form.services.clone(),
            support_needed: form.support_needed.clone(),
            contact_name: text(contact.map(|contact| &contact.name)),
            contact_phone: text(contact.map(|contact| &contact.phone)),
            contact_email: text(contact.and_then(|contact| contact.email.as_ref())),
            crm_reference: text(form.crm_reference.as_ref()),
            customer_consent: form.customer_consent,
        }
    }

    /// What stands in one place, so that two forms can be compared.
    #[must_use]
    pub fn at(&self, place: &str) -> String {
        let ticked = |values: serde_json::Result<String>| values.unwrap_or_default();
        match place {
            "customer_name" => self.customer_name.clone(),
            "industry" => self.industry.clone(),
            "region" => self.region.clone(),
            "name" => self.name.clone(),
            "estimated_amount" => self.estimated_amount.clone(),
            "expected_sign_on" => self.expected_sign_on.clone(),
            "budget" => self.budget.clone(),
            "authority" => self.authority.clone(),
            "need" => self.need.clone(),
            "timing" => self.timing.clone(),
            "presale_activities" => ticked(serde_json::to_string(&self.presale_activities)),
            "offering_id" => self.offering_id.clone(),
            "services" => ticked(serde_json::to_string(&self.services)),
            "support_needed" => ticked(serde_json::to_string(&self.support_needed)),
            "contact.name" => self.contact_name.clone(),
            "contact.phone" => self.contact_phone.clone(),
            "contact.email" => self.contact_email.clone(),
            "crm_reference" => self.crm_reference.clone(),
            "customer_consent" => self.customer_consent.to_string(),
            _ => String::new(),
        }
    }

    /// Where something else stands in the other form.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<&'static str> {
        PLACES.into_iter().filter(|place| self.at(place) != other.at(place)).collect()
    }

    /// The form as the contract has it.
    ///
    /// Whether the day of signing is over is left to the backend: the clock of this device may be wrong.
    ///
    /// # Errors
    /// All that is wrong, from top to bottom.
    pub fn read(&self, wanted: Wanted) -> Result<OpportunityForm, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let name: Option<OpportunityName> = reader.needed("name", &self.name);
        // The rest is judged even when the name is wrong; what is read then is not given out.
        let stand_in = || OpportunityName::try_from("-".to_owned()).ok();
        let Some(name) = name.or_else(stand_in) else { return Err(reader.wrong) };
        let form = OpportunityForm {
            name,
            customer_name: reader.text("customer_name", &self.customer_name),
            industry: reader.text("industry", &self.industry),
            region: reader.text("region", &self.region),
            bant: Bant {
                budget: reader.text("budget", &self.budget),
                authority: reader.text("authority", &self.authority),
                need: reader.text("need", &self.need),
                timing: reader.text("timing", &self.timing),
            },
            estimated_amount: reader.taken("estimated_amount", read_amount(&self.estimated_amount)),
            expected_sign_on: reader.taken("expected_sign_on", read_day(&self.expected_sign_on)),
            presale_activities: self.presale_activities.clone(),
            offering_id: self.offering_id.parse().ok(),
            services: self.services.clone(),
            support_needed: self.support_needed.clone(),
            contact: reader.contact(self),
            crm_reference: reader.text("crm_reference", &self.crm_reference),
            customer_consent: self.customer_consent,
        };
        let long_ago = Timestamp::from_seconds(0).china_day();
        reader.wrong.extend(match wanted {
            Wanted::Draft => form.contradictions(),
            Wanted::Whole | Wanted::Shared => form.incomplete(long_ago),
        });
        if wanted == Wanted::Shared {
            let of_partner = ["presale_activities", "offering_id", "support_needed"];
            reader.wrong.retain(|problem| !of_partner.contains(&problem.field.as_str()));
        }
        let wrong = tidy(reader.wrong);
        if wrong.is_empty() { Ok(form) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::text::Rule;

    fn complete() -> Typed {
        Typed {
            customer_name: "蓝天".to_owned(),
            industry: "Retail".to_owned(),
            region: "Hangzhou".to_owned(),
            name: "Data platform".to_owned(),
            estimated_amount: "2000000.00".to_owned(),
            expected_sign_on: "2026-12-01".to_owned(),
            budget: "approved".to_owned(),
            authority: "CIO".to_owned(),
            need: "reports".to_owned(),
            timing: "Q3".to_owned(),
            presale_activities: vec![PresaleActivity::CustomerVisit],
            offering_id: "off-1".to_owned(),
            services: vec![CloudService::BigData],
            support_needed: vec![SupportKind::None],
            contact_name: "Lin".to_owned(),
            contact_phone: "13800138000".to_owned(),
            customer_consent: true,
            ..Typed::default()
        }
    }

    fn wrong(typed: &Typed, wanted: Wanted) -> Vec<(String, Rule)> {
        let wrong = typed.read(wanted).err().unwrap_or_default();
        wrong.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    #[test]
    fn a_form_that_is_shown_and_read_again_is_the_same() {
        let form = complete().read(Wanted::Whole).unwrap();
        assert_eq!(Typed::of(&form), complete());
        assert!(complete().differing(&Typed::of(&form)).is_empty());
    }

    #[test]
    fn a_draft_needs_its_name_and_nothing_else() {
        let named = Typed { name: "Data platform".to_owned(), ..Typed::default() };
        assert!(named.read(Wanted::Draft).is_ok());
        assert_eq!(wrong(&Typed::default(), Wanted::Draft), [("name".to_owned(), Rule::Missing)]);
    }

    #[test]
    fn everything_that_is_missing_is_named_once_and_from_top_to_bottom() {
        let found: Vec<_> = wrong(&Typed::default(), Wanted::Whole).into_iter().map(|(at, _)| at).collect();
        let needed: Vec<_> = PLACES
            .into_iter()
            .filter(|place| !["contact.phone", "contact.email", "crm_reference"].contains(place))
            .collect();
        assert_eq!(found, needed);
        let of_vendor = wrong(&Typed::default(), Wanted::Shared).len();
        assert_eq!(of_vendor, needed.len() - 3, "what is the partner's is not asked of the vendor");
    }

    #[test]
    fn a_wrong_value_is_called_wrong_and_not_missing() {
        let typed = Typed {
            estimated_amount: "12345678901234567890".to_owned(),
            contact_phone: "12".to_owned(),
            ..complete()
        };
        assert_eq!(
            wrong(&typed, Wanted::Whole),
            [
                ("estimated_amount".to_owned(), Rule::LongerThan(13)),
                ("contact.phone".to_owned(), Rule::Malformed)
            ]
        );
    }

    #[test]
    fn half_a_contact_is_not_dropped_in_silence() {
        let typed =
            Typed { name: "x".to_owned(), contact_email: "a@b.example".to_owned(), ..Typed::default() };
        let at: Vec<_> = wrong(&typed, Wanted::Draft).into_iter().map(|(at, _)| at).collect();
        assert_eq!(at, ["contact.name", "contact.phone"]);
    }
}

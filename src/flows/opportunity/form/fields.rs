//! The signals behind the controls.

use super::{BantValues, ContactValues, Typed};
use contract::opportunity_form::{CloudService, PresaleActivity, SupportKind};
use leptos::prelude::*;

/// What the controls hold. Large: passed by reference.
#[derive(Clone, Copy)]
pub struct Fields {
    pub customer_name: RwSignal<String>,
    pub industry: RwSignal<String>,
    pub region: RwSignal<String>,
    pub name: RwSignal<String>,
    pub estimated_amount: RwSignal<String>,
    pub expected_sign_on: RwSignal<String>,
    pub bant: BantValues,
    pub presale_activities: RwSignal<Vec<PresaleActivity>>,
    pub offering_id: RwSignal<String>,
    pub services: RwSignal<Vec<CloudService>>,
    pub support_needed: RwSignal<Vec<SupportKind>>,
    pub contact: ContactValues,
    pub crm_reference: RwSignal<String>,
    pub customer_consent: RwSignal<bool>,
}

impl Fields {
    #[must_use]
    pub fn new(typed: &Typed) -> Self {
        let fields = Self {
            customer_name: RwSignal::default(),
            industry: RwSignal::default(),
            region: RwSignal::default(),
            name: RwSignal::default(),
            estimated_amount: RwSignal::default(),
            expected_sign_on: RwSignal::default(),
            bant: BantValues::default(),
            presale_activities: RwSignal::default(),
            offering_id: RwSignal::default(),
            services: RwSignal::default(),
            support_needed: RwSignal::default(),
            contact: ContactValues::default(),
            crm_reference: RwSignal::default(),
            customer_consent: RwSignal::default(),
        };
        fields.fill(typed);
        fields
    }

    /// What stands in them; tracked.
    #[must_use]
    pub fn typed(&self) -> Typed {
        Typed {
            customer_name: self.customer_name.get(),
            industry: self.industry.get(),
            region: self.region.get(),
            name: self.name.get(),
            estimated_amount: self.estimated_amount.get(),
            expected_sign_on: self.expected_sign_on.get(),
            budget: self.bant.budget.get(),
            authority: self.bant.authority.get(),
            need: self.bant.need.get(),
            timing: self.bant.timing.get(),
            presale_activities: self.presale_activities.get(),
            offering_id: self.offering_id.get(),
            services: self.services.get(),
            support_needed: self.support_needed.get(),
            contact_name: self.contact.name.get(),
            contact_phone: self.contact.phone.get(),
            contact_email: self.contact.email.get(),
            crm_reference: self.crm_reference.get(),
            customer_consent: self.customer_consent.get(),
        }
    }

    /// Shows this instead of what stands in them.
    pub fn fill(&self, typed: &Typed) {
        let texts = [
            (self.customer_name, &typed.customer_name),
            (self.industry, &typed.industry),
            (self.region, &typed.region),
            (self.name, &typed.name),
            (self.estimated_amount, &typed.estimated_amount),
            (self.expected_sign_on, &typed.expected_sign_on),
            (self.bant.budget, &typed.budget),
            (self.bant.authority, &typed.authority),
            (self.bant.need, &typed.need),
            (self.bant.timing, &typed.timing),
            (self.offering_id, &typed.offering_id),
            (self.contact.name, &typed.contact_name),
            (self.contact.phone, &typed.contact_phone),
            (self.contact.email, &typed.contact_email),
            (self.crm_reference, &typed.crm_reference),
        ];
        for (signal, text) in texts {
            signal.set(text.clone());
        }
        self.presale_activities.set(typed.presale_activities.clone());
        self.services.set(typed.services.clone());
        self.support_needed.set(typed.support_needed.clone());
        self.customer_consent.set(typed.customer_consent);
    }
}
